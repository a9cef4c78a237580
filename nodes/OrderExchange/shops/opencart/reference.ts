import { FixedOffsetZone } from 'luxon';
import type { Read, ReadRows, Row } from '../../database/read.js';
import { clockIn, type Clock } from '../clock.js';
import { indexed } from '../rowIndex.js';
import { ruleOf, type TaxTables } from './tax.js';

/** What an order writer knows about the shop before it sees an order. */
export interface OpenCartReference extends TaxTables {
	/** By store, then by key. */
	readonly settings: ReadonlyMap<string, ReadonlyMap<string, string>>;
	readonly stores: readonly Row[];
	readonly mainStoreUrl: string;
	/** Where the shop is, ISO 3166-1 alpha-2. */
	readonly homeCountry: string;
	/** Code of its zone there; may be empty. */
	readonly homeRegion: string;
	readonly languages: readonly Row[];
	readonly currencies: readonly Row[];
	readonly addressFormats: readonly Row[];
	readonly statuses: readonly Row[];
	readonly customerGroups: readonly Row[];
	readonly extensions: readonly Row[];
	/** Figures that the shop keeps of itself. */
	readonly statistics: ReadonlySet<string>;
	/** To find articles by their numbers, which have no index, and customers where they have none: as many at most. */
	readonly rowsToSearch: number;
	/** Of a zone; '' is the database server's own, which counts where the shop has no setting for it. */
	clock(zone: string): Clock;
}

type Unnamed = Omit<Read, 'name'>;

/** The shop's own settings that matter to an order; some shops have hundreds of others, and long ones. */
const configKeys = [
	...['config_name', 'config_timezone', 'config_currency', 'config_language', 'config_language_catalog'],
	...['config_country_id', 'config_zone_id', 'config_address_format_id', 'config_invoice_prefix'],
	...['config_customer_group_id', 'config_tax_default', 'config_stock_checkout'],
	...['config_order_status_id', 'config_processing_status', 'config_complete_status'],
	'config_checkout_payment_address',
] as const;

type ConfigKey = (typeof configKeys)[number];
/** What follows `config_`. */
export type ConfigName = ConfigKey extends `config_${infer Name}` ? Name : never;

/** What matters of a method or total, by the end of the key: the rest, such as the keys of a payment service, is the shop's secret. */
const methodKeys = ['status', 'sort_order', 'order_status_id', 'tax_class_id'] as const;
type SettingKey = ConfigKey | `${'payment' | 'shipping' | 'total'}_${string}_${(typeof methodKeys)[number]}`;

/** Read alike in every version. */
const common = {
	settings: {
		columns: ['store_id', 'key', 'value'],
		from: "FROM {setting} WHERE (`code` = 'config' AND `key` IN (?)) OR `key` REGEXP ?",
		values: [configKeys, `^(payment|shipping|total)_.+_(${methodKeys.join('|')})$`],
	},
	home: {
		columns: ['c.iso_code_2', 'z.code'],
		from: "FROM {country} c JOIN {setting} s ON s.`value` = c.`country_id` LEFT JOIN {setting} y ON y.`key` = 'config_zone_id' AND y.`store_id` = 0 LEFT JOIN {zone} z ON z.`zone_id` = y.`value` WHERE s.`key` = 'config_country_id' AND s.`store_id` = 0",
	},
	stores: { columns: ['store_id', 'name', 'url'], from: 'FROM {store}' },
	// The main store's address is in a file of the shop; its newest order knows it. No more are looked at than its last few.
	mainStoreUrl: {
		columns: ['store_url'],
		from: "FROM (SELECT o.`store_url` FROM {order} o JOIN (SELECT MAX(`order_id`) AS `newest` FROM {order}) m ON o.`order_id` > m.`newest` - 1000 WHERE o.`store_id` = 0 AND o.`store_url` <> '' ORDER BY o.`order_id` DESC LIMIT 1) n",
	},
	languages: {
		columns: ['language_id', 'name', 'code', 'status'],
		from: 'FROM {language}',
		orderBy: '`sort_order`, `language_id`',
	},
	currencies: {
		columns: ['currency_id', 'code', 'symbol_left', 'symbol_right', 'decimal_place', 'value', 'status'],
		from: 'FROM {currency}',
	},
	statuses: { columns: ['order_status_id', 'language_id', 'name'], from: 'FROM {order_status}' },
	customerGroups: { columns: ['customer_group_id', 'approval'], from: 'FROM {customer_group}' },
	taxRules: {
		columns: [
			'u.tax_class_id',
			'u.based',
			'u.priority',
			'r.tax_rate_id',
			'r.geo_zone_id',
			'r.name',
			'r.rate',
			'r.type',
			'g.customer_group_id',
		],
		from: 'FROM {tax_rule} u JOIN {tax_rate} r ON r.`tax_rate_id` = u.`tax_rate_id` JOIN {tax_rate_to_customer_group} g ON g.`tax_rate_id` = r.`tax_rate_id`',
		orderBy: 'u.`priority`, u.`tax_rule_id`',
	},
	geoZones: { columns: ['geo_zone_id', 'country_id', 'zone_id'], from: 'FROM {zone_to_geo_zone}' },
	extensions: { columns: ['type', 'code'], from: 'FROM {extension}' },
	statistics: { columns: ['code'], from: 'FROM {statistics}' },
	articles: { columns: [['highest', 'MAX(`product_id`)']], from: 'FROM {product}' },
} satisfies Readonly<Record<string, Unnamed>>;

/** The reads of every version, and those of one version besides. */
export const referenceReadsWith = (further: Readonly<Record<string, Unnamed>>): readonly Read[] =>
	Object.entries({ ...common, ...further }).map(([name, read]) => ({ name, ...read }));

/** What the rows of the reference reads say. */
export const readReference = (rows: ReadRows): OpenCartReference => ({
	settings: settingsOf(rows.settings ?? []),
	stores: rows.stores ?? [],
	mainStoreUrl: rows.mainStoreUrl?.[0]?.store_url ?? '',
	languages: rows.languages ?? [],
	currencies: rows.currencies ?? [],
	homeCountry: rows.home?.[0]?.iso_code_2 ?? '',
	homeRegion: rows.home?.[0]?.code ?? '',
	addressFormats: rows.addressFormats ?? [],
	statuses: rows.statuses ?? [],
	customerGroups: rows.customerGroups ?? [],
	taxRules: (rows.taxRules ?? []).map(ruleOf),
	geoZones: indexed(rows.geoZones, 'geo_zone_id'),
	extensions: rows.extensions ?? [],
	statistics: new Set((rows.statistics ?? []).map(({ code }) => code ?? '')),
	rowsToSearch: [rows.articles, rows.customers].reduce(
		(sum, found) => sum + Number(found?.[0]?.highest ?? 0),
		0,
	),
	clock: clocks(Number(rows.serverZone?.[0]?.minutes ?? 0)),
});

/** Where a key stands twice in a store, the first counts. */
function settingsOf(rows: readonly Row[]): OpenCartReference['settings'] {
	const stores = new Map<string, Map<string, string>>();
	for (const { store_id: store, key, value } of rows) {
		const settings = stores.get(store ?? '') ?? new Map<string, string>();
		stores.set(store ?? '', settings);
		if (value !== null && value !== undefined && !settings.has(key ?? '')) settings.set(key ?? '', value);
	}
	return stores;
}

/** Each zone has one clock, which remembers what it last said. */
function clocks(serverMinutes: number): OpenCartReference['clock'] {
	const known = new Map<string, Clock>();
	return (zone) => {
		const clock = known.get(zone) ?? clockIn(zone || FixedOffsetZone.instance(serverMinutes));
		known.set(zone, clock);
		return clock;
	};
}

/** A setting of the store, or of the main store where it has none of its own; '' when neither has it. */
export const setting = ({ settings }: OpenCartReference, key: SettingKey, store = '0'): string =>
	settings.get(store)?.get(key) ?? settings.get('0')?.get(key) ?? '';

/** A setting that holds a JSON list of ids, e.g. `config_processing_status`. */
export function listSetting(reference: OpenCartReference, key: ConfigKey, store: string): readonly string[] {
	return [...setting(reference, key, store).matchAll(/\d+/g)].map(([id]) => id);
}
