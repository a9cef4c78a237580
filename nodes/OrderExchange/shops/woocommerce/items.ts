import { amount, Decimal } from '../../orders/money.js';
import type { Shop } from '../platform.js';
import type { InsertRow, Value } from '../rowPlan.js';
import { taxSum, type Amounts, type PricedLine, type Rounding } from './amounts.js';
import { costOf } from './costs.js';
import type { WooFacts } from './facts.js';
import { optionMetas } from './lineOptions.js';
import { metaValue, type Meta } from './metaValue.js';
import { phpArray } from './phpSerialize.js';
import { shippable } from './products.js';
import { option, switchedOn, type TaxRate, type WooReference } from './reference.js';
import { stockKeeper, stockLeft } from './stockLevels.js';
import { statusBefore } from './stockStatus.js';
import type { Taxes } from './taxes.js';

export interface ShippingItem {
	readonly method: string;
	readonly instance: string;
	readonly title: string;
}

interface Item {
	readonly handle: string;
	readonly type: 'tax' | 'line_item' | 'shipping' | 'coupon';
	readonly name: Value;
	readonly meta: readonly (readonly [Value, Meta])[];
}

/** Items of an order and their meta rows, in the order in which the block checkout saves them. */
export function itemRows(
	amounts: Amounts,
	shipping: ShippingItem | undefined,
	stockReduced: boolean,
	shop: Shop<WooReference, WooFacts>,
): readonly InsertRow[] {
	const { reference } = shop;
	const items: readonly Item[] = [
		...amounts.taxes.map((tax) => taxItem(tax, reference)),
		...amounts.lines.map((line) => lineItem(line, amounts.rounding, shop)),
		...(shipping === undefined ? [] : [shippingItem(shipping, amounts)]),
		...amounts.discounts.map((discount, index) => couponItem(discount, index, reference)),
	];
	return [
		...items.map((item) => ({
			table: 'woocommerce_order_items',
			handle: item.handle,
			values: { order_item_name: item.name, order_item_type: item.type, order_id: { idOf: 'order' } },
		})),
		...items.flatMap((item) => item.meta.map(([key, value]) => meta(item.handle, key, value))),
		...amounts.lines
			.filter((line) => stockReduced && stockKeeper(line.product, reference) !== undefined)
			.map((line) => meta(lineHandle(line), '_reduced_stock', String(line.line.quantity))),
	];
}

/** The code WooCommerce gives a rate, e.g. `DE-MWST.-1`. */
const rateCode = (rate: TaxRate): string =>
	[rate.country, rate.state, rate.name || 'TAX', String(rate.priority)]
		.filter((part) => part !== '')
		.join('-')
		.replace(/[a-z]/g, (letter) => letter.toUpperCase());

const lineHandle = ({ line }: PricedLine): string => `item:line:${line.id}`;

const meta = (item: string, key: Value, value: Meta): InsertRow => ({
	table: 'woocommerce_order_itemmeta',
	values: { order_item_id: { idOf: item }, meta_key: key, meta_value: metaValue(value) },
});

const taxItem = ({ rate, goods, shipping }: Amounts['taxes'][number], reference: WooReference): Item => ({
	handle: `item:tax:${rate.id}`,
	type: 'tax',
	name: rateCode(rate),
	meta: [
		['rate_id', rate.id],
		['label', rate.name || unnamedTax(reference)],
		['compound', rate.compound ? '1' : ''],
		['tax_amount', amount(goods)],
		['shipping_tax_amount', amount(shipping)],
		['rate_percent', amount(rate.percent)],
	],
});

const vatCountries =
	/^(AT|BE|BG|CY|CZ|DE|DK|EE|ES|FI|FR|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|MC|IM|AX|AE|AZ|BH|GB|IR|KZ|NO|SA|CH|LI|NG|UA|ZA)\b/;

const unnamedTax = (reference: WooReference): string =>
	vatCountries.test(option(reference, 'woocommerce_default_country')) ? 'VAT' : 'Tax';

const lineItem = (line: PricedLine, rounding: Rounding, shop: Shop<WooReference, WooFacts>): Item => {
	const { product } = line;
	const cost = costOf(line, shop.reference);
	return {
		handle: lineHandle(line),
		type: 'line_item',
		name: product.title,
		meta: [
			['_product_id', product.parent?.id ?? product.id],
			['_variation_id', product.parent === undefined ? '0' : product.id],
			['_qty', String(line.line.quantity)],
			['_tax_class', line.taxClass],
			['_line_subtotal', amount(line.subtotal)],
			['_line_subtotal_tax', amount(taxSum(line.subtotalTaxes, rounding))],
			['_line_total', amount(line.total)],
			['_line_tax', amount(taxSum(line.totalTaxes, rounding))],
			[
				'_line_tax_data',
				phpArray([
					['total', taxTexts(line.totalTaxes)],
					['subtotal', taxTexts(line.subtotalTaxes)],
				]),
			],
			...line.attributes,
			...backordered(line, shop),
			...optionMetas(line),
			...(cost.isZero() ? [] : [['_cogs_value', amount(cost)] as const]),
		],
	};
};

/** What a line wants beyond the stock before the order, where the shop tells its customers about backorders. */
function backordered(
	{ line, product }: PricedLine,
	shop: Shop<WooReference, WooFacts>,
): readonly (readonly [string, string])[] {
	const keeper = stockKeeper(product, shop.reference);
	if (keeper?.meta.get('_backorders') !== 'notify') return [];
	const left = stockLeft(keeper, shop);
	return left.gte(line.quantity) && statusBefore(product, shop) !== 'onbackorder'
		? []
		: [['Backordered', Decimal.max(0, left).negated().plus(line.quantity).toFixed()]];
}

const shippingItem = (shipping: ShippingItem, amounts: Amounts): Item => ({
	handle: 'item:shipping',
	type: 'shipping',
	name: shipping.title,
	meta: [
		['method_id', shipping.method],
		['instance_id', shipping.instance],
		['cost', amount(amounts.shipping.net)],
		['total_tax', amount(taxSum(amounts.shipping.taxes, amounts.rounding))],
		['taxes', phpArray([['total', taxTexts(amounts.shipping.taxes)]])],
		[
			'Items',
			amounts.lines
				.filter(({ product }) => shippable(product))
				.map(({ product, line }) => `${product.title} &times; ${line.quantity}`)
				.join(', '),
		],
	],
});

/** A discount is a coupon that the shop does not know: `coupon_info` lets its admin recalculate, in the shop's own terms. */
const couponItem = (
	{ code, net, tax }: Amounts['discounts'][number],
	index: number,
	reference: WooReference,
): Item => ({
	handle: `item:coupon:${index}`,
	type: 'coupon',
	name: { text: code.toLowerCase(), field: `discounts[${index}].code` },
	meta: [
		['discount_amount', amount(net)],
		['discount_amount_tax', amount(tax)],
		[
			'coupon_info',
			JSON.stringify([
				...[0, code.toLowerCase(), null],
				(switchedOn(reference, 'woocommerce_prices_include_tax') ? net.plus(tax) : net).toNumber(),
			]),
		],
	],
});

const taxTexts = (taxes: Taxes) =>
	phpArray([...taxes].map(([id, tax]: readonly [string, Decimal]) => [id, amount(tax)] as const));
