import type { Address } from '../../orders/customerOrder.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { OrderText } from '../rowPlan.js';
import type { WooReference } from './reference.js';
import { stateCode } from './states.js';
import { addressText } from './texts.js';

/** Columns of an address in the shop's order; one that has no text is absent. */
export type ShopAddress = Readonly<Partial<Record<AddressColumn, OrderText>>>;

export type AddressColumn = (typeof addressColumns)[number];

export const addressColumns = [
	'first_name',
	'last_name',
	'company',
	'address_1',
	'address_2',
	'city',
	'state',
	'postcode',
	'country',
	'email',
	'phone',
] as const;

/** Of one order. */
export interface Addresses {
	readonly billing: ShopAddress;
	readonly shipping: ShopAddress;
}

/** Invoice and delivery address as the shop keeps them. */
export const addressesOf = (order: SupplierCustomerOrder, reference: WooReference): Addresses => ({
	billing: billingAddress(order, reference),
	shipping: shippingAddress(order, reference),
});

/** Invoice address with the customer's e-mail and phone. */
const billingAddress = (order: SupplierCustomerOrder, reference: WooReference): ShopAddress =>
	shopAddress(order.billTo, 'billTo', reference, {
		email: { text: order.customer.email, field: 'customer.email' },
		phone: phone(order.billTo, 'billTo', order),
	});

/** Delivery address; without one of its own the invoice address. */
const shippingAddress = (order: SupplierCustomerOrder, reference: WooReference): ShopAddress =>
	order.shipTo === undefined
		? shopAddress(order.billTo, 'billTo', reference, { phone: phone(order.billTo, 'billTo', order) })
		: shopAddress(order.shipTo, 'shipTo', reference, {
				phone: { text: order.shipTo.phone ?? '', field: 'shipTo.phone' },
			});

/** Where goods go or bills are sent, as taxes and shipping zones see it. */
export interface Destination {
	readonly country: string;
	readonly state: string;
	readonly postcode: string;
	readonly city: string;
}

/** What of an address taxes and shipping zones look at. */
export const destinationOf = (address: ShopAddress): Destination => ({
	country: textOf(address, 'country'),
	state: textOf(address, 'state'),
	postcode: textOf(address, 'postcode'),
	city: textOf(address, 'city'),
});

/** What the admin's search looks through: every column, empty ones too, with blanks between. */
export const addressIndex = (address: ShopAddress, kind: 'billing' | 'shipping'): string =>
	addressColumns
		.filter((column) => kind === 'billing' || column !== 'email')
		.map((column) => address[column]?.text ?? '')
		.join(' ');

const textOf = (address: ShopAddress, column: AddressColumn): string => address[column]?.text ?? '';

const phone = (address: Address, field: string, order: SupplierCustomerOrder): OrderText =>
	address.phone === undefined
		? { text: order.customer.phone ?? '', field: 'customer.phone' }
		: { text: address.phone, field: `${field}.phone` };

const shopAddress = (
	stated: Address,
	field: string,
	reference: WooReference,
	contact: Partial<Record<'email' | 'phone', OrderText>>,
): ShopAddress => {
	const parts: Partial<Record<AddressColumn, OrderText>> = {
		first_name: { text: stated.firstName ?? '', field: `${field}.firstName` },
		last_name: { text: stated.lastName ?? '', field: `${field}.lastName` },
		company: { text: stated.company ?? '', field: `${field}.company` },
		address_1: { text: stated.street, field: `${field}.street` },
		address_2: { text: stated.street2 ?? '', field: `${field}.street2` },
		city: { text: stated.city, field: `${field}.city` },
		state: { text: stateCode(stated, reference), field: `${field}.region` },
		postcode: { text: (stated.postalCode ?? '').toUpperCase(), field: `${field}.postalCode` },
		country: { text: stated.country, field: `${field}.country` },
		...contact,
	};
	const address: Partial<Record<AddressColumn, OrderText>> = {};
	for (const column of addressColumns) {
		const part = parts[column];
		const text = part && addressText(part.text);
		if (part && text) address[column] = { text, field: part.field };
	}
	return address;
};
