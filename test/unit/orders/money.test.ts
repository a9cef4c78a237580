import { amount, currencyPlaces, rounded, sum } from '../../../nodes/OrderExchange/orders/money.js';

describe('money', () => {
	test('tenths add up exactly', () => {
		expect(amount(sum(['0.1', '0.2']))).toBe('0.3');
	});

	test('half a cent is rounded up, as shops do', () => {
		expect(amount(rounded('2.345', 2))).toBe('2.35');
		expect(amount(rounded('120.785', 2))).toBe('120.79');
	});

	test('large and tiny amounts stay in plain notation', () => {
		expect(amount('123456789012345678901.5')).toBe('123456789012345678901.5');
		expect(amount('0.00000001')).toBe('0.00000001');
	});

	test('each currency has its own places', () => {
		expect(['EUR', 'JPY', 'KWD'].map(currencyPlaces)).toEqual([2, 0, 3]);
	});
});
