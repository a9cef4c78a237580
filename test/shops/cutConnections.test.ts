import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { cuttingProxy } from '../support/cuttingProxy.js';
import { codesOf, openedShop, pushedTo } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';

const platforms = [
	{ platform: 'woocommerce-11-hpos', orders: 'wp_wc_orders' },
	{ platform: 'modified-3.3', orders: 'orders' },
	{ platform: 'opencart-4.1', orders: 'oc_order' },
] as const;

describe.each(platforms)('on the way to $platform', ({ platform, orders }) => {
	let shop: TestShop;
	beforeEach(async () => {
		shop = await createShop(sharedMariaDb(), platform);
	});
	afterEach(() => shop.drop());
	const count = async () => (await shop.counts())[orders] ?? 0;

	test.each(['before', 'after'] as const)(
		'a connection cut %s COMMIT has its effect leaves each order once',
		async (when) => {
			const order = supplierOrderOf(manyOrders(platform, 3));
			const before = await count();
			const proxy = await cuttingProxy(shop.settings.port);
			try {
				const way = { ...shop.settings, host: '127.0.0.1', port: proxy.port };
				const open = await openedShop(way);
				proxy.cutAt('COMMIT', when);
				const { receipts, retryLater } = await pushSupplierOrder(open, order);
				await open.close();
				expect(proxy.cuts).toBe(1);
				expect(codesOf(retryLater)).toEqual([]);
				expect(receipts).toHaveLength(3);
				expect(await count()).toBe(before + 3);
			} finally {
				await proxy.close();
			}
		},
	);

	test('when the shop stays away after a cut COMMIT, the outcome is unknown and the next run settles it', async () => {
		const order = supplierOrderOf(manyOrders(platform, 2));
		const before = await count();
		const proxy = await cuttingProxy(shop.settings.port);
		try {
			const open = await openedShop({ ...shop.settings, host: '127.0.0.1', port: proxy.port });
			proxy.refuseAfterCut(true);
			proxy.cutAt('COMMIT', 'after');
			const { receipts, retryLater } = await pushSupplierOrder(open, order);
			await open.close();
			expect(receipts).toEqual([]);
			expect(codesOf(retryLater)).toEqual(['database.outcomeUnknown', 'database.outcomeUnknown']);
		} finally {
			await proxy.close();
		}
		const settled = await pushedTo(shop.settings, order);
		expect(settled.receipts.map(({ status }) => status)).toEqual(['alreadyWritten', 'alreadyWritten']);
		expect(await count()).toBe(before + 2);
	});

	test.each(['INSERT INTO', 'UPDATE'])('a connection cut at %s leaves each order once', async (statement) => {
		const before = await count();
		const proxy = await cuttingProxy(shop.settings.port);
		try {
			const open = await openedShop({ ...shop.settings, host: '127.0.0.1', port: proxy.port });
			proxy.cutAt(statement, 'after');
			const { receipts } = await pushSupplierOrder(open, supplierOrderOf(manyOrders(platform, 3)));
			await open.close();
			expect(proxy.cuts).toBe(1);
			expect(receipts).toHaveLength(3);
			expect(await count()).toBe(before + 3);
		} finally {
			await proxy.close();
		}
	});
});
