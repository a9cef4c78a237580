import type { Row } from '../database/read.js';
import { byKey } from '../orders/grouped.js';

/** Rows by what stands in one of their columns: found at once, however many a batch has. */
export type RowIndex = ReadonlyMap<string, readonly Row[]>;

const none: readonly Row[] = [];

/** Rows by their value in a column, NULL as '', in the order in which they came; `spelled` makes a key of the value. */
export const indexed = (
	rows: readonly Row[] | undefined,
	column: string,
	spelled: (value: string) => string = (value) => value,
): RowIndex => byKey(rows ?? none, (row) => spelled(row[column] ?? ''));

/** The rows with this value; none where there is none. */
export const rowsWith = (index: RowIndex, value: string | null | undefined): readonly Row[] =>
	index.get(value ?? '') ?? none;

/** A `spelled` for columns that compare without regard to case. */
export const lowerCase = (value: string): string => value.toLowerCase();
