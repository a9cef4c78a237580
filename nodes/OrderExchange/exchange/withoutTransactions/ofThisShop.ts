import type { TableUse } from '../../shops/platform.js';
import type { OpenShop } from '../shop/openShop.js';
import { idColumnOf } from '../rows/storedRows.js';
import type { Leftover } from './intent.js';

/**
 * Whether a batch changes nothing but what orders change in such a shop. The log is written by whoever sends orders there: its
 * notes must not make a user with more rights change other tables, or passwords.
 */
export function isOfThisShop(shop: OpenShop, { intent: { marked, parts }, ready }: Leftover): boolean {
	const { tables } = shop.platform;
	const use = (name: string, right: 'INSERT' | 'UPDATE'): TableUse | undefined =>
		tables.find(({ table, rights }) => table === name && rights.includes(right));
	const may = (found: TableUse | undefined, ...columns: readonly string[]): boolean =>
		found !== undefined && columns.every((column) => !found.secret?.includes(column));
	return (
		marked.every(
			({ table, idColumn, markColumn, rows }, at) =>
				idColumn === idColumnOf(shop, table) &&
				may(use(table, 'INSERT'), markColumn) &&
				[...rows.map(({ complete }) => complete), ...Object.values(ready?.shown[at]?.more ?? {})].every(
					(columns) => may(use(table, 'INSERT'), ...Object.keys(columns)),
				),
		) &&
		parts.every(({ table, column }) => may(use(table, 'INSERT'), column)) &&
		(ready?.steps ?? []).flat().every(({ table, set, add }) => {
			const found = use(table, 'UPDATE');
			return [...Object.keys(set), ...Object.keys(add)].every(
				(column) => may(found, column) && (found?.changed ?? [column]).includes(column),
			);
		})
	);
}
