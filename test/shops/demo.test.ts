import { differences } from '../../demo/comparison.js';
import { readOrders, readProducts, type OrderJson } from '../../demo/northwind.js';
import { createDemoShops, type DemoShop } from '../../demo/shops/demoShops.js';
import { distributor } from '../../demo/suppliers.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrderSchema } from '../../nodes/OrderExchange/orders/customerOrder.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { connectionOf } from '../../nodes/OrderExchange/suppliers/invitedShop.js';
import { openedCode } from '../support/invitations.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';

const products = readProducts();
const bySku = new Map(products.map((product) => [product.sku, product]));

/** The whole shipping goes with the supplier of the first line. */
function supplierOrderFor(shop: DemoShop, orders: readonly OrderJson[]): SupplierOrder {
	const customerOrders = orders.flatMap((json) => {
		const order = customerOrderSchema.parse(json);
		const lines = order.lines.flatMap((line) => {
			const product = bySku.get(line.sku);
			return product?.supplier.code === shop.supplier.code
				? [{ ...line, supplierSku: product.supplierSku }]
				: [];
		});
		const first = bySku.get(order.lines[0]?.sku ?? '');
		const { shipping, totals, ...rest } = order;
		void totals;
		const carries = first?.supplier.code === shop.supplier.code;
		return lines.length > 0 ? [{ ...rest, lines, ...(carries && shipping && { shipping }) }] : [];
	});
	return {
		number: `SO-${shop.supplier.code}`,
		supplier: shop.supplier,
		distributor,
		customerOrders,
		totals: { customerOrders: customerOrders.length, lines: 0, quantity: 0, amounts: [] },
	};
}

describe('the 830 Northwind orders in the four demo shops', () => {
	const orders = readOrders();
	let mariaDb: MariaDb;
	let shops: readonly DemoShop[];
	const connections = new Map<DemoShop, DatabaseSettings>();

	beforeAll(async () => {
		mariaDb = await startMariaDb({ fast: true });
		shops = await createDemoShops(
			mariaDb,
			products.map((product) => ({ ...product, enabled: true })),
		);
	}, 120_000);
	afterAll(() => mariaDb.stop());

	const connectionOnce = async (shop: DemoShop) => {
		const known = connections.get(shop) ?? (await connectionTo(shop));
		connections.set(shop, known);
		return known;
	};
	const connectionTo = async (shop: DemoShop) => {
		const { activationCode, passPhrase } = await shop.invite({ ...mariaDb, tls: false });
		return connectionOf(await openedCode(activationCode, passPhrase));
	};
	const pushAll = async () => {
		const refused: string[] = [];
		for (const shop of shops) {
			const opened = await openShop(await connectionOnce(shop), {
				unknownCustomers: 'account',
				shortStock: 'followShop',
			});
			if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
			const outcome = await pushSupplierOrder(opened.shop, supplierOrderFor(shop, orders));
			refused.push(
				...[...outcome.refused, ...outcome.retryLater].map(
					({ customerOrder, problems }) => `${customerOrder.number}: ${JSON.stringify(problems)}`,
				),
			);
			await opened.shop.close();
		}
		return refused;
	};
	const compared = async () =>
		differences(
			orders,
			products,
			await Promise.all(
				shops.map(async (shop) => ({ supplierCode: shop.supplier.code, orders: await shop.readOrders() })),
			),
		);

	test('arrive with numbers, lines, quantities, totals and umlauts as they were sent', async () => {
		expect(await pushAll()).toEqual([]);
		expect(await compared()).toEqual([]);
	}, 300_000);

	test('sent again, leave not one row more', async () => {
		const before = await Promise.all(shops.map((shop) => shop.counts()));
		expect(await pushAll()).toEqual([]);
		expect(await Promise.all(shops.map((shop) => shop.counts()))).toEqual(before);
	}, 300_000);
});
