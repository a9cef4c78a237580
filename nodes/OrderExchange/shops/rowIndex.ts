import type { Row } from '../database/read.js';

/** Rows by what stands in one of their columns: found at once, however many a batch has. */
export type RowIndex = ReadonlyMap<string, readonly Row[]>;

const none: readonly Row[] = [];

/** Rows by their value in a column, NULL as '', in the order in which they came; `spelled` makes a key of the value. */
export function indexed(
	rows: readonly Row[] | undefined,
	column: string,
	spelled: (value: string) => string = (value) => value,
): RowIndex {
	const index = new Map<string, Row[]>();
	for (const row of rows ?? none) {
		const key = spelled(row[column] ?? '');
		const same = index.get(key);
		if (same) same.push(row);
		else index.set(key, [row]);
	}
	return index;
}

/** The rows with this value; none where there is none. */
export const rowsWith = (index: RowIndex, value: string | null | undefined): readonly Row[] =>
	index.get(value ?? '') ?? none;

export const lowerCase = (value: string): string => value.toLowerCase();
