import type { Row } from '../../database/read.js';
import type { Address } from '../../orders/customerOrder.js';
import type { OrderText, Values } from '../rowPlan.js';
import { rowsWith } from '../rowIndex.js';
import type { Shop } from '../platform.js';
import type { OpenCartFacts } from './facts.js';
import { setting, type OpenCartReference } from './reference.js';
import type { Place } from './tax.js';
import { orderText } from './text.js';
import { zoneNamed } from './zones.js';

/** An address with the shop's own country and zone. */
export interface ShopAddress extends Place {
	readonly countryName: string;
	readonly zoneName: string | OrderText;
	readonly format: string;
	/** Columns of `address`, also used with a prefix in `order`. */
	readonly texts: Readonly<Record<AddressText, OrderText>>;
}

type AddressText = 'firstname' | 'lastname' | 'company' | 'address_1' | 'address_2' | 'city' | 'postcode';

/** Undefined when the shop does not sell to the country. */
export function shopAddress(
	address: Address,
	field: 'billTo' | 'shipTo',
	{ reference, facts }: Pick<Shop<OpenCartReference, OpenCartFacts>, 'reference' | 'facts'>,
	language: string,
): ShopAddress | undefined {
	const inLanguage = (rows: readonly Row[]) => rows.find((row) => row.language_id === language) ?? rows[0];
	const country = inLanguage(
		rowsWith(facts.countries, address.country).filter(({ status }) => status === '1'),
	);
	if (country === undefined) return undefined;
	const zone = zoneOf(address, country, facts, inLanguage);
	return {
		country: country.country_id ?? '0',
		zone: zone?.zone_id ?? '0',
		countryName: country.name ?? '',
		zoneName: zone?.name ?? orderText(address.region, `${field}.region`),
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

/** The zone that the address names, in the language of the order where its name has one. */
function zoneOf(
	{ region, country: iso }: Address,
	country: Row,
	{ zones }: OpenCartFacts,
	inLanguage: (rows: readonly Row[]) => Row | undefined,
): Row | undefined {
	if (!region) return undefined;
	const ofCountry = rowsWith(zones, country.country_id);
	const found = zoneNamed(region, iso, ofCountry);
	return found && inLanguage(ofCountry.filter((row) => row.zone_id === found.zone_id));
}

/** Where countries do not hold their format themselves, they share formats by id. */
function formatById(id: string | null | undefined, reference: OpenCartReference): string {
	const wanted = id === '0' ? setting(reference, 'config_address_format_id') : id;
	const format = reference.addressFormats.find((row) => row.address_format_id === wanted);
	return format?.address_format ?? '';
}

const parts = [
	...['firstname', 'lastname', 'company', 'address_1', 'address_2', 'city', 'postcode'],
	...['country', 'country_id', 'zone', 'zone_id', 'address_format', 'custom_field'],
] as const;
type Part = (typeof parts)[number];

const columnsOf = (kind: string): Readonly<Record<Part, string>> =>
	Object.fromEntries(parts.map((part) => [part, `${kind}_${part}`])) as Record<Part, string>;

/** Names put together once, not for each order. */
const addressColumns = { payment: columnsOf('payment'), shipping: columnsOf('shipping') };

/** The `payment_…` or `shipping_…` columns of an order; without an address they are empty. */
export function orderAddress(
	kind: 'payment' | 'shipping',
	address: ShopAddress | undefined,
	fields: string,
): Values {
	const columns = addressColumns[kind];
	return {
		[columns.firstname]: address?.texts.firstname ?? '',
		[columns.lastname]: address?.texts.lastname ?? '',
		[columns.company]: address?.texts.company ?? '',
		[columns.address_1]: address?.texts.address_1 ?? '',
		[columns.address_2]: address?.texts.address_2 ?? '',
		[columns.city]: address?.texts.city ?? '',
		[columns.postcode]: address?.texts.postcode ?? '',
		[columns.country]: address?.countryName ?? '',
		[columns.country_id]: address?.country ?? '0',
		[columns.zone]: address?.zoneName ?? '',
		[columns.zone_id]: address?.zone ?? '0',
		[columns.address_format]: address?.format ?? '',
		[columns.custom_field]: fields,
	};
}

/** The same for two addresses that say the same, wherever in the order they stand. */
export const addressKey = ({ country, zone, texts }: ShopAddress): string =>
	JSON.stringify([country, zone, ...Object.values(texts).map(({ text }) => text)]);

/** The customer's own address row that says the same, if there is one. */
export const knownAddress = (address: ShopAddress, rows: readonly Row[]): Row | undefined =>
	rows.find(
		(row) =>
			row.country_id === address.country &&
			row.zone_id === address.zone &&
			Object.entries(address.texts).every(([column, { text }]) => (row[column] ?? '') === text),
	);
