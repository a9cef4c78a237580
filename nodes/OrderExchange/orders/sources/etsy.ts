import type { IncomingAddress, IncomingLine, IncomingOrder, SourceFinding } from '../incomingOrder.js';
import { sum } from '../money.js';
import { isRecord, known, own } from '../values/reading.js';
import { readText } from '../values/text.js';
import { filledIn } from './formFields.js';
import { list, number, type Json } from './json.js';
import { moneyIn } from './moneyObject.js';
import type { DocumentReader } from './reader.js';
import { misshapenIn } from './shape.js';
import { stated, type States } from './states.js';

/** A receipt of Etsy's Open API v3 with its transactions. Prices are those that buyers see; tax that Etsy collects itself comes on top. */
export const etsy: DocumentReader = {
	recognises: (document) =>
		own(document, 'receipt_id') !== undefined &&
		(Array.isArray(own(document, 'transactions')) || isRecord(own(document, 'grandtotal'))),
	read: (document) => {
		const amount = (name: string) => number(moneyIn(own(document, name)));
		const sold = list(own(document, 'transactions'));
		const off = amount('discount_amt');
		const order: IncomingOrder = {
			number: own(document, 'receipt_id'),
			date: own(document, 'created_timestamp') ?? own(document, 'create_timestamp'),
			currency: own(own(document, 'grandtotal'), 'currency_code'),
			customer: { email: own(document, 'buyer_email'), number: own(document, 'buyer_user_id') },
			billTo: address(document),
			lines: sold.map(line),
			shipping: {
				amount: amount('total_shipping_cost').toFixed(),
				title: own(sold[0], 'shipping_upgrade') ?? own(sold[0], 'shipping_method'),
			},
			discounts: off.isZero() ? [] : [{ title: 'Discount', amount: off.toFixed() }],
			fees: sum([amount('total_tax_cost'), amount('gift_wrap_price')]).toFixed(),
			payment: { code: own(document, 'payment_method'), title: own(document, 'payment_method') },
			totals: { lines: moneyIn(own(document, 'total_price')), total: moneyIn(own(document, 'grandtotal')) },
			comment: commentOf(document),
		};
		return { order, findings: [...findings(document), ...misshapen(document)] };
	},
};

const misshapen = misshapenIn({
	transactions: 'objects',
	refunds: 'list',
	'transactions.*.variations': 'objects',
	...Object.fromEntries(
		[
			'total_shipping_cost',
			'discount_amt',
			'total_tax_cost',
			'gift_wrap_price',
			'total_price',
			'grandtotal',
		].flatMap((name) => [
			[name, 'object' as const],
			[`${name}.amount`, 'number' as const],
		]),
	),
});

const states: States = new Map([
	['canceled', 'order.cancelled'],
	['cancelled', 'order.cancelled'],
	['fully refunded', 'order.cancelled'],
	['partially refunded', 'order.refunded.unclear'],
	['open', 'order.payment.notFinished'],
	['unpaid', 'order.payment.notFinished'],
	['payment processing', 'order.payment.notFinished'],
	['completed', 'order.delivered'],
]);

function findings(document: Json): readonly SourceFinding[] {
	const status = own(document, 'status');
	const found = stated(
		{ status: typeof status === 'string' ? status.toLowerCase() : status },
		'status',
		states,
	);
	if (found.length > 0) return found;
	if (list(own(document, 'refunds')).length > 0)
		return [{ code: 'order.refunded.unclear', field: 'refunds' }];
	if (own(document, 'is_paid') === false)
		return [{ code: 'order.payment.notFinished', field: 'is_paid', value: false }];
	return own(document, 'is_shipped') === true
		? [{ code: 'order.delivered', field: 'is_shipped', value: true }]
		: [];
}

/** Etsy's number for what the buyer typed in. */
const personalization = 54;

/** The variation stands behind the name, as in other shops: the article number says which it is where the seller gave each its own. */
function line(item: Json): IncomingLine {
	const chosen = list(own(item, 'variations')).map((one) => ({
		name: own(one, 'formatted_name'),
		value: own(one, 'formatted_value'),
		typed: own(one, 'property_id') === personalization,
	}));
	const variant = chosen.filter(({ typed }) => !typed).map(({ value }) => known(readText(value)) ?? '');
	const title = known(readText(own(item, 'title')));
	return {
		id: own(item, 'transaction_id'),
		sku: own(item, 'sku'),
		name: variant.length > 0 && title !== undefined ? `${title} - ${variant.join(' / ')}` : title,
		quantity: own(item, 'quantity'),
		unitPrice: moneyIn(own(item, 'price')),
		options: filledIn(chosen.filter(({ typed }) => typed).map(({ name, value }) => ({ name, value }))),
	};
}

/** What the buyer wrote, and below it what is to go with a present. */
function commentOf(document: Json): string {
	const texts = [
		own(document, 'message_from_buyer'),
		own(document, 'is_gift') === true && own(document, 'gift_message'),
	];
	return texts
		.map((text) => known(readText(text)))
		.filter((text) => text !== undefined)
		.join('\n');
}

const address = (from: Json): IncomingAddress => ({
	name: own(from, 'name'),
	street: own(from, 'first_line'),
	street2: own(from, 'second_line'),
	postalCode: own(from, 'zip'),
	city: own(from, 'city'),
	region: own(from, 'state'),
	country: own(from, 'country_iso'),
});
