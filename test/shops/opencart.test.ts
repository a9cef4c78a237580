import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import type { ShopSettings } from '../../nodes/OrderExchange/shops/platform.js';
import { invitedUser } from '../support/invitedUser.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

const platform = 'opencart-4.1';
type Part = SupplierOrder['customerOrders'][number];

let mariaDb: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true });
});
afterAll(() => mariaDb?.stop());
beforeEach(async () => {
	shop = await createShop(mariaDb, platform);
});
afterEach(() => shop.drop());

async function pushed(
	orders: readonly Part[],
	settings: Partial<ShopSettings> = {},
	connection = shop.settings,
) {
	const opened = await openShop(connection, {
		...{ unknownCustomers: 'account', shortStock: 'followShop' },
		...settings,
	});
	if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join());
	try {
		const outcome = await pushSupplierOrder(opened.shop, supplierOrderOf(orders));
		const { refused, retryLater } = outcome;
		const codes = [...refused, ...retryLater].flatMap(({ problems }) => problems.map(({ code }) => code));
		return { ...outcome, codes };
	} finally {
		await opened.shop.close();
	}
}

const ofNewCustomer = (number: string, city = 'München'): Part =>
	customerOrder(platform, { number, city, email: 'Neu@kunde.test' });
const withLine = (number: string, line: Partial<Part['lines'][number]>): Part => {
	const order = customerOrder(platform, { number });
	const [first] = order.lines;
	return { ...order, lines: [{ ...(first as Part['lines'][number]), ...line }] };
};
const columns = (rows: readonly Readonly<Record<string, string | null>>[], ...names: readonly string[]) =>
	rows.map((row) => names.map((name) => row[name]));

test('two orders of one new customer in one push make one account with one address', async () => {
	const { receipts, codes } = await pushed([ofNewCustomer('A'), ofNewCustomer('B')]);
	expect(codes).toEqual([]);
	expect(receipts.map(({ customer }) => customer)).toEqual(['new', 'regular']);
	const customers = await shop.rows('oc_customer');
	const addresses = await shop.rows('oc_address');
	expect([customers.length, addresses.length]).toEqual([1, 1]);
	const ids = [customers[0]?.['customer_id'], addresses[0]?.['address_id']];
	const orders = await shop.rows('oc_order', 'transaction_id IN (?)', [['A', 'B']]);
	expect(columns(orders, 'customer_id', 'shipping_address_id')).toEqual([ids, ids]);
});

test('a second order of a new customer to another address adds that address, and the first stays the default', async () => {
	expect((await pushed([ofNewCustomer('A'), ofNewCustomer('B', 'Passau')])).codes).toEqual([]);
	expect(await shop.rows('oc_customer')).toHaveLength(1);
	expect(columns(await shop.rows('oc_address'), 'city', 'default')).toEqual([
		['München', '1'],
		['Passau', '0'],
	]);
});

test('an order with one part that the shop cannot take keeps no account behind', async () => {
	const unknown = { ...ofNewCustomer('A'), currency: 'CHF' };
	expect((await pushed([unknown])).codes).toEqual(['shop.currency.unknown']);
	expect(await shop.rows('oc_customer')).toEqual([]);
	const { codes, receipts } = await pushed([unknown, ofNewCustomer('B')]);
	expect([codes, receipts.map(({ customer }) => customer)]).toEqual([['shop.currency.unknown'], ['new']]);
});

test('stock that the first order of a push takes is not there for the second', async () => {
	await shop.query('UPDATE oc_product SET quantity = 3 WHERE product_id = 28');
	const two = (number: string) => customerOrder(platform, { number, quantity: 2 });
	const { codes, receipts } = await pushed([two('A'), two('B')]);
	expect([codes, receipts.length]).toEqual([['shop.stock.short'], 1]);
	expect(columns(await shop.rows('oc_product', 'product_id = 28'), 'quantity')).toEqual([['1']]);
});

test('the shop’s own price is its tier for the quantity', async () => {
	await shop.query(
		"INSERT INTO oc_product_discount (product_id, customer_group_id, quantity, priority, price, type, special, date_start, date_end) VALUES (28, 1, 10, 1, 12.5, 'F', 0, '0000-00-00', '0000-00-00')",
	);
	const lines = { quantity: 10 };
	const priced = withLine('A', lines);
	const [first] = priced.lines;
	delete first?.unitPrice;
	expect((await pushed([priced])).codes).toEqual([]);
	const [row] = await shop.rows('oc_order_product', 'product_id = 28');
	expect(row).toMatchObject({ price: '12.5000', total: '125.0000', tax: '2.3750' });
});

test('a variant is sold under its own article number, with its options, and takes stock from its master too', async () => {
	await shop.query(
		'INSERT INTO oc_product (product_id, master_id, model, variant, override, quantity, minimum, price, tax_class_id, subtract, status, date_available) ' +
			'SELECT 500, 35, \'P8-M\', \'{"224":"13"}\', \'{"variant":{"224":"1"}}\', 20, 1, 110, tax_class_id, 1, 1, date_available FROM oc_product WHERE product_id = 35',
	);
	await shop.query('INSERT INTO oc_product_to_store (product_id, store_id) VALUES (500, 0)');
	const before = (await shop.rows('oc_product', 'product_id = 35'))[0]?.['quantity'];
	const { codes } = await pushed([withLine('A', { supplierSku: 'P8-M', quantity: 2, unitPrice: '110' })]);
	expect(codes).toEqual([]);
	expect(columns(await shop.rows('oc_order_option'), 'name', 'value', 'product_option_value_id')).toEqual([
		['Size', 'Medium', '13'],
	]);
	const stock = await shop.rows('oc_product', 'product_id IN (35, 500)');
	expect(columns(stock, 'quantity')).toEqual([[String(Number(before) - 2)], ['18']]);
	const master = withLine('B', { supplierSku: 'Product 8', unitPrice: '110' });
	expect((await pushed([master])).codes).toEqual(['shop.sku.needsVariant']);
});

test('a product that only another store sells is unknown in this one', async () => {
	await shop.query("INSERT INTO oc_store (store_id, name, url) VALUES (1, 'Outlet', 'https://outlet.test/')");
	await shop.query('UPDATE oc_product_to_store SET store_id = 1 WHERE product_id = 28');
	expect((await pushed([ofNewCustomer('A')])).codes).toEqual(['shop.sku.unknown']);
	expect((await pushed([ofNewCustomer('A')], { store: 'outlet' })).codes).toEqual([]);
	const orders = await shop.rows('oc_order', "transaction_id = 'A'");
	expect(columns(orders, 'store_id', 'store_name', 'store_url')).toEqual([
		['1', 'Outlet', 'https://outlet.test/'],
	]);
});

test('an order of the main store gets the address that the newest order of that store has', async () => {
	await pushed([ofNewCustomer('A')]);
	await shop.query("UPDATE oc_order SET store_url = 'https://main.test/' WHERE transaction_id = 'A'");
	await shop.query("INSERT INTO oc_store (store_id, name, url) VALUES (1, 'Outlet', 'https://outlet.test/')");
	await shop.query('INSERT INTO oc_product_to_store (product_id, store_id) VALUES (28, 1)');
	expect((await pushed([ofNewCustomer('B')], { store: 'outlet' })).codes).toEqual([]);
	expect((await pushed([ofNewCustomer('C')])).codes).toEqual([]);
	const orders = await shop.rows('oc_order', "transaction_id IN ('B', 'C')");
	expect(columns(orders, 'store_id', 'store_url')).toEqual([
		['1', 'https://outlet.test/'],
		['0', 'https://main.test/'],
	]);
});

test('an order that was pushed without the shop’s address does not take it from those after it', async () => {
	expect((await pushed([ofNewCustomer('A'), ofNewCustomer('B')])).codes).toEqual([]);
	await shop.query("UPDATE oc_order SET store_url = 'https://main.test/' WHERE transaction_id = 'A'");
	await shop.query("UPDATE oc_order SET store_url = '' WHERE transaction_id = 'B'");
	expect((await pushed([ofNewCustomer('C')])).codes).toEqual([]);
	const orders = await shop.rows('oc_order', "transaction_id = 'C'");
	expect(columns(orders, 'store_url')).toEqual([['https://main.test/']]);
});

test('an article that the shop sells as a subscription is refused, and sold once nobody gets it so', async () => {
	await shop.query('INSERT INTO oc_subscription_plan (subscription_plan_id, status) VALUES (7, 1), (8, 0)');
	await shop.query(
		'INSERT INTO oc_product_subscription (product_id, subscription_plan_id, customer_group_id) VALUES (28, 7, 1), (28, 8, 1), (28, 7, 2)',
	);
	expect((await pushed([ofNewCustomer('A')])).codes).toEqual(['shop.product.subscription']);
	await shop.query(
		'UPDATE oc_product_subscription SET customer_group_id = 3 WHERE subscription_plan_id = 7 AND customer_group_id = 1',
	);
	expect((await pushed([ofNewCustomer('A')])).codes).toEqual([]);
});

test('the same in a 3.0, which calls it recurring', async () => {
	const older = await createShop(mariaDb, 'opencart-3.0');
	await older.insert('oc_recurring', [{ recurring_id: '7', status: '1' }]);
	await older.insert('oc_product_recurring', [
		{ product_id: '28', recurring_id: '7', customer_group_id: '1' },
	]);
	const push = async () => {
		const opened = await openShop(older.settings, { unknownCustomers: 'guest', shortStock: 'accept' });
		if (!opened.ok) throw new Error('The shop did not open');
		const order = supplierOrderOf([customerOrder('opencart-3.0', { number: 'A' })]);
		const { refused, retryLater } = await pushSupplierOrder(opened.shop, order);
		await opened.shop.close();
		return [...refused, ...retryLater].flatMap(({ problems }) => problems.map(({ code }) => code));
	};
	expect(await push()).toEqual(['shop.product.subscription']);
	await older.query('UPDATE oc_recurring SET status = 0');
	expect(await push()).toEqual([]);
	await older.drop();
});

test('who was invited before subscriptions were asked for still pushes, and is told the right that lacks', async () => {
	const user = await invitedUser(shop);
	const account = `'${user.settings.user}'@'%'`;
	const tables = ['oc_product_subscription', 'oc_subscription_plan'];
	for (const table of tables) await shop.query(`REVOKE SELECT ON ${table} FROM ${account}`);
	expect((await pushed([ofNewCustomer('A')], {}, user.settings)).codes).toEqual([]);
	const { problems, sql } = await checkShop(user.settings, { createLog: false });
	expect(problems.map(({ code }) => code)).toEqual(['exchange.rightsMissing']);
	for (const statement of sql) await shop.query(statement);
	expect((await checkShop(user.settings, { createLog: false })).problems).toEqual([]);
	await user.drop();
});

test('the receipt says what the shop does not keep, the order being written all the same', async () => {
	const ofDistributor: Part = { ...ofNewCustomer('A'), shipTo: ofNewCustomer('A').billTo };
	ofDistributor.billTo = { ...ofDistributor.billTo, company: 'Nord GmbH', street: 'Kai 2' };
	const { receipts } = await pushed([ofDistributor, ofNewCustomer('B')]);
	expect(receipts.map(({ status, warnings }) => [status, warnings?.map(({ code }) => code)])).toEqual([
		['written', ['shop.opencart.paymentAddressOff']],
		['written', undefined],
	]);
	const [order] = await shop.rows('oc_order', "transaction_id = 'A'");
	expect(order?.['comment']).toContain('Invoice address: Nord GmbH');
});

test('a made-up order comes from the shop’s own region, by which it may tax', async () => {
	await shop.query("UPDATE oc_setting SET value = '222' WHERE `key` = 'config_country_id'");
	await shop.query("UPDATE oc_setting SET value = '3513' WHERE `key` = 'config_zone_id'");
	const opened = await openShop(shop.settings, { unknownCustomers: 'guest', shortStock: 'accept' });
	if (!opened.ok) throw new Error('The shop did not open');
	const home = opened.shop.platform.sample.home(opened.shop.reference);
	await opened.shop.close();
	expect(home).toMatchObject({ country: 'GB', region: 'ABN' });
});

test('a 3.0 without a setting for its zone gets the times of the database server', async () => {
	const older = await createShop(mariaDb, 'opencart-3.0');
	try {
		await older.query("DELETE FROM oc_setting WHERE `key` = 'config_timezone'");
		await mariaDb.query("SET GLOBAL time_zone = '+05:30'");
		const opened = await openShop(older.settings, { unknownCustomers: 'guest', shortStock: 'accept' });
		if (!opened.ok) throw new Error('The shop did not open');
		const order = supplierOrderOf([customerOrder('opencart-3.0', { number: 'A' })]);
		await pushSupplierOrder(opened.shop, order, { now: new Date('2026-07-01T22:30:00Z') });
		await opened.shop.close();
		const orders = await older.rows('oc_order', "tracking = 'A'");
		expect(columns(orders, 'date_added')).toEqual([['2026-07-02 04:00:00']]);
	} finally {
		await mariaDb.query("SET GLOBAL time_zone = 'SYSTEM'");
		await older.drop();
	}
});
