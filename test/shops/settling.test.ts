import { logRead } from '../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { codesOf, openedShop } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { watchedShop } from '../support/watchedShop.js';

const platform = 'modified-3.3';
const fault = (of: { readonly errno: number } | { readonly code: string }): Error =>
	Object.assign(new Error('injected'), of);

let shop: TestShop;
let open: OpenShop;
beforeEach(async () => {
	shop = await createShop(sharedMariaDb(), platform);
	open = await openedShop(shop.settings);
});
afterEach(async () => {
	await open.close();
	await shop.drop();
});

test('orders whose commit is in doubt stay so, whatever keeps the next looks from the log', async () => {
	let inDoubt = false;
	const doubtful = watchedShop(open, (database) => ({
		commit: async (options) => {
			await database.commit(options);
			inDoubt = true;
			throw fault({ code: 'PROTOCOL_CONNECTION_LOST' });
		},
		readAll: (reads, prefix) =>
			inDoubt ? Promise.reject(fault({ errno: 1205 })) : database.readAll(reads, prefix),
	}));
	const order = supplierOrderOf(manyOrders(platform, 2));
	const { receipts, refused, retryLater } = await pushSupplierOrder(doubtful, order);
	expect([...receipts, ...refused]).toEqual([]);
	expect(codesOf(retryLater)).toEqual(Array(2).fill('database.outcomeUnknown'));
	const next = await pushSupplierOrder(open, order);
	expect(next.receipts.map(({ status }) => status)).toEqual(Array(2).fill('alreadyWritten'));
});

test('an order that meets a unique index of the shop’s own is refused, and not kept for later again and again', async () => {
	await shop.query('ALTER TABLE orders ADD UNIQUE one_order_each (customers_email_address)');
	const [one, again, other] = ['anna', 'anna', 'berta'].map((name, index) =>
		customerOrder(platform, { number: `U-${index + 1}`, email: `${name}@kunde.test` }),
	);
	if (!one || !again || !other) throw new Error('Three orders were wanted');
	const { receipts, refused, retryLater } = await pushSupplierOrder(
		open,
		supplierOrderOf([one, again, other]),
	);
	expect(retryLater).toEqual([]);
	expect(receipts.map(({ order }) => order)).toEqual(['U-1', 'U-3']);
	expect(refused.map(({ customerOrder: { number } }) => number)).toEqual(['U-2']);
	expect(codesOf(refused)).toEqual(['database.duplicateKey']);
});

test('once the shop can go on no more in this run, the orders behind are not tried either', async () => {
	let asked = 0;
	const readOnly = watchedShop(open, (database) => ({
		readAll: async (reads, prefix) => {
			if (reads.some(({ name }) => name === logRead([]).name) && ++asked > 1) throw fault({ errno: 1290 });
			return await database.readAll(reads, prefix);
		},
	}));
	const order = supplierOrderOf(manyOrders(platform, 5));
	const { receipts, retryLater } = await pushSupplierOrder(readOnly, order, { batchSize: 1, keep: false });
	expect(receipts).toHaveLength(1);
	expect(codesOf(retryLater)).toEqual(Array(4).fill('database.readOnly'));
	expect(asked).toBe(2);
});
