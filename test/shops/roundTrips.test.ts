import type { OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { openedShop } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { watchedShop } from '../support/watchedShop.js';

/**
 * `single`: for one order of a new customer, on a warm connection; `olderServer`: where each table that is written costs one of
 * its own.
 */
const shops = [
	{ platform: 'opencart-4.1', single: 10, olderServer: 12 },
	{ platform: 'opencart-3.0', single: 11, olderServer: 14 },
	{ platform: 'modified-3.3', single: 9, olderServer: 13 },
	{ platform: 'woocommerce-11-hpos', single: 9, olderServer: 18 },
] as const;

describe.each(shops)('$platform', ({ platform, single, olderServer }) => {
	let test: TestShop;
	let shop: OpenShop;
	beforeAll(async () => {
		test = await createShop(sharedMariaDb(), platform);
		shop = await openedShop(test.settings);
	});
	afterAll(async () => {
		await shop?.close();
		await test?.drop();
	});

	/** Round trips of one push, all of whose orders must get a receipt. */
	async function roundTripsOf(count: number, prefix: string, through = shop): Promise<number> {
		const before = shop.database.roundTrips;
		const order = supplierOrderOf(manyOrders(platform, count, prefix));
		const { receipts } = await pushSupplierOrder(through, order);
		expect(receipts).toHaveLength(count);
		return shop.database.roundTrips - before;
	}

	it('opens in four round trips: session, limits, tables, reference data', () => {
		expect(shop.database.roundTrips).toBeLessThanOrEqual(5); // one more where the exchange log is created
	});

	it('takes one more round trip for the first batch of a connection, where it begins a transaction', async () => {
		const first = await roundTripsOf(1, 'A');
		expect(await roundTripsOf(1, 'B')).toBe(shop.withoutTransactions ? first : first - 1);
	});

	it('needs as many round trips for a batch of many orders as for one of few', async () => {
		expect(await roundTripsOf(40, 'M')).toBe(await roundTripsOf(4, 'F'));
	});

	it('recognises a batch that was pushed before in two round trips', async () => {
		await roundTripsOf(5, 'R');
		expect(await roundTripsOf(5, 'R')).toBe(2);
	});

	it('writes a single order of a new customer in few round trips, not one for each table', async () => {
		const most = shop.database.takesBlocks ? single : olderServer;
		expect(await roundTripsOf(1, 'S')).toBeLessThanOrEqual(most);
	});

	it('writes it with one round trip per table on a server that takes one INSERT at a time', async () => {
		const older = watchedShop(shop, () => ({ takesBlocks: false }));
		expect(await roundTripsOf(1, 'O', older)).toBeLessThanOrEqual(olderServer);
	});
});
