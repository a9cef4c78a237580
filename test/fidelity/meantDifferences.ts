import type { MeantDifference } from '../../nodes/OrderExchange/shops/difference.js';
import { differences as modified } from '../../nodes/OrderExchange/shops/modified/differences.js';
import { differences as openCart30 } from '../../nodes/OrderExchange/shops/opencart/v30/differences.js';
import { differences as openCart41 } from '../../nodes/OrderExchange/shops/opencart/v41/differences.js';
import { differences as wooCommerce } from '../../nodes/OrderExchange/shops/woocommerce/differences.js';
import type { Difference } from './compareOrder.js';

/** What each platform does otherwise than the shop's own checkout on purpose, by its id. */
export const meantDifferences: Readonly<Record<string, readonly MeantDifference[]>> = {
	'modified-3.3': modified,
	'opencart-3.0': openCart30,
	'opencart-4.1': openCart41,
	'woocommerce-11-hpos': wooCommerce,
};

/** The reason why this difference, one of `all` in its order, is meant; undefined when it is not. */
export function reasonFor(
	difference: Difference,
	all: readonly Difference[],
	meant: readonly MeantDifference[],
	goldenCase: string,
	prefix: string,
): string | undefined {
	return meant.find(
		({ table, column, where = {}, of, cases }) =>
			prefix + table === difference.table &&
			(column === undefined || column === difference.column) &&
			(cases === undefined || cases.includes(goldenCase)) &&
			holds(difference.row, where) &&
			(of === undefined ||
				all.some(
					(other) =>
						other.table === prefix + of.table &&
						other.row[of.key] === difference.row[of.column] &&
						holds(other.row, of.where),
				)),
	)?.reason;
}

const holds = (row: Difference['row'], where: Readonly<Record<string, string>>): boolean =>
	Object.entries(where).every(([name, value]) => fits(row[name] ?? '', value));

const fits = (value: string, pattern: string): boolean =>
	pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
