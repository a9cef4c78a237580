import { Decimal, decimal, sum } from '../money.js';
import type { IncomingAddress, IncomingLine, SourceFinding } from '../incomingOrder.js';
import { readDecimal } from '../values/decimal.js';
import { isEmpty, known, own } from '../values/reading.js';
import { readText } from '../values/text.js';
import { list, number, record, type Json } from './json.js';
import { filledIn } from './formFields.js';
import type { DocumentReader } from './reader.js';
import { misshapenIn } from './shape.js';
import { stated, type States } from './states.js';

const states: States = new Map([
	['cancelled', 'order.cancelled'],
	['refunded', 'order.cancelled'],
	['trash', 'order.cancelled'],
	['auto-draft', 'order.draft'],
	['checkout-draft', 'order.draft'],
	['draft', 'order.draft'],
	['pending', 'order.payment.notFinished'],
	['failed', 'order.payment.notFinished'],
	['on-hold', 'order.payment.open'],
	['completed', 'order.delivered'],
]);

/**
 * WooCommerce's order webhook and REST v3 order. Its line amounts are always net; where
 * `prices_include_tax`, the tax is added back so that the customer's gross prices are read. `subtotal` is
 * before coupons, `total` after.
 */
export const woocommerce: DocumentReader = {
	recognises: (document) =>
		Array.isArray(own(document, 'line_items')) &&
		['prices_include_tax', 'order_key', 'billing', 'date_created_gmt'].some(
			(key) => own(document, key) !== undefined,
		),
	read: (document) => {
		const gross = own(document, 'prices_include_tax') === true;
		const terms = { gross, places: placesOf(document), rates: ratesOf(document) };
		const billing = record(own(document, 'billing'));
		const ships = list(own(document, 'shipping_lines'));
		const fees = list(own(document, 'fee_lines'));
		const feeOf = (fee: Json) => charged(fee, 'total', terms);
		const utc = own(document, 'date_created_gmt');
		const shipTo = address(record(own(document, 'shipping')));
		return {
			order: {
				number: own(document, 'number') ?? own(document, 'id'),
				date: isEmpty(utc)
					? own(document, 'date_created')
					: typeof utc === 'string'
						? utc.replace(/(?<!Z)$/, 'Z')
						: utc,
				currency: own(document, 'currency'),
				places: terms.places,
				prices: gross ? 'gross' : 'net',
				customer: {
					email: own(billing, 'email'),
					number: own(document, 'customer_id') === 0 ? undefined : own(document, 'customer_id'),
					phone: own(billing, 'phone'),
				},
				billTo: address(billing),
				shipTo,
				lines: list(own(document, 'line_items')).map((item) => line(item, terms)),
				shipping:
					ships.length > 0
						? {
								amount: sum(ships.map(feeOf)).toFixed(),
								code: own(ships[0], 'method_id'),
								title: own(ships[0], 'method_title'),
								taxRate: rateOfAll(ships, terms),
							}
						: undefined,
				discounts: fees
					.filter((fee) => feeOf(fee).lessThan(0))
					.map((fee) => ({ title: own(fee, 'name') ?? 'Discount', amount: feeOf(fee).neg().toFixed() })),
				fees: sum(fees.map(feeOf).filter((fee) => fee.greaterThan(0))).toFixed(),
				payment: {
					code: own(document, 'payment_method'),
					title: own(document, 'payment_method_title'),
					transactionId: own(document, 'transaction_id'),
				},
				totals: { total: own(document, 'total'), tax: own(document, 'total_tax') },
				comment: own(document, 'customer_note'),
			},
			findings: [...findings(document), ...misshapen(document)],
		};
	},
};

const misshapen = misshapenIn({
	prices_include_tax: 'flag',
	billing: 'object',
	shipping: 'object',
	line_items: 'objects',
	'line_items.*.subtotal': 'number',
	'line_items.*.subtotal_tax': 'number',
	'line_items.*.total': 'number',
	'line_items.*.total_tax': 'number',
	'line_items.*.taxes': 'objects',
	'line_items.*.taxes.*.total': 'number',
	'line_items.*.taxes.*.subtotal': 'number',
	'line_items.*.meta_data': 'objects',
	shipping_lines: 'objects',
	'shipping_lines.*.total': 'number',
	'shipping_lines.*.total_tax': 'number',
	'shipping_lines.*.taxes': 'objects',
	'shipping_lines.*.taxes.*.total': 'number',
	fee_lines: 'objects',
	'fee_lines.*.total': 'number',
	'fee_lines.*.total_tax': 'number',
	'fee_lines.*.taxes': 'objects',
	'fee_lines.*.taxes.*.total': 'number',
	tax_lines: 'objects',
	'tax_lines.*.rate_percent': 'number',
	refunds: 'list',
});

function findings(document: Json): readonly SourceFinding[] {
	const status = own(document, 'status');
	// as the database has it
	const bare = typeof status === 'string' ? status.replace(/^wc-/, '') : status;
	const found = stated({ status: bare }, 'status', states);
	const off = found.some(({ code }) => code === 'order.cancelled');
	return !off && list(own(document, 'refunds')).length > 0
		? [...found, { code: 'order.refunded.unclear', field: 'refunds' }]
		: found;
}

/** Percent by rate id; older WooCommerce gives no `rate_percent`. */
const ratesOf = (document: Json): ReadonlyMap<unknown, Decimal> =>
	new Map(
		list(own(document, 'tax_lines')).flatMap((tax) => {
			const percent = known(readDecimal(own(tax, 'rate_percent')));
			return percent === undefined ? [] : [[own(tax, 'rate_id'), percent] as const];
		}),
	);

/**
 * Several taxes are one rate only where each is on the whole amount. Plugins divide shipping among the rates of the goods, as
 * German tax law has it, and a compound tax is on the taxes before it too: then undefined.
 */
function rateOf(item: Json, { rates }: Terms): string | undefined {
	const used = list(own(item, 'taxes')).filter((tax) => !isEmpty(own(tax, 'total')));
	const percents = used.map((tax) => rates.get(own(tax, 'id')));
	if (used.length === 0 || !percents.every((percent) => percent !== undefined)) return undefined;
	const percent = sum(percents);
	if (used.length === 1) return percent.toFixed();
	const whole = number(own(item, 'total')).times(percent).div(100);
	const apart = taxOf(item, 'total').minus(whole).abs();
	return apart.lessThanOrEqualTo(decimal('0.01').times(used.length)) ? percent.toFixed() : undefined;
}

/** The rate of all charges together; undefined where theirs differ. A free one has none. */
function rateOfAll(ships: readonly Json[], terms: Terms): string | undefined {
	const charges = ships.filter((ship) => !number(own(ship, 'total')).isZero());
	const [rate, ...others] = new Set(
		(charges.length > 0 ? charges : ships).map((ship) => rateOf(ship, terms)),
	);
	return others.length === 0 ? rate : undefined;
}

/** The tax of a line; `taxes` has it unrounded, `…_tax` rounded to the cent. */
function taxOf(item: Json, kind: 'subtotal' | 'total'): Decimal {
	const exact = list(own(item, 'taxes')).map((tax) => own(tax, kind));
	return exact.some((tax) => !isEmpty(tax)) ? sum(exact.map(number)) : number(own(item, `${kind}_tax`));
}

/**
 * Places of the amounts, which are all written with as many as the shop's prices have: none in many shops that count in
 * crowns or forints.
 */
function placesOf(document: Json): number {
	const parts = ['line_items', 'shipping_lines', 'fee_lines'].flatMap((key) => list(own(document, key)));
	const amounts = [document, ...parts].flatMap((part) => [own(part, 'total'), own(part, 'total_tax')]);
	return amounts.reduce<number>((most, amount) => Math.max(most, placesIn(amount)), 0);
}

const placesIn = (amount: unknown): number => known(readText(amount))?.split('.')[1]?.length ?? 0;

/** What the document says about all of its amounts. */
interface Terms {
	readonly gross: boolean;
	readonly places: number;
	readonly rates: ReadonlyMap<unknown, Decimal>;
}

/**
 * An amount as the customer saw it. The net amount was rounded half up and the exact tax was not, so of 9.99 at 20 % come
 * 8.33 and 1.665: half a cent is the rounding's, and goes down.
 */
function charged(item: Json, kind: 'subtotal' | 'total', { gross, places }: Terms): Decimal {
	const net = number(own(item, kind) ?? own(item, 'total'));
	return gross ? net.plus(taxOf(item, kind)).toDecimalPlaces(places, Decimal.ROUND_HALF_DOWN) : net;
}

function line(item: Json, terms: Terms): IncomingLine {
	const total = own(item, 'total');
	const quantity = known(readDecimal(own(item, 'quantity')));
	const before = charged(item, 'subtotal', terms);
	const after = charged(item, 'total', terms);
	const counted = quantity !== undefined && !quantity.isZero();
	const priced = !isEmpty(own(item, 'subtotal')) || !isEmpty(total);
	return {
		id: own(item, 'id'),
		sku: own(item, 'sku'),
		name: own(item, 'name'),
		quantity: own(item, 'quantity'),
		unitPrice: counted && priced ? before.div(quantity).toDecimalPlaces(8).toFixed() : own(item, 'price'),
		discount: before.greaterThan(after) ? before.minus(after).toFixed() : undefined,
		taxRate: rateOf(item, terms),
		total: priced ? after.toFixed() : undefined,
		options: typedIn(item),
	};
}

const isHidden = (name: unknown): boolean => typeof name !== 'string' || name.startsWith('_');

/** What the customer typed in; the attributes of a variation are in its own SKU. */
function typedIn(item: Json) {
	const metas = list(own(item, 'meta_data'));
	const isAttribute = attributesOf(item, metas);
	return filledIn(
		metas
			.filter((meta) => !isAttribute(meta))
			.map((meta) => ({
				name: own(meta, 'display_key') ?? own(meta, 'key'),
				value: own(meta, 'display_value') ?? own(meta, 'value'),
			}))
			// plugins hang objects and lists of their own on lines, which no shop shows to people
			.filter(({ name, value }) => !isHidden(name) && typeof value !== 'object'),
	);
}

/**
 * Tells which entries say what the variation is. WooCommerce lists them from 11.2 on; before, the shop's own attributes
 * begin with pa_, and those of the product alone stand in the line's name behind that of the product.
 */
function attributesOf(item: Json, metas: readonly Json[]): (meta: Json) => boolean {
	if (!number(own(item, 'variation_id')).greaterThan(0)) return () => false;
	const listed = own(
		metas.find((meta) => own(meta, 'key') === '_variation_attribute_keys'),
		'value',
	);
	if (Array.isArray(listed)) return (meta) => listed.includes(own(meta, 'key'));
	const name = known(readText(own(item, 'name'))) ?? '';
	const product = known(readText(own(item, 'parent_name'))) ?? '';
	const behind = name.startsWith(product) ? name.slice(product.length) : name;
	const variation = `, ${behind.replace(/^[\s\-–—:|,]+/, '')},`.toLowerCase();
	return (meta) => {
		const key = own(meta, 'key');
		const value = known(readText(own(meta, 'display_value') ?? own(meta, 'value'))) ?? '';
		return (
			(typeof key === 'string' && key.startsWith('pa_')) || variation.includes(`, ${value.toLowerCase()},`)
		);
	};
}

/** Undefined when WooCommerce sends the address with empty fields, as it does for orders without delivery. */
function address(from: Json): IncomingAddress | undefined {
	const filled = ['address_1', 'city', 'last_name', 'first_name', 'company'].some(
		(key) => !isEmpty(own(from, key)),
	);
	return filled
		? {
				company: own(from, 'company'),
				firstName: own(from, 'first_name'),
				lastName: own(from, 'last_name'),
				street: own(from, 'address_1'),
				street2: own(from, 'address_2'),
				postalCode: own(from, 'postcode'),
				city: own(from, 'city'),
				region: own(from, 'state'),
				country: own(from, 'country'),
				phone: own(from, 'phone'),
			}
		: undefined;
}
