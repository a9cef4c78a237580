import { problem } from '../../../problems/problem.js';
import type { FoundShop, NearMiss } from '../../platform.js';
import { prefixesOf } from '../../prefixes.js';
import type { SchemaView } from '../../../database/schemaView.js';

const marker = 'product_code';
/** The version since which a tax that is a fixed sum is taken once for each line. */
export const taxesByLine = '4.1.0.4';
/** Became mediumtext in that version, whose update changes them in older shops too. */
const longTexts = [
	['setting', 'value'],
	['product_description', 'description'],
] as const;
const companions = [
	'order',
	'order_product',
	'order_total',
	'order_history',
	'product',
	'setting',
	'zone_description',
];
const orderColumns = [
	'payment_method',
	'shipping_method',
	'transaction_id',
	'language_code',
	'currency_value',
];

/**
 * Finds OpenCart 4.1 under any prefix. `product_code` came with 4.1; 4.0 and 3.x keep the article numbers
 * in `product`, and their payment code in a column of its own.
 */
export const recognise = (schema: SchemaView): readonly FoundShop[] =>
	prefixesOf(marker, schema)
		.filter((prefix) => isOpenCart41(schema, prefix))
		.map((prefix) => ({ prefix, version: hasLongTexts(schema, prefix) ? taxesByLine : '4.1' }));

/** OpenCart 4.0 and 4.1.0.0, whose orders are the same and whose article numbers and names of zones are not; and a 4.1 with tables out of sight. */
export const nearMisses = (schema: SchemaView): readonly NearMiss[] =>
	prefixesOf('order_history', schema)
		.filter((prefix) => hasOrders(schema, prefix))
		.flatMap((prefix) => {
			const [missing] = [marker, ...companions].filter((table) => !schema.has(prefix + table));
			if (missing === undefined) return [];
			const isOlder = !schema.has(prefix + marker) && !schema.has(`${prefix}zone_description`);
			return isOlder
				? { prefix, problem: problem('shop.opencart.tooOld') }
				: { prefix, problem: problem('shop.tableMissing', {}, { table: prefix + missing }) };
		});

const isOpenCart41 = (schema: SchemaView, prefix: string): boolean =>
	companions.every((table) => schema.has(prefix + table)) && hasOrders(schema, prefix);

/** Orders as 4.x keeps them. */
function hasOrders(schema: SchemaView, prefix: string): boolean {
	const order = schema.get(`${prefix}order`);
	return orderColumns.every((column) => order?.columns.has(column)) && !order?.columns.has('payment_code');
}

const hasLongTexts = (schema: SchemaView, prefix: string): boolean =>
	longTexts.every(
		([table, column]) => schema.get(prefix + table)?.columns.get(column)?.type === 'mediumtext',
	);
