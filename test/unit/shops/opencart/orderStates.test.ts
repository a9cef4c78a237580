import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { openCart41 } from '../../../../nodes/OrderExchange/shops/opencart/v41/openCart41.js';
import { added, referenceOf, shopTables } from './shop.js';

const stored: Row = {
	...{ order_id: '17', order_status_id: '2', currency_code: 'EUR', currency_value: '1.00000000' },
	...{ total: '1045.4943', lines: '2', quantity: '5' },
};
const stateOf = (row: Row, tables = shopTables()) =>
	openCart41.readOrderStates({ orders: [{ ...stored, ...row }] }, referenceOf(tables))[0];

test('an order is told by its number, status name and total as the shop shows it', () => {
	expect(stateOf({})).toEqual({
		...{ shopOrderId: '17', shopOrderNumber: '17', status: 'Processing', currency: 'EUR' },
		...{ total: '1045.49', lines: 2, quantity: '5' },
	});
});

test('a total in another currency is converted with the order’s own rate', () => {
	expect(stateOf({ currency_code: 'USD', currency_value: '1.10000000', total: '10.0000' })).toMatchObject({
		...{ currency: 'USD', total: '11.00' },
	});
});

test('a status goes by its name in the shop’s language, or by its number when it has no name', () => {
	const german = { order_status_id: '2', language_id: '2', name: 'In Bearbeitung' };
	const tables = added(shopTables(), 'order_status', german);
	expect(stateOf({}, tables)?.status).toBe('Processing');
	expect(stateOf({ order_status_id: '0' })?.status).toBe('0');
});
