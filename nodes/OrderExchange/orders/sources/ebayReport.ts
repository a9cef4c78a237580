import { sum } from '../money.js';
import { namesCurrency, readCurrency } from '../values/currency.js';
import { marksIn, readDecimal } from '../values/decimal.js';
import { isEmpty, known, own } from '../values/reading.js';
import type { ExportFormat, Row } from './exports.js';
import type { Field } from './fields.js';

const address = (party: string, field: 'billTo' | 'shipTo'): Readonly<Record<string, Field>> => ({
	[`${party} Name`]: `${field}.name`,
	[`${party} Phone`]: `${field}.phone`,
	[`${party} Address 1`]: `${field}.street`,
	[`${party} Address 2`]: `${field}.street2`,
	[`${party} City`]: `${field}.city`,
	[`${party} State`]: `${field}.region`,
	[`${party} Zip`]: `${field}.postalCode`,
	[`${party} Country`]: `${field}.country`,
});

/** What buyers pay for delivery, as the sites of several countries call it. */
const deliveries = ['Shipping And Handling', 'Postage And Packaging', 'Postage And Handling'];

const number = (row: Row, column: string) => known(readDecimal(own(row, column)));
const delivery = (row: Row) =>
	deliveries.map((column) => number(row, column)).find((found) => found !== undefined);

/** Without the tax that eBay collects itself, which is in no other amount. */
function total(row: Row): unknown {
	const stated = number(row, 'Total Price');
	const included = own(row, 'eBay Collected Tax and Fees Included in Total');
	const collected = ['eBay Collected Tax', 'eBay Collected Charges'].map(
		(column) => number(row, column) ?? 0,
	);
	if (stated === undefined || !/^y/i.test(String(included))) return own(row, 'Total Price');
	return stated.minus(sum(collected)).toFixed();
}

/** Sold For is the price of one piece; where the total says that it is the price of all, it is divided. */
function unitPrice(row: Row): unknown {
	const [sold, pieces, whole] = [
		number(row, 'Sold For'),
		number(row, 'Quantity'),
		known(readDecimal(total(row))),
	];
	if (sold === undefined || pieces === undefined || whole === undefined || !pieces.greaterThan(1))
		return own(row, 'Sold For');
	const ofAll = sum([sold, delivery(row) ?? 0]).equals(whole);
	return ofAll ? sold.div(pieces).toDecimalPlaces(8).toFixed() : own(row, 'Sold For');
}

const currency = (row: Row): unknown => {
	const mark = marksIn(own(row, 'Sold For')).find(namesCurrency);
	return mark === undefined ? undefined : known(readCurrency(mark));
};

/** Whether it only sums up the rows that follow it, as it does for an order of several articles. */
const sumsUp = (row: Row): boolean =>
	['Item Number', 'Item Title', 'Custom Label'].every((column) => isEmpty(own(row, column)));

/** The report of orders that eBay's Seller Hub gives as CSV. */
export const ebayReport: ExportFormat = {
	recognises: (row) => own(row, 'Sold For') !== undefined && own(row, 'Order Number') !== undefined,
	fields: {
		'Order Number': 'number',
		'Sale Date': 'date',
		'Shipped On Date': 'delivered',
		'Buyer Note': 'comment',
		'Buyer Email': 'customer.email',
		'Buyer Username': 'customer.number',
		'Buyer Tax Identifier Value': 'customer.vatId',
		...address('Buyer', 'billTo'),
		...address('Ship To', 'shipTo'),
		...Object.fromEntries(deliveries.map((column) => [column, 'shipping.amount' as const])),
		'Shipping Service': 'shipping.title',
		'Delivery Service': 'shipping.title',
		'Payment Method': 'payment.title',
		'Transaction ID': 'line.id',
		'Custom Label': 'line.sku',
		'Item Title': 'line.name',
		Quantity: 'line.quantity',
	},
	derived: (row) => [
		['currency', currency(row)],
		['totals.total', total(row)],
		...(sumsUp(row) ? ([['line.none', true]] as const) : ([['line.unitPrice', unitPrice(row)]] as const)),
	],
};
