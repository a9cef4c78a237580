import type { Row } from '../../database/read.js';
import type { SupplierLine } from '../../orders/supplierOrder.js';
import { amount, decimal, type Decimal } from '../../orders/money.js';
import { rowsWith } from '../rowIndex.js';
import type { InsertRow, RowId } from '../rowPlan.js';
import type { ModifiedFacts } from './facts.js';
import type { Goods } from './goods.js';
import { originOf, type LinePrice } from './prices.js';
import { setting, text, type Group, type Language, type ModifiedReference } from './reference.js';
import type { Tax } from './tax.js';

export interface PlannedLine {
	readonly line: SupplierLine;
	readonly goods: Goods;
	readonly tax: Tax;
	/** Percent that gross amounts of the order hold, also where the shop charges no tax. */
	readonly rateInGross: Decimal;
	readonly price: LinePrice;
}

export interface LineContext {
	readonly facts: ModifiedFacts;
	readonly reference: ModifiedReference;
	readonly language: Language;
	readonly group: Group;
	readonly allowTax: number;
}

/** The rows of an order's lines and of the attributes chosen in them. */
export const lineRows = (
	lines: readonly PlannedLine[],
	orderId: RowId,
	exchangeKey: string,
	context: LineContext,
): readonly InsertRow[] =>
	lines.flatMap((planned, at) => {
		const handle = `line:${exchangeKey}:${at}`;
		return [
			productRow(planned, orderId, handle, context),
			...attributeRows(planned.goods, orderId, { idOf: handle }),
		];
	});

function productRow(
	{ line, goods, tax, price }: PlannedLine,
	orderId: RowId,
	handle: string,
	{ facts, reference, language, group, allowTax }: LineContext,
): InsertRow {
	const { product, attributes } = goods;
	const words = wordsOf(product, facts, [language.id, ownLanguage(reference)]);
	const ownWeight = decimal(product['products_weight'] ?? '0');
	return {
		table: 'orders_products',
		handle,
		values: {
			orders_id: orderId,
			products_id: text(product, 'products_id'),
			products_model:
				text(product, 'products_model') ||
				attributes.flatMap((row) => row['attributes_model'] || []).join('<br />'),
			products_ean: product['products_ean'] ?? '',
			products_name: words
				? text(words, 'products_name')
				: { text: line.name ?? line.supplierSku, field: 'name', line: line.id },
			products_price: amount(price.unit),
			products_price_origin: amount(originOf(product, facts, group)),
			products_discount_made: product['products_discount_allowed'] ?? '0.00',
			products_shipping_time: shippingTime(product, reference, language),
			final_price: amount(price.line),
			products_tax: amount(tax.rate),
			products_quantity: String(line.quantity),
			allow_tax: String(allowTax),
			products_order_description: orderDescription(words, reference),
			products_weight: amount(attributes.reduce(withWeight, ownWeight)),
			products_weight_origin: amount(ownWeight),
			...unitColumns(goods, reference, language),
		},
	};
}

/** The texts of a product in the first of the languages, else in any, in which it has a name: many articles are not translated. */
function wordsOf(
	product: Row,
	facts: ModifiedFacts,
	languages: readonly (string | undefined)[],
): Row | undefined {
	const named = rowsWith(facts.descriptions, product['products_id']).filter(
		(row) => text(row, 'products_name').trim() !== '',
	);
	const wanted = languages.flatMap((id) => named.filter((row) => row['language_id'] === id));
	return wanted[0] ?? named[0];
}

/** The id of the language that the shop itself is in. */
const ownLanguage = (reference: ModifiedReference): string | undefined =>
	reference.languages.find(({ code }) => code === setting(reference, 'DEFAULT_LANGUAGE'))?.id;

const attributeRows = (goods: Goods, orderId: RowId, lineId: RowId): readonly InsertRow[] =>
	goods.attributes.map((row) => ({
		table: 'orders_products_attributes',
		values: {
			orders_id: orderId,
			orders_products_id: lineId,
			products_options: text(row, 'products_options_name'),
			products_options_values: text(row, 'products_options_values_name'),
			attributes_model: row['attributes_model'] ?? '',
			attributes_ean: row['attributes_ean'] ?? '',
			options_values_price: text(row, 'options_values_price'),
			price_prefix: text(row, 'price_prefix'),
			orders_products_options_id: text(row, 'options_id'),
			orders_products_options_values_id: text(row, 'options_values_id'),
			options_values_weight: text(row, 'options_values_weight'),
			weight_prefix: text(row, 'weight_prefix'),
		},
	}));

const withWeight = (weight: Decimal, row: Row): Decimal => {
	const own = decimal(row['options_values_weight'] ?? '0');
	return row['weight_prefix'] === '+' ? weight.plus(own) : weight.minus(own);
};

/** The order text of the product, its short text, or the start of its description, as the checkout falls back. */
function orderDescription(words: Row | undefined, reference: ModifiedReference): string {
	const own = words ? text(words, 'products_order_description') : '';
	if (own !== '') return own.replace(/\r\n|\n|\r/g, '<br />$&');
	if (setting(reference, 'CHECKOUT_USE_PRODUCTS_SHORT_DESCRIPTION') === 'false') return '';
	const short = words ? text(words, 'products_short_description') : '';
	if (short !== '') return short;
	const description = words ? text(words, 'products_description') : '';
	const length = Number(setting(reference, 'CHECKOUT_USE_PRODUCTS_DESCRIPTION_FALLBACK_LENGTH') || '0');
	if (length <= 0) return description;
	return `${withoutTags(description)
		.slice(0, length)
		.replace(/[^ ]*$/, '')} [...]`;
}

/** Empty where the shop shows no delivery times. */
function shippingTime(product: Row, reference: ModifiedReference, language: Language): string {
	if (setting(reference, 'ACTIVATE_SHIPPING_STATUS') === 'false') return '';
	const time = reference.shippingTimes.find(
		(row) =>
			row['shipping_status_id'] === product['products_shippingtime'] && row['language_id'] === language.id,
	);
	return time ? withoutTags(text(time, 'shipping_status_name')) : '';
}

function unitColumns({ product, attributes }: Goods, reference: ModifiedReference, language: Language) {
	if (product['products_vpe_status'] !== '1') return { products_vpe: '', products_vpe_value: '0.0000' };
	const unit = reference.units.find(
		(row) => row['products_vpe_id'] === product['products_vpe'] && row['language_id'] === language.id,
	);
	const value = attributes.reduce(
		(sum, row) => {
			const own = decimal(row['attributes_vpe_value'] ?? '0');
			if (row['weight_prefix'] === '=') return own;
			return row['weight_prefix'] === '-' ? sum.minus(own) : sum.plus(own);
		},
		decimal(product['products_vpe_value'] ?? '0'),
	);
	return { products_vpe: unit ? text(unit, 'products_vpe_name') : '', products_vpe_value: amount(value) };
}

const withoutTags = (html: string): string => html.replace(/<[^>]*>/g, '');
