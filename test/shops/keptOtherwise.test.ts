import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

/** One row per order and one per customer, and columns in which the database keeps something else. */
const platforms = [
	{
		...{ platform: 'woocommerce-11-hpos', orders: 'wp_wc_orders', customers: 'wp_users' },
		...{ email: 'billing_email', comment: 'customer_note', customerName: 'display_name' },
	},
	{
		...{ platform: 'modified-3.3', orders: 'orders', customers: 'customers' },
		...{ email: 'customers_email_address', comment: 'comments', customerName: 'customers_firstname' },
	},
	{
		...{ platform: 'opencart-4.1', orders: 'oc_order', customers: 'oc_customer' },
		...{ email: 'email', comment: 'comment', customerName: 'firstname' },
	},
];

describe.each(platforms)('where the database of $platform keeps something else', (about) => {
	const { platform } = about;
	let shop: TestShop;
	beforeEach(async () => {
		shop = await createShop(sharedMariaDb(), platform);
	});
	afterEach(() => shop.drop());
	const count = async (table: string) => (await shop.counts())[table] ?? 0;
	const codes = (findings: readonly { problems: readonly { code: string }[] }[]) =>
		findings.flatMap(({ problems }) => problems.map(({ code }) => code));

	async function pushed(orders: Parameters<typeof supplierOrderOf>[0]) {
		const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
		if (!opened.ok) throw new Error(codes([opened]).join());
		const outcome = await pushSupplierOrder(opened.shop, supplierOrderOf(orders));
		await opened.shop.close();
		return outcome;
	}

	test('an order of which the database would keep something else is refused, and nothing of it stays', async () => {
		await shop.query(
			`CREATE TRIGGER keep_otherwise BEFORE INSERT ON \`${about.orders}\` FOR EACH ROW
			BEGIN IF NEW.${about.email} = 'N6@kunde.test' THEN SET NEW.${about.comment} = 'otherwise'; END IF; END`,
		);
		const before = [await count(about.orders), await count(about.customers)];
		const { receipts, refused } = await pushed(manyOrders(platform, 9));
		expect(refused.map(({ customerOrder: { number } }) => number)).toEqual(['N-6']);
		expect(refused[0]?.problems).toMatchObject([{ code: 'exchange.readBackDiffers', order: 'N-6' }]);
		expect(refused[0]?.problems[0]?.message).toContain(`.${about.comment}`);
		expect(receipts).toHaveLength(8);
		expect([await count(about.orders), await count(about.customers)]).toEqual(before.map((n) => n + 8));
	});

	test('an order is not refused for what another order of the same new customer made of that customer', async () => {
		await shop.query(
			`CREATE TRIGGER keep_otherwise BEFORE INSERT ON \`${about.customers}\` FOR EACH ROW
			BEGIN IF NEW.${about.customerName} LIKE 'Hans%' THEN SET NEW.${about.customerName} = 'otherwise'; END IF; END`,
		);
		const named = (number: string, firstName: string) => {
			const order = customerOrder(platform, { number, email: 'neu@kunde.test' });
			return { ...order, billTo: { ...order.billTo, firstName } };
		};
		const { receipts, refused } = await pushed([named('A', 'Hans'), named('B', 'Grete')]);
		expect(refused.map(({ customerOrder: { number } }) => number)).toEqual(['A']);
		expect(codes(refused)).toEqual(['exchange.readBackDiffers']);
		expect(receipts.map(({ order }) => order)).toEqual(['B']);
	});
});
