import type { ReadRows } from '../../database/read.js';
import { quoted } from '../../database/statement.js';
import type { OpenShop } from '../shop/openShop.js';
import { changeFoundRows } from '../rows/changeRows.js';
import type { ResolvedChange } from '../rows/rowChanges.js';
import { dropIntent, type Intent, type MarkedRows } from './intent.js';
import { changesThatShow, type RowToShow } from './changesThatShow.js';

/**
 * Takes out of the shop what a batch had written before all of it was there: what belongs to marked rows first, so that a
 * removal that breaks off is found again by the marks. False where some of it stays.
 */
export async function remove(shop: OpenShop, intent: Intent): Promise<boolean> {
	const staying: ResolvedChange[] = [];
	const rows = await readMarked(shop, intent);
	for (const marked of [...intent.marked].reverse()) {
		const found = rowsToShow(marked, rows);
		const ids = found.map(({ id }) => id);
		if (ids.length === 0) continue;
		for (const { table, column } of intent.parts.filter(({ of }) => of === marked.table))
			await deleteRows(shop, table, column, ids);
		const taken = await takenByOthers(shop, intent, marked, ids);
		await deleteRows(
			shop,
			marked.table,
			marked.idColumn,
			ids.filter((id) => !taken.has(id)),
		);
		staying.push(
			...changesThatShow(
				marked,
				found.filter(({ id }) => taken.has(id)),
			),
		);
	}
	// What a customer took into use meanwhile stays, and loses its mark.
	await changeFoundRows(shop, staying);
	await dropIntent(shop, intent);
	return staying.length === 0;
}

/** The rows of the batch that are in the shop; for `rowsToShow`. */
const readMarked = async ({ database, found }: OpenShop, { marked }: Intent): Promise<ReadRows> =>
	await database.readAll(
		marked.map(({ table, idColumn, markColumn, above, rows }) => ({
			name: table,
			columns: [
				['id', quoted(idColumn)],
				['mark', quoted(markColumn)],
			],
			from: `FROM {${table}} WHERE ${quoted(idColumn)} > ? AND ${quoted(markColumn)} IN (?)`,
			values: [above, rows.map(({ mark }) => mark)],
		})),
		found.prefix,
	);

function rowsToShow({ table, rows }: MarkedRows, stored: ReadRows): readonly RowToShow[] {
	const complete = new Map(rows.map((row) => [row.mark, row.complete]));
	return (stored[table] ?? []).map(({ id, mark }) => ({
		id: id ?? '',
		mark: mark ?? '',
		complete: complete.get(mark ?? '') ?? {},
	}));
}

/** Accounts that somebody logged in to and ordered with, while the batch lay half written. */
async function takenByOthers(
	{ database, found, platform, schema }: OpenShop,
	{ marked }: Intent,
	{ table, idColumn }: MarkedRows,
	ids: readonly string[],
): Promise<ReadonlySet<string>> {
	const later = marked.slice(marked.findIndex((one) => one.table === table) + 1).map((one) => one.table);
	const referring = platform.tables
		.map((use) => use.table)
		.filter((other) => later.includes(other) && schema.get(found.prefix + other)?.columns.has(idColumn));
	const rows = await database.readAll(
		referring.map((other) => ({
			name: other,
			columns: [['id', quoted(idColumn)] as const],
			from: `FROM {${other}} WHERE ${quoted(idColumn)} IN (?)`,
			values: [ids],
		})),
		found.prefix,
	);
	return new Set(Object.values(rows).flatMap((list) => list.map(({ id }) => id ?? '')));
}

async function deleteRows(
	{ database, found }: OpenShop,
	table: string,
	column: string,
	ids: readonly string[],
): Promise<void> {
	if (ids.length === 0) return;
	await database.write(`DELETE FROM ${quoted(found.prefix + table)} WHERE ${quoted(column)} IN (?)`, [ids]);
}
