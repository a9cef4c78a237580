import type { OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { openedShop } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

/** `zone`: what the shop itself calls the region, asked of its newest order's delivery address. */
const shops = [
	{
		platform: 'opencart-4.1',
		place: { country: 'DE', region: 'bayern' },
		zone: 'SELECT shipping_zone_id AS id, shipping_zone AS name FROM oc_order ORDER BY order_id DESC LIMIT 1',
		wanted: { id: '1255', name: 'Bayern' },
	},
	{
		platform: 'opencart-3.0',
		place: { country: 'CH', region: 'Genève' },
		zone: 'SELECT shipping_zone_id AS id, shipping_zone AS name FROM oc_order ORDER BY order_id DESC LIMIT 1',
		wanted: { id: '3102', name: 'Gen&egrave;ve' },
	},
	{
		platform: 'modified-3.3',
		place: { country: 'AT', region: 'Wien' },
		zone: 'SELECT entry_zone_id AS id, entry_state AS name FROM address_book ORDER BY address_book_id DESC LIMIT 1',
		wanted: { id: '95', name: 'Wien' },
	},
] as const;

describe.each(shops)('$platform', ({ platform, place, zone, wanted }) => {
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

	const inRegion = (number: string, region: string) => {
		const order = customerOrder(platform, { number, email: `${number}@kunde.test` });
		return { ...order, billTo: { ...order.billTo, ...place, region, postalCode: '1010' } };
	};

	it('gives an order the shop’s own zone, though only zones of the batch’s countries are read', async () => {
		const orders = [inRegion('Z-1', 'Atlantis'), inRegion('Z-2', place.region)];
		const { receipts, refused } = await pushSupplierOrder(shop, supplierOrderOf(orders));
		expect(refused).toEqual([]);
		expect(receipts).toHaveLength(2);
		expect(await test.query(zone)).toEqual([wanted]);
	});

	it('reads no zones of the world before it sees an order', () => {
		const names = [...shop.platform.referenceReads].map(({ name }) => name);
		expect(names).not.toContain('zones');
	});
});
