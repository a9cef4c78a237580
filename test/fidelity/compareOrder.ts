import type { GoldenOrder } from '../support/goldenOrders.js';
import type { DataRow } from '../../sandbox/shops/shopData.js';
import { autoIncrementOf, type ShopSchema } from '../../sandbox/shops/shopTables.js';
import { fitsGolden, valueComparison } from './masks.js';
import { pairRows, type RowPair } from './rowPairs.js';
import type { TableChanges } from './tableChanges.js';

/** One place where our rows are not the checkout's. Without a column: the whole row. */
export interface Difference {
	readonly table: string;
	/** The row as far as it is known on either side; tells which one it is. */
	readonly row: DataRow;
	readonly column?: string;
	readonly wanted: string | null;
	readonly got: string | null;
}

export interface Comparison {
	/** Columns with the checkout's value. */
	readonly equal: number;
	readonly differences: readonly Difference[];
}

type ChangesByTable = Readonly<Record<string, TableChanges>>;

/**
 * Compares what the golden checkout changed with what we changed, in all tables of the shop. Ids that the
 * database drew count as equal when they stand for the same row.
 */
export function compareOrder(golden: GoldenOrder, ours: ChangesByTable, schema: ShopSchema): Comparison {
	const ids = pairedIds(golden, ours, schema);
	const sameIdOr =
		(sameValue: typeof fitsGolden) =>
		(wanted: string | null, got: string | null, column: string): boolean => {
			const counterpart = got === null ? undefined : ids.get(column.toLowerCase())?.get(got);
			return counterpart === undefined ? sameValue(wanted, got) : counterpart === wanted;
		};
	const alike = sameIdOr(fitsGolden);
	const same = sameIdOr(valueComparison());

	let equal = 0;
	const differences: Difference[] = [];
	const compareValue = (
		table: string,
		row: DataRow,
		column: string,
		wanted: string | null,
		got: string | null,
	): void => {
		if (same(wanted, got, column)) equal += 1;
		else differences.push({ table, row, column, wanted, got });
	};

	for (const table of new Set([...Object.keys(golden.tables), ...Object.keys(ours)])) {
		const wanted = golden.tables[table] ?? {};
		const got = ours[table] ?? { inserted: [], updated: [], deleted: [], after: new Map() };
		const own = ownId(table, schema);

		for (const pair of pairRows(wanted.inserted ?? [], got.inserted, alike, own)) {
			if (!pair.wanted || !pair.got) {
				differences.push(wholeRow(table, pair));
				continue;
			}
			for (const column of Object.keys(pair.got)) {
				if (column === own) continue;
				compareValue(table, pair.got, column, pair.wanted[column] ?? null, pair.got[column] ?? null);
			}
		}

		const changedByUs = new Map(got.updated.map((update) => [JSON.stringify(update.row), update]));
		for (const { key, row_hint: hint, changes } of wanted.updated ?? []) {
			const ourRow = [...got.after.values()].find((candidate) => holds(candidate, key));
			const row = ourRow ?? { ...key, ...hint };
			for (const [column, [, after]] of Object.entries(changes)) {
				compareValue(table, row, column, after, row[column] ?? null);
			}
			const update = changedByUs.get(JSON.stringify(row));
			for (const [column, [before, after]] of Object.entries(update?.changes ?? {})) {
				if (!(column in changes)) compareValue(table, row, column, before, after);
			}
			changedByUs.delete(JSON.stringify(row));
		}
		for (const { row, changes } of changedByUs.values()) {
			for (const [column, [before, after]] of Object.entries(changes)) {
				compareValue(table, row, column, before, after);
			}
		}

		const stillThere = (wanted.deleted ?? []).filter((row) => !got.deleted.some((gone) => holds(gone, row)));
		const wronglyGone = got.deleted.filter((gone) => !wanted.deleted?.some((row) => holds(gone, row)));
		for (const row of stillThere) differences.push({ table, row, wanted: 'deleted', got: 'still there' });
		for (const row of wronglyGone) differences.push({ table, row, wanted: 'there', got: 'deleted' });
	}
	return { equal, differences };
}

/** Our id → the golden id of the same row, by the name of the id's column. */
function pairedIds(
	golden: GoldenOrder,
	ours: ChangesByTable,
	schema: ShopSchema,
): ReadonlyMap<string, ReadonlyMap<string, string | null>> {
	const ids = new Map<string, Map<string, string | null>>();
	for (const [table, { inserted = [] }] of Object.entries(golden.tables)) {
		const own = ownId(table, schema);
		if (!own) continue;
		const byOurs = new Map<string, string | null>();
		for (const { wanted, got } of pairRows(inserted, ours[table]?.inserted ?? [], fitsGolden, own)) {
			const id = got?.[own];
			if (wanted && id) byOurs.set(id, wanted[own] ?? null);
		}
		// Only a name that says whose id it is can be followed into other tables.
		if (own.toLowerCase() !== 'id' && own.toLowerCase() !== 'meta_id') ids.set(own.toLowerCase(), byOurs);
	}
	return ids;
}

const ownId = (table: string, schema: ShopSchema): string | undefined => {
	const definition = schema[table];
	return definition && autoIncrementOf(definition);
};

const holds = (row: DataRow, part: DataRow): boolean =>
	Object.entries(part).every(([column, value]) => row[column] === value);

const wholeRow = (table: string, { wanted, got }: RowPair): Difference => ({
	table,
	row: wanted ?? got ?? {},
	wanted: wanted ? JSON.stringify(wanted) : null,
	got: got ? JSON.stringify(got) : null,
});
