import type { Address } from '../../orders/customerOrder.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { OrderText } from '../rowPlan.js';
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

/** Invoice address with the customer's e-mail and phone. */
export const billingAddress = (order: SupplierCustomerOrder): ShopAddress =>
	shopAddress(order.billTo, 'billTo', {
		email: { text: order.customer.email, field: 'customer.email' },
		phone: phone(order.billTo, 'billTo', order),
	});

/** Delivery address; without one of its own the invoice address. */
export const shippingAddress = (order: SupplierCustomerOrder): ShopAddress =>
	order.shipTo === undefined
		? shopAddress(order.billTo, 'billTo', { phone: phone(order.billTo, 'billTo', order) })
		: shopAddress(order.shipTo, 'shipTo', {
				phone: { text: order.shipTo.phone ?? '', field: 'shipTo.phone' },
			});

/** What the admin's search looks through: every column, empty ones too, with blanks between. */
export const addressIndex = (address: ShopAddress, kind: 'billing' | 'shipping'): string =>
	addressColumns
		.filter((column) => kind === 'billing' || column !== 'email')
		.map((column) => address[column]?.text ?? '')
		.join(' ');

export const textOf = (address: ShopAddress, column: AddressColumn): string => address[column]?.text ?? '';

const phone = (address: Address, field: string, order: SupplierCustomerOrder): OrderText =>
	address.phone === undefined
		? { text: order.customer.phone ?? '', field: 'customer.phone' }
		: { text: address.phone, field: `${field}.phone` };

const shopAddress = (
	address: Address,
	field: string,
	contact: Partial<Record<'email' | 'phone', OrderText>>,
): ShopAddress => {
	const parts: Partial<Record<AddressColumn, OrderText>> = {
		first_name: { text: address.firstName ?? '', field: `${field}.firstName` },
		last_name: { text: address.lastName ?? '', field: `${field}.lastName` },
		company: { text: address.company ?? '', field: `${field}.company` },
		address_1: { text: address.street, field: `${field}.street` },
		address_2: { text: address.street2 ?? '', field: `${field}.street2` },
		city: { text: address.city, field: `${field}.city` },
		state: { text: stateCode(address), field: `${field}.region` },
		postcode: { text: (address.postalCode ?? '').toUpperCase(), field: `${field}.postalCode` },
		country: { text: address.country, field: `${field}.country` },
		...contact,
	};
	return Object.fromEntries(
		Object.entries(parts)
			.map(([column, part]) => [column, { ...part, text: addressText(part.text) }] as const)
			.filter(([, part]) => part.text !== ''),
	);
};

/** WooCommerce keeps German states as `DE-BY` and those of other countries without the country. */
function stateCode({ region = '', country }: Address): string {
	const code = /^(?:[A-Z]{2}-)?([A-Z0-9]{1,3})$/i.exec(region.trim())?.[1]?.toUpperCase();
	if (code === undefined) return region;
	return country === 'DE' ? `DE-${code}` : code;
}
