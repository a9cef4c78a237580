import { readDecimal } from '../values/decimal.js';
import { isEmpty, isRecord, known, own } from '../values/reading.js';
import { foldedName, type KnownColumn, knownColumns } from './columns.js';
import type { Field, Lookup } from './fields.js';
import { callsOff, isStatusWord } from './status.js';

export type Row = Readonly<Record<string, unknown>>;

/** A row of an order. */
export interface GroupedRow {
	readonly row: Row;
	readonly lookup: Lookup;
	/** Whether it has an order number itself; false where it only stands behind a row that has one. */
	readonly numbered: boolean;
}

/** Gives a row's fields; compiled once per run, so that a column name is understood once. */
export function columnReader(): (row: Row) => Lookup {
	const names = new Map<string, KnownColumn | undefined>();
	const meaning = (column: string) => {
		if (!names.has(column)) names.set(column, knownColumns.get(foldedName(column)));
		return names.get(column);
	};
	return (row) => {
		const values = new Map<Field, { value: unknown; rank: number }>();
		for (const column of Object.keys(row)) {
			const found = meaning(column);
			if (found === undefined || isEmpty(row[column])) continue;
			const value = found.percent ? inPercent(row[column]) : row[column];
			const field = found.orStatus && isStatusWord(value) ? 'status' : found.field;
			const rank = field === 'status' && callsOff(value) ? strongest : found.rank;
			const better = values.get(field);
			if (better === undefined || rank < better.rank) values.set(field, { value, rank });
		}
		return (field) => values.get(field)?.value;
	};
}

/** Of several columns about the state, one that calls the order off counts. */
const strongest = -1;

/** Percent of a whole order is no amount, and is told of as such rather than taken for money. */
const inPercent = (value: unknown): unknown =>
	known(readDecimal(value))?.isZero() === false ? `${String(value)} %` : value;

/** A flat row has an order number and something about a line in it. */
export const isRow = (lookup: Lookup): boolean =>
	(!isEmpty(lookup('number')) || !isEmpty(lookup('date'))) &&
	(['line.sku', 'line.quantity', 'line.name'] as const).some((field) => !isEmpty(lookup(field)));

/** Rows that an earlier run rejected come back under `rows`. */
export function rowsIn(value: unknown): readonly Row[] | undefined {
	const rows = own(value, 'rows');
	return Array.isArray(rows) && rows.length > 0 && rows.every(isRecord) ? rows : undefined;
}
