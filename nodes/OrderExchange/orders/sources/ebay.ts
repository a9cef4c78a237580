import type { IncomingAddress, IncomingLine, IncomingOrder, SourceFinding } from '../incomingOrder.js';
import { sum } from '../money.js';
import { readDecimal } from '../values/decimal.js';
import { isEmpty, isRecord, known, own } from '../values/reading.js';
import { readText } from '../values/text.js';
import { list, number, record, type Json } from './json.js';
import type { DocumentReader } from './reader.js';
import { misshapenIn } from './shape.js';
import { stated, type States } from './states.js';

/**
 * An order of eBay's Fulfillment API. A line's cost is that of all its pieces; discounts of the whole order are shared out among
 * its lines already. Tax that eBay collects itself is in no amount.
 */
export const ebay: DocumentReader = {
	recognises: (document) =>
		own(document, 'orderId') !== undefined &&
		Array.isArray(own(document, 'lineItems')) &&
		['pricingSummary', 'orderFulfillmentStatus', 'fulfillmentStartInstructions'].some(
			(key) => own(document, key) !== undefined,
		),
	read: (document) => {
		const pricing = record(own(document, 'pricingSummary'));
		const amount = (name: string) => number(own(own(pricing, name), 'value'));
		const lines = list(own(document, 'lineItems'));
		const shipTo = deliveryOf(document);
		const tax = amount('tax');
		const order: IncomingOrder = {
			number: own(document, 'orderId'),
			date: own(document, 'creationDate'),
			currency: own(own(pricing, 'total'), 'currency') ?? own(own(lines[0], 'lineItemCost'), 'currency'),
			prices: tax.isZero() ? undefined : 'net',
			customer: customerOf(document),
			billTo: buyerAddress(document) ?? shipTo,
			shipTo,
			lines: lines.map(line),
			shipping: {
				amount: sum([amount('deliveryCost'), amount('deliveryDiscount')]).toFixed(),
				code: own(stepOf(document), 'shippingServiceCode'),
				title: own(stepOf(document), 'shippingServiceCode'),
			},
			discounts: amount('adjustment').isNegative()
				? [{ title: 'Adjustment', amount: amount('adjustment').neg().toFixed() }]
				: [],
			fees: sum([amount('fee'), amount('adjustment').isNegative() ? 0 : amount('adjustment')]).toFixed(),
			payment: paymentOf(document),
			totals: {
				lines: sum([amount('priceSubtotal'), amount('priceDiscount')]).toFixed(),
				tax: tax.isZero() ? undefined : tax.toFixed(),
				total: own(own(pricing, 'total'), 'value'),
			},
			comment: own(document, 'buyerCheckoutNotes'),
		};
		return { order, findings: [...findings(document, lines), ...misshapen(document)] };
	},
};

const misshapen = misshapenIn({
	buyer: 'object',
	cancelStatus: 'object',
	paymentSummary: 'object',
	pricingSummary: 'object',
	...Object.fromEntries(
		['priceSubtotal', 'priceDiscount', 'deliveryCost', 'deliveryDiscount', 'adjustment', 'fee', 'tax'].map(
			(name) => [`pricingSummary.${name}.value`, 'number' as const],
		),
	),
	fulfillmentStartInstructions: 'objects',
	lineItems: 'objects',
	'lineItems.*.refunds': 'list',
	'lineItems.*.lineItemCost.value': 'number',
	'lineItems.*.discountedLineItemCost.value': 'number',
});

const cancelStates: States = new Map([
	['CANCELED', 'order.cancelled'],
	['IN_PROGRESS', 'order.cancelled'],
]);
const paymentStates: States = new Map([
	['FULLY_REFUNDED', 'order.cancelled'],
	['FAILED', 'order.payment.notFinished'],
	['PENDING', 'order.payment.notFinished'],
	['PARTIALLY_REFUNDED', 'order.refunded.unclear'],
]);
const deliveryStates: States = new Map([
	['FULFILLED', 'order.delivered'],
	['IN_PROGRESS', 'order.delivered.partly'],
]);

function findings(document: Json, lines: readonly Json[]): readonly SourceFinding[] {
	const cancelled = stated(record(own(document, 'cancelStatus')), 'cancelState', cancelStates);
	if (cancelled.length > 0) return cancelled;
	const payment = stated(document, 'orderPaymentStatus', paymentStates);
	if (payment.some(({ code }) => code === 'order.cancelled')) return payment;
	const refunded: readonly SourceFinding[] =
		payment.length === 0 && lines.some((item) => list(own(item, 'refunds')).length > 0)
			? [{ code: 'order.refunded.unclear', field: 'refunds' }]
			: [];
	return [...payment, ...refunded, ...stated(document, 'orderFulfillmentStatus', deliveryStates)];
}

const stepOf = (document: Json): Json =>
	record(own(list(own(document, 'fulfillmentStartInstructions'))[0], 'shippingStep'));

/** Where the goods go; to eBay's own hub with the reference that its label must bear. */
function deliveryOf(document: Json): IncomingAddress | undefined {
	const to = own(stepOf(document), 'shipTo');
	const address = isRecord(to) ? contact(to) : undefined;
	const reference = known(readText(own(stepOf(document), 'shipToReferenceId')));
	if (address === undefined || reference === undefined) return address;
	const second = known(readText(address.street2));
	return { ...address, street2: second === undefined ? reference : `${second}, ${reference}` };
}

/** The buyer's own address; without a street it is none. */
function buyerAddress(document: Json): IncomingAddress | undefined {
	const home = own(own(document, 'buyer'), 'buyerRegistrationAddress');
	const address = isRecord(home) ? contact(home) : undefined;
	return address && !isEmpty(address.street) && !isEmpty(address.name) ? address : undefined;
}

function customerOf(document: Json): IncomingOrder['customer'] {
	const buyer = own(document, 'buyer');
	const home = own(buyer, 'buyerRegistrationAddress');
	const to = own(stepOf(document), 'shipTo');
	return {
		email: own(home, 'email') ?? own(to, 'email'),
		number: own(buyer, 'username'),
		phone: own(own(home, 'primaryPhone'), 'phoneNumber') ?? own(own(to, 'primaryPhone'), 'phoneNumber'),
		vatId: own(own(buyer, 'taxIdentifier'), 'taxpayerId'),
	};
}

function contact(from: Json): IncomingAddress {
	const at = own(from, 'contactAddress');
	return {
		company: own(from, 'companyName'),
		name: own(from, 'fullName'),
		street: own(at, 'addressLine1'),
		street2: own(at, 'addressLine2'),
		postalCode: own(at, 'postalCode'),
		city: own(at, 'city'),
		region: own(at, 'stateOrProvince'),
		country: own(at, 'countryCode'),
		phone: own(own(from, 'primaryPhone'), 'phoneNumber'),
	};
}

function paymentOf(document: Json): IncomingOrder['payment'] {
	const [payment] = list(own(own(document, 'paymentSummary'), 'payments'));
	const method = own(payment, 'paymentMethod');
	return { code: method, title: method, transactionId: own(payment, 'paymentReferenceId') };
}

function line(item: Json): IncomingLine {
	const quantity = known(readDecimal(own(item, 'quantity')));
	const cost = own(own(item, 'lineItemCost'), 'value');
	const before = number(cost);
	const after = number(own(own(item, 'discountedLineItemCost'), 'value') ?? cost);
	const counted = quantity !== undefined && !quantity.isZero();
	return {
		id: own(item, 'lineItemId'),
		sku: own(item, 'sku'),
		name: own(item, 'title'),
		quantity: own(item, 'quantity'),
		unitPrice: isEmpty(cost) || !counted ? cost : before.div(quantity).toDecimalPlaces(8).toFixed(),
		discount: before.greaterThan(after) ? before.minus(after).toFixed() : undefined,
		total: isEmpty(cost) ? undefined : after.toFixed(),
	};
}
