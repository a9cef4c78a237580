import type { IncomingAddress, IncomingLine, IncomingOrder, SourceFinding } from '../incomingOrder.js';
import { decimal, type Decimal, sum } from '../money.js';
import { isEmpty, isRecord, known, own } from '../values/reading.js';
import { readText } from '../values/text.js';
import { list, number, record, type Json } from './json.js';
import type { DocumentReader } from './reader.js';
import { misshapenIn } from './shape.js';
import { stated, type States } from './states.js';

/**
 * An order of Magento 2's REST API (Adobe Commerce, Mage-OS). It states each amount with and without tax; discounts are taken off
 * either, as the shop is set, which its total tells. A configurable product's line has the article number of what was chosen.
 */
export const magento: DocumentReader = {
	recognises: (document) =>
		own(document, 'increment_id') !== undefined &&
		Array.isArray(own(document, 'items')) &&
		['order_currency_code', 'base_currency_code', 'billing_address'].some(
			(key) => own(document, key) !== undefined,
		),
	read: (document) => {
		// what a configurable or bundled product consists of stands below it once more
		const items = list(own(document, 'items')).filter((item) => isEmpty(own(item, 'parent_item_id')));
		const changed = items.some((item) => left(item) !== undefined);
		const gross = isGross(document);
		const created = own(document, 'created_at');
		const order: IncomingOrder = {
			number: own(document, 'increment_id'),
			// without a zone, and always UTC
			date:
				typeof created === 'string' ? created.replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/, '$1Z') : created,
			currency: own(document, 'order_currency_code') ?? own(document, 'base_currency_code'),
			prices: gross ? 'gross' : 'net',
			customer: customerOf(document),
			billTo: address(own(document, 'billing_address')),
			shipTo: address(own(own(deliveryOf(document), 'shipping'), 'address')),
			lines: items.map((item) => line(item, gross)).filter(({ quantity }) => quantity !== 0),
			shipping: shippingOf(document, gross),
			payment: paymentOf(document),
			totals: changed ? {} : { tax: own(document, 'tax_amount'), total: own(document, 'grand_total') },
			comment: own(document, 'customer_note'),
		};
		return { order, findings: [...findings(document, items, changed), ...misshapen(document)] };
	},
};

const misshapen = misshapenIn({
	items: 'objects',
	billing_address: 'object',
	payment: 'object',
	extension_attributes: 'object',
	'extension_attributes.shipping_assignments': 'objects',
	...Object.fromEntries(
		['qty_ordered', 'qty_canceled', 'qty_refunded', 'qty_shipped', 'discount_amount'].map((name) => [
			`items.*.${name}`,
			'number' as const,
		]),
	),
	...Object.fromEntries(
		[
			...['shipping_amount', 'shipping_incl_tax', 'shipping_discount_amount', 'discount_amount'],
			...['subtotal_incl_tax', 'grand_total'],
		].map((name) => [name, 'number' as const]),
	),
});

const states: States = new Map([
	['canceled', 'order.cancelled'],
	['closed', 'order.cancelled'],
	['pending_payment', 'order.payment.notFinished'],
	['payment_review', 'order.payment.open'],
	['holded', 'order.onHold'],
	['complete', 'order.delivered'],
]);

function findings(document: Json, items: readonly Json[], changed: boolean): readonly SourceFinding[] {
	const field = isEmpty(own(document, 'state')) ? 'status' : 'state';
	const found = stated(document, field, states);
	if (found.length > 0) return found;
	const shipped = items.some((item) => number(own(item, 'qty_shipped')).greaterThan(0));
	return [
		...(shipped
			? [{ code: 'order.delivered.partly' as const, field: 'qty_shipped', value: 'qty_shipped' }]
			: []),
		...(changed ? [{ code: 'order.refunded.partly' as const, field: 'items' }] : []),
	];
}

/** Whether prices with tax, less the discounts, come to the total; so it is where there is no discount. */
function isGross(document: Json): boolean {
	const amount = (name: string) => number(own(document, name));
	if (isEmpty(own(document, 'subtotal_incl_tax'))) return false;
	const total = sum([
		...[amount('subtotal_incl_tax'), amount('shipping_incl_tax')],
		// negative, that of the shipping included
		amount('discount_amount').abs().neg(),
	]);
	return total.minus(amount('grand_total')).abs().lessThanOrEqualTo(decimal('0.02'));
}

/** What is left of a line after cancellations and refunds; undefined when nothing was taken away. */
function left(item: Json): Decimal | undefined {
	const [ordered, ...gone] = ['qty_ordered', 'qty_canceled', 'qty_refunded'].map((name) =>
		number(own(item, name)),
	);
	const off = sum(gone);
	return off.isZero() || ordered === undefined ? undefined : ordered.minus(off);
}

function line(item: Json, gross: boolean): IncomingLine {
	const ordered = number(own(item, 'qty_ordered'));
	const quantity = left(item);
	const share = quantity === undefined || ordered.isZero() ? decimal(1) : quantity.div(ordered);
	const worth = own(item, gross ? 'row_total_incl_tax' : 'row_total');
	const off = number(own(item, 'discount_amount')).times(share).toDecimalPlaces(4);
	const counted = !isEmpty(worth) && !ordered.isZero();
	return {
		id: own(item, 'item_id'),
		sku: own(item, 'sku'),
		name: own(item, 'name'),
		quantity: quantity === undefined ? own(item, 'qty_ordered') : quantity.toNumber(),
		unitPrice: counted
			? number(worth).div(ordered).toDecimalPlaces(8).toFixed()
			: own(item, gross ? 'price_incl_tax' : 'price'),
		discount: off.isZero() ? undefined : off.toFixed(),
		taxRate: own(item, 'tax_percent'),
		options: optionsOf(item),
	};
}

/** What the customer typed in or chose beside the variant, which the article number says. */
function optionsOf(item: Json): IncomingLine['options'] {
	const option = own(own(item, 'product_option'), 'extension_attributes');
	return list(own(option, 'custom_options')).map((chosen) => ({
		name: `Option ${known(readText(own(chosen, 'option_id'))) ?? ''}`.trim(),
		value: own(chosen, 'option_value'),
	}));
}

const deliveryOf = (document: Json): Json =>
	list(own(own(document, 'extension_attributes'), 'shipping_assignments'))[0] ?? {};

function customerOf(document: Json): IncomingOrder['customer'] {
	const billing = record(own(document, 'billing_address'));
	return {
		email: own(document, 'customer_email') ?? own(billing, 'email'),
		number: own(document, 'customer_id'),
		vatId: own(billing, 'vat_id') ?? own(document, 'customer_taxvat'),
		phone: own(billing, 'telephone'),
	};
}

function shippingOf(document: Json, gross: boolean): IncomingOrder['shipping'] {
	const charge = number(own(document, gross ? 'shipping_incl_tax' : 'shipping_amount'));
	return {
		amount: charge.minus(number(own(document, 'shipping_discount_amount'))).toFixed(),
		code: own(own(deliveryOf(document), 'shipping'), 'method'),
		title: own(document, 'shipping_description'),
	};
}

function paymentOf(document: Json): IncomingOrder['payment'] {
	const payment = own(document, 'payment');
	const [title]: readonly unknown[] = [own(payment, 'additional_information')].flat();
	const code = own(payment, 'method');
	return {
		code,
		title: typeof title === 'string' && title !== '' ? title : code,
		transactionId: own(payment, 'last_trans_id'),
	};
}

function address(from: unknown): IncomingAddress | undefined {
	if (!isRecord(from)) return undefined;
	const [street, ...others]: readonly unknown[] = [own(from, 'street')].flat();
	const said = (values: readonly unknown[], between: string) =>
		values
			.map((value) => known(readText(value)))
			.filter((text) => text !== undefined)
			.join(between);
	return {
		company: own(from, 'company'),
		firstName: said([own(from, 'firstname'), own(from, 'middlename')], ' '),
		lastName: own(from, 'lastname'),
		street,
		street2: said(others, ', '),
		postalCode: own(from, 'postcode'),
		city: own(from, 'city'),
		region: own(from, 'region_code') ?? own(from, 'region'),
		country: own(from, 'country_id'),
		phone: own(from, 'telephone'),
	};
}
