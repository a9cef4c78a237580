import { quoted } from '../../database/statement.js';
import type { OpenShop } from '../shop/openShop.js';
import { changeFoundRows } from '../rows/changeRows.js';
import type { ResolvedChange } from '../rows/rowChanges.js';
import { dropIntent, type Intent, type MarkedRows } from './intent.js';
import { changesThatShow, type RowToShow } from './changesThatShow.js';

/**
 * Takes out of the shop what a batch had written before all of it was there: what belongs to marked rows first, so that a
 * removal that breaks off is found again by the marks.
 */
export async function remove(shop: OpenShop, intent: Intent): Promise<void> {
	const staying: ResolvedChange[] = [];
	for (const marked of [...intent.marked].reverse()) {
		const found = await foundRows(shop, marked);
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
}

/** Those of the rows that are in the shop, with their ids. */
async function foundRows({ database, found }: OpenShop, marked: MarkedRows): Promise<readonly RowToShow[]> {
	const { table, idColumn, markColumn, above, rows } = marked;
	const stored = await database.read(
		{
			name: 'marked',
			columns: [
				['id', quoted(idColumn)],
				['mark', quoted(markColumn)],
			],
			from: `FROM {${table}} WHERE ${quoted(idColumn)} > ? AND ${quoted(markColumn)} IN (?)`,
			values: [above, rows.map(({ mark }) => mark)],
		},
		found.prefix,
	);
	const complete = new Map(rows.map((row) => [row.mark, row.complete]));
	return stored.map(({ id, mark }) => ({
		...{ id: id ?? '', mark: mark ?? '' },
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
