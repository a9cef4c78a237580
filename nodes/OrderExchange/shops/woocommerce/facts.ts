import type { Read, ReadRows, Row } from '../../database/read.js';
import { byKey } from '../../orders/grouped.js';
import { type Decimal, decimal } from '../../orders/money.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { accountKeys, countedKeys } from './accountKeys.js';
import { freeLogins, loginFor, type WantedLogin } from './logins.js';
import type { ShopToRead } from '../platform.js';
import { productIdsIn, productIdsRead, skusIn } from '../productIds.js';
import { indexed, rowsWith, type RowIndex } from '../rowIndex.js';
import { unserialize } from './phpSerialize.js';
import type { WooReference } from './reference.js';
import { byGroup, languagesIn, translationReads, translationsIn, type Translation } from './translations.js';

/** A product or variation with the settings of its posts; a variation also has its parent's. */
export interface Product {
	readonly id: string;
	readonly sku: string;
	readonly title: string;
	readonly published: boolean;
	readonly meta: ReadonlyMap<string, string>;
	/** By key, for changes of one meta row. */
	readonly metaIds: ReadonlyMap<string, string>;
	/** Marked as out of stock for the shop's lists. */
	readonly hidden: boolean;
	readonly parent?: Product;
	/** Of a product sold in variants. */
	readonly variations: readonly Product[];
	/** Of a product sold in variants: the names of the attributes that tell them apart, where its settings can be read. */
	readonly variesBy?: readonly string[];
	/** Values of the shop's own attributes that the product comes in. */
	readonly choices: readonly AttributeValue[];
	/** E.g. `simple`, `grouped`; plug-ins have kinds of their own. Undefined of variations. */
	readonly kind?: string;
	/** In a shop of several languages. */
	readonly translation?: Translation;
}

/** A value of one of the shop's attributes, e.g. of `pa_size`: the shop keeps the slug and shows the name. */
export interface AttributeValue {
	readonly attribute: string;
	readonly slug: string;
	readonly name: string;
}

export interface Account {
	readonly id: string;
	/** Meta rows of the account that an order may change: key → id of the row. */
	readonly metaIds: ReadonlyMap<string, string>;
}

export interface WooFacts {
	/** By SKU in lower case; several when the shop gave one SKU twice. */
	readonly products: ReadonlyMap<string, readonly Product[]>;
	/** In a shop of several languages: by the group that products are translations in. */
	readonly translations: ReadonlyMap<string, readonly Product[]>;
	/** By product: pieces that customers in the shop's own checkout hold at the moment. */
	readonly held: ReadonlyMap<string, Decimal>;
	/** By e-mail in lower case. */
	readonly accounts: ReadonlyMap<string, Account>;
	/** Of those customers whom the shop does not know, by e-mail in lower case: the login names that are theirs. */
	readonly newLogins: ReadonlyMap<string, string>;
}

const productMeta = [
	'_price',
	'_tax_status',
	'_tax_class',
	'_manage_stock',
	'_backorders',
	'_virtual',
	'_downloadable',
	'_stock',
	'_stock_status',
	'total_sales',
	'_product_attributes',
	'_cogs_total_value',
	'_cogs_value_is_additive',
];

const bySku = 'SELECT product_id FROM {wc_product_meta_lookup} WHERE sku IN (?)';
/** Ids that are known already, in its place. */
const known = 'SELECT product_id FROM {wc_product_meta_lookup} WHERE product_id IN (?)';

const parentsOf = (wanted: string) =>
	`SELECT c.post_parent FROM {posts} c WHERE c.ID IN (${wanted}) AND c.post_parent > 0`;

const circles = ['Own', 'Parents', 'Variations', 'Siblings'] as const;

/** Which posts matter: those wanted, their parents, their variations and the other ones of the parents. */
const circlesOf = (wanted: string): Readonly<Record<(typeof circles)[number], string>> => ({
	Own: `p.ID IN (${wanted})`,
	Parents: `p.ID IN (${parentsOf(wanted)})`,
	Variations: `p.post_type = 'product_variation' AND p.post_parent IN (${wanted})`,
	Siblings: `p.post_type = 'product_variation' AND p.post_parent IN (${parentsOf(wanted)})`,
});

/** Products and variations by SKU. */
export const searchReads = (orders: readonly SupplierCustomerOrder[]): readonly Read[] => [
	productIdsRead(['product_id'], 'FROM {wc_product_meta_lookup} WHERE sku IN (?)', [skusIn(orders)]),
];

/** Products by SKU, accounts by e-mail and the login names in the way of new accounts. */
export function factReads(
	orders: readonly SupplierCustomerOrder[],
	{ found, reference, seen }: ShopToRead<WooReference>,
): readonly Read[] {
	const wantedProducts = seen ? known : bySku;
	const parents = parentsOf(wantedProducts);
	const inCircle = Object.entries(circlesOf(wantedProducts));
	const wantedBy = seen ? productIdsIn(seen) : skusIn(orders);
	const emails = [...new Set(orders.map((order) => order.customer.email))];
	const wanted = orders.map((order): WantedLogin => ({
		email: order.customer.email.toLowerCase(),
		login: loginFor(order),
	}));
	const logins = [...new Set(wanted.map(({ login }) => login))];
	return [
		...inCircle.map(([name, where]) => ({
			name: `posts${name}`,
			columns: ['p.ID', 'p.post_title', 'p.post_status', 'p.post_type', 'p.post_parent', 'l.sku'],
			from: `FROM {posts} p LEFT JOIN {wc_product_meta_lookup} l ON l.product_id = p.ID WHERE ${where}`,
			orderBy: 'p.menu_order, p.ID',
			values: [wantedBy],
		})),
		...inCircle.map(([name, where]) => ({
			name: `meta${name}`,
			columns: ['m.meta_id', 'm.post_id', 'm.meta_key', 'm.meta_value'],
			from:
				`FROM {postmeta} m JOIN {posts} p ON p.ID = m.post_id WHERE ${where}` +
				" AND (m.meta_key IN (?) OR m.meta_key LIKE 'attribute\\_%')",
			orderBy: 'm.meta_id',
			values: [wantedBy, productMeta],
		})),
		...inCircle.map(([name, where]) => ({
			name: `hidden${name}`,
			columns: ['r.object_id'],
			from:
				'FROM {term_relationships} r JOIN {posts} p ON p.ID = r.object_id' +
				` WHERE r.term_taxonomy_id = ? AND ${where}`,
			values: [reference.outOfStockTerm ?? '0', wantedBy],
		})),
		...inCircle.slice(0, 2).map(([name, where]) => ({
			name: `choices${name}`,
			columns: ['r.object_id', 'x.taxonomy', 't.slug', 't.name'],
			from:
				'FROM {posts} p JOIN {term_relationships} r ON r.object_id = p.ID' +
				' JOIN {term_taxonomy} x ON x.term_taxonomy_id = r.term_taxonomy_id' +
				" JOIN {terms} t ON t.term_id = x.term_id WHERE (x.taxonomy = 'product_type' OR x.taxonomy LIKE 'pa\\_%')" +
				` AND ${where}`,
			values: [wantedBy],
		})),
		...translationReads(languagesIn(found, reference.languages), inCircle, [wantedBy]),
		{
			name: 'held',
			columns: ['h.product_id', ['quantity', 'SUM(h.stock_quantity)']],
			// The shop writes in the server's own zone, the session reads in UTC.
			from:
				'FROM {wc_reserved_stock} h' +
				" JOIN {wc_orders} o ON o.id = h.order_id AND o.status IN ('wc-checkout-draft', 'wc-pending')" +
				` WHERE h.expires > CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@GLOBAL.time_zone) AND (h.product_id IN (${wantedProducts})` +
				` OR h.product_id IN (${parents}) OR h.product_id IN (SELECT v.ID FROM {posts} v WHERE v.post_parent IN (${wantedProducts})))` +
				' GROUP BY h.product_id',
			values: [wantedBy, wantedBy, wantedBy],
		},
		{
			name: 'users',
			columns: ['ID', 'user_email'],
			from: 'FROM {users} WHERE user_email IN (?)',
			values: [emails],
		},
		{
			name: 'usermeta',
			columns: ['m.umeta_id', 'm.user_id', 'm.meta_key'],
			from:
				'FROM {usermeta} m JOIN {users} u ON u.ID = m.user_id' +
				` WHERE u.user_email IN (?) AND (m.meta_key IN (?)${' OR m.meta_key LIKE ?'.repeat(countedKeys.length)})`,
			orderBy: 'm.umeta_id',
			values: [emails, accountKeys, ...countedKeys.map(beginsWith)],
		},
		{
			name: 'logins',
			columns: ['user_login'],
			from: `FROM {users} WHERE ${logins.map(() => 'user_login LIKE ?').join(' OR ')}`,
			values: logins.map(beginsWith),
		},
		{ name: 'batch', columns: [['logins', '?']], from: '', values: [JSON.stringify(wanted)] },
	];
}

const beginsWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;

/** What the rows of `factReads` hold, found by what planning asks for. */
export function readFacts(rows: ReadRows): WooFacts {
	const posts = new Map<string, Row>();
	for (const name of circles) {
		for (const row of rows[`posts${name}`] ?? []) posts.set(row.ID ?? '', row);
	}
	const variations = indexed(
		[...posts.values()].filter((row) => row.post_type === 'product_variation'),
		'post_parent',
	);
	const metas = indexed(
		circles.flatMap((name) => rows[`meta${name}`] ?? []),
		'post_id',
	);
	const choices = indexed(
		circles.flatMap((name) => rows[`choices${name}`] ?? []),
		'object_id',
	);
	const translations = translationsIn(rows, circles);
	const hidden = new Set(circles.flatMap((name) => rows[`hidden${name}`] ?? []).map((row) => row.object_id));
	const products = (rows.postsOwn ?? [])
		.filter((row) => row.post_status !== 'trash' && /^product(_variation)?$/.test(row.post_type ?? ''))
		.map((row) => family(row, { posts, variations, metas, choices, hidden, translations }));
	const userMetas = indexed(rows.usermeta, 'user_id');
	const accounts = new Map(
		(rows.users ?? []).map((row): readonly [string, Account] => [
			(row.user_email ?? '').toLowerCase(),
			{
				id: row.ID ?? '',
				metaIds: new Map(
					rowsWith(userMetas, row.ID).map((meta) => [meta.meta_key ?? '', meta.umeta_id ?? '']),
				),
			},
		]),
	);
	const wantedLogins = JSON.parse(rows.batch?.[0]?.logins ?? '[]') as readonly WantedLogin[];
	return {
		products: byKey(products, (one) => one.sku.toLowerCase()),
		translations: byGroup(products.flatMap(membersOf)),
		held: new Map((rows.held ?? []).map((row) => [row.product_id ?? '', decimal(row.quantity ?? 0)])),
		accounts,
		newLogins: freeLogins(
			wantedLogins.filter(({ email }) => !accounts.has(email)),
			(rows.logins ?? []).map((row) => (row.user_login ?? '').toLowerCase()),
		),
	};
}

interface ProductRows {
	readonly posts: ReadonlyMap<string, Row>;
	/** By parent. */
	readonly variations: RowIndex;
	/** By post. */
	readonly metas: RowIndex;
	/** By post. */
	readonly choices: RowIndex;
	readonly hidden: ReadonlySet<string | null | undefined>;
	readonly translations: ReadonlyMap<string, Translation>;
}

const membersOf = (product: Product): readonly Product[] => {
	const head = product.parent ?? product;
	return [head, ...head.variations, product];
};

/** A product with its variations, or a variation with its parent; either knows the whole family. */
function family(row: Row, rows: ProductRows): Product {
	const head = rows.posts.get(row.post_parent ?? '');
	const parent = head && withVariations(head, rows);
	return parent ? { ...alone(row, rows), parent } : withVariations(row, rows);
}

function withVariations(row: Row, rows: ProductRows): Product {
	const product = alone(row, rows);
	const variations = rowsWith(rows.variations, product.id).map((one) => alone(one, rows));
	if (variations.length === 0) return product;
	const variesBy = variationAttributes(product.meta.get('_product_attributes') ?? '');
	const parent = { ...product, variations, ...(variesBy && { variesBy }) };
	return { ...parent, variations: variations.map((variation) => ({ ...variation, parent })) };
}

/** The attributes that a product's settings choose its variations by. */
function variationAttributes(serialized: string): readonly string[] | undefined {
	const attributes = unserialize(serialized);
	if (!(attributes instanceof Map)) return undefined;
	return [...attributes].flatMap(([name, settings]) =>
		settings instanceof Map && Number(settings.get('is_variation')) === 1 ? [name] : [],
	);
}

function alone(row: Row, { metas, choices, hidden, translations }: ProductRows): Product {
	const id = row.ID ?? '';
	const own = rowsWith(metas, id);
	const terms = rowsWith(choices, id);
	const translation = translations.get(id);
	const kind = terms.find(({ taxonomy }) => taxonomy === 'product_type')?.slug;
	return {
		id,
		sku: row.sku ?? '',
		title: row.post_title ?? '',
		published: row.post_status === 'publish',
		meta: new Map(own.map((meta) => [meta.meta_key ?? '', meta.meta_value ?? ''])),
		metaIds: new Map(own.map((meta) => [meta.meta_key ?? '', meta.meta_id ?? ''])),
		hidden: hidden.has(id),
		variations: [],
		choices: terms
			.filter(({ taxonomy }) => taxonomy !== 'product_type')
			.map((one) => ({
				attribute: one.taxonomy ?? '',
				slug: one.slug ?? '',
				name: one.name ?? '',
			})),
		...(kind && { kind }),
		...(translation && { translation }),
	};
}

/** A product's translations into the shop's other languages, which share its stock. */
export const translationsOf = ({ id, translation }: Product, facts: WooFacts): readonly Product[] =>
	(facts.translations.get(translation?.group ?? '') ?? []).filter((one) => one.id !== id);
