import { customerOrder, supplierOrderOf } from '../support/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../support/shopDatabase.js';
import { push } from '../support/withoutTransactions.js';

test.each(['InnoDB', 'MyISAM'])(
	'modified-3.3 on %s: twelve orders of one customer to one new address make one entry of the address book',
	async (engine) => {
		const shop = await createShop(sharedMariaDb(), 'modified-3.3', { engine });
		const order = customerOrder('modified-3.3', { number: 'FIRST' });
		await push(shop, supplierOrderOf([order]));
		const shipTo = { ...order.billTo, street: 'Hafen 7' };
		const orders = Array.from({ length: 12 }, (_, at) => ({ ...order, number: `N-${at}`, shipTo }));

		const { receipts } = await push(shop, supplierOrderOf(orders));

		expect(receipts.map(({ status }) => status)).toEqual(Array(12).fill('written'));
		expect(
			await shop.query(
				"SELECT entry_zone_id AS zone FROM address_book WHERE entry_street_address = 'Hafen 7'",
			),
		).toEqual([{ zone: '0' }]);
		await shop.drop();
	},
);
