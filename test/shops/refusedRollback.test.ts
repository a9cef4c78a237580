import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { refusingProxy, type RefusingProxy } from '../support/refusingProxy.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

// ROLLBACK itself can be refused: an administrator ends a statement (KILL QUERY), a proxy in between loses its server.

const platform = 'modified-3.3';
/** Query execution was interrupted. */
const interrupted = 1317;

let shop: TestShop;
let way: RefusingProxy;
beforeEach(async () => {
	shop = await createShop(sharedMariaDb(), platform);
	way = await refusingProxy(shop.settings.port);
});
afterEach(async () => {
	await way?.close();
	await shop?.drop();
});

const opened = async () => {
	const connection = { ...shop.settings, host: '127.0.0.1', port: way.port };
	const result = await openShop(connection, { unknownCustomers: 'account', shortStock: 'accept' });
	if (!result.ok) throw new Error(result.problems[0]?.message);
	return result.shop;
};
const customers = async () =>
	(
		await shop.query(
			"SELECT customers_email_address AS email FROM customers WHERE customers_email_address LIKE '%kunde.test'",
		)
	)
		.map(({ email }) => email)
		.sort();
const orders = async () =>
	(
		await shop.query(
			"SELECT customers_email_address AS email FROM orders WHERE customers_email_address LIKE '%kunde.test'",
		)
	)
		.map(({ email }) => email)
		.sort();

test('a rehearsal is not kept by the next order, where the server refuses to take it back', async () => {
	const open = await opened();
	way.refuseAt('ROLLBACK', interrupted);
	const rehearsed = await pushSupplierOrder(open, supplierOrderOf(manyOrders(platform, 1, 'tried')), {
		keep: false,
	});
	const pushed = await pushSupplierOrder(open, supplierOrderOf(manyOrders(platform, 1, 'sent')));
	await open.close();
	expect(way.refused).toBe(1);
	expect(rehearsed.receipts.map(({ status }) => status)).toEqual(['rehearsed']);
	expect(pushed.receipts.map(({ status }) => status)).toEqual(['written']);
	expect(await customers()).toEqual(['sent1@kunde.test']);
	expect(await orders()).toEqual(['sent1@kunde.test']);
});

test('half an order is not kept by the next try, where the server refuses to take it back', async () => {
	const open = await opened();
	way.refuseAt('INSERT INTO `orders_total`', 1213);
	way.refuseAt('ROLLBACK', interrupted);
	const pushed = await pushSupplierOrder(open, supplierOrderOf(manyOrders(platform, 2, 'sent')));
	await open.close();
	expect(way.refused).toBe(2);
	expect(pushed.receipts.map(({ status }) => status)).toEqual(['written', 'written']);
	expect(await orders()).toEqual(['sent1@kunde.test', 'sent2@kunde.test']);
	const [whole] = await shop.query(
		"SELECT COUNT(DISTINCT orders_id) AS n FROM orders_total WHERE orders_id IN (SELECT shop_order_id FROM order_exchange_log WHERE kind = 'order')",
	);
	expect(whole?.['n']).toBe('2');
});

test('orders on several connections are each there once, where the server refuses to take one batch back', async () => {
	const open = await opened();
	way.refuseAt('INSERT INTO `orders_total`', 1213);
	way.refuseAt('ROLLBACK', interrupted);
	const many = manyOrders(platform, 6, 'sent');
	const pushed = await pushSupplierOrder(open, supplierOrderOf(many), { batchSize: 2 });
	await open.close();
	expect(way.refused).toBe(2);
	expect(pushed.receipts).toHaveLength(6);
	expect(await orders()).toEqual(many.map(({ customer }) => customer.email?.toLowerCase()));
	const [log] = await shop.query(
		"SELECT COUNT(*) AS n FROM order_exchange_log WHERE kind = 'order' AND shop_order_id = ''",
	);
	expect(log?.['n']).toBe('0');
});
