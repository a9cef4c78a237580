import { decimal, type Decimal, sum } from '../money.js';
import type {
	IncomingAddress,
	IncomingCustomer,
	IncomingLine,
	IncomingOrder,
	SourceFinding,
} from '../incomingOrder.js';
import { isEmpty, isRecord, known, own, Unreadable } from '../values/reading.js';
import { readText } from '../values/text.js';
import { list, number, record, type Json } from './json.js';
import { filledIn } from './formFields.js';
import type { DocumentReader, ReadDocument } from './reader.js';
import { misshapenIn } from './shape.js';
import { asWebhook, idOf, isGraphqlOrder, unasked } from './shopifyGraphql.js';
import { stated, type States } from './states.js';

/**
 * Shopify's order webhook (orders/create, orders/updated, orders/paid), which is also an order of its REST API, and an order of
 * its GraphQL API. Prices are gross when
 * `taxes_included`; discounts come from `discount_allocations`, which share out order discounts as well;
 * quantities after an edit or a refund from `current_quantity`, before that was there from the refunds.
 */
export const shopify: DocumentReader = {
	recognises: (document) =>
		isGraphqlOrder(document) ||
		(Array.isArray(own(document, 'line_items')) &&
			['taxes_included', 'financial_status', 'total_line_items_price'].some(
				(key) => own(document, key) !== undefined,
			)),
	read: (document) => {
		if (!isGraphqlOrder(document)) return readWebhook(document);
		const { order, findings } = readWebhook(asWebhook(document));
		return { order, findings: [...findings, ...unasked(document)] };
	},
};

function readWebhook(document: Json): ReadDocument {
	const bought = list(own(document, 'line_items'));
	const goods = bought.filter((item) => !isTip(item) && !isGiftCard(item));
	const refunded = refundedIn(document);
	const offered = list(own(document, 'shipping_lines'));
	const ships = offered.filter((ship) => own(ship, 'is_removed') !== true);
	// discounts and totals are those of the order as it was bought
	const changed =
		list(own(document, 'refunds')).length > 0 ||
		ships.length < offered.length ||
		goods.some((item) => remaining(item, refunded) !== undefined);
	const { billTo, shipTo } = addressesOf(document);
	return {
		order: {
			number: orderNumber(document),
			date: own(document, 'processed_at') ?? own(document, 'created_at'),
			currency: own(document, 'currency'),
			prices: own(document, 'taxes_included'),
			customer: customerOf(document),
			billTo,
			shipTo,
			// nothing is left of a line that was refunded whole
			lines: goods.map((item) => line(item, refunded)).filter(({ quantity }) => quantity !== 0),
			shipping: shippingOf(ships, own(document, 'taxes_included') === true),
			discounts: changed ? [] : discountsOf(document, bought, ships),
			payment: paymentOf(document),
			totals: changed ? {} : { total: own(document, 'total_price'), tax: own(document, 'total_tax') },
			fees: changed ? undefined : feesOf(document, bought).toFixed(),
			comment: commentOf(document),
		},
		findings: [...findings(document, changed), ...misshapen(document)],
	};
}

const misshapen = misshapenIn({
	customer: 'object',
	billing_address: 'object',
	shipping_address: 'object',
	note_attributes: 'objects',
	line_items: 'objects',
	'line_items.*.properties': 'objects',
	'line_items.*.total_discount': 'number',
	'line_items.*.discount_allocations': 'objects',
	'line_items.*.discount_allocations.*.amount': 'number',
	'line_items.*.tax_lines': 'objects',
	'line_items.*.tax_lines.*.rate': 'number',
	shipping_lines: 'objects',
	'shipping_lines.*.price': 'number',
	'shipping_lines.*.discounted_price': 'number',
	'shipping_lines.*.discount_allocations': 'objects',
	'shipping_lines.*.discount_allocations.*.amount': 'number',
	'shipping_lines.*.tax_lines': 'objects',
	'shipping_lines.*.tax_lines.*.rate': 'number',
	'shipping_lines.*.tax_lines.*.price': 'number',
	discount_codes: 'objects',
	'discount_codes.*.amount': 'number',
	total_discounts: 'number',
	total_tip_received: 'number',
	'original_total_duties_set.shop_money.amount': 'number',
	'current_total_duties_set.shop_money.amount': 'number',
	'original_total_additional_fees_set.shop_money.amount': 'number',
	'current_total_additional_fees_set.shop_money.amount': 'number',
	refunds: 'list',
	'refunds.*.refund_line_items': 'objects',
	'refunds.*.refund_line_items.*.quantity': 'number',
});

const draftStates: States = new Map([
	['open', 'order.draft'],
	['invoice_sent', 'order.draft'],
	['completed', 'order.draft'],
]);
const paymentStates: States = new Map([
	['refunded', 'order.cancelled'],
	['voided', 'order.cancelled'],
	['expired', 'order.payment.notFinished'],
	['pending', 'order.payment.open'],
	['authorized', 'order.payment.open'],
	['partially_paid', 'order.payment.open'],
]);
const deliveryStates: States = new Map([
	['fulfilled', 'order.delivered'],
	['partial', 'order.delivered.partly'],
]);

function findings(document: Json, changed: boolean): readonly SourceFinding[] {
	// only drafts have a status, and no payment
	if (isEmpty(own(document, 'financial_status'))) {
		const draft = stated(document, 'status', draftStates);
		if (draft.length > 0) return draft;
	}
	const test: readonly SourceFinding[] =
		own(document, 'test') === true ? [{ code: 'order.test', field: 'test' }] : [];
	const cancelled = own(document, 'cancelled_at');
	if (!isEmpty(cancelled))
		return [{ code: 'order.cancelled', field: 'cancelled_at', value: cancelled }, ...test];
	const payment = stated(document, 'financial_status', paymentStates);
	if (payment.some(({ code }) => code === 'order.cancelled')) return [...payment, ...test];
	const refunded: readonly SourceFinding[] = changed
		? [{ code: isUnclear(document) ? 'order.refunded.unclear' : 'order.refunded.partly', field: 'refunds' }]
		: [];
	return [...payment, ...stated(document, 'fulfillment_status', deliveryStates), ...refunded, ...test];
}

/** `#1001` as people know it, else the shop's own numbers. */
function orderNumber(document: Json): unknown {
	const name = own(document, 'name');
	return typeof name === 'string'
		? name.replace(/^#/, '')
		: (own(document, 'order_number') ?? own(document, 'id'));
}

function customerOf(document: Json): IncomingCustomer {
	const customer = record(own(document, 'customer'));
	const locale = own(document, 'customer_locale');
	return {
		email: own(document, 'email') || own(document, 'contact_email') || own(customer, 'email'),
		number: customerNumber(customer),
		phone: own(document, 'phone') ?? own(customer, 'phone'),
		language: typeof locale === 'string' ? locale.slice(0, 2) : undefined,
	};
}

/** Of a number with more digits than JSON's numbers keep, the text that Shopify gives beside it; such are those of its test notifications. */
function customerNumber(customer: Json): unknown {
	const id = own(customer, 'id');
	const text = own(customer, 'admin_graphql_api_id');
	return typeof id === 'number' && !Number.isSafeInteger(id) && typeof text === 'string' ? idOf(text) : id;
}

/** Who is billed nowhere else is billed where the goods go, or at the address that the customer has with the shop. */
function addressesOf(document: Json): Pick<IncomingOrder, 'billTo' | 'shipTo'> {
	const at = (value: unknown) => (isRecord(value) ? address(value) : undefined);
	const shipTo = at(own(document, 'shipping_address'));
	const home = at(own(record(own(document, 'customer')), 'default_address'));
	return { billTo: at(own(document, 'billing_address')) ?? shipTo ?? home, shipTo };
}

function paymentOf(document: Json): IncomingOrder['payment'] {
	const gateways = own(document, 'payment_gateway_names');
	const [payment]: readonly unknown[] = Array.isArray(gateways) ? gateways : [own(document, 'gateway')];
	return { code: payment, title: payment };
}

/** What is off the whole order beyond the shares of its lines and of its shipping. */
function discountsOf(
	document: Json,
	bought: readonly Json[],
	ships: readonly Json[],
): NonNullable<IncomingOrder['discounts']> {
	const rest = number(own(document, 'total_discounts'))
		.minus(sum(bought.map(lineDiscount)))
		.minus(sum(ships.map((ship) => number(own(ship, 'price')).minus(shippingCharge(ship)))));
	if (!rest.greaterThan(0)) return [];
	const code = own(list(own(document, 'discount_codes'))[0], 'code');
	return [{ title: code ?? 'Discount', amount: rest.toFixed(), code }];
}

/** How many pieces of each line were refunded, by the line's id. */
function refundedIn(document: Json): ReadonlyMap<unknown, number> {
	const pieces = new Map<unknown, number>();
	for (const refund of list(own(document, 'refunds')))
		for (const part of list(own(refund, 'refund_line_items'))) {
			const id = own(part, 'line_item_id');
			pieces.set(id, (pieces.get(id) ?? 0) + number(own(part, 'quantity')).toNumber());
		}
	return pieces;
}

/** What is left of a line after edits and refunds; undefined when nothing was taken away. */
function remaining(item: Json, refunded: ReadonlyMap<unknown, number>): number | undefined {
	const first = own(item, 'quantity');
	if (typeof first !== 'number') return undefined;
	// only newer versions of the API say it
	const now = own(item, 'current_quantity') ?? Math.max(first - (refunded.get(own(item, 'id')) ?? 0), 0);
	return typeof now === 'number' && now >= 0 && now < first ? now : undefined;
}

/** Whether nothing says which pieces a refund took away. */
const isUnclear = (document: Json): boolean =>
	list(own(document, 'refunds')).some((refund) => isEmpty(own(refund, 'refund_line_items'))) &&
	list(own(document, 'line_items')).some((item) => isEmpty(own(item, 'current_quantity')));

function line(item: Json, refunded: ReadonlyMap<unknown, number>): IncomingLine {
	const left = remaining(item, refunded);
	const quantity = own(item, 'quantity');
	const discount = lineDiscount(item);
	const share = left !== undefined && typeof quantity === 'number' ? decimal(left).div(quantity) : decimal(1);
	const taxes = list(own(item, 'tax_lines'));
	return {
		id: own(item, 'id'),
		sku: own(item, 'sku'),
		name: own(item, 'name') ?? own(item, 'title'),
		quantity: left ?? quantity,
		unitPrice: own(item, 'price'),
		discount: discount.isZero() ? undefined : discount.times(share).toDecimalPlaces(2).toFixed(),
		taxRate: rate(taxes),
		options: typedIn(item),
	};
}

/** The variant's own SKU says which it is; what the customer typed in is in the properties. */
const typedIn = (item: Json) => filledIn(named(own(item, 'properties')));

/** The customer's note, and below it what else was asked for with the order, such as a delivery date. */
function commentOf(document: Json): unknown {
	const note = readText(own(document, 'note'));
	if (note instanceof Unreadable) return note.seen;
	const asked = [
		{ name: 'PO number', value: own(document, 'po_number') },
		...named(own(document, 'note_attributes')),
	];
	// apps keep objects and lists of their own here, which nobody reads
	const lines = filledIn(asked.filter(({ value }) => typeof value !== 'object')).map(({ name, value }) =>
		[known(readText(name)) ?? '', String(value)].join(': '),
	);
	return [...(note === undefined ? [] : [note]), ...lines].join('\n');
}

/** What is named and shown to people: names that begin with an underscore are for programs. */
const named = (pairs: unknown) =>
	list(pairs)
		.map((pair) => ({ name: own(pair, 'name'), value: own(pair, 'value') }))
		.filter(({ name }) => !(typeof name === 'string' && name.startsWith('_')));

const rate = (taxes: readonly Json[]): string | undefined =>
	taxes.length > 0 ? sum(taxes.map((tax) => number(own(tax, 'rate')).times(100))).toFixed() : undefined;

/** Only a tip has the field, which may be null. */
const isTip = (item: Json): boolean =>
	Object.hasOwn(item, 'tip_payment_gateway') &&
	(!isEmpty(own(item, 'tip_payment_gateway')) || isEmpty(own(item, 'sku')));

/** The shop itself sends the code of a gift card; one with an article number may be a card that a supplier delivers. */
const isGiftCard = (item: Json): boolean => own(item, 'gift_card') === true && isEmpty(own(item, 'sku'));

/** What the total holds beside goods, shipping and tax: duties, fees, gift cards, and tips, which may stand among the lines as well. */
function feesOf(document: Json, bought: readonly Json[]): Decimal {
	const received = number(own(document, 'total_tip_received'));
	const worth = (item: Json) =>
		number(own(item, 'price'))
			.times(number(own(item, 'quantity')))
			.minus(lineDiscount(item));
	const tipped = () => sum(bought.filter(isTip).map(worth));
	const cards = bought.filter(isGiftCard).map(worth);
	const others = ['duties', 'additional_fees'].map((name) => {
		const original = own(document, `original_total_${name}_set`);
		return number(own(own(original ?? own(document, `current_total_${name}_set`), 'shop_money'), 'amount'));
	});
	return sum([received.isZero() ? tipped() : received, ...cards, ...others]);
}

function lineDiscount(item: Json): Decimal {
	const shares = list(own(item, 'discount_allocations'));
	return shares.length > 0
		? sum(shares.map((share) => number(own(share, 'amount'))))
		: number(own(item, 'total_discount'));
}

function shippingCharge(ship: Json): Decimal {
	const discounted = own(ship, 'discounted_price');
	if (!isEmpty(discounted)) return number(discounted);
	const off = list(own(ship, 'discount_allocations')).map((share) => number(own(share, 'amount')));
	return number(own(ship, 'price')).minus(sum(off));
}

/** All charges together, under the first one's name and rate. */
function shippingOf(ships: readonly Json[], gross: boolean): IncomingOrder['shipping'] {
	const [first] = ships;
	return (
		first && {
			amount: sum(ships.map(shippingCharge)).toFixed(),
			code: own(first, 'code'),
			title: own(first, 'title'),
			taxRate: shippingRate(first, gross),
		}
	);
}

/** Several taxes are one rate only where each is on the whole charge; undefined where each is on a part of it. */
function shippingRate(ship: Json, gross: boolean): string | undefined {
	const taxes = list(own(ship, 'tax_lines'));
	const percent = rate(taxes);
	if (percent === undefined || taxes.length === 1) return percent;
	const stated = sum(taxes.map((tax) => number(own(tax, 'price'))));
	const whole = shippingCharge(ship)
		.times(percent)
		.div(gross ? decimal(percent).plus(100) : 100);
	return stated.minus(whole).abs().lessThanOrEqualTo(decimal('0.01').times(taxes.length))
		? percent
		: undefined;
}

const address = (from: Json): IncomingAddress => ({
	company: own(from, 'company'),
	name: own(from, 'name'),
	firstName: own(from, 'first_name'),
	lastName: own(from, 'last_name'),
	street: own(from, 'address1'),
	street2: own(from, 'address2'),
	postalCode: own(from, 'zip'),
	city: own(from, 'city'),
	region: own(from, 'province_code') ?? own(from, 'province'),
	country: own(from, 'country_code') ?? own(from, 'country'),
	phone: own(from, 'phone'),
});
