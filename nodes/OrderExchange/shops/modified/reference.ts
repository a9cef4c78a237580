import type { Read, ReadRows, Row } from '../../database/read.js';
import { decimal, type Decimal } from '../../orders/money.js';
import type { Clock } from '../clock.js';
import { indexed, type RowIndex } from '../rowIndex.js';
import { shopClock } from './localTime.js';

export interface Language {
	readonly id: string;
	readonly name: string;
	readonly code: string;
	readonly directory: string;
}

export interface Currency {
	readonly code: string;
	readonly left: string;
	readonly right: string;
	readonly point: string;
	readonly thousands: string;
	readonly places: number;
	readonly value: Decimal;
}

export interface Country {
	readonly id: string;
	readonly name: string;
	readonly code: string;
	readonly format: string;
	readonly sold: boolean;
}

/** A customer group: it decides about tax display, names and discounts. */
export interface Group {
	readonly id: string;
	readonly names: ReadonlyMap<string, string>;
	readonly image: string | null;
	readonly showsTax: boolean;
	readonly addsTax: boolean;
	/** From this total on, tax is titled as added although prices include it. */
	readonly showTaxTotal: Decimal;
	readonly productDiscount: Decimal;
	readonly orderDiscount: string;
	readonly graduated: boolean;
	readonly specials: boolean;
	readonly discountsAttributes: boolean;
	/** Whether products for adults only (FSK 18) are sold to it. */
	readonly adults: boolean;
}

export interface ModifiedReference {
	readonly configuration: ReadonlyMap<string, string>;
	readonly languages: readonly Language[];
	readonly currencies: ReadonlyMap<string, Currency>;
	readonly countries: ReadonlyMap<string, Country>;
	/** Where the shop is: `STORE_COUNTRY`. */
	readonly home: Country | undefined;
	/** In the shop's own time. */
	readonly clock: Clock;
	readonly groups: ReadonlyMap<string, Group>;
	readonly statuses: readonly Row[];
	readonly shippingTimes: readonly Row[];
	/** By tax class, in the order of their priority. */
	readonly taxRates: RowIndex;
	/** The zone whose tax classes of products count for goods to a country, by its id. */
	readonly taxZones: ReadonlyMap<string, string>;
	/** Countries outside the customs union, by ISO code. */
	readonly dutyCountries: ReadonlySet<string>;
	readonly units: readonly Row[];
	/** To find articles by their numbers, most of which have no index: as many at most. */
	readonly rowsToSearch: number;
}

/** The shop's own settings that matter to an order; the same table holds passwords of mail servers and keys of payment services. */
const settingKeys = [
	...['STORE_NAME', 'STORE_COUNTRY', 'STORE_ZONE', 'DEFAULT_LANGUAGE', 'DEFAULT_CURRENCY'],
	...['DEFAULT_CUSTOMERS_STATUS_ID', 'DEFAULT_CUSTOMERS_STATUS_ID_GUEST', 'DEFAULT_ORDERS_STATUS_ID'],
	...['ACCOUNT_COMPANY_VAT_CHECK', 'DELETE_GUEST_ACCOUNT', 'MAX_ADDRESS_BOOK_ENTRIES'],
	...['ACTIVATE_SHIPPING_STATUS', 'DOWNLOAD_ENABLED', 'MODULE_SMALL_BUSINESS', 'PRICE_PRECISION'],
	...['CHECKOUT_USE_PRODUCTS_SHORT_DESCRIPTION', 'CHECKOUT_USE_PRODUCTS_DESCRIPTION_FALLBACK_LENGTH'],
	...['STOCK_CHECK', 'STOCK_LIMITED', 'STOCK_ALLOW_CHECKOUT', 'STOCK_CHECKOUT_UPDATE_PRODUCTS_STATUS'],
	...['ATTRIBUTE_STOCK_CHECK', 'STOCK_CHECK_SPECIALS', 'GROUP_CHECK'],
] as const;

/** What matters of a module, by the end of the key. */
const moduleKeys = ['INSTALLED', 'STATUS', 'SORT_ORDER', 'ORDER_STATUS_ID', 'TAX_CLASS'] as const;
export type SettingKey = (typeof settingKeys)[number] | `MODULE_${string}_${(typeof moduleKeys)[number]}`;

export const referenceReads: readonly Read[] = [
	{
		name: 'configuration',
		columns: ['configuration_key', 'configuration_value'],
		from: 'FROM {configuration} WHERE configuration_key IN (?) OR configuration_key REGEXP ?',
		values: [settingKeys, `^MODULE_.+_(${moduleKeys.join('|')})$`],
	},
	{
		name: 'languages',
		columns: ['languages_id', 'name', 'code', 'directory'],
		from: 'FROM {languages} WHERE status = 1',
		orderBy: 'sort_order',
	},
	{
		name: 'currencies',
		columns: [
			...['code', 'symbol_left', 'symbol_right', 'decimal_point', 'thousands_point'],
			...['decimal_places', 'value'],
		],
		from: "FROM {currencies} WHERE status = '1'",
	},
	{
		name: 'countries',
		columns: ['countries_id', 'countries_name', 'countries_iso_code_2', 'address_format_id', 'status'],
		from: 'FROM {countries}',
	},
	{
		name: 'groups',
		columns: [
			...['customers_status_id', 'language_id', 'customers_status_name', 'customers_status_image'],
			...[
				'customers_status_show_price_tax',
				'customers_status_add_tax_ot',
				'customers_status_show_tax_total',
			],
			...['customers_status_discount', 'customers_status_ot_discount_flag', 'customers_status_ot_discount'],
			...['customers_status_graduated_prices', 'customers_status_specials'],
			...['customers_status_discount_attributes', 'customers_fsk18', 'customers_fsk18_display'],
		],
		from: 'FROM {customers_status}',
	},
	{
		name: 'statuses',
		columns: ['orders_status_id', 'language_id', 'orders_status_name'],
		from: 'FROM {orders_status}',
	},
	{
		name: 'shippingTimes',
		columns: ['shipping_status_id', 'language_id', 'shipping_status_name'],
		from: 'FROM {shipping_status}',
	},
	{
		name: 'taxRates',
		columns: [
			...['r.tax_rates_id', 'r.tax_class_id', 'r.tax_priority', 'r.tax_rate', 'r.tax_description'],
			...['z.zone_country_id', 'z.zone_id'],
		],
		from:
			'FROM {tax_rates} r JOIN {geo_zones} g ON g.geo_zone_id = r.tax_zone_id' +
			' JOIN {zones_to_geo_zones} z ON z.geo_zone_id = r.tax_zone_id',
		orderBy: 'r.tax_priority, r.tax_rates_id',
	},
	{
		name: 'taxZones',
		columns: ['z.zone_country_id', 'z.geo_zone_id'],
		from:
			'FROM {zones_to_geo_zones} z JOIN {geo_zones} g ON g.geo_zone_id = z.geo_zone_id' +
			' WHERE g.geo_zone_tax = 1',
		// the first one of a country counts
		orderBy: 'z.geo_zone_id DESC',
	},
	{
		name: 'duty',
		columns: ['c.countries_iso_code_2'],
		from:
			'FROM {countries} c JOIN {zones_to_geo_zones} z ON z.zone_country_id = c.countries_id' +
			" JOIN {geo_zones} g ON g.geo_zone_id = z.geo_zone_id WHERE g.geo_zone_info = '1'",
	},
	{
		name: 'units',
		columns: ['products_vpe_id', 'language_id', 'products_vpe_name'],
		from: 'FROM {products_vpe}',
	},
	{ name: 'articles', columns: [['highest', 'MAX(products_id)']], from: 'FROM {products}' },
];

/** What the rows of `referenceReads` say. */
export function readReference(rows: ReadRows): ModifiedReference {
	const of = (name: string): readonly Row[] => rows[name] ?? [];
	const configuration = new Map(
		of('configuration').map((row) => [text(row, 'configuration_key'), text(row, 'configuration_value')]),
	);
	const countries = new Map(
		of('countries').map((row) => [text(row, 'countries_iso_code_2'), country(row)] as const),
	);
	const homeId = configuration.get('STORE_COUNTRY');
	const home = [...countries.values()].find(({ id }) => id === homeId);
	return {
		configuration,
		home,
		clock: shopClock(home?.code ?? 'DE'),
		languages: of('languages').map((row) => ({
			id: text(row, 'languages_id'),
			name: text(row, 'name'),
			code: text(row, 'code'),
			directory: text(row, 'directory'),
		})),
		currencies: new Map(of('currencies').map((row) => [text(row, 'code'), currency(row)])),
		countries,
		groups: groups(of('groups')),
		statuses: of('statuses'),
		shippingTimes: of('shippingTimes'),
		taxRates: indexed(of('taxRates'), 'tax_class_id'),
		taxZones: new Map(of('taxZones').map((row) => [text(row, 'zone_country_id'), text(row, 'geo_zone_id')])),
		dutyCountries: new Set(of('duty').map((row) => text(row, 'countries_iso_code_2'))),
		units: of('units'),
		rowsToSearch: Number(of('articles')[0]?.['highest'] ?? 0),
	};
}

/** NULL counts as empty. */
export const text = (row: Row, column: string): string => row[column] ?? '';

/** A value of the shop’s configuration; empty where it has none. */
export const setting = (reference: ModifiedReference, key: SettingKey): string =>
	reference.configuration.get(key) ?? '';

/** Whether a switch of the configuration is on. */
export const isOn = (reference: ModifiedReference, key: SettingKey): boolean =>
	setting(reference, key).toLowerCase() === 'true';

/** By § 19 UStG, which German shops switch on: no tax is charged. */
export const isSmallBusiness = (reference: ModifiedReference): boolean =>
	isOn(reference, 'MODULE_SMALL_BUSINESS');

/** Digits that the shop rounds prices with tax to, before the currency's own places. */
export const pricePrecision = (reference: ModifiedReference): number =>
	Number(setting(reference, 'PRICE_PRECISION') || '4');

const country = (row: Row): Country => ({
	id: text(row, 'countries_id'),
	name: text(row, 'countries_name'),
	code: text(row, 'countries_iso_code_2'),
	format: text(row, 'address_format_id'),
	sold: row['status'] !== '0',
});

const currency = (row: Row): Currency => ({
	code: text(row, 'code'),
	left: text(row, 'symbol_left'),
	right: text(row, 'symbol_right'),
	point: text(row, 'decimal_point'),
	thousands: text(row, 'thousands_point'),
	places: Number(text(row, 'decimal_places')),
	value: decimal(row['value'] ?? '1'),
});

function groups(rows: readonly Row[]): ReadonlyMap<string, Group> {
	const found = new Map<string, Group>();
	for (const row of rows) {
		const id = text(row, 'customers_status_id');
		const names = new Map(found.get(id)?.names);
		names.set(text(row, 'language_id'), text(row, 'customers_status_name'));
		found.set(id, {
			id,
			names,
			image: row['customers_status_image'] ?? null,
			showsTax: row['customers_status_show_price_tax'] !== '0',
			addsTax: row['customers_status_add_tax_ot'] === '1',
			showTaxTotal: decimal(row['customers_status_show_tax_total'] ?? '0'),
			productDiscount: decimal(row['customers_status_discount'] ?? '0'),
			orderDiscount:
				row['customers_status_ot_discount_flag'] === '1' ? text(row, 'customers_status_ot_discount') : '0.00',
			graduated: row['customers_status_graduated_prices'] === '1',
			specials: row['customers_status_specials'] === '1',
			discountsAttributes: row['customers_status_discount_attributes'] === '1',
			adults: row['customers_fsk18'] !== '1' && row['customers_fsk18_display'] !== '0',
		});
	}
	return found;
}
