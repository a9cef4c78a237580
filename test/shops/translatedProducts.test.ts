import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { shopDefaults } from '../../nodes/OrderExchange/shops/platform.js';
import { phpArray, serialize } from '../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';
import { invitedUser } from '../support/invitedUser.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

type Options = { name: string; value: string }[];

const platform = 'woocommerce-11-hpos';
const translated = [12, 14, 15, 16];
/** The English product of a German one. */
const english = (id: number | string): string => String(Number(id) + 900);

let shop: TestShop;
beforeEach(async () => {
	shop = await createShop(sharedMariaDb(), platform);
	const idOf = { wp_posts: 'ID', wp_postmeta: 'post_id', wp_wc_product_meta_lookup: 'product_id' };
	for (const [table, column] of Object.entries(idOf)) {
		const rows = await shop.rows(table, `${column} IN (?)`, [translated]);
		const copies = rows.map((row) => ({
			...row,
			...(table === 'wp_postmeta' && { meta_id: english(row['meta_id'] ?? '') }),
			...(row['post_parent'] === '14' && { post_parent: english(14) }),
			[column]: english(row[column] ?? ''),
		}));
		await shop.insert(table, copies);
	}
});
afterEach(() => shop.drop());

const setting = (name: string, key: string) =>
	shop.query('INSERT INTO wp_options (option_name, option_value) VALUES (?, ?)', [
		name,
		serialize(
			phpArray([
				['first', '";'],
				[key, 'de'],
				['last', 'x'],
			]),
		),
	]);

async function wpml(): Promise<void> {
	await setting('icl_sitepress_settings', 'default_language');
	await shop.query(
		'CREATE TABLE wp_icl_translations (translation_id BIGINT AUTO_INCREMENT PRIMARY KEY, element_type VARCHAR(60), ' +
			'element_id BIGINT, trid BIGINT, language_code VARCHAR(7)) ENGINE=InnoDB CHARSET=utf8mb4',
	);
	for (const id of translated) {
		const type = id > 14 ? 'post_product_variation' : 'post_product';
		await shop.query(
			'INSERT INTO wp_icl_translations (element_type, element_id, trid, language_code) VALUES ' +
				"(?, ?, ?, 'de'), (?, ?, ?, 'en'), ('post_page', ?, 1, 'fr')",
			[type, id, id, type, english(id), id, id],
		);
	}
}

async function polylang(): Promise<void> {
	await setting('polylang', 'default_lang');
	const term = async (id: number | string, slug: string, taxonomy: string, posts: readonly string[]) => {
		await shop.query('INSERT INTO wp_terms (term_id, name, slug) VALUES (?, ?, ?)', [id, slug, slug]);
		await shop.query(
			'INSERT INTO wp_term_taxonomy (term_taxonomy_id, term_id, taxonomy, description) VALUES (?, ?, ?, "")',
			[id, id, taxonomy],
		);
		for (const post of posts)
			await shop.query('INSERT INTO wp_term_relationships VALUES (?, ?, 0)', [post, id]);
	};
	await term(801, 'de', 'language', translated.map(String));
	await term(802, 'en', 'language', translated.map(english));
	for (const id of translated)
		await term(800 + id, `pll_${id}`, 'post_translations', [String(id), english(id)]);
}

async function pushed(
	number: string,
	sku: string,
	quantity: number,
	{ options, as = shop.settings }: { options?: Options; as?: DatabaseSettings } = {},
) {
	const opened = await openShop(as, shopDefaults);
	if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join());
	const order = customerOrder(platform, { number, sku, quantity });
	const lines = order.lines.map((line) => ({ ...line, ...(options && { options }) }));
	const outcome = await pushSupplierOrder(opened.shop, supplierOrderOf([{ ...order, lines }]));
	await opened.shop.close();
	const findings = [...outcome.refused, ...outcome.retryLater].flatMap(({ problems }) => problems);
	return { id: outcome.receipts[0]?.shopOrderId, findings: findings.map(({ code }) => code) };
}

const metaOf = async (key: string, ...ids: readonly (number | string)[]) => {
	const rows = await shop.rows('wp_postmeta', 'meta_key = ? AND post_id IN (?)', [key, ids]);
	return ids.map((id) => rows.find((row) => row['post_id'] === String(id))?.['meta_value']);
};

const product = async (order: string | undefined) =>
	(
		await shop.query(
			`SELECT m.meta_value FROM wp_woocommerce_order_itemmeta m
			JOIN wp_woocommerce_order_items i ON i.order_item_id = m.order_item_id
			WHERE i.order_id = ? AND m.meta_key IN ('_product_id', '_variation_id') ORDER BY m.meta_id`,
			[order],
		)
	).map((row) => row['meta_value']);

describe.each([
	['WPML', wpml],
	['Polylang', polylang],
] as const)('products that %s translates, which share their article number', (plugin, translate) => {
	it('are sold in the shop’s own language, and out of stock in all', async () => {
		await translate();
		const { id, findings } = await pushed('A', 'LAB-1001', 80);
		expect(findings).toEqual([]);
		expect(await product(id)).toEqual(['12', '0']);
		expect(await metaOf('_stock', 12, english(12))).toEqual(['5', '5']);
		const sales = await metaOf('total_sales', 12, english(12));
		expect(sales[0] === sales[1]).toBe(plugin === 'WPML');
		expect((await pushed('B', 'LAB-1001', 5)).findings).toEqual([]);
		expect(await metaOf('_stock_status', 12, english(12))).toEqual(['outofstock', 'outofstock']);
		const lookups = await shop.rows('wp_wc_product_meta_lookup', 'product_id IN (12, 912)');
		expect(lookups.map((row) => [row['stock_quantity'], row['stock_status']])).toEqual([
			['0', 'outofstock'],
			['0', 'outofstock'],
		]);
		expect((await pushed('C', 'LAB-1001', 1)).findings).toEqual(['shop.stock.short']);
		const language = await shop.rows('wp_wc_orders_meta', "meta_key = 'wpml_language' AND order_id = ?", [
			id,
		]);
		expect(language.map((row) => row['meta_value'])).toEqual(plugin === 'WPML' ? ['de'] : []);
	});

	it('in variations too, by the variation’s number or the product’s and a choice', async () => {
		await translate();
		const before = await metaOf('_stock', 15, 16);
		const first = await pushed('A', 'LAB-2000-M', 2);
		const second = await pushed('B', 'LAB-2000', 1, { options: [{ name: 'Size', value: 'L' }] });
		expect([...first.findings, ...second.findings]).toEqual([]);
		expect([await product(first.id), await product(second.id)]).toEqual([
			['14', '15'],
			['14', '16'],
		]);
		const left = [Number(before[0]) - 2, Number(before[1]) - 1].map(String);
		expect(await metaOf('_stock', 15, 16)).toEqual(left);
		expect(await metaOf('_stock', english(15), english(16))).toEqual(left);
	});

	it('stay ambiguous where the shop does not say that they are translations of one', async () => {
		await translate();
		await shop.query("DELETE FROM wp_term_taxonomy WHERE taxonomy = 'post_translations'");
		if (plugin === 'WPML') await shop.query('UPDATE wp_icl_translations SET trid = element_id');
		expect((await pushed('A', 'LAB-1001', 1)).findings).toEqual(['shop.sku.ambiguous']);
	});
});

it('a user from before the shop had WPML is told which right it needs, and sells the products with it', async () => {
	const user = await invitedUser(shop);
	await wpml();
	await shop.query("INSERT INTO wp_options (option_name, option_value) VALUES ('active_plugins', ?)", [
		serialize(phpArray([['0', 'sitepress-multilingual-cms/sitepress.php']])),
	]);
	expect((await pushed('A', 'LAB-1001', 1, { as: user.settings })).findings).toEqual(['shop.sku.ambiguous']);
	const { sql } = await checkShop(user.settings, { createLog: false });
	expect(sql).toEqual([
		`GRANT SELECT ON \`${shop.settings.database}\`.\`wp_icl_translations\` TO '${user.settings.user}'@'%';`,
	]);
	for (const statement of sql) await shop.query(statement);
	expect((await checkShop(user.settings, { createLog: false })).problems).toEqual([]);
	expect((await pushed('A', 'LAB-1001', 1, { as: user.settings })).findings).toEqual([]);
	await user.drop();
});
