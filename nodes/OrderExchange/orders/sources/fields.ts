import type { IncomingAddress, IncomingLine, IncomingOrder } from '../incomingOrder.js';
import { sameCountry, sameText } from '../values/alike.js';
import { isEmpty, known } from '../values/reading.js';
import { readIdentifier } from '../values/text.js';

export const addressFields = [
	'company',
	'name',
	'firstName',
	'lastName',
	'street',
	'houseNumber',
	'street2',
	'street3',
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
	'delivered',
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

/**
 * Beside the fields, what only rows have: charges of a line alone, a column that nobody reads and that seems to be of the
 * delivery address, and whether a row is no line, as one that sums up the others.
 */
export type RowField = Field | 'shipping.ofLine' | 'discounts.ofLine' | 'shipTo.unread' | 'line.none';

/** Gives the value of a field; undefined when the source has none. */
export type Lookup = (field: RowField) => unknown;

const within = (prefix: string, fields: readonly Field[]) =>
	fields
		.filter((field) => field.startsWith(`${prefix}.`))
		.map((field) => ({ field, name: field.slice(prefix.length + 1) }));

const parts = {
	customer: within('customer', orderFields),
	billTo: within('billTo', orderFields),
	shipTo: within('shipTo', orderFields),
	shipping: within('shipping', orderFields),
	payment: within('payment', orderFields),
	totals: within('totals', orderFields),
	line: within('line', lineFields),
};

/** Builds an order from single fields and the lines already read. */
export function orderFrom(lookup: Lookup, lines: readonly IncomingLine[]): IncomingOrder {
	const group = (part: keyof typeof parts): Readonly<Record<string, unknown>> | undefined => {
		const found: Record<string, unknown> = {};
		let filled = false;
		for (const { field, name } of parts[part]) {
			const value = lookup(field);
			if (isEmpty(value)) continue;
			found[name] = value;
			filled = true;
		}
		return filled ? found : undefined;
	};
	const discount = lookup('discounts.amount');
	const shipTo = inTwoLines(group('shipTo'));
	return {
		number: lookup('number'),
		date: lookup('date'),
		currency: lookup('currency'),
		prices: lookup('prices'),
		customer: group('customer'),
		billTo: completed(inTwoLines(group('billTo')), shipTo),
		shipTo,
		lines,
		shipping: group('shipping'),
		discounts: isEmpty(discount) ? [] : [{ title: 'Discount', amount: discount }],
		payment: group('payment'),
		totals: group('totals'),
		comment: lookup('comment'),
		supplier: lookup('supplier'),
	};
}

type Cells = Readonly<Record<string, unknown>>;

/** House numbers in a column of their own stand behind the street, a third line behind the second. */
const inTwoLines = (address: Cells | undefined): Cells | undefined =>
	address && joined(joined(address, 'street', 'houseNumber', ' '), 'street2', 'street3', ', ');

function joined(address: Cells, first: string, second: string, between: string): Cells {
	if (isEmpty(address[second])) return address;
	const { [second]: behind, ...others } = address;
	const [before, text] = [others[first], behind].map((value) => known(readIdentifier(value)));
	// a house number alone is no street
	if (before === undefined)
		return second === 'houseNumber' || !isEmpty(others[first]) ? others : { ...others, [first]: behind };
	// one that cannot be read is told of as what it belongs to
	return { ...others, [first]: text === undefined ? behind : `${before}${between}${text}` };
}

const place = ['street2', 'postalCode', 'city', 'region'] as const;

/** Who is billed without a street and at no other place, as a column Customer Name says it, is billed where the goods go. */
function completed(
	billTo: IncomingAddress | undefined,
	shipTo: IncomingAddress | undefined,
): IncomingAddress | undefined {
	if (billTo === undefined || shipTo === undefined || !isEmpty(billTo.street)) return billTo;
	const elsewhere =
		place.some((field) => !isEmpty(billTo[field]) && !sameText(billTo[field], shipTo[field])) ||
		(!isEmpty(billTo.country) && !sameCountry(billTo.country, shipTo.country));
	if (elsewhere) return billTo;
	const person = [billTo.name, billTo.firstName, billTo.lastName].every(isEmpty) ? shipTo : billTo;
	const { name, firstName, lastName } = person;
	const { street, street2, postalCode, city, region, country } = shipTo;
	return {
		company: billTo.company ?? shipTo.company,
		name,
		firstName,
		lastName,
		street,
		street2,
		postalCode,
		city,
		region,
		country,
		phone: billTo.phone ?? shipTo.phone,
	};
}

/** Builds a line from single fields. */
export function lineFrom(lookup: Lookup): IncomingLine {
	const line: Record<string, unknown> = {};
	for (const { field, name } of parts.line) line[name] = lookup(field);
	return line;
}
