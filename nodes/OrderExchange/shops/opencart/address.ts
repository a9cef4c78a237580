import type { Row } from '../../database/read.js';
import type { Address } from '../../orders/customerOrder.js';
import type { Values } from '../rowPlan.js';
import { setting, type OpenCartReference } from './reference.js';
import type { Place } from './tax.js';
import { escaped, orderText } from './text.js';

/** An address with the shop's own country and zone. */
export interface ShopAddress extends Place {
	readonly countryName: string;
	readonly zoneName: string;
	readonly format: string;
	/** Columns of `address`, also used with a prefix in `order`. */
	readonly texts: Values;
}

/** Undefined when the shop does not sell to the country. */
export function shopAddress(
	address: Address,
	field: 'billTo' | 'shipTo',
	reference: OpenCartReference,
	language: string,
): ShopAddress | undefined {
	const inLanguage = (rows: readonly Row[]) => rows.find((row) => row.language_id === language) ?? rows[0];
	const country = inLanguage(
		reference.countries.filter((row) => row.iso_code_2 === address.country && row.status === '1'),
	);
	if (country === undefined) return undefined;
	const region = address.region?.toLowerCase() ?? '';
	const matching = reference.zones.filter(
		(row) =>
			row.country_id === country.country_id &&
			region !== '' &&
			[row.code?.toLowerCase(), row.name?.toLowerCase()].includes(region),
	);
	const zone = inLanguage(
		reference.zones.filter((row) => row.zone_id === matching[0]?.zone_id && matching.length > 0),
	);
	return {
		country: country.country_id ?? '0',
		zone: zone?.zone_id ?? '0',
		countryName: country.name ?? '',
		zoneName: zone?.name ?? escaped(address.region ?? ''),
		format: country.address_format ?? formatById(country.address_format_id, reference),
		texts: {
			firstname: orderText(address.firstName, `${field}.firstName`),
			lastname: orderText(address.lastName, `${field}.lastName`),
			company: orderText(address.company, `${field}.company`),
			address_1: orderText(address.street, `${field}.street`),
			address_2: orderText(address.street2, `${field}.street2`),
			city: orderText(address.city, `${field}.city`),
			postcode: orderText(address.postalCode, `${field}.postalCode`),
		},
	};
}

/** Where countries do not hold their format themselves, they share formats by id. */
function formatById(id: string | null | undefined, reference: OpenCartReference): string {
	const wanted = id === '0' ? setting(reference, 'config_address_format_id') : id;
	const format = reference.addressFormats.find((row) => row.address_format_id === wanted);
	return format?.address_format ?? '';
}

/** The `payment_…` or `shipping_…` columns of an order; without an address they are empty. */
export function orderAddress(kind: 'payment' | 'shipping', address?: ShopAddress): Values {
	const empty = {
		firstname: '',
		lastname: '',
		company: '',
		address_1: '',
		address_2: '',
		city: '',
		postcode: '',
	};
	const columns: Values = {
		...(address?.texts ?? empty),
		country: address?.countryName ?? '',
		country_id: address?.country ?? '0',
		zone: address?.zoneName ?? '',
		zone_id: address?.zone ?? '0',
		address_format: address?.format ?? '',
		custom_field: '[]',
	};
	return Object.fromEntries(Object.entries(columns).map(([name, value]) => [`${kind}_${name}`, value]));
}

const text = (value: Values[string]): string =>
	typeof value === 'object' && value !== null && 'text' in value ? value.text : String(value ?? '');

/** The same for two addresses that say the same, wherever in the order they stand. */
export const addressKey = ({ country, zone, texts }: ShopAddress): string =>
	JSON.stringify([country, zone, ...Object.values(texts).map(text)]);

/** The customer's own address row that says the same, if there is one. */
export const knownAddress = (address: ShopAddress, rows: readonly Row[]): Row | undefined =>
	rows.find(
		(row) =>
			row.country_id === address.country &&
			row.zone_id === address.zone &&
			Object.entries(address.texts).every(([column, value]) => (row[column] ?? '') === text(value)),
	);
