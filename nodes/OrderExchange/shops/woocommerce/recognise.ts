import { problem } from '../../problems/problem.js';
import type { FoundShop, NearMiss } from '../platform.js';
import { prefixesOf } from '../prefixes.js';
import type { SchemaView } from '../../database/schemaView.js';
import { tables } from './tables.js';
import { ownTablesIn } from './translations.js';

const mark = 'wc_order_operational_data';

/**
 * Every WooCommerce whose order tables (HPOS) and users share one prefix. Whether the shop really keeps
 * its orders there is a setting, which the reference reads tell (see `storage` in reference.ts).
 */
export function recognise(schema: SchemaView): readonly FoundShop[] {
	return prefixesOf(mark, schema)
		.filter((prefix) => missingTables(prefix, schema).length === 0)
		.map((prefix) => {
			const ownTables = ownTablesIn(schema, prefix);
			return { prefix, version: 'HPOS', ...(ownTables.length > 0 && { ownTables }) };
		});
}

/** Shops of a WordPress network, without order tables, or with tables out of sight. */
export function nearMisses(schema: SchemaView): readonly NearMiss[] {
	const incomplete = prefixesOf(mark, schema).flatMap((prefix): readonly NearMiss[] => {
		const missing = missingTables(prefix, schema);
		const network = /^(.*?)\d+_$/.exec(prefix)?.[1];
		if (missing.includes('users') && network !== undefined && schema.has(`${network}users`))
			return [{ prefix, problem: problem('shop.woocommerce.subsite', {}, { prefix, network }) }];
		return missing
			.slice(0, 1)
			.map((table) => ({ prefix, problem: problem('shop.tableMissing', {}, { table: prefix + table }) }));
	});
	const withoutOrderTables = prefixesOf('woocommerce_order_items', schema)
		.filter((prefix) => !schema.has(prefix + mark))
		.map((prefix) => ({ prefix, problem: problem('shop.woocommerce.legacyStorage') }));
	return [...incomplete, ...withoutOrderTables];
}

const missingTables = (prefix: string, schema: SchemaView): readonly string[] =>
	tables.map(({ table }) => table).filter((table) => !schema.has(prefix + table));
