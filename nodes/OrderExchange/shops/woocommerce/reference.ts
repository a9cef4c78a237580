import type { Read, ReadRows, Row } from '../../database/read.js';
import type { Clock } from '../clock.js';
import { countriesOf, type Countries } from './countries.js';
import { methodSettings, methodSettingsRead, type MethodSettings } from './methodSettings.js';
import { cacheVersions, optionNames, type OptionName, type Options } from './optionNames.js';
import { shopClock } from './times.js';
import { languagesOf, languagesRead, type Languages } from './translations.js';

/** One row of the shop's tax table with the places it is limited to. */
export interface TaxRate {
	readonly id: string;
	readonly country: string;
	readonly state: string;
	/** Percent, e.g. `19.0000`. */
	readonly percent: string;
	readonly name: string;
	readonly priority: number;
	readonly compound: boolean;
	readonly shipping: boolean;
	readonly order: number;
	readonly taxClass: string;
	readonly postcodes: readonly string[];
	readonly cities: readonly string[];
}

export interface ShippingMethod {
	/** E.g. `flat_rate`. */
	readonly method: string;
	readonly instance: string;
	readonly title: string;
	readonly taxable: boolean;
	readonly enabled: boolean;
	readonly zone: string;
	/** As the shop's staff call the zone; '' for the places that no other zone covers. */
	readonly zoneName: string;
}

/** Where a group of shipping methods is offered. */
export interface ShippingZone {
	readonly id: string;
	/** `country:DE`, `state:US:CA` or `continent:EU`; none: everywhere. */
	readonly places: readonly string[];
	/** Within these places; none: all of them. */
	readonly postcodes: readonly string[];
}

export interface Gateway {
	readonly code: string;
	/** As customers see it; undefined where the shop's settings have none. */
	readonly title: string | undefined;
	readonly enabled: boolean;
}

/** All that a WooCommerce shop says about itself. */
export interface WooReference {
	readonly options: Options;
	/** Of options that an order changes, by name. */
	readonly optionIds: ReadonlyMap<string, string>;
	readonly countries: Countries;
	/** Of plug-ins for several languages. */
	readonly languages: readonly Languages[];
	/** In the shop's own time. */
	readonly clock: Clock;
	/** Where the shop keeps its orders: its own tables, or WordPress posts. */
	readonly storage: 'tables' | 'posts';
	readonly synchronised: boolean;
	readonly taxRates: readonly TaxRate[];
	/** Slugs in the shop's order; the standard class is ''. */
	readonly taxClasses: readonly string[];
	/** In the shop's order: the first that fits counts. */
	readonly shippingZones: readonly ShippingZone[];
	readonly shippingMethods: readonly ShippingMethod[];
	readonly gateways: readonly Gateway[];
	/** The term that marks products as out of stock in lists; shops older than WooCommerce 3 have none. */
	readonly outOfStockTerm: string | undefined;
	/** Statuses that orders of the shop have, with `wc-`; plugins add their own. */
	readonly statuses: readonly string[];
}

export const referenceReads: readonly Read[] = [
	{
		name: 'options',
		columns: ['option_id', 'option_name', 'option_value'],
		from: 'FROM {options} WHERE option_name IN (?)',
		values: [[...optionNames, ...cacheVersions]],
	},
	methodSettingsRead,
	languagesRead,
	{
		name: 'taxRates',
		columns: [
			...['tax_rate_id', 'tax_rate_country', 'tax_rate_state', 'tax_rate', 'tax_rate_name'],
			...['tax_rate_priority', 'tax_rate_compound', 'tax_rate_shipping', 'tax_rate_order', 'tax_rate_class'],
		],
		from: 'FROM {woocommerce_tax_rates}',
		orderBy: 'tax_rate_id',
	},
	{
		name: 'taxLocations',
		columns: ['tax_rate_id', 'location_type', 'location_code'],
		from: 'FROM {woocommerce_tax_rate_locations}',
		orderBy: 'location_id',
	},
	{ name: 'taxClasses', columns: ['slug'], from: 'FROM {wc_tax_rate_classes}', orderBy: 'name' },
	{
		name: 'shippingMethods',
		columns: ['m.method_id', 'm.instance_id', 'm.is_enabled', 'm.zone_id', 'z.zone_name'],
		from:
			'FROM {woocommerce_shipping_zone_methods} m' +
			' LEFT JOIN {woocommerce_shipping_zones} z ON z.zone_id = m.zone_id',
		orderBy: 'm.zone_id = 0, z.zone_order, m.zone_id, m.method_order, m.instance_id',
	},
	{
		name: 'outOfStockTerm',
		columns: ['x.term_taxonomy_id'],
		from:
			'FROM {term_taxonomy} x JOIN {terms} t ON t.term_id = x.term_id' +
			" WHERE x.taxonomy = 'product_visibility' AND t.slug = 'outofstock'",
	},
	{
		name: 'statuses',
		// Of every type: so a server jumps from one entry of the index to the next other one.
		columns: ['type', 'status'],
		from: 'FROM {wc_orders} GROUP BY type, status',
	},
	{
		name: 'shippingZones',
		columns: ['zone_id'],
		from: 'FROM {woocommerce_shipping_zones}',
		orderBy: 'zone_order, zone_id',
	},
	{
		name: 'zoneLocations',
		columns: ['zone_id', 'location_type', 'location_code'],
		from: 'FROM {woocommerce_shipping_zone_locations}',
	},
];

/** What the rows of `referenceReads` say. */
export function readReference(rows: ReadRows): WooReference {
	const options = optionsOf(rows.options ?? []);
	const settings = methodSettings(rows.methodSettings);
	return {
		options,
		optionIds: new Map((rows.options ?? []).map((row) => [text(row.option_name), text(row.option_id)])),
		countries: countriesOf(options),
		languages: languagesOf(rows),
		clock: shopClock(options),
		storage: options.get('woocommerce_custom_orders_table_enabled') === 'yes' ? 'tables' : 'posts',
		synchronised: options.get('woocommerce_custom_orders_table_data_sync_enabled') === 'yes',
		taxRates: (rows.taxRates ?? []).map((row) => taxRate(row, rows.taxLocations ?? [])),
		taxClasses: (rows.taxClasses ?? []).map((row) => text(row.slug)),
		shippingZones: (rows.shippingZones ?? []).map((row) => shippingZone(row, rows.zoneLocations ?? [])),
		shippingMethods: (rows.shippingMethods ?? []).map((row) => shippingMethod(row, settings)),
		gateways: gateways(settings, new Set((rows.shippingMethods ?? []).map((row) => text(row.method_id)))),
		outOfStockTerm: rows.outOfStockTerm?.[0]?.term_taxonomy_id ?? undefined,
		statuses: (rows.statuses ?? [])
			.filter(({ type }) => type === 'shop_order')
			.map((row) => text(row.status)),
	};
}

const optionsOf = (rows: readonly Row[]): Options => {
	const values = new Map(rows.map((row) => [row.option_name, text(row.option_value)]));
	return new Map(
		optionNames.flatMap((name): [OptionName, string][] => {
			const value = values.get(name);
			return value === undefined ? [] : [[name, value]];
		}),
	);
};

/** An option, or what WooCommerce takes when it was never saved. */
export const option = (reference: WooReference, name: OptionName, unset = ''): string =>
	reference.options.get(name) ?? unset;

/** Whether an option is `yes`. */
export const switchedOn = (reference: WooReference, name: OptionName): boolean =>
	option(reference, name) === 'yes';

/** Decimal places of the shop's prices. */
export const pricePlaces = (reference: WooReference): number =>
	Number(option(reference, 'woocommerce_price_num_decimals', '2'));

const text = (value: string | null | undefined): string => value ?? '';

const taxRate = (row: Row, locations: readonly Row[]): TaxRate => {
	const codes = (type: string) =>
		locations
			.filter((place) => place.tax_rate_id === row.tax_rate_id && place.location_type === type)
			.map((place) => text(place.location_code));
	return {
		id: text(row.tax_rate_id),
		country: text(row.tax_rate_country),
		state: text(row.tax_rate_state),
		percent: text(row.tax_rate),
		name: text(row.tax_rate_name),
		priority: Number(row.tax_rate_priority),
		compound: row.tax_rate_compound === '1',
		shipping: row.tax_rate_shipping === '1',
		order: Number(row.tax_rate_order),
		taxClass: text(row.tax_rate_class),
		postcodes: codes('postcode'),
		cities: codes('city'),
	};
};

const shippingZone = ({ zone_id: id }: Row, locations: readonly Row[]): ShippingZone => {
	const own = locations.filter((place) => place.zone_id === id);
	const isPostcode = (place: Row) => place.location_type === 'postcode';
	return {
		id: text(id),
		places: own
			.filter((place) => !isPostcode(place))
			.map((place) => `${text(place.location_type)}:${text(place.location_code)}`),
		postcodes: own.filter(isPostcode).map((place) => text(place.location_code)),
	};
};

const methodTitles: Readonly<Record<string, string>> = {
	flat_rate: 'Flat rate',
	free_shipping: 'Free shipping',
	local_pickup: 'Local pickup',
};

const shippingMethod = (row: Row, settings: ReadonlyMap<string, MethodSettings>): ShippingMethod => {
	const method = text(row.method_id);
	const instance = text(row.instance_id);
	const own = settings.get(`woocommerce_${method}_${instance}_settings`);
	return {
		method,
		instance,
		title: own?.title ?? methodTitles[method] ?? method,
		taxable: method !== 'free_shipping' && own?.tax_status !== 'none',
		enabled: row.is_enabled === '1',
		zone: text(row.zone_id),
		zoneName: text(row.zone_name),
	};
};

/** Titles that WooCommerce's own gateways have until someone saves their settings. */
const gatewayTitles: Readonly<Record<string, string>> = {
	bacs: 'Direct bank transfer',
	cheque: 'Check payments',
	cod: 'Cash on delivery',
};

const gateways = (
	settings: ReadonlyMap<string, MethodSettings>,
	shippingMethods: ReadonlySet<string>,
): readonly Gateway[] => {
	const saved = [...settings].flatMap(([name, own]) => {
		const code = /^woocommerce_([a-z0-9_-]+)_settings$/.exec(name)?.[1];
		if (code === undefined || shippingMethods.has(code)) return [];
		const title = own.title ?? gatewayTitles[code];
		return own.enabled === undefined || (code.includes('_') && !isGateway(code, title, own))
			? []
			: [{ code, title, enabled: own.enabled === 'yes' }];
	});
	const unsaved = Object.entries(gatewayTitles)
		.filter(([code]) => !saved.some((gateway) => gateway.code === code))
		.map(([code, title]) => ({ code, title, enabled: false }));
	return [...saved, ...unsaved];
};

/**
 * Mails and shipping methods keep their settings under names of the same form: mails have no title, shipping methods a tax
 * status or the countries that they are for. WooPayments keeps no titles.
 */
const isGateway = (code: string, title: string | undefined, own: MethodSettings): boolean =>
	code.startsWith('woocommerce_payments') ||
	(title !== undefined &&
		!/_\d+$/.test(code) &&
		own.tax_status === undefined &&
		own.availability === undefined);
