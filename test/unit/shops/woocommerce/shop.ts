import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import {
	supplierCustomerOrderSchema,
	type SupplierCustomerOrder,
} from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import type { BatchView, Planned, ShopSettings } from '../../../../nodes/OrderExchange/shops/platform.js';
import type { Value } from '../../../../nodes/OrderExchange/shops/rowPlan.js';
import { serialize, unserialize } from '../../../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';
import { wooCommerceHpos as platform } from '../../../../nodes/OrderExchange/shops/woocommerce/woocommerce.js';

type Tables = Record<string, Row[]>;

const folder = join(__dirname, '../../../../sandbox/shops/data/woocommerce-11-hpos');
export const data = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;

const primary: Record<string, string> = {
	wp_options: 'option_id',
	wp_posts: 'ID',
	wp_postmeta: 'meta_id',
	wp_wc_product_meta_lookup: 'product_id',
};

/** The shop's tables in memory, with the rows of a case laid over them. */
export function shopTables(given: Tables = {}): Tables {
	const { tables } = data<{ tables: Tables }>('reference.json');
	for (const [table, rows] of Object.entries(given)) {
		const key = primary[table];
		tables[table] = [
			...(tables[table] ?? []).map((row) => ({
				...row,
				...(key !== undefined && rows.find((other) => other[key] === row[key])),
			})),
			...(key === undefined ? rows : []),
		];
	}
	return tables;
}

export interface Situation {
	readonly tables?: Tables;
	readonly settings?: Partial<ShopSettings>;
	readonly batch?: Partial<BatchView>;
	readonly now?: Date;
	readonly secret?: string;
	/** What customers at the shop's checkout hold: `product_id`, `quantity`. */
	readonly held?: readonly Row[];
	readonly others?: readonly SupplierCustomerOrder[];
}

const key = 'ab12'.repeat(16);

export function referenceOf(tables: Tables) {
	const all = (name: string): Row[] => tables[`wp_${name}`] ?? [];
	const zones = all('woocommerce_shipping_zones');
	return platform.readReference({
		options: all('options'),
		methodSettings: all('options').map(methodSettingsRow),
		taxRates: all('woocommerce_tax_rates'),
		taxLocations: all('woocommerce_tax_rate_locations'),
		taxClasses: all('wc_tax_rate_classes'),
		shippingMethods: all('woocommerce_shipping_zone_methods').map((row) => ({
			...zones.find(({ zone_id: id }) => id === row.zone_id),
			...row,
		})),
		zoneLocations: all('woocommerce_shipping_zone_locations'),
		shippingZones: zones,
		outOfStockTerm: all('term_taxonomy').filter((row) => row.term_taxonomy_id === '9'),
		statuses: all('wc_orders'),
	});
}

/** What the server gives of the settings of a payment or shipping method. */
function methodSettingsRow({ option_name, option_value }: Row): Row {
	const settings = unserialize(option_value ?? '');
	const text = (key: string): string | null => {
		const value: unknown = settings instanceof Map ? settings.get(key) : undefined;
		return typeof value === 'string' ? serialize(value).slice(0, -2) : null;
	};
	const parts = ['enabled', 'title', 'tax_status', 'availability'];
	return { option_name: option_name ?? '', ...Object.fromEntries(parts.map((part) => [part, text(part)])) };
}

/** Plans an order as the exchange would, the reads answered from the tables in memory. */
export function planned(order: SupplierCustomerOrder, situation: Situation = {}): Planned {
	const tables = situation.tables ?? shopTables();
	const all = (name: string): Row[] => tables[`wp_${name}`] ?? [];
	const settings: ShopSettings = {
		unknownCustomers: 'account',
		shortStock: 'followShop',
		...situation.settings,
	};
	const reference = referenceOf(tables);
	const found = { prefix: 'wp_', version: 'HPOS' };
	const orders = [...(situation.others ?? []), order];
	const skus = orders.flatMap((one) => one.lines.map((line) => line.supplierSku));
	const posts = all('posts').map((post): Row => ({
		...post,
		sku: all('wc_product_meta_lookup').find((row) => row.product_id === post.ID)?.sku ?? null,
	}));
	const own = posts.filter((post) => skus.includes(post.sku ?? ''));
	const parents = posts.filter((post) => own.some((one) => one.post_parent === post.ID));
	const siblings = posts.filter((post) => parents.some((one) => one.ID === post.post_parent));
	const children = posts.filter((post) => own.some((one) => one.ID === post.post_parent));
	const metaOf = (some: readonly Row[]) =>
		all('postmeta').filter((meta) => some.some((post) => post.ID === meta.post_id));
	const batchRead = platform
		.factReads(orders, { found, reference, settings })
		.find((read) => read.name === 'batch');
	const facts = platform.readFacts(
		{
			postsOwn: own,
			postsParents: parents,
			postsVariations: children,
			postsSiblings: siblings,
			metaOwn: metaOf(own),
			metaParents: metaOf(parents),
			metaVariations: metaOf(children),
			metaSiblings: metaOf(siblings),
			hiddenOwn: all('term_relationships'),
			held: situation.held ?? [],
			users: all('users'),
			usermeta: all('usermeta'),
			logins: all('users'),
			batch: [{ logins: String(batchRead?.values?.[0] ?? '[]') }],
		},
		reference,
	);
	return platform.plan(
		{
			order,
			distributor: { code: 'D', name: 'Distributor' },
			supplierOrderNumber: 'S-1',
			secret: situation.secret ?? 'drawn',
			exchangeKey: key,
		},
		{
			found,
			settings,
			reference,
			facts,
			batch: { stockTaken: () => decimal(0), createsCustomer: () => false, ...situation.batch },
			now: situation.now ?? new Date('2026-11-23T17:01:11Z'),
		},
	);
}

export const orderOf = (name: string): SupplierCustomerOrder =>
	supplierCustomerOrderSchema.parse(data(`${name}.order.json`));

/** A simple order; parts of it can be given. */
export const order = (parts: Record<string, unknown> = {}): SupplierCustomerOrder =>
	supplierCustomerOrderSchema.parse({ ...data<object>('checkout-guest.order.json'), ...parts });

export const line = (parts: Record<string, unknown> = {}) => ({
	id: '1',
	sku: 'LAB-1001',
	supplierSku: 'LAB-1001',
	quantity: 1,
	unitPrice: '10',
	...parts,
});

export function planOf(result: Planned) {
	if (!result.ok) throw new Error(result.problems.map((one) => `${one.code}: ${one.message}`).join('\n'));
	return result.plan;
}

/** A planned value as text, ids by their handles. */
export const shown = (value: Value | undefined): string | null =>
	value === null || value === undefined
		? null
		: typeof value === 'object'
			? 'text' in value
				? value.text
				: 'join' in value
					? value.join.map(shown).join('')
					: `<${value.idOf}>`
			: String(value);

export function rowsOf(result: Planned, table: string): Record<string, string | null>[] {
	return planOf(result)
		.inserts.filter((row) => row.table === table)
		.map((row) =>
			Object.fromEntries(Object.entries(row.values).map(([name, value]) => [name, shown(value)])),
		);
}

/** Meta rows of one item as key → value. */
export const itemMeta = (result: Planned, item: string): Record<string, string | null> =>
	Object.fromEntries(
		rowsOf(result, 'woocommerce_order_itemmeta')
			.filter((row) => row.order_item_id === `<${item}>`)
			.map((row) => [row.meta_key ?? '', row.meta_value ?? null]),
	);

export const codes = (result: Planned): string[] => (result.ok ? [] : result.problems.map((one) => one.code));
