import type { DataRow } from '../../sandbox/shops/shopData.js';

export interface RowPair {
	readonly wanted?: DataRow;
	readonly got?: DataRow;
}

/** Rows with less in common than this are two different rows, not one with differences. */
const leastLikeness = 0.5;

/**
 * Pairs golden rows with ours: the most alike first. A row without a like one stays alone. `equal` compares the
 * values of one column; columns that it is not to look at are `ignored`.
 */
export function pairRows(
	wanted: readonly DataRow[],
	got: readonly DataRow[],
	equal: (wanted: string | null, got: string | null, column: string) => boolean,
	ignored: string | undefined,
): readonly RowPair[] {
	const likeness = (a: DataRow, b: DataRow): number => {
		const columns = Object.keys(a).filter((column) => column !== ignored);
		const same = columns.filter((column) => equal(a[column] ?? null, b[column] ?? null, column));
		return columns.length === 0 ? 1 : same.length / columns.length;
	};
	const candidates = wanted
		.flatMap((a) => got.map((b) => ({ wanted: a, got: b, likeness: likeness(a, b) })))
		.filter((pair) => pair.likeness >= leastLikeness)
		.sort((a, b) => b.likeness - a.likeness);

	const pairs = new Map<DataRow, DataRow>();
	const taken = new Set<DataRow>();
	for (const pair of candidates) {
		if (pairs.has(pair.wanted) || taken.has(pair.got)) continue;
		pairs.set(pair.wanted, pair.got);
		taken.add(pair.got);
	}
	return [
		...wanted.map((row) => ({ wanted: row, ...(pairs.has(row) && { got: pairs.get(row) }) }) as RowPair),
		...got.filter((row) => !taken.has(row)).map((row) => ({ got: row })),
	];
}
