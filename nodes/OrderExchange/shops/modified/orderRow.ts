import type { Address } from '../../orders/customerOrder.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { OrderText, Values } from '../rowPlan.js';
import { rowsWith, type RowIndex } from '../rowIndex.js';
import { genderFor, typed, zoneOf, type BookedCustomer } from './customer.js';
import { text, type Currency, type Group, type Language, type ModifiedReference } from './reference.js';

export interface OrderFacts {
	readonly order: SupplierCustomerOrder;
	readonly reference: ModifiedReference;
	/** By country. */
	readonly zones: RowIndex;
	readonly customer: BookedCustomer;
	readonly group: Group;
	readonly currency: Currency;
	readonly language: Language;
	/** Module code. */
	readonly payment: string;
	readonly status: string;
	readonly shippingMethod: OrderText | string;
	readonly shippingClass: string;
	/** Percent that the shop takes off the whole order for the customer's group. */
	readonly groupDiscount: string;
	readonly localNow: string;
}

/** The row in `orders`: the customer's group, names and addresses are copied into it. */
export function orderValues(facts: OrderFacts): Values {
	const { order, customer, group, currency, language, payment } = facts;
	const { status, shippingMethod, shippingClass, groupDiscount, localNow } = facts;
	return {
		customers_id: customer.id,
		customers_cid: customer.account
			? text(customer.account, 'customers_cid')
			: typed(order.customer.number, 'customer.number'),
		customers_vat_id: customer.account
			? text(customer.account, 'customers_vat_id')
			: typed(order.customer.vatId, 'customer.vatId'),
		customers_status: group.id,
		customers_status_name: group.names.get(language.id) ?? '',
		customers_status_image: group.image,
		customers_status_discount: groupDiscount,
		...customerColumns(facts),
		customers_telephone: customer.account
			? text(customer.account, 'customers_telephone')
			: typed(order.customer.phone ?? order.billTo.phone, 'customer.phone'),
		customers_email_address: customer.account
			? text(customer.account, 'customers_email_address')
			: typed(order.customer.email, 'customer.email'),
		...addressColumns('delivery', order.shipTo ?? order.billTo, order.shipTo ? 'shipTo' : 'billTo', facts),
		...addressColumns('billing', order.billTo, 'billTo', facts),
		payment_method: payment,
		comments: typed(order.comment, 'comment'),
		last_modified: null,
		date_purchased: localNow,
		orders_status: status,
		orders_date_finished: null,
		currency: currency.code,
		currency_value: currency.value.toFixed(),
		account_type: customer.booking === 'guest' ? '1' : '0',
		payment_class: payment,
		shipping_method: shippingMethod,
		shipping_class: shippingClass,
		customers_ip: '',
		language: language.directory,
		languages_id: language.id,
		afterbuy_success: '0',
		afterbuy_id: '0',
		campaign: '',
		conversion_type: customer.booking === 'regular' ? '2' : '1',
		orders_ident_key: { text: order.number, field: 'number' },
		content_type: 'physical',
	};
}

const parts = [
	...['name', 'firstname', 'lastname', 'gender', 'company', 'street_address', 'suburb', 'city'],
	...['postcode', 'state', 'country', 'country_iso_code_2', 'address_format_id'],
] as const;
type Columns = Readonly<Record<(typeof parts)[number], string>>;

const columnsOf = (kind: string): Columns =>
	Object.fromEntries(parts.map((part) => [part, `${kind}_${part}`])) as Columns;

/** The three addresses of an order; names put together once, not for each order. */
const columns = {
	customers: columnsOf('customers'),
	delivery: columnsOf('delivery'),
	billing: columnsOf('billing'),
};

function addressColumns(
	kind: keyof typeof columns,
	address: Address,
	field: string,
	{ order, reference, zones, customer }: OrderFacts,
	gender = genderFor(address, order, customer.account),
): Values {
	const country = reference.countries.get(address.country);
	const zone = zoneOf(address, country, zones);
	const names = columns[kind];
	return {
		[names.name]: {
			text: fullName(address.firstName ?? '', address.lastName ?? ''),
			field: `${field}.lastName`,
		},
		[names.firstname]: typed(address.firstName, `${field}.firstName`),
		[names.lastname]: typed(address.lastName, `${field}.lastName`),
		[names.gender]: gender,
		[names.company]: typed(address.company, `${field}.company`),
		[names.street_address]: typed(address.street, `${field}.street`),
		[names.suburb]: typed(address.street2, `${field}.street2`),
		[names.city]: typed(address.city, `${field}.city`),
		[names.postcode]: typed(address.postalCode, `${field}.postalCode`),
		[names.state]: zone ? text(zone, 'zone_code') : typed(address.region, `${field}.region`),
		[names.country]: country?.name ?? '',
		[names.country_iso_code_2]: address.country,
		[names.address_format_id]: country?.format ?? '1',
	};
}

/** The customer's own address: the account's where the shop has one. */
function customerColumns(facts: OrderFacts): Values {
	const { order, reference } = facts;
	const { account, defaultAddress } = facts.customer;
	if (!account || !defaultAddress)
		return addressColumns('customers', order.billTo, 'billTo', facts, order.customer.gender ?? '');
	const country = [...reference.countries.values()].find(
		(one) => one.id === defaultAddress['entry_country_id'],
	);
	const zone = rowsWith(facts.zones, defaultAddress['entry_country_id']).find(
		(one) => one['zone_id'] === defaultAddress['entry_zone_id'],
	);
	const own = (column: string) => text(defaultAddress, `entry_${column}`);
	const first = text(account, 'customers_firstname');
	const last = text(account, 'customers_lastname');
	return {
		customers_name: fullName(first, last),
		customers_firstname: first,
		customers_lastname: last,
		customers_gender: own('gender'),
		customers_company: own('company'),
		customers_street_address: own('street_address'),
		customers_suburb: own('suburb'),
		customers_city: own('city'),
		customers_postcode: own('postcode'),
		customers_state: zone ? text(zone, 'zone_code') : own('state'),
		customers_country: country?.name ?? '',
		customers_country_iso_code_2: country?.code ?? '',
		customers_address_format_id: country?.format ?? '1',
	};
}

const fullName = (first: string, last: string): string => `${first} ${last}`;
