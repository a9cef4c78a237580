import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import {
	supplierCustomerOrderSchema,
	type SupplierCustomerOrder,
	type SupplierLine,
} from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import { storeId } from '../../../../nodes/OrderExchange/shops/opencart/choices.js';
import { openCart30 } from '../../../../nodes/OrderExchange/shops/opencart/v30/openCart30.js';
import { openCart41 } from '../../../../nodes/OrderExchange/shops/opencart/v41/openCart41.js';
import type { Planned, ShopSettings } from '../../../../nodes/OrderExchange/shops/platform.js';
import type { RowPlan, Value, Values } from '../../../../nodes/OrderExchange/shops/rowPlan.js';

/** The shop's rows by table, without prefix; `server_zone` is what the server says of its zone. */
export type Tables = Record<string, Row[]>;

interface Golden {
	readonly tables: Record<
		string,
		{
			readonly inserted?: Row[];
			readonly updated?: { readonly key: Row; readonly changes: Record<string, [string, string]> }[];
		}
	>;
}

/** A version of the shop, told from its golden data. */
export type Version = '3.0' | '4.1';
const platformOf = { '3.0': openCart30, '4.1': openCart41 };

const json = (file: string, version: Version): unknown =>
	JSON.parse(
		readFileSync(join(__dirname, `../../../../sandbox/shops/data/opencart-${version}`, file), 'utf8'),
	);
const withoutPrefix = <Content>(tables: Record<string, Content>): Record<string, Content> =>
	Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table.replace(/^oc_/, ''), rows]));

/** The shop as it is after the golden orders, with plenty in stock. */
export function shopTables(version: Version = '4.1'): Tables {
	const tables = withoutPrefix((json('reference.json', version) as { tables: Tables }).tables);
	const product = (tables['product'] ?? []).map((row) => ({ ...row, quantity: '1000' }));
	return { ...tables, product };
}

export const goldenTables = (name: string, version: Version = '4.1') =>
	withoutPrefix((json(`checkout-${name}.json`, version) as Golden).tables);

/** The same shop with the customer that the golden order `new` created. */
export function withRegularCustomer(tables: Tables = shopTables(), version: Version = '4.1'): Tables {
	const made = goldenTables('new', version);
	return { ...tables, customer: made['customer']?.inserted ?? [], address: made['address']?.inserted ?? [] };
}

export const goldenOrder = (
	name: string,
	change: object = {},
	version: Version = '4.1',
): SupplierCustomerOrder =>
	supplierCustomerOrderSchema.parse({
		...(json(`checkout-${name}.order.json`, version) as object),
		...change,
	});

export const line = (
	supplierSku: string,
	quantity: number,
	change: Partial<SupplierLine> = {},
): SupplierLine => ({
	...{ id: '1', sku: supplierSku, supplierSku, quantity },
	...change,
});

const holds = (row: Row, part: Row): boolean =>
	Object.entries(part).every(([column, value]) => row[column] === value);

/** The same tables with `set` in all rows of a table that match `where`. */
export const changed = (tables: Tables, table: string, where: Row, set: Row): Tables => ({
	...tables,
	[table]: (tables[table] ?? []).map((row) => (holds(row, where) ? { ...row, ...set } : row)),
});

export const added = (tables: Tables, table: string, ...rows: Row[]): Tables => ({
	...tables,
	[table]: [...(tables[table] ?? []), ...rows],
});

/** The same tables with these settings of the main store. */
export const configured = (tables: Tables, values: Record<string, string>): Tables => ({
	...tables,
	setting: [
		...(tables['setting'] ?? []).filter((row) => !(String(row['key']) in values)),
		...Object.entries(values).map(([key, value]) => ({ store_id: '0', code: 'config', key, value })),
	],
});

const joined = (left: readonly Row[], right: readonly Row[], column: string): Row[] =>
	left.flatMap((a) => right.filter((b) => a[column] === b[column]).map((b) => ({ ...a, ...b })));

/** 4.1 keeps names in a table of their own, one per language. */
const described = (tables: Tables, table: string): Row[] => {
	const names = tables[`${table}_description`];
	return names ? joined(tables[table] ?? [], names, `${table}_id`) : (tables[table] ?? []);
};

export const referenceOf = (tables: Tables) => {
	const rows = (table: string): Row[] => tables[table] ?? [];
	return openCart41.readReference({
		settings: rows('setting'),
		stores: rows('store'),
		mainStoreUrl: [{ store_url: 'http://127.0.0.1:8101/' }],
		languages: rows('language'),
		currencies: rows('currency'),
		addressFormats: rows('address_format'),
		statuses: rows('order_status'),
		customerGroups: rows('customer_group'),
		taxRules: joined(
			joined(rows('tax_rule'), rows('tax_rate'), 'tax_rate_id'),
			rows('tax_rate_to_customer_group'),
			'tax_rate_id',
		),
		geoZones: rows('zone_to_geo_zone'),
		extensions: rows('extension'),
		statistics: rows('statistics'),
		serverZone: rows('server_zone'),
	});
};

/** Does for a shop in memory what the platform's reads do in a database. */
function factsOf(tables: Tables, store: string, reference: ReturnType<typeof referenceOf>, version: Version) {
	const rows = (table: string): Row[] => tables[table] ?? [];
	const inStore = rows('product_to_store').filter((row) => row['store_id'] === store);
	const products = rows('product').map((row) => ({
		...row,
		master_subtract:
			rows('product').find((one) => one['product_id'] === row['master_id'])?.['subtract'] ?? null,
		has_variants: rows('product').some((one) => one['master_id'] === row['product_id']) ? '1' : '0',
	}));
	const options = joined(
		joined(rows('product_option'), rows('option'), 'option_id'),
		rows('option_description'),
		'option_id',
	).flatMap((option) => {
		const values = rows('product_option_value').filter(
			(row) => row['product_option_id'] === option['product_option_id'],
		);
		const none: Row = { product_option_value_id: null };
		return (values.length > 0 ? values : [none]).map((value) => {
			const name = rows('option_value_description').find(
				(row) =>
					row['option_value_id'] === value['option_value_id'] && row['language_id'] === option['language_id'],
			);
			return { ...option, ...value, name: option['name'] ?? null, value: name?.['name'] ?? null };
		});
	});
	return platformOf[version].readFacts(
		{
			codes: rows('product_code'),
			products: joined(products, inStore, 'product_id'),
			names: rows('product_description'),
			prices: rows('product_discount'),
			specials: rows('product_special'),
			rewards: rows('product_reward'),
			subscriptions: [...rows('product_subscription'), ...rows('product_recurring')],
			options,
			countries: described(tables, 'country'),
			zones: described(tables, 'zone'),
			customers: rows('customer').map((row) => ({
				...row,
				email: row['email']?.toLowerCase() ?? null,
				stored_email: row['email'] ?? null,
				has_address: rows('address').some((one) => one['customer_id'] === row['customer_id']) ? '1' : '0',
			})),
			addresses: rows('address'),
		},
		reference,
	);
}

export interface Circumstances {
	readonly settings?: Partial<ShopSettings>;
	/** Taken by earlier orders of the batch, from every stock figure. */
	readonly taken?: number;
	/** An earlier order of the batch creates this order's customer. */
	readonly createdBefore?: boolean;
	readonly now?: string;
	readonly version?: Version;
	/** As exactly as the tables tell. */
	readonly foundVersion?: string;
}

export function planIn(
	tables: Tables,
	order: SupplierCustomerOrder,
	{
		settings = {},
		taken = 0,
		createdBefore = false,
		now = '2026-11-23T17:02:04Z',
		version = '4.1',
		foundVersion = version,
	}: Circumstances = {},
): Planned {
	const reference = referenceOf(tables);
	return platformOf[version].plan(
		{
			order,
			distributor: { code: 'nord', name: 'Nord' },
			supplierOrderNumber: 'S-1',
			secret: 'drawn',
			exchangeKey: 'ab'.repeat(32),
		},
		{
			found: { prefix: 'oc_', version: foundVersion },
			settings: { unknownCustomers: 'account', shortStock: 'followShop', ...settings },
			reference,
			facts: factsOf(tables, storeId(settings.store, reference) ?? '0', reference, version),
			batch: { stockTaken: () => decimal(taken), createsCustomer: () => createdBefore },
			now: new Date(now),
		},
	);
}

/** @throws with the problems when the order was refused. */
export function planned(result: Planned): RowPlan {
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.plan;
}

export const problemsOf = (result: Planned) => (result.ok ? [] : result.problems);
export const codes = (result: Planned): string[] => problemsOf(result).map(({ code }) => code);

const shown = (value: Value): string | null => {
	if (value === null) return null;
	if (typeof value !== 'object') return String(value);
	if ('text' in value) return value.text;
	return 'idOf' in value ? `→ ${value.idOf}` : value.join.join('');
};

/** Planned rows of a table, with the changes of them: order texts as their text, references as `→ handle`. */
export const rowsOf = (result: Planned, table: string): Row[] => {
	const { inserts, changes } = planned(result);
	const setLater = (handle: string | undefined) =>
		changes.filter(({ key }) => Object.values(key).some((value) => shown(value) === `→ ${handle}`));
	return inserts
		.filter((row) => row.table === table)
		.map(
			({ handle, values }) => Object.assign({}, values, ...setLater(handle).map(({ set }) => set)) as Values,
		)
		.map((values) =>
			Object.fromEntries(Object.entries(values).map(([column, value]) => [column, shown(value)])),
		);
};

export const orderOf = (result: Planned): Row => rowsOf(result, 'order')[0] ?? {};
export const totalsOf = (result: Planned): string[] =>
	rowsOf(result, 'order_total').map(({ code, title, value }) => `${code} ${title} ${value}`);
export const linesOf = (result: Planned): string[] =>
	rowsOf(result, 'order_product').map(({ price, total, tax }) => `${price} × = ${total}, tax ${tax}`);
/** By how much which figure changes, e.g. `product 28 -2`. */
export const changesOf = (result: Planned): string[] =>
	planned(result).changes.map(
		({ table, key, add = {} }) => `${table} ${Object.values(key).join()} ${Object.values(add).join()}`,
	);
