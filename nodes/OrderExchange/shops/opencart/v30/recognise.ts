import type { SchemaView } from '../../../database/schemaView.js';
import type { FoundShop } from '../../platform.js';
import { prefixesOf } from '../../prefixes.js';

/** Came with 3.0 and is still there in 4.x. */
const marker = 'customer_approval';
const companions = [
	...['order', 'order_product', 'order_total', 'order_history', 'product', 'product_special'],
	...['setting', 'statistics', 'country', 'customer'],
];
const columns: Readonly<Record<string, readonly string[]>> = {
	order: ['payment_code', 'shipping_code', 'fax', 'tracking', 'currency_value'],
	customer: ['salt', 'fax', 'address_id'],
	product: ['sku', 'ean', 'mpn', 'subtract'],
	country: ['name', 'address_format'],
};

/**
 * Finds OpenCart 3.0 under any prefix: 3.0.2 to 3.0.5 have the same tables. 2.x has no statistics and no approvals; 4.x keeps
 * methods as JSON and no payment code.
 */
export const recognise = (schema: SchemaView): readonly FoundShop[] =>
	prefixesOf(marker, schema)
		.filter((prefix) => isOpenCart30(schema, prefix))
		.map((prefix) => ({ prefix, version: '3.0' }));

const isOpenCart30 = (schema: SchemaView, prefix: string): boolean =>
	companions.every((table) => schema.has(prefix + table)) &&
	!schema.get(`${prefix}order`)?.columns.has('transaction_id') &&
	!schema.get(`${prefix}product`)?.columns.has('master_id') &&
	Object.entries(columns).every(([table, names]) =>
		names.every((name) => schema.get(prefix + table)?.columns.has(name)),
	);
