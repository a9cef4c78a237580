import type { FoundShop } from '../platform.js';
import type { SchemaView } from '../schemaView.js';
import { tables } from './tables.js';

const mark = 'wc_order_operational_data';

/**
 * Every WooCommerce whose order tables (HPOS) and users share one prefix. Whether the shop really keeps
 * its orders there is a setting, which the reference reads tell (see `storage` in reference.ts).
 */
export function recognise(schema: SchemaView): readonly FoundShop[] {
	return [...schema.keys()]
		.filter((name) => name.endsWith(mark))
		.map((name) => name.slice(0, -mark.length))
		.filter((prefix) => tables.every(({ table }) => schema.has(prefix + table)))
		.map((prefix) => ({ prefix, version: 'HPOS' }));
}
