import type { Read, ReadRows, Row } from '../../database/read.js';
import { grouped } from '../../orders/grouped.js';
import type { OpenShop } from '../shop/openShop.js';
import { rowsOfChanges } from '../rows/rowChanges.js';
import type { Change } from './intent.js';

export type Figures = Change['before'];
export type ChangeToMake = Omit<Change, 'before'>;

/** Reads what the columns hold that the changes add to; the rows are for `figuresIn`. */
export const figureReads = (changes: readonly ChangeToMake[]): readonly Read[] =>
	alikeFigures(changes).map((alike, index) => {
		const [first] = alike;
		const rows = rowsOfChanges(alike.map(({ key }) => ({ key: Object.entries(key) })));
		return {
			name: `figures ${index}`,
			columns: [...Object.keys(first?.key ?? {}), ...Object.keys(first?.add ?? {})],
			from: `FROM {${first?.table ?? ''}} WHERE ${rows.sql}`,
			values: rows.values,
		};
	});

/** What those columns hold, for changes whose row is there. */
export function figuresIn(
	changes: readonly ChangeToMake[],
	rows: ReadRows,
): ReadonlyMap<ChangeToMake, Figures> {
	const figures = new Map<ChangeToMake, Figures>();
	for (const [index, alike] of alikeFigures(changes).entries()) {
		const byKey = new Map(rows[`figures ${index}`]?.map((row) => [keyText(alike, row), row]));
		for (const change of alike) {
			const row = byKey.get(keyText(alike, change.key));
			const columns = Object.keys(change.add);
			if (row) figures.set(change, Object.fromEntries(columns.map((column) => [column, row[column] ?? '0'])));
		}
	}
	return figures;
}

/** The same read by itself. */
export const readFigures = async (
	{ database, found }: OpenShop,
	changes: readonly ChangeToMake[],
): Promise<ReadonlyMap<ChangeToMake, Figures>> =>
	figuresIn(changes, await database.readAll(figureReads(changes), found.prefix));

/** Changes that add something, those of the same columns of one table together. */
const alikeFigures = (changes: readonly ChangeToMake[]): readonly (readonly ChangeToMake[])[] =>
	grouped(
		changes.filter(({ add }) => Object.keys(add).length > 0),
		({ table, key, add }) => JSON.stringify([table, Object.keys(key), Object.keys(add)]),
	);

/** Of a change's key, or of the row that it found: alike changes have the same key columns. */
const keyText = (alike: readonly ChangeToMake[], of: Row | ChangeToMake['key']): string =>
	JSON.stringify(Object.keys(alike[0]?.key ?? {}).map((column) => String(of[column])));
