import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { phpArray, serialize } from '../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';
import type { ShopSettings } from '../../nodes/OrderExchange/shops/platform.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

const platform = 'woocommerce-11-hpos';
const followShop: ShopSettings = { unknownCustomers: 'account', shortStock: 'followShop' };
type Orders = Parameters<typeof supplierOrderOf>[0];

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

async function pushed(orders: Orders, settings = followShop) {
	const opened = await openShop(shop.settings, settings);
	if (!opened.ok) throw new Error(opened.problems.map(({ code }) => code).join());
	try {
		const { receipts, refused, retryLater } = await pushSupplierOrder(opened.shop, supplierOrderOf(orders));
		const findings = [...refused, ...retryLater].flatMap(({ problems }) => problems.map(({ code }) => code));
		return { receipts, findings };
	} finally {
		await opened.shop.close();
	}
}

const from = (number: string, email: string, account: 'account' | 'guest') => {
	const order = customerOrder(platform, { number, email });
	return { ...order, customer: { ...order.customer, account } };
};

test('two orders of one new customer in one batch make one account that owns both', async () => {
	const { receipts, findings } = await pushed([
		from('A', 'Neu@kunde.test', 'account'),
		from('B', 'neu@kunde.test', 'account'),
		from('C', 'neu@kunde.test', 'guest'),
	]);
	expect(findings).toEqual([]);
	expect(receipts.map(({ customer }) => customer)).toEqual(['new', 'regular', 'regular']);
	const users = await shop.rows('wp_users', 'user_email = ?', ['neu@kunde.test']);
	expect(users).toHaveLength(1);
	const id = users[0]?.['ID'];
	const ids = receipts.map(({ shopOrderId }) => shopOrderId);
	const owners = await shop.rows('wp_wc_orders', 'id IN (?)', [ids]);
	expect(owners.map((row) => row['customer_id'])).toEqual([id, id, id]);
	expect(await shop.rows('wp_wc_customer_lookup', 'user_id = ?', [id])).toHaveLength(1);
	const keys = (await shop.rows('wp_usermeta', 'user_id = ?', [id])).map((row) => row['meta_key']);
	expect(new Set(keys).size).toBe(keys.length);
});

test('new customers of one name get logins of their own, also from several runs at a time', async () => {
	await pushed([from('LOG', 'log@kunde.test', 'guest')]); // the exchange log is there from now on
	const runs = ['a@kunde.test', 'b@kunde.test', 'c@kunde.test'].map((email) =>
		pushed([from(email, email, 'account')]),
	);
	for (const { findings } of await Promise.all(runs)) expect(findings).toEqual([]);
	const users = await shop.rows('wp_users', 'user_email LIKE ?', ['_@kunde.test']);
	expect(users).toHaveLength(3);
	expect(new Set(users.map((user) => user['user_login'])).size).toBe(3);
});

test('two orders of one regular customer in one batch leave one row of each kind, and what the shop counted is empty', async () => {
	const email = 'stamm@kunde.test';
	await shop.query("INSERT INTO wp_users (ID, user_login, user_email) VALUES (77, 'stamm', ?)", [email]);
	await shop.query(
		`INSERT INTO wp_usermeta (user_id, meta_key, meta_value)
		VALUES (77, 'billing_address_2', 'Hinterhaus'), (77, 'wc_order_count_wp', '3'), (77, 'wc_order_count_wp_2', '5')`,
	);
	const { receipts, findings } = await pushed([from('A', email, 'account'), from('B', email, 'account')]);
	expect(findings).toEqual([]);
	expect(receipts.map(({ customer }) => customer)).toEqual(['regular', 'regular']);
	const metas = await shop.rows('wp_usermeta', 'user_id = 77');
	const keys = metas.map((row) => row['meta_key']);
	expect(keys).toContain('billing_city');
	expect(new Set(keys).size).toBe(keys.length);
	const valueOf = (key: string) => metas.find((row) => row['meta_key'] === key)?.['meta_value'];
	expect([valueOf('billing_address_2'), valueOf('wc_order_count_wp')]).toEqual(['', '']);
	expect(valueOf('wc_order_count_wp_2')).toBe('5');
});

test('the last pieces, taken by two orders of one batch, leave the product out of stock once', async () => {
	const quantities = { A: 80, B: 5 };
	const { findings } = await pushed(
		Object.entries(quantities).map(([number, quantity]) =>
			customerOrder(platform, { number, sku: 'LAB-1001', quantity }),
		),
	);
	expect(findings).toEqual([]);
	const [lookup] = await shop.rows('wp_wc_product_meta_lookup', 'product_id = 12');
	expect(lookup).toMatchObject({ stock_quantity: '0', stock_status: 'outofstock' });
	expect(await shop.rows('wp_term_relationships')).toEqual([
		{ object_id: '12', term_taxonomy_id: '9', term_order: '0' },
	]);
	expect((await shop.rows('wp_term_taxonomy', 'term_taxonomy_id = 9'))[0]).toMatchObject({ count: '1' });
	expect(
		(await pushed([customerOrder(platform, { number: 'C', sku: 'LAB-1001', quantity: 1 })])).findings,
	).toEqual(['shop.stock.short']);
});

test('pieces that a customer holds in the shop’s checkout are not sold, those of a lapsed checkout are', async () => {
	const hold = async (order: string, minutes: number, quantity: number) => {
		await shop.query(
			"INSERT INTO wp_wc_orders (id, status, type) VALUES (?, 'wc-checkout-draft', 'shop_order')",
			[order],
		);
		await shop.query('INSERT INTO wp_wc_reserved_stock VALUES (?, 12, ?, NOW(), NOW() + INTERVAL ? MINUTE)', [
			order,
			quantity,
			minutes,
		]);
	};
	await hold('9001', 10, 80);
	await hold('9002', -1, 5);
	const order = (number: string, quantity: number) =>
		customerOrder(platform, { number, sku: 'LAB-1001', quantity });
	expect((await pushed([order('A', 6)])).findings).toEqual(['shop.stock.short']);
	expect((await pushed([order('B', 5)])).findings).toEqual([]);
});

test('a shop that cannot be written to says why', async () => {
	const problems = async () => {
		const opened = await openShop(shop.settings, followShop);
		if (opened.ok) await opened.shop.close();
		return opened.ok ? [] : opened.problems.map(({ code }) => code);
	};
	await shop.query('RENAME TABLE wp_commentmeta TO hidden_away');
	expect(await problems()).toEqual(['shop.tableMissing']);
	await shop.query('RENAME TABLE hidden_away TO wp_commentmeta');
	expect(await problems()).toEqual([]);
	for (const table of ['wp_wc_orders', 'wp_wc_order_operational_data'])
		await shop.query(`DROP TABLE ${table}`);
	expect(await problems()).toEqual(['shop.woocommerce.legacyStorage']);
});

test('orders in WordPress posts are seen in the shop’s settings, and nothing is written', async () => {
	await shop.query(
		"UPDATE wp_options SET option_value = 'no' WHERE option_name = 'woocommerce_custom_orders_table_enabled'",
	);
	const before = await shop.counts();
	const { findings } = await pushed([customerOrder(platform)]);
	expect(findings).toEqual(['shop.woocommerce.legacyStorage']);
	expect({ ...(await shop.counts()), wp_order_exchange_log: undefined }).toEqual({
		...before,
		wp_order_exchange_log: undefined,
	});
});

/** The attributes by which the product of the variations is sold. */
const soldIn = (...names: readonly string[]) =>
	shop.query(
		"UPDATE wp_postmeta SET meta_value = ? WHERE post_id = 14 AND meta_key = '_product_attributes'",
		[serialize(phpArray(names.map((name) => [name, phpArray([['is_variation', 1]])])))],
	);

test('values of a shop’s own attributes are found by name or key, and kept as their key', async () => {
	const metas = { attribute_pa_groesse: '', 'attribute_farbe-ton': 'Hellblau' };
	await shop.query("INSERT INTO wp_terms (term_id, name, slug) VALUES (900, 'Größe XXL', 'doppelt')");
	await shop.query(
		"INSERT INTO wp_term_taxonomy (term_taxonomy_id, term_id, taxonomy) VALUES (900, 900, 'pa_groesse')",
	);
	await shop.query('INSERT INTO wp_term_relationships VALUES (14, 900, 0)');
	await soldIn('pa_groesse', 'farbe-ton');
	await shop.query("DELETE FROM wp_postmeta WHERE post_id IN (15, 16) AND meta_key LIKE 'attribute%'");
	for (const [key, value] of Object.entries(metas))
		await shop.query('INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (16, ?, ?)', [
			key,
			value,
		]);
	await shop.query(
		"INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (15, 'attribute_farbe-ton', 'Rot')",
	);
	const ordered = async (number: string, sku: string, size: string) => {
		const order = customerOrder(platform, { number, sku, quantity: 1 });
		const options = [
			{ name: 'Größe', value: size },
			{ name: 'Farbe & Ton', value: 'hellblau' },
		];
		const { receipts, findings } = await pushed([
			{ ...order, lines: order.lines.map((line) => ({ ...line, options })) },
		]);
		const kept = await shop.query(
			`SELECT m.meta_key, m.meta_value FROM wp_woocommerce_order_itemmeta m
			JOIN wp_woocommerce_order_items i ON i.order_item_id = m.order_item_id
			WHERE i.order_id = ? AND m.meta_key IN ('_variation_id', 'pa_groesse', 'farbe-ton') ORDER BY m.meta_id`,
			[receipts[0]?.shopOrderId],
		);
		return [...findings, ...kept.map((row) => `${row['meta_key']}=${row['meta_value']}`)];
	};
	const kept = ['_variation_id=16', 'farbe-ton=Hellblau', 'pa_groesse=doppelt'];
	expect(await ordered('A', 'LAB-2000', 'größe xxl')).toEqual(kept);
	expect(await ordered('B', 'LAB-2000-L', 'doppelt')).toEqual(kept);
	const made = [...kept.slice(0, 2), 'pa_groesse=Maßarbeit'];
	expect(await ordered('C', 'LAB-2000-L', 'Maßarbeit')).toEqual(made);
	await shop.query("DELETE FROM wp_postmeta WHERE post_id = 16 AND meta_key = 'attribute_pa_groesse'");
	expect(await ordered('D', 'LAB-2000-L', 'Maßarbeit')).toEqual(made);
	await soldIn('farbe-ton');
	expect(await ordered('E', 'LAB-2000-L', 'Maßarbeit')).toEqual(kept.slice(0, 2));
});

test('what only points at other products is not sold, and of a bundle it is told that its parts stay in stock', async () => {
	const ordered = async (number: string, kind: string) => {
		await shop.query(`UPDATE wp_terms SET slug = ? WHERE term_id = 901`, [kind]);
		const { receipts, findings } = await pushed([customerOrder(platform, { number, sku: 'LAB-1001' })]);
		return [...findings, ...receipts.flatMap(({ warnings = [] }) => warnings.map(({ code }) => code))];
	};
	await shop.query("INSERT INTO wp_terms (term_id, name, slug) VALUES (901, 'kind', '')");
	await shop.query(
		"INSERT INTO wp_term_taxonomy (term_taxonomy_id, term_id, taxonomy) VALUES (901, 901, 'product_type')",
	);
	await shop.query('INSERT INTO wp_term_relationships VALUES (12, 901, 0)');
	expect(await ordered('A', 'grouped')).toEqual(['shop.product.standsForOthers']);
	expect(await ordered('B', 'external')).toEqual(['shop.product.standsForOthers']);
	expect(await ordered('C', 'bundle')).toEqual(['shop.product.bundle']);
	expect(await ordered('D', 'simple')).toEqual([]);
});

test('figures that a shop keeps as empty texts count from none', async () => {
	await shop.query("UPDATE wp_postmeta SET meta_value = '' WHERE post_id = 12 AND meta_key = 'total_sales'");
	await shop.query("UPDATE wp_postmeta SET meta_value = NULL WHERE post_id = 12 AND meta_key = '_stock'");
	const { findings } = await pushed([customerOrder(platform, { sku: 'LAB-1001', quantity: 2 })], {
		...followShop,
		shortStock: 'accept',
	});
	expect(findings).toEqual([]);
	const metas = await shop.rows('wp_postmeta', "post_id = 12 AND meta_key IN ('total_sales', '_stock')");
	expect(metas.map((row) => [row['meta_key'], row['meta_value']]).sort()).toEqual([
		['_stock', '-2'],
		['total_sales', '2'],
	]);
});
