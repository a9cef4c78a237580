import type { Row } from '../../database/read.js';
import type { Address } from '../../orders/customerOrder.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { InsertRow, OrderText, RowChange, RowId, StockTake, Value, Values } from '../rowPlan.js';
import type { PlanInput, Shop } from '../platform.js';
import { decimal, isPositive } from '../../orders/money.js';
import { noZone } from '../noZone.js';
import { rowsWith, type RowIndex } from '../rowIndex.js';
import { unusableBcrypt } from '../unusableBcrypt.js';
import { asCompared, same, type ModifiedFacts } from './facts.js';
import { isOn, setting, text, type Country, type ModifiedReference } from './reference.js';

export interface BookedCustomer {
	readonly booking: 'new' | 'regular' | 'guest';
	readonly id: RowId | string;
	readonly groupId: string;
	/** The account's own row; only for a regular customer. */
	readonly account: Row | undefined;
	readonly defaultAddress: Row | undefined;
	readonly inserts: readonly InsertRow[];
	readonly changes: readonly RowChange[];
	/** Room in the customer's address book. */
	readonly taken: readonly StockTake[];
}

type ModifiedShop = Shop<ModifiedReference, ModifiedFacts>;

/**
 * Who the shop books the order for. An account is known by its e-mail; an administrator's is never used:
 * such an order is booked for a guest.
 */
export function bookCustomer(input: PlanInput, shop: ModifiedShop, localNow: string): BookedCustomer {
	const { order } = input;
	const matches = rowsWith(shop.facts.customers, asCompared(order.customer.email));
	const account = matches.find((row) => row['customers_status'] !== '0');
	if (account) return regular(input, shop, account, localNow);

	// An earlier order of the batch makes the account; this one finds it, as it would in a later batch.
	const madeBefore = matches.length === 0 && shop.batch.createsCustomer(order.customer.email);
	const wanted = order.customer.account ?? shop.settings.unknownCustomers;
	const booking = (wanted === 'guest' && !madeBefore) || matches.length > 0 ? 'guest' : 'new';
	return stranger(input, shop, booking, localNow);
}

/** Somebody whom the shop has no account for: with a new one, or as a guest. */
function stranger(
	input: PlanInput,
	shop: ModifiedShop,
	booking: 'new' | 'guest',
	localNow: string,
): BookedCustomer {
	const { order, exchangeKey } = input;
	const { reference, batch } = shop;
	const places = placesOf(shop);
	const madeBefore = booking === 'new' && batch.createsCustomer(order.customer.email);
	const groupId =
		booking === 'guest'
			? setting(reference, 'DEFAULT_CUSTOMERS_STATUS_ID_GUEST') || '1'
			: setting(reference, 'DEFAULT_CUSTOMERS_STATUS_ID') || '2';
	const known = { account: undefined, defaultAddress: undefined };
	if (booking === 'guest' && isOn(reference, 'DELETE_GUEST_ACCOUNT')) {
		return { booking, groupId, id: '0', inserts: [], changes: [], taken: [], ...known };
	}
	const shared = booking === 'new' ? order.customer.email.toLowerCase() : exchangeKey;
	const customer = `customer:${shared}`;
	const handleOf = (address: Address) => `address:${shared}:${contentOf(address)}`;
	const id: RowId = { idOf: customer };
	const isShared = booking === 'new' && { shared: true };
	return {
		booking: madeBefore ? 'regular' : booking,
		groupId,
		...known,
		id,
		inserts: [
			{
				table: 'customers',
				handle: customer,
				...isShared,
				values: accountRow(input, shop, { booking, groupId }, localNow),
				mark: 'payment_unallowed',
				draft: { payment_unallowed: exchangeKey },
			},
			{
				table: 'address_book',
				handle: handleOf(order.billTo),
				...isShared,
				values: addressRow(id, order.billTo, order.customer.gender ?? '', 'billTo', places, localNow),
			},
			{
				table: 'customers_info',
				handle: `info:${shared}`,
				...isShared,
				values: {
					customers_info_id: id,
					customers_info_date_of_last_logon: localNow,
					customers_info_number_of_logons: '1',
					customers_info_date_account_created: localNow,
					customers_info_date_account_last_modified: null,
					global_product_notifications: '0',
				},
			},
			...newAddresses(id, order, [], places).map(([field, address]) => ({
				table: 'address_book',
				handle: handleOf(address),
				...isShared,
				values: addressRow(id, address, genderFor(address, order, undefined), field, places, localNow),
			})),
		],
		changes: madeBefore
			? []
			: [
					{
						table: 'customers',
						key: { customers_id: id },
						set: { customers_default_address_id: { idOf: handleOf(order.billTo) } },
					},
				],
		taken: [],
	};
}

function accountRow(
	{ order, exchangeKey }: PlanInput,
	{ reference, now }: ModifiedShop,
	{ booking, groupId }: Pick<BookedCustomer, 'booking' | 'groupId'>,
	localNow: string,
): Values {
	return {
		customers_cid: typed(order.customer.number, 'customer.number'),
		customers_vat_id: typed(order.customer.vatId, 'customer.vatId'),
		customers_vat_id_status:
			order.customer.vatId && isOn(reference, 'ACCOUNT_COMPANY_VAT_CHECK') ? notAsked : '0',
		customers_warning: '',
		customers_status: groupId,
		customers_gender: order.customer.gender ?? '',
		customers_firstname: typed(order.billTo.firstName, 'billTo.firstName'),
		customers_lastname: typed(order.billTo.lastName, 'billTo.lastName'),
		customers_dob: '0000-00-00 00:00:00',
		customers_email_address: typed(order.customer.email, 'customer.email'),
		customers_default_address_id: '0',
		customers_telephone: typed(order.customer.phone ?? order.billTo.phone, 'customer.phone'),
		customers_fax: '',
		customers_password: unusableBcrypt(exchangeKey),
		customers_password_time: String(Math.floor(now.getTime() / 1000)),
		customers_newsletter: '0',
		member_flag: '0',
		delete_user: '1',
		account_type: booking === 'guest' ? '1' : '0',
		password_request_key: '',
		password_request_time: '0000-00-00 00:00:00',
		payment_unallowed: '',
		shipping_unallowed: '',
		refferers_id: '0',
		customers_date_added: localNow,
		customers_last_modified: localNow,
	};
}

/** What the shop writes where it could not ask the tax offices about a VAT number; 0 would be “invalid”. */
const notAsked = '95';

/** Where addresses can be. */
interface Places {
	readonly countries: ReadonlyMap<string, Country>;
	readonly zones: RowIndex;
}

const placesOf = ({ reference, facts }: ModifiedShop): Places => ({
	countries: reference.countries,
	zones: facts.zones,
});

/** A text of the order with its place; '' where the order says nothing. */
export const typed = (value: string | undefined, field: string): OrderText | string =>
	value ? { text: value, field } : '';

/** The zone of an address among the shop's; undefined where the address names none, or none that the shop keeps. */
export function zoneOf(address: Address, country: Country | undefined, zones: RowIndex): Row | undefined {
	const region = address.region;
	if (!region || !country) return undefined;
	return rowsWith(zones, country.id).find(
		(row) => same(row, 'zone_code', region) || same(row, 'zone_name', region),
	);
}

/** Somebody who has an account: addresses that are new to it join its address book. */
function regular(
	{ order, exchangeKey }: PlanInput,
	shop: ModifiedShop,
	account: Row,
	localNow: string,
): BookedCustomer {
	const { reference, facts, batch } = shop;
	const id = text(account, 'customers_id');
	const known = rowsWith(facts.addresses, id);
	const places = placesOf(shop);
	const room = `address book:${id}`;
	let left = decimal(setting(reference, 'MAX_ADDRESS_BOOK_ENTRIES') || '20')
		.minus(known.length)
		.minus(batch.stockTaken(room));
	const inserts: InsertRow[] = [];
	const taken: StockTake[] = [];
	for (const [field, address] of newAddresses(id, order, known, places)) {
		const handle = `address:${id}:${contentOf(address)}`;
		const again = isPositive(batch.stockTaken(handle));
		if (!again && !isPositive(left)) continue; // a full address book stays as it is
		inserts.push({
			table: 'address_book',
			handle,
			shared: true,
			mark: 'entry_zone_id',
			draft: { entry_zone_id: noZone(exchangeKey, field === 'shipTo' ? 1 : 0) },
			values: addressRow(id, address, genderFor(address, order, account), field, places, localNow),
		});
		if (again) continue;
		taken.push({ stock: handle, quantity: '1' }, { stock: room, quantity: '1' });
		left = left.minus(1);
	}
	return {
		booking: 'regular',
		id,
		groupId: text(account, 'customers_status'),
		account,
		defaultAddress:
			known.find((row) => row['address_book_id'] === account['customers_default_address_id']) ?? known[0],
		inserts,
		changes: [],
		taken,
	};
}

/** Addresses that a customer typed in at the checkout join the address book, as in the shop; that of a new account is there. */
function newAddresses(
	id: RowId | string,
	order: SupplierCustomerOrder,
	known: readonly Row[],
	places: Places,
): readonly (readonly ['billTo' | 'shipTo', Address])[] {
	const typedIn = [
		...(typeof id === 'string' ? [['billTo', order.billTo] as const] : []),
		...(order.shipTo ? [['shipTo', order.shipTo] as const] : []),
	].filter(([field, address]) => field === 'billTo' || !equal(address, order.billTo));
	return typedIn.filter(([, address]) => !known.some((row) => isAddress(row, address, places)));
}

/** The form of address is the customer's; a delivery to somebody else has none. */
export const genderFor = (
	address: Address,
	order: SupplierCustomerOrder,
	account: Row | undefined,
): string =>
	address.firstName === order.billTo.firstName && address.lastName === order.billTo.lastName
		? (order.customer.gender ?? (account ? text(account, 'customers_gender') : ''))
		: '';

const addressParts = [
	'company',
	'firstName',
	'lastName',
	'street',
	'street2',
	'postalCode',
	'city',
	'country',
] as const;

const contentOf = (address: Address): string =>
	addressParts.map((part) => asCompared(address[part] ?? '')).join('\n');

const equal = (a: Address, b: Address): boolean => contentOf(a) === contentOf(b);

const isAddress = (row: Row, address: Address, { countries }: Places): boolean =>
	same(row, 'entry_firstname', address.firstName ?? '') &&
	same(row, 'entry_lastname', address.lastName ?? '') &&
	same(row, 'entry_company', address.company ?? '') &&
	same(row, 'entry_street_address', address.street) &&
	same(row, 'entry_suburb', address.street2 ?? '') &&
	same(row, 'entry_postcode', address.postalCode ?? '') &&
	same(row, 'entry_city', address.city) &&
	row['entry_country_id'] === (countries.get(address.country)?.id ?? '0');

function addressRow(
	customer: Value,
	address: Address,
	gender: string,
	field: string,
	{ countries, zones }: Places,
	localNow: string,
): Values {
	const country = countries.get(address.country);
	const zone = zoneOf(address, country, zones);
	return {
		customers_id: customer,
		entry_gender: gender,
		entry_company: typed(address.company, `${field}.company`),
		entry_firstname: typed(address.firstName, `${field}.firstName`),
		entry_lastname: typed(address.lastName, `${field}.lastName`),
		entry_street_address: typed(address.street, `${field}.street`),
		entry_suburb: typed(address.street2, `${field}.street2`),
		entry_postcode: typed(address.postalCode, `${field}.postalCode`),
		entry_city: typed(address.city, `${field}.city`),
		entry_state: zone ? text(zone, 'zone_name') : typed(address.region, `${field}.region`),
		entry_country_id: country?.id ?? '0',
		entry_zone_id: zone ? text(zone, 'zone_id') : '0',
		address_date_added: localNow,
		address_last_modified: localNow,
	};
}
