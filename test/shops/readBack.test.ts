import { lookUpOrders } from '../../nodes/OrderExchange/exchange/receipts/lookUpOrders.js';
import { openShop, type OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import {
	pushSupplierOrder,
	type PushOptions,
} from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { cuttingProxy } from '../support/cuttingProxy.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

const shopSettings = { unknownCustomers: 'account', shortStock: 'accept' } as const;

/** What another program may do to an order, as SQL that changes the shop order `@order`; `column`: where that shows. */
interface ShopUnderTest {
	readonly platform: string;
	readonly engine?: string;
	readonly log: string;
	readonly changes: readonly { readonly what: string; readonly sql: string; readonly column: string }[];
}

const openCart: ShopUnderTest['changes'] = [
	{
		what: 'the name',
		sql: "UPDATE oc_order SET firstname = 'Jemand' WHERE order_id = @order",
		column: 'order.firstname',
	},
	{
		what: 'the quantity of a line',
		sql: 'UPDATE oc_order_product SET quantity = 7 WHERE order_id = @order',
		column: 'order_product.quantity',
	},
	{
		what: 'the sum',
		sql: "UPDATE oc_order_total SET value = 0.01 WHERE order_id = @order AND code = 'total'",
		column: 'order_total.value',
	},
	{
		what: 'nothing, but a line is gone',
		sql: 'DELETE FROM oc_order_product WHERE order_id = @order',
		column: 'order_product.order_product_id',
	},
];

const modified: ShopUnderTest['changes'] = [
	{
		what: 'the city',
		sql: "UPDATE orders SET customers_city = 'Anderswo' WHERE orders_id = @order",
		column: 'orders.customers_city',
	},
	{
		what: 'the quantity of a line',
		sql: 'UPDATE orders_products SET products_quantity = 7 WHERE orders_id = @order',
		column: 'orders_products.products_quantity',
	},
	{
		what: 'the sum',
		sql: "UPDATE orders_total SET value = 0.01 WHERE orders_id = @order AND class = 'ot_total'",
		column: 'orders_total.value',
	},
	{
		what: 'nothing, but a line is there twice',
		sql: `INSERT INTO orders_products (orders_id, products_id, products_quantity, products_name)
			VALUES (@order, 1, 1, 'again')`,
		column: 'the number of lines',
	},
];

const shops: readonly ShopUnderTest[] = [
	{ platform: 'opencart-4.1', log: 'oc_order_exchange_log', changes: openCart },
	{ platform: 'opencart-3.0', log: 'oc_order_exchange_log', changes: openCart },
	{ platform: 'modified-3.3', log: 'order_exchange_log', changes: modified },
	{ platform: 'modified-3.3', engine: 'MyISAM', log: 'order_exchange_log', changes: modified },
	{
		platform: 'woocommerce-11-hpos',
		log: 'wp_order_exchange_log',
		changes: [
			{
				what: 'the city',
				sql: "UPDATE wp_wc_order_addresses SET city = 'Anderswo' WHERE order_id = @order",
				column: 'wc_order_addresses.city',
			},
			{
				what: 'the quantity of a line',
				sql: `UPDATE wp_woocommerce_order_itemmeta SET meta_value = '7' WHERE meta_key = '_qty'
					AND order_item_id IN (SELECT order_item_id FROM wp_woocommerce_order_items WHERE order_id = @order)`,
				column: 'woocommerce_order_itemmeta.meta_value',
			},
			{
				what: 'the sum',
				sql: 'UPDATE wp_wc_orders SET total_amount = 0.01 WHERE id = @order',
				column: 'wc_orders.total_amount',
			},
		],
	},
];

async function withShop<Result>(test: TestShop, work: (shop: OpenShop) => Promise<Result>): Promise<Result> {
	const opened = await openShop(test.settings, shopSettings);
	if (!opened.ok) throw new Error(opened.problems[0]?.message);
	try {
		return await work(opened.shop);
	} finally {
		await opened.shop.close();
	}
}

const pushed = (test: TestShop, order: SupplierOrder, options: PushOptions = {}) =>
	withShop(test, (shop) => pushSupplierOrder(shop, order, options));

describe.each(shops.map((shop) => ({ ...shop, tables: shop.engine ?? 'as installed' })))(
	'$platform, tables $tables',
	({ platform, engine, log, changes }) => {
		let test: TestShop;
		const order = supplierOrderOf(manyOrders(platform, 3));
		beforeEach(async () => {
			test = await createShop(sharedMariaDb(), platform, engine ? { engine } : {});
			await withShop(test, () => Promise.resolve()); // the exchange log is there from now on
		});
		afterEach(() => test.drop());

		/** The database changes orders when everything about them is written and checked: with their shop order in the log. */
		const sabotage = async (sql: string, numbers = "'N-2'") => {
			for (const [event, before] of [
				['INSERT', "''"],
				['UPDATE', 'OLD.shop_order_id'],
			])
				await test.query(`CREATE TRIGGER sabotage_${event} AFTER ${event} ON \`${log}\` FOR EACH ROW
				BEGIN IF NEW.order_number IN (${numbers}) AND NEW.shop_order_id <> ${before}
				THEN ${sql.replaceAll('@order', 'NEW.shop_order_id')}; END IF; END`);
		};

		it.each(changes)(
			'an order of which something else changes $what behind our back is a finding, and no success',
			async ({ sql, column }) => {
				await sabotage(sql);
				const { receipts, refused, retryLater } = await pushed(test, order);
				expect(retryLater).toEqual([]);
				expect(receipts.map((receipt) => [receipt.order, receipt.status])).toEqual([
					['N-1', 'written'],
					['N-3', 'written'],
				]);
				expect(refused.map(({ customerOrder }) => customerOrder)).toEqual([order.customerOrders[1]]);
				expect(refused[0]?.problems).toMatchObject([{ code: 'exchange.writtenDiffers', order: 'N-2' }]);
				expect(refused[0]?.problems[0]?.message).toContain(column);
			},
		);

		it('stays a finding for later runs until a person sends the order without reading back', async () => {
			await sabotage(changes[0]?.sql ?? '');
			await pushed(test, order);
			const before = await test.counts();
			const again = await pushed(test, order);
			expect(again.receipts.map(({ status }) => status)).toEqual(['alreadyWritten', 'alreadyWritten']);
			expect(again.refused[0]?.problems[0]?.message).toContain(changes[0]?.column);
			const found = await withShop(test, (shop) => lookUpOrders(shop, order));
			expect(found.receipts.map(({ differsIn }) => differsIn)).toEqual([
				undefined,
				changes[0]?.column,
				undefined,
			]);
			const accepted = await pushed(test, order, { readBack: false });
			expect(accepted.receipts.map(({ status }) => status)).toEqual(Array(3).fill('alreadyWritten'));
			expect(await test.counts()).toEqual(before);
		});

		it.each([
			['before the note', 'before'],
			['after the note and before its COMMIT', 'after'],
		] as const)('stays a finding where the connection broke %s', async (_, when) => {
			await sabotage(changes[0]?.sql ?? '');
			const proxy = await cuttingProxy(test.settings.port);
			proxy.cutAt('SET finding', when);
			const through = { ...test, settings: { ...test.settings, port: proxy.port } };
			const first = await pushed(through, order).finally(() => proxy.close());
			expect(proxy.cuts).toBe(1);
			expect(first.receipts.map((receipt) => receipt.order)).toEqual(['N-1', 'N-3']);
			const again = await pushed(test, order);
			for (const { refused } of [first, again])
				expect(refused[0]?.problems).toMatchObject([{ code: 'exchange.writtenDiffers', order: 'N-2' }]);
		});

		it('is told even where the log cannot note it', async () => {
			await sabotage(changes[0]?.sql ?? '');
			await test.query(`CREATE TRIGGER no_note BEFORE UPDATE ON \`${log}\` FOR EACH ROW
			BEGIN IF NEW.finding <> '' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END`);
			const { receipts, refused, retryLater } = await pushed(test, order);
			expect(receipts.map((receipt) => receipt.order)).toEqual(['N-1', 'N-3']);
			expect(refused[0]?.problems).toMatchObject([{ code: 'exchange.writtenDiffers', order: 'N-2' }]);
			expect(retryLater).toEqual([]);
		});

		const withTransactions = platform !== 'opencart-3.0' && engine === undefined;
		const ways = [
			['over one connection', {}],
			['over several', { batchSize: 1 }],
		] as const;
		if (withTransactions)
			it.each(ways)('is found too where the answer to COMMIT was lost, %s', async (_, options) => {
				await sabotage(changes[0]?.sql ?? '', "'N-1', 'N-2', 'N-3'");
				const proxy = await cuttingProxy(test.settings.port);
				const through = { ...test, settings: { ...test.settings, port: proxy.port } };
				const { receipts, refused, retryLater } = await withShop(through, async (shop) => {
					proxy.cutAt('COMMIT', 'after'); // opening a shop has commits of its own
					return await pushSupplierOrder(shop, order, options);
				}).finally(() => proxy.close());
				expect(proxy.cuts).toBeGreaterThan(0);
				expect([...receipts, ...retryLater]).toEqual([]);
				expect(refused.map(({ problems: [found] }) => found?.code)).toEqual(
					Array(3).fill('exchange.writtenDiffers'),
				);
			});

		it('costs no round trip', async () => {
			await pushed(test, supplierOrderOf(manyOrders(platform, 1, 'First'))); // a shop's first batch may take one more
			const trips = (readBack: boolean) =>
				withShop(test, async (shop) => {
					const before = shop.database.roundTrips;
					const orders = manyOrders(platform, 3, `With${readBack}`);
					const { receipts } = await pushSupplierOrder(shop, supplierOrderOf(orders), { readBack });
					expect(receipts).toHaveLength(3);
					return shop.database.roundTrips - before;
				});
			expect(await trips(true)).toBe(await trips(false));
		});

		it('compares no order when switched off', async () => {
			await sabotage(changes[0]?.sql ?? '');
			const { receipts, refused } = await pushed(test, order, { readBack: false });
			expect(refused).toEqual([]);
			expect(receipts).toHaveLength(3);
		});
	},
);
