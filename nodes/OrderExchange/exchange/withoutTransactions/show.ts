import { quoted } from '../../database/statement.js';
import type { OpenShop } from '../openShop.js';
import { assignments } from '../rows/rowChanges.js';
import type { MarkedRows } from './intent.js';

/** Gives marked rows the values that make them visible. Rows that have them already lost their mark and stay as they are. */
export async function showRows({ database, found }: OpenShop, marked: MarkedRows): Promise<void> {
	const { table, idColumn, markColumn, above, rows } = marked;
	const set = assignments(
		rows.map(({ mark, complete }) => ({
			...{ table, key: [[markColumn, mark]], add: [] },
			set: Object.entries(complete),
		})),
	);
	await database.write(
		`UPDATE ${quoted(found.prefix + table)} SET ${set.sql} WHERE ${quoted(idColumn)} > ? AND ${quoted(markColumn)} IN (?)`,
		[...set.values, above, rows.map(({ mark }) => mark)],
	);
}
