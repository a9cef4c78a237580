import { fitCheck } from '../../../../nodes/OrderExchange/shops/fit.js';
import { goldenOrder, planIn, planned, shopTables } from './shopUnderTest.js';

test('a first and a last name that fit alone and not together are told with their place in the order', () => {
	const order = goldenOrder('new');
	const name = 'x'.repeat(64);
	const plan = planned(
		planIn(shopTables(), { ...order, billTo: { ...order.billTo, firstName: name, lastName: name } }),
	);
	const column = {
		...{ name: 'customers_name', type: 'varchar(128)', nullable: false, hasDefault: false },
		...{
			autoIncrement: false,
			generated: false,
			maxLength: 128,
			charset: 'utf8mb4',
			collation: 'utf8mb4_general_ci',
		},
	};
	const table = { name: 'orders', engine: 'InnoDB', columns: new Map([[column.name, column]]) };
	const found = fitCheck(new Map([['orders', table]]), '')(plan, order.number);
	expect(found).toMatchObject([{ code: 'shop.text.tooLong', field: 'billTo.lastName' }]);
});
