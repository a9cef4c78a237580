import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import { column } from '../../../../nodes/OrderExchange/shops/opencart/text.js';

test('an amount is written with four places, half up, and nothing has no sign', () => {
	const written = (amounts: readonly string[]) => amounts.map((amount) => column(decimal(amount)));
	expect(written(['12.5', '0.00005', '-0.00005', '1.23455'])).toEqual([
		'12.5000',
		'0.0001',
		'-0.0001',
		'1.2346',
	]);
	expect(written(['0', '-0', '-0.00004'])).toEqual(['0.0000', '0.0000', '0.0000']);
});
