import { contentHash, exchangeKey } from '../../../nodes/OrderExchange/orders/orderIdentity.js';
import { supplierCustomerOrderSchema } from '../../../nodes/OrderExchange/orders/supplierOrder.js';

const address = { lastName: 'Müßig', street: 'Straße 5', city: 'München', country: 'DE' };
const order = supplierCustomerOrderSchema.parse({
	number: '1',
	date: '2026-11-24T10:00:00Z',
	currency: 'EUR',
	prices: 'net',
	customer: { email: 'a@kunde.test' },
	billTo: address,
	lines: [{ id: '1', sku: 'A', supplierSku: 'S-A', quantity: 2, unitPrice: '9.90' }],
});

describe('the exchange key', () => {
	test('is the same for the same order at the same supplier', () => {
		const key = exchangeKey({ code: 'd' }, { code: 's' }, '1');
		expect(key).toMatch(/^[0-9a-f]{64}$/);
		expect(exchangeKey({ code: 'd' }, { code: 's' }, '1')).toBe(key);
	});

	test('cannot be forged by moving text from one part to the next', () => {
		expect(exchangeKey({ code: 'a' }, { code: 'bc' }, '1')).not.toBe(
			exchangeKey({ code: 'ab' }, { code: 'c' }, '1'),
		);
	});
});

describe('the content hash', () => {
	test('does not depend on the order of JSON keys', () => {
		const turned = Object.fromEntries(Object.entries(order).reverse()) as typeof order;
		expect(contentHash(turned)).toBe(contentHash(order));
	});

	test('changes with a quantity', () => {
		const changed = { ...order, lines: order.lines.map((line) => ({ ...line, quantity: 3 })) };
		expect(contentHash(changed)).not.toBe(contentHash(order));
	});
});
