import { isEmpty, isRecord, own } from '../values/reading.js';
import { fieldOfColumn, foldedName } from './columns.js';
import type { Field, Lookup } from './fields.js';

export type Row = Readonly<Record<string, unknown>>;

/** Gives a row's fields; compiled once per run, so that a column name is understood once. */
export function columnReader(): (row: Row) => Lookup {
	const names = new Map<string, { field: Field; rank: number } | undefined>();
	const known = (column: string) => {
		if (!names.has(column)) names.set(column, fieldOfColumn.get(foldedName(column)));
		return names.get(column);
	};
	return (row) => {
		const values = new Map<Field, { value: unknown; rank: number }>();
		for (const column of Object.keys(row)) {
			const found = known(column);
			const value = row[column];
			if (found === undefined || isEmpty(value)) continue;
			const better = values.get(found.field);
			if (better === undefined || found.rank < better.rank)
				values.set(found.field, { value, rank: found.rank });
		}
		return (field) => values.get(field)?.value;
	};
}

/** A flat row has an order number and something about a line in it. */
export const isRow = (lookup: Lookup): boolean =>
	(!isEmpty(lookup('number')) || !isEmpty(lookup('date'))) &&
	(['line.sku', 'line.quantity', 'line.name'] as const).some((field) => !isEmpty(lookup(field)));

/** Rows that an earlier run rejected come back under `rows`. */
export function rowsIn(value: unknown): readonly Row[] | undefined {
	const rows = own(value, 'rows');
	return Array.isArray(rows) && rows.length > 0 && rows.every(isRecord) ? rows : undefined;
}
