import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';
import { watchedShop } from '../support/watchedShop.js';
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

test.each(['opencart-4.1', 'opencart-3.0'])(
	'%s: of an account with thousands of addresses only those in the order’s street are read, and none is made its default',
	async (platform) => {
		const shop = await createShop(sharedMariaDb(), platform, { engine: 'InnoDB' });
		const order = customerOrder(platform, { number: 'FIRST' });
		await push(shop, supplierOrderOf([order]));
		const [first] = await shop.rows('oc_address');
		const others = Array.from({ length: 3_000 }, (_, at) => ({
			...{ ...first, address_id: String(1_000 + at), address_1: `Gasse ${at}` },
			...(first && 'default' in first && { default: '0' }),
		}));
		await shop.insert('oc_address', others);
		const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
		if (!opened.ok) throw new Error(opened.problems[0]?.message);
		const read: number[] = [];
		const watched = watchedShop(opened.shop, (database) => ({
			readAll: async (reads, prefix) => {
				const rows = await database.readAll(reads, prefix);
				if (rows['addresses']) read.push(rows['addresses'].length);
				return rows;
			},
		}));
		const known = { ...order, number: 'KNOWN', shipTo: { ...order.billTo, street: 'Gasse 7' } };
		const added = { ...order, number: 'ADDED', shipTo: { ...order.billTo, street: 'Hafen 7' } };

		const { receipts } = await pushSupplierOrder(watched, supplierOrderOf([known, added]));

		await opened.shop.close();
		expect(receipts.map(({ status }) => status)).toEqual(['written', 'written']);
		expect(Math.max(...read)).toBe(2);
		expect(await shop.rows('oc_address', "address_1 IN ('Gasse 7', 'Hafen 7')")).toHaveLength(2);
		const [customer] = await shop.rows('oc_customer');
		expect(customer?.['address_id'] ?? first?.['address_id']).toBe(first?.['address_id']);
		await shop.drop();
	},
);
