import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { sum } from '../../../../nodes/OrderExchange/orders/money.js';
import {
	supplierCustomerOrderSchema,
	type SupplierCustomerOrder,
} from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import { readFacts } from '../../../../nodes/OrderExchange/shops/modified/facts.js';
import { modified } from '../../../../nodes/OrderExchange/shops/modified/modified.js';
import type { Planned, ShopSettings } from '../../../../nodes/OrderExchange/shops/platform.js';
import type { RowPlan } from '../../../../nodes/OrderExchange/shops/rowPlan.js';

export type Tables = Record<string, Row[]>;

const folder = join(__dirname, '../../../../sandbox/shops/data/modified-3.3');
const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

const keys: Readonly<Record<string, string>> = {
	configuration: 'configuration_key',
	customers_info: 'customers_info_id',
	address_book: 'address_book_id',
};

/** The shop's rows before a golden case, to be changed by a test as it likes. */
export function shopTables(golden?: string): Tables {
	const tables = (json('reference.json') as { tables: Tables }).tables;
	for (const table of ['customers', 'address_book']) tables[table] = [];
	if (golden === undefined) return tables;
	const given = json(`checkout-${golden}.given.json`) as Tables;
	for (const [table, rows] of Object.entries(given)) {
		const key = keys[table] ?? `${table}_id`;
		const changed = (row: Row) => rows.find((one) => one[key] === row[key]);
		const before = tables[table] ?? [];
		tables[table] = [
			...before.map((row) => ({ ...row, ...changed(row) })),
			...rows.filter((row) => !before.some((one) => one[key] === row[key])),
		];
	}
	return tables;
}

export const goldenOrder = (name: string): SupplierCustomerOrder =>
	supplierCustomerOrderSchema.parse(json(`checkout-${name}.order.json`));

export const goldenRows = (name: string, table: string): Row[] =>
	(json(`checkout-${name}.json`) as { tables: Record<string, { inserted: Row[] }> }).tables[table]
		?.inserted ?? [];

interface Golden {
	readonly tables: Record<string, { updated: { key: Row; changes: Record<string, [string, string]> }[] }>;
}

/** By how much the checkout changed which figure; page views are a visitor's. */
export const goldenDeltas = (name: string): unknown[] =>
	Object.entries((json(`checkout-${name}.json`) as Golden).tables)
		.filter(([table]) => table !== 'products_description')
		.flatMap(([table, { updated }]) =>
			updated.flatMap(({ key, changes }) =>
				Object.entries(changes).map(([column, [before, after]]) => [
					table,
					key,
					column,
					Number(after) - Number(before),
				]),
			),
		);

const joined = (left: Row[], right: Row[], on: (a: Row, b: Row) => boolean): Row[] =>
	left.flatMap((a) => right.filter((b) => on(a, b)).map((b) => ({ ...a, ...b })));

/** Does for one shop in memory what the platform's reads do in a database. */
export function referenceOf(tables: Tables) {
	const rows = (table: string): Row[] => tables[table] ?? [];
	return modified.readReference({
		configuration: rows('configuration'),
		languages: rows('languages'),
		currencies: rows('currencies').filter((row) => row['status'] === '1'),
		countries: rows('countries'),
		groups: rows('customers_status'),
		statuses: rows('orders_status'),
		shippingTimes: rows('shipping_status'),
		taxRates: joined(
			rows('tax_rates'),
			rows('zones_to_geo_zones'),
			(rate, zone) => rate['tax_zone_id'] === zone['geo_zone_id'],
		),
		taxZones: joined(
			rows('geo_zones').filter((row) => row['geo_zone_tax'] === '1'),
			rows('zones_to_geo_zones'),
			(a, b) => a['geo_zone_id'] === b['geo_zone_id'],
		),
		duty: joined(
			joined(
				rows('geo_zones').filter((row) => row['geo_zone_info'] === '1'),
				rows('zones_to_geo_zones'),
				(a, b) => a['geo_zone_id'] === b['geo_zone_id'],
			),
			rows('countries'),
			(zone, country) => zone['zone_country_id'] === country['countries_id'],
		),
		units: rows('products_vpe'),
	});
}

/** Plans an order as the exchange would, the reads answered from the tables in memory; `before`: others of its batch. */
export function planIn(
	tables: Tables,
	order: SupplierCustomerOrder,
	settings: Partial<ShopSettings> = {},
	before: readonly RowPlan[] = [],
): Planned {
	const rows = (table: string): Row[] => tables[table] ?? [];
	const reference = referenceOf(tables);
	const offers = Object.fromEntries(
		Object.entries(tables).filter(([table]) => table.startsWith('personal_offers')),
	);
	const facts = readFacts(
		{
			...offers,
			products: rows('products'),
			descriptions: rows('products_description'),
			specials: rows('specials'),
			downloads: rows('products_attributes_download'),
			taxClasses: rows('products_geo_zones_to_tax_class'),
			customers: rows('customers').filter((row) => row['account_type'] === '0'),
			addresses: rows('address_book'),
			zones: rows('zones'),
			attributes: joined(
				joined(
					rows('products_attributes'),
					rows('products_options'),
					(a, option) => a['options_id'] === option['products_options_id'],
				),
				rows('products_options_values'),
				(a, value) =>
					a['options_values_id'] === value['products_options_values_id'] &&
					a['language_id'] === value['language_id'],
			),
		},
		reference,
	);
	return modified.plan(
		{
			order,
			distributor: { code: 'nord', name: 'Nord' },
			supplierOrderNumber: 'S-1',
			secret: 'drawn',
			exchangeKey: 'ab'.repeat(32),
		},
		{
			found: { prefix: '', version: '3.3' },
			settings: { unknownCustomers: 'account', shortStock: 'followShop', ...settings },
			reference,
			facts,
			batch: {
				stockTaken: (stock) =>
					sum(
						before.flatMap(({ stockTaken }) =>
							stockTaken.filter((one) => one.stock === stock).map(({ quantity }) => quantity),
						),
					),
				createsCustomer: (email) => before.some(({ newCustomer }) => newCustomer === email),
			},
			now: new Date('2026-11-23T16:59:09Z'),
		},
	);
}

export function planned(result: Planned): RowPlan {
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.plan;
}

/** Planned rows of a table as texts: order texts as their text, references as `→ handle`. */
export const rowsOf = (plan: RowPlan, table: string): Row[] =>
	plan.inserts
		.filter((row) => row.table === table)
		.map(({ values }) =>
			Object.fromEntries(
				Object.entries(values).map(([column, value]) => [
					column,
					value === null
						? null
						: typeof value !== 'object'
							? String(value)
							: 'text' in value
								? value.text
								: 'idOf' in value
									? `→ ${value.idOf}`
									: '',
				]),
			),
		);
