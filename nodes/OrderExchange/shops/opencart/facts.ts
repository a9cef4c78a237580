import type { Read, ReadColumn, ReadRows, SqlValue } from '../../database/read.js';
import { quoted } from '../../database/statement.js';
import type { Address } from '../../orders/customerOrder.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { ShopToRead } from '../platform.js';
import { productIdsIn, productIdsRead, skusIn } from '../productIds.js';
import { indexed, lowerCase, type RowIndex } from '../rowIndex.js';
import { storeId } from './choices.js';
import type { OpenCartReference } from './reference.js';
import { knowsSubscriptions, type SubscriptionTables } from './subscriptions.js';
import { escaped } from './text.js';
import { comparable } from './zones.js';

/** What a batch of orders needs from the shop; what belongs to a product, by the product's id. */
export interface OpenCartFacts {
	/** By every number, in lower case, by which a product may be ordered: `code` says which kind it is, `sku`, `ean` … */
	readonly codes: RowIndex;
	/** Those of the store, by their model in lower case; `master_id` names the product that one is a variant of. */
	readonly models: RowIndex;
	readonly products: RowIndex;
	readonly names: RowIndex;
	/** Tiers; specials too where the shop keeps them together. */
	readonly prices: RowIndex;
	/** Specials where the shop keeps them apart; they go before tiers. */
	readonly specials: RowIndex;
	readonly rewards: RowIndex;
	/** Customer groups that get a product as a subscription, and only so. */
	readonly subscriptions: RowIndex;
	/** One row per option value and language; of a variant those of its master. */
	readonly options: RowIndex;
	/** By ISO code; with `address_format` in them, or with the id of one of the reference's. */
	readonly countries: RowIndex;
	/** By country, of those in which addresses of the batch name a region; `spelled` is the name as it is compared. */
	readonly zones: RowIndex;
	/** By e-mail in lower case; `stored_email` is as the account has it, `has_address` whether it has any. */
	readonly customers: RowIndex;
	/** By customer: those in the streets of the batch's orders, since an account may have thousands. */
	readonly addresses: RowIndex;
}

/** Where a version keeps products and what belongs to them, countries and their zones. */
export interface FactTables {
	/** SELECT of product ids by article numbers: each `?` takes the list of numbers. */
	readonly withSku: string;
	/** Where products may be variants of others: the column of `product` that names those. */
	readonly masterColumn?: string;
	/** Besides those that every version has. */
	readonly productColumns: readonly ReadColumn[];
	readonly productJoin?: string;
	readonly addressColumns: readonly ReadColumn[];
	/** Each `?` takes the list of ISO codes. */
	readonly countries: TableRead;
	/** Each `?` takes the list of ISO codes of countries. */
	readonly zones: TableRead;
	readonly subscriptions: SubscriptionTables;
	/** Reads of one table each, of the products found. */
	readonly parts: readonly {
		readonly name: string;
		readonly table: string;
		readonly columns: readonly ReadColumn[];
	}[];
}

type TableRead = Pick<Read, 'columns' | 'from'>;

const filled = (sql: string, list: readonly SqlValue[]) => (sql.match(/\?/g) ?? []).map(() => list);

const numbersIn = (orders: readonly SupplierCustomerOrder[]): readonly string[] => [
	...new Set(skusIn(orders).flatMap((sku) => [sku, escaped(sku)])),
];

/** E-mail columns compare without regard to case; a function around one would make the server look at every customer. */
const emailsIn = (orders: readonly SupplierCustomerOrder[]): readonly string[] => [
	...new Set(orders.flatMap(({ customer: { email } }) => [email, email.toLowerCase()])),
];

const customersOf = (orders: readonly SupplierCustomerOrder[]): Read => ({
	name: 'customers',
	columns: [
		...['customer_id', 'customer_group_id', 'store_id', 'status', 'firstname', 'lastname', 'telephone'],
		...['custom_field', ['email', 'LCASE(`email`)'] as const, ['stored_email', '`email`'] as const],
		['has_address', 'EXISTS (SELECT 1 FROM {address} h WHERE h.`customer_id` = {customer}.`customer_id`)'],
	],
	from: 'FROM {customer} WHERE `email` IN (?)',
	values: [emailsIn(orders)],
});

/** Products by article number, with those that they are variants of; and customers, since not every version has an index for them. */
export const searchReadsIn =
	({ withSku, masterColumn }: FactTables) =>
	(orders: readonly SupplierCustomerOrder[]): readonly Read[] => [
		productIdsRead(
			['p.product_id', ...(masterColumn === undefined ? [] : [`p.${masterColumn}`])],
			// In this order: a server that takes the products first reads all of them.
			`FROM (${withSku}) w STRAIGHT_JOIN {product} p ON p.\`product_id\` = w.\`product_id\``,
			filled(withSku, numbersIn(orders)),
		),
		customersOf(orders),
	];

/** Ids that are known already, in the place of `withSku`. */
const known = 'SELECT k.`product_id` FROM {product} k WHERE k.`product_id` IN (?)';

const andMasters = (ids: string, masterColumn: string): string =>
	`${ids} UNION SELECT v.${quoted(masterColumn)} FROM {product} v JOIN (${ids}) x USING (\`product_id\`)`;

const customerIdsIn = ({ customers = [] }: ReadRows): readonly string[] =>
	customers.flatMap(({ customer_id: id }) => id ?? []);

/** Products by article number (any code, or the model) with prices and options; customers by e-mail. */
export const factReadsIn =
	({
		withSku,
		masterColumn,
		productColumns,
		productJoin = '',
		addressColumns,
		countries,
		zones,
		subscriptions,
		parts,
	}: FactTables) =>
	(
		orders: readonly SupplierCustomerOrder[],
		{ found, reference, settings, seen }: ShopToRead<OpenCartReference>,
	): readonly Read[] => {
		const [wanted, wantedBy] = seen ? [known, productIdsIn(seen)] : [withSku, numbersIn(orders)];
		const wantedAndMasters = seen || masterColumn === undefined ? wanted : andMasters(wanted, masterColumn);
		const store = storeId(settings.store, reference) ?? '0';
		const addresses = orders.flatMap(({ billTo, shipTo }) => (shipTo ? [billTo, shipTo] : [billTo]));
		const streets = [...new Set(addresses.map(({ street }) => escaped(street)))];
		const countriesIn = (some: readonly Address[]) => [...new Set(some.map(({ country }) => country))];
		// Joined, the ids are found once; a server asks an IN with a UNION again for each row.
		const only = (ids: string) => `JOIN (${ids}) w USING (\`product_id\`)`;
		const ofProducts = (name: string, columns: readonly ReadColumn[], table: string): Read => ({
			name,
			columns,
			from: `FROM {${table}} ${only(wanted)}`,
			values: filled(wanted, wantedBy),
		});
		return [
			...parts.map(({ name, columns, table }) => ofProducts(name, columns, table)),
			{
				name: 'products',
				columns: [
					...['p.product_id', 'p.model', 'p.quantity', 'p.minimum', 'p.price', 'p.tax_class_id'],
					...['p.subtract', 'p.status', 'p.date_available', 'p.shipping'],
					...productColumns,
				],
				from: `FROM {product} p ${only(wanted)} JOIN {product_to_store} s ON s.\`product_id\` = p.\`product_id\` AND s.\`store_id\` = ?${productJoin}`,
				values: [...filled(wanted, wantedBy), store],
			},
			ofProducts('names', ['product_id', 'language_id', 'name'], 'product_description'),
			...(knowsSubscriptions(subscriptions, found)
				? [
						{
							name: 'subscriptions',
							columns: ['b.product_id', 'b.customer_group_id'],
							from: `FROM {${subscriptions.ofProducts}} b ${only(wanted)} JOIN {${subscriptions.plans}} l ON l.${quoted(subscriptions.id)} = b.${quoted(subscriptions.id)} WHERE l.\`status\` = 1`,
							values: filled(wanted, wantedBy),
						},
					]
				: []),
			ofProducts('rewards', ['product_id', 'customer_group_id', 'points'], 'product_reward'),
			{
				name: 'options',
				columns: [
					...['o.product_id', 'o.product_option_id', 'o.required', 't.type', 't.sort_order'],
					...['d.language_id', 'd.name'],
					...['v.product_option_value_id', 'v.quantity', 'v.subtract', 'v.price', 'v.price_prefix'],
					['value', 'n.`name`'],
				],
				from: `FROM {product_option} o ${only(wantedAndMasters)} JOIN {option} t ON t.\`option_id\` = o.\`option_id\` JOIN {option_description} d ON d.\`option_id\` = o.\`option_id\` LEFT JOIN {product_option_value} v ON v.\`product_option_id\` = o.\`product_option_id\` LEFT JOIN {option_value_description} n ON n.\`option_value_id\` = v.\`option_value_id\` AND n.\`language_id\` = d.\`language_id\``,
				values: filled(wantedAndMasters, wantedBy),
			},
			{
				name: 'countries',
				columns: countries.columns,
				from: countries.from,
				values: filled(countries.from, countriesIn(addresses)),
			},
			{
				name: 'zones',
				columns: zones.columns,
				from: zones.from,
				values: filled(zones.from, countriesIn(addresses.filter(({ region }) => region))),
			},
			...(seen ? [] : [customersOf(orders)]),
			{
				name: 'addresses',
				columns: [
					...['a.address_id', 'a.customer_id', 'a.firstname', 'a.lastname', 'a.company', 'a.address_1'],
					...['a.address_2', 'a.city', 'a.postcode', 'a.country_id', 'a.zone_id', 'a.custom_field'],
					...addressColumns,
				],
				...(seen
					? {
							from: 'FROM {address} a WHERE a.`customer_id` IN (?) AND a.`address_1` IN (?)',
							values: [customerIdsIn(seen), streets],
						}
					: {
							from: 'FROM {address} a JOIN {customer} c ON c.`customer_id` = a.`customer_id` WHERE c.`email` IN (?) AND a.`address_1` IN (?)',
							values: [emailsIn(orders), streets],
						}),
			},
		];
	};

/** What the rows of `factReadsIn` hold, found by what planning asks for. */
export const readFacts = (rows: ReadRows): OpenCartFacts => ({
	codes: indexed(rows.codes, 'value', lowerCase),
	models: indexed(rows.products, 'model', lowerCase),
	products: indexed(rows.products, 'product_id'),
	names: indexed(rows.names, 'product_id'),
	prices: indexed(rows.prices, 'product_id'),
	specials: indexed(rows.specials, 'product_id'),
	rewards: indexed(rows.rewards, 'product_id'),
	subscriptions: indexed(rows.subscriptions, 'product_id'),
	options: indexed(rows.options, 'product_id'),
	countries: indexed(rows.countries, 'iso_code_2'),
	zones: indexed(rows.zones?.map(comparable), 'country_id'),
	customers: indexed(rows.customers, 'email'),
	addresses: indexed(rows.addresses, 'customer_id'),
});
