import { sum } from '../money.js';
import { readDecimal } from '../values/decimal.js';
import { known, own } from '../values/reading.js';
import type { ExportFormat, Row } from './exports.js';
import type { Field } from './fields.js';

const address = (party: string, field: 'billTo' | 'shipTo'): Readonly<Record<string, Field>> => ({
	[`${party} Name`]: `${field}.name`,
	[`${party} Company`]: `${field}.company`,
	// Street has both in one
	[`${party} Address1`]: `${field}.street`,
	[`${party} Address2`]: `${field}.street2`,
	[`${party} Zip`]: `${field}.postalCode`,
	[`${party} City`]: `${field}.city`,
	[`${party} Province`]: `${field}.region`,
	[`${party} Country`]: `${field}.country`,
	[`${party} Phone`]: `${field}.phone`,
});

/** Subtotal is what the lines come to after all discounts; Vendor is a brand, and by default the shop itself. */
const fields: Readonly<Record<string, Field>> = {
	'Created at': 'date',
	'Financial Status': 'status',
	'Fulfillment Status': 'status',
	'Cancelled at': 'cancelled',
	Currency: 'currency',
	Notes: 'comment',
	Email: 'customer.email',
	Phone: 'customer.phone',
	...address('Billing', 'billTo'),
	...address('Shipping', 'shipTo'),
	Shipping: 'shipping.amount',
	'Shipping Method': 'shipping.title',
	'Discount Amount': 'discounts.amount',
	'Payment Method': 'payment.title',
	Taxes: 'totals.tax',
	Total: 'totals.total',
	'Lineitem sku': 'line.sku',
	'Lineitem name': 'line.name',
	'Lineitem quantity': 'line.quantity',
	'Lineitem price': 'line.unitPrice',
	'Lineitem discount': 'line.discount',
};

/** The export does not say whether prices hold the tax; whether it comes on top to the total does. */
function pricesIn(row: Row): 'net' | 'gross' | undefined {
	const [subtotal, shipping, taxes, total] = ['Subtotal', 'Shipping', 'Taxes', 'Total'].map((column) =>
		known(readDecimal(own(row, column))),
	);
	if (subtotal === undefined || taxes === undefined || total === undefined || taxes.isZero())
		return undefined;
	const before = sum([subtotal, shipping ?? 0]);
	if (before.equals(total)) return 'gross';
	return before.plus(taxes).equals(total) ? 'net' : undefined;
}

/** Shopify's own export of orders as CSV: a row for each line, and what is about the order in its first row only. */
export const shopifyExport: ExportFormat = {
	recognises: (row) => own(row, 'Lineitem name') !== undefined && own(row, 'Lineitem quantity') !== undefined,
	fields,
	derived: (row) => {
		// a spreadsheet that saves as UTF-8 puts a mark in front of the first column
		const name = own(row, 'Name') ?? own(row, '\ufeffName');
		// as the order's webhook gives it, so that an order that comes both ways is one
		const number = typeof name === 'string' ? name.trim().replace(/^#/, '') : name;
		return [
			['number', number],
			['prices', pricesIn(row)],
		];
	},
};
