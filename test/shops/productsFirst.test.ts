import { planFrom } from '../../nodes/OrderExchange/exchange/planning/planOrders.js';
import type { PlanInput } from '../../nodes/OrderExchange/shops/platform.js';
import { productIdsIn } from '../../nodes/OrderExchange/shops/productIds.js';
import type { ReadRows } from '../../nodes/OrderExchange/database/read.js';
import { goldenOrders } from '../support/goldenOrders.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { platformsUnderTest } from '../support/platformsUnderTest.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { shopDataFolder } from '../../sandbox/shops/shopData.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';
import { opened } from '../support/withoutTransactions.js';

test.each(platformsUnderTest)(
	'$id: an order becomes the same rows whether its products are found first or on the way',
	async ({ id, products, variant }) => {
		const shop = await createShop(sharedMariaDb(), id);
		const open = await opened(shop);
		const skus = [...products, variant.sku, 'NO-SUCH'];
		const orders = [
			...goldenOrders(`${shopDataFolder}/${id}`).map(({ order }) => order),
			...skus.map((sku) => customerOrder(id, { number: sku, sku })),
		];
		const { distributor, number: supplierOrderNumber } = supplierOrderOf([]);
		const inputs = orders.map((order, index): PlanInput => ({
			order,
			distributor,
			supplierOrderNumber,
			secret: 'drawn',
			exchangeKey: String(index),
		}));
		const now = new Date('2026-11-24T10:00:00Z');
		const ofOrders = inputs.map(({ order }) => order);
		const { platform, reference, settings, database, found } = open;
		const planned = async (seen?: ReadRows) => {
			const factReads = platform.factReads(ofOrders, { found, reference, settings, seen });
			const rows = { ...seen, ...(await database.readAll(factReads, found.prefix)) };
			return await planFrom(open, inputs, rows, now);
		};
		const seen = await database.readAll(platform.searchReads(ofOrders), found.prefix);
		const onTheWay = await planned();

		expect(await planned(seen)).toEqual(onTheWay);
		expect(productIdsIn(seen).length).toBeGreaterThanOrEqual(skus.length - 1);
		expect(onTheWay.planned.length).toBeGreaterThanOrEqual(products.length);
		expect(await planned({})).toMatchObject({ planned: [] });

		await open.close();
		await shop.drop();
	},
);
