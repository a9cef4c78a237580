import type { SourceFinding } from '../incomingOrder.js';
import { decimal } from '../money.js';
import { readDecimal } from '../values/decimal.js';
import { isEmpty, isRecord, known, own } from '../values/reading.js';
import { record, type Json } from './json.js';

/** Whether it is an order as Shopify's GraphQL Admin API gives it. */
export const isGraphqlOrder = (document: Json): boolean =>
	entriesIn(own(document, 'lineItems')) !== undefined &&
	['displayFinancialStatus', 'currencyCode', 'totalPriceSet', 'taxesIncluded', 'legacyResourceId'].some(
		(key) => own(document, key) !== undefined,
	);

/** The entries of a list as a query asks for it: `edges { node }`, `nodes`, or a list already. */
function entriesIn(value: unknown): readonly Json[] | undefined {
	if (Array.isArray(value)) return value.map(record);
	const nodes = own(value, 'nodes');
	if (Array.isArray(nodes)) return nodes.map(record);
	const edges = own(value, 'edges');
	return Array.isArray(edges) ? edges.map((edge) => record(own(edge, 'node'))) : undefined;
}

const entries = (value: unknown): readonly Json[] => entriesIn(value) ?? [];

/** In the shop's own currency, which is that of the order. */
const money = (value: unknown): unknown => own(own(value, 'shopMoney'), 'amount');

/** `gid://shopify/Customer/7` is 7 in a webhook. */
export const idOf = (value: unknown): unknown =>
	typeof value === 'string' ? value.replace(/^gid:\/\/.*\/(\d+)(?:\?.*)?$/, '$1') : value;

/** The same order as a webhook has it, so that an order that comes both ways is one. */
export function asWebhook(document: Json): Json {
	const get = (key: string) => own(document, key);
	const tip = money(get('totalTipReceivedSet'));
	const codes = get('discountCodes');
	return {
		id: get('legacyResourceId') ?? idOf(get('id')),
		name: get('name'),
		created_at: get('createdAt'),
		processed_at: get('processedAt'),
		currency: get('currencyCode') ?? own(own(get('totalPriceSet'), 'shopMoney'), 'currencyCode'),
		taxes_included: get('taxesIncluded'),
		test: get('test'),
		status: word(get('status')),
		cancelled_at: get('cancelledAt'),
		financial_status: word(get('displayFinancialStatus')),
		fulfillment_status: fulfillment(get('displayFulfillmentStatus')),
		email: get('email'),
		phone: get('phone'),
		customer: customer(get('customer')),
		customer_locale: get('customerLocale'),
		billing_address: address(get('billingAddress')),
		shipping_address: address(get('shippingAddress')),
		note: get('note') ?? get('note2'),
		po_number: get('poNumber'),
		note_attributes: attributes(get('customAttributes')),
		line_items: entries(get('lineItems')).map((item) => line(item, tip)),
		shipping_lines: shipping(document),
		payment_gateway_names: get('paymentGatewayNames'),
		total_price: money(get('totalPriceSet')),
		total_tax: money(get('totalTaxSet')),
		total_discounts: money(get('totalDiscountsSet')),
		total_tip_received: tip,
		original_total_duties_set: { shop_money: { amount: money(get('originalTotalDutiesSet')) } },
		original_total_additional_fees_set: {
			shop_money: { amount: money(get('originalTotalAdditionalFeesSet')) },
		},
		discount_codes: (Array.isArray(codes) ? codes : [get('discountCode')])
			.filter((code) => !isEmpty(code))
			.map((code: unknown) => ({ code })),
		refunds: entries(get('refunds')).map((refund) => ({
			refund_line_items: entries(own(refund, 'refundLineItems')).map((part) => ({
				line_item_id: idOf(own(own(part, 'lineItem'), 'id')),
				quantity: own(part, 'quantity'),
			})),
		})),
	};
}

const word = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

const fulfillment = (value: unknown): unknown => (value === 'PARTIALLY_FULFILLED' ? 'partial' : word(value));

function customer(value: unknown): unknown {
	if (!isRecord(value)) return value;
	return {
		id: own(value, 'legacyResourceId') ?? idOf(own(value, 'id')),
		email: own(own(value, 'defaultEmailAddress'), 'emailAddress') ?? own(value, 'email'),
		phone: own(own(value, 'defaultPhoneNumber'), 'phoneNumber') ?? own(value, 'phone'),
		default_address: address(own(value, 'defaultAddress')),
	};
}

function address(value: unknown): unknown {
	if (!isRecord(value)) return value;
	return {
		company: own(value, 'company'),
		name: own(value, 'name'),
		first_name: own(value, 'firstName'),
		last_name: own(value, 'lastName'),
		address1: own(value, 'address1'),
		address2: own(value, 'address2'),
		zip: own(value, 'zip'),
		city: own(value, 'city'),
		province_code: own(value, 'provinceCode'),
		province: own(value, 'province'),
		country_code: own(value, 'countryCodeV2') ?? own(value, 'countryCode'),
		country: own(value, 'country'),
		phone: own(value, 'phone'),
	};
}

const attributes = (value: unknown): unknown =>
	entries(value).map((pair) => ({ name: own(pair, 'key'), value: own(pair, 'value') }));

function line(item: Json, tip: unknown): Json {
	const price = money(own(item, 'originalUnitPriceSet'));
	const sku = own(item, 'sku') ?? own(own(item, 'variant'), 'sku');
	return {
		id: idOf(own(item, 'id')),
		sku,
		name: own(item, 'name') ?? own(item, 'title'),
		quantity: own(item, 'quantity'),
		current_quantity: own(item, 'currentQuantity'),
		price,
		gift_card: own(item, 'isGiftCard'),
		properties: attributes(own(item, 'customAttributes')),
		total_discount: money(own(item, 'totalDiscountSet')),
		discount_allocations: allocations(item),
		tax_lines: taxes(item),
		...(isTip(price, sku, tip) && { tip_payment_gateway: null }),
	};
}

/** A webhook marks the line of a tip; here it is the one without an article number that is worth as much. */
function isTip(price: unknown, sku: unknown, tip: unknown): boolean {
	const [worth, received] = [price, tip].map((value) => known(readDecimal(value)));
	return isEmpty(sku) && received?.isZero() === false && (worth?.equals(received) ?? false);
}

const allocations = (from: Json): unknown =>
	entries(own(from, 'discountAllocations')).map((share) => ({
		amount: money(own(share, 'allocatedAmountSet')),
	}));

const taxes = (from: Json): unknown =>
	entries(own(from, 'taxLines')).map((tax) => {
		const percent = known(readDecimal(own(tax, 'ratePercentage')));
		return {
			rate: own(tax, 'rate') ?? percent?.div(decimal(100)).toFixed(),
			price: money(own(tax, 'priceSet')),
		};
	});

/** Charges one by one, the first alone, or what they come to: as the query asks for them. */
function shipping(document: Json): readonly Json[] {
	const single = own(document, 'shippingLine');
	const all = entriesIn(own(document, 'shippingLines')) ?? (isRecord(single) ? [single] : undefined);
	if (all)
		return all.map((ship) => ({
			code: own(ship, 'code'),
			title: own(ship, 'title'),
			price: money(own(ship, 'originalPriceSet')) ?? money(own(ship, 'discountedPriceSet')),
			discounted_price: money(own(ship, 'discountedPriceSet')),
			discount_allocations: allocations(ship),
			tax_lines: taxes(ship),
			is_removed: own(ship, 'isRemoved'),
		}));
	const total = money(own(document, 'totalShippingPriceSet'));
	return isEmpty(total) ? [] : [{ price: total }];
}

/** What a query gives only when asked for it, and without which an order would be another one. */
const needed = [
	'name',
	'cancelledAt',
	'displayFinancialStatus',
	'shippingAddress',
	'taxesIncluded',
	'totalPriceSet',
];
const neededOfLines = ['sku', 'currentQuantity', 'customAttributes', 'discountAllocations'];

/** What the query that gave the order did not ask for: fields, and lines behind the first page. */
export function unasked(document: Json): readonly SourceFinding[] {
	// a draft is rejected in any case
	if (own(document, 'displayFinancialStatus') === undefined && !isEmpty(own(document, 'status'))) return [];
	const lines = entries(own(document, 'lineItems'));
	const fields = [
		...needed.filter((field) => !Object.hasOwn(document, field)),
		...neededOfLines
			.filter((field) => lines.some((item) => !Object.hasOwn(item, field)))
			.map((field) => `lineItems.${field}`),
	];
	const more = own(own(own(document, 'lineItems'), 'pageInfo'), 'hasNextPage') === true;
	const all = more ? [...fields, 'lineItems behind the first page'] : fields;
	return all.length === 0 ? [] : [{ code: 'order.query.incomplete', field: all.join(', ') }];
}
