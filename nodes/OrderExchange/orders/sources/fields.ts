import type { IncomingLine, IncomingOrder } from '../incomingOrder.js';
import { isEmpty } from '../values/reading.js';

const addressFields = [
	'company',
	'name',
	'firstName',
	'lastName',
	'street',
	'street2',
	'postalCode',
	'city',
	'region',
	'country',
	'phone',
] as const;

/** Fields that flat rows and mappings can fill, by path in an order; those of a line start with `line.`. */
export const orderFields = [
	'number',
	'date',
	'status',
	'cancelled',
	'currency',
	'prices',
	'comment',
	'supplier',
	'customer.email',
	'customer.number',
	'customer.vatId',
	'customer.phone',
	'customer.language',
	...addressFields.map((field) => `billTo.${field}` as const),
	...addressFields.map((field) => `shipTo.${field}` as const),
	'shipping.amount',
	'shipping.title',
	'shipping.code',
	'discounts.amount',
	'payment.title',
	'payment.code',
	'payment.transactionId',
	'totals.lines',
	'totals.tax',
	'totals.total',
] as const;

export const lineFields = [
	'line.id',
	'line.sku',
	'line.name',
	'line.quantity',
	'line.unitPrice',
	'line.discount',
	'line.discountPercent',
	'line.taxRate',
	'line.total',
	'line.supplier',
	'line.supplierSku',
] as const;

export type Field = (typeof orderFields)[number] | (typeof lineFields)[number];

/** Gives the value of a field; undefined when the source has none. */
export type Lookup = (field: Field) => unknown;

/** Builds an order from single fields and the lines already read. */
export function orderFrom(lookup: Lookup, lines: readonly IncomingLine[]): IncomingOrder {
	const group = (prefix: string): Readonly<Record<string, unknown>> | undefined => {
		const entries = orderFields
			.filter((field) => field.startsWith(`${prefix}.`))
			.map((field): [string, unknown] => [field.slice(prefix.length + 1), lookup(field)])
			.filter(([, value]) => !isEmpty(value));
		return entries.length > 0 ? Object.fromEntries(entries) : undefined;
	};
	const discount = lookup('discounts.amount');
	return {
		number: lookup('number'),
		date: lookup('date'),
		currency: lookup('currency'),
		prices: lookup('prices'),
		customer: group('customer'),
		billTo: group('billTo'),
		shipTo: group('shipTo'),
		lines,
		shipping: group('shipping'),
		discounts: isEmpty(discount) ? [] : [{ title: 'Discount', amount: discount }],
		payment: group('payment'),
		totals: group('totals'),
		comment: lookup('comment'),
		supplier: lookup('supplier'),
	};
}

export const lineFrom = (lookup: Lookup): IncomingLine =>
	Object.fromEntries(lineFields.map((field) => [field.slice('line.'.length), lookup(field)]));
