import { fitCheck } from '../../../../nodes/OrderExchange/shops/fit.js';
import { columnView } from '../../../support/columnView.js';
import { goldenOrder, planIn, planned, shopTables } from './shopUnderTest.js';

test('a first and a last name that fit alone and not together are told with their place in the order', () => {
	const order = goldenOrder('new');
	const name = 'x'.repeat(64);
	const plan = planned(
		planIn(shopTables(), { ...order, billTo: { ...order.billTo, firstName: name, lastName: name } }),
	);
	const shape = { name: 'customers_name', type: 'varchar(128)', maxLength: 128 };
	const column = columnView({ ...shape, charset: 'utf8mb4' });
	const table = { name: 'orders', engine: 'InnoDB', columns: new Map([[column.name, column]]) };
	const found = fitCheck(new Map([['orders', table]]), '')(plan, order.number);
	expect(found).toMatchObject([{ code: 'shop.text.tooLong', field: 'billTo.lastName' }]);
});
