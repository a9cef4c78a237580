import type { DataRow } from '../../sandbox/shops/shopData.js';
import type { TestShop } from '../../sandbox/shops/shopDatabase.js';
import type { ShopTable } from '../../sandbox/shops/shopTables.js';
import { rowKey } from './shopState.js';

type RowsByKey = ReadonlyMap<string, DataRow>;
export type Snapshot = ReadonlyMap<string, RowsByKey>;

/** What happened to a table between two snapshots. */
export interface TableChanges {
	readonly inserted: readonly DataRow[];
	readonly updated: readonly {
		/** As it is now. */
		readonly row: DataRow;
		readonly changes: Readonly<Record<string, readonly [string | null, string | null]>>;
	}[];
	readonly deleted: readonly DataRow[];
	/** All rows as they are now. */
	readonly after: RowsByKey;
}

/** All rows of all tables of the shop. */
export async function takeSnapshot(shop: TestShop): Promise<Snapshot> {
	const tables = new Map<string, RowsByKey>();
	for (const [table, definition] of Object.entries(shop.schema)) {
		tables.set(table, byKey(definition, await shop.rows(table)));
	}
	return tables;
}

export function changesBetween(before: Snapshot, after: Snapshot): Readonly<Record<string, TableChanges>> {
	const changes: Record<string, TableChanges> = {};
	for (const [table, now] of after) changes[table] = tableChanges(before.get(table) ?? new Map(), now);
	return changes;
}

function tableChanges(before: RowsByKey, after: RowsByKey): TableChanges {
	const updated = [...after].flatMap(([key, row]) => {
		const old = before.get(key);
		if (!old) return [];
		const columns = Object.keys(row).filter((column) => row[column] !== old[column]);
		if (columns.length === 0) return [];
		const changes = columns.map((column) => [column, [old[column] ?? null, row[column] ?? null]] as const);
		return [{ row, changes: Object.fromEntries(changes) }];
	});
	return {
		inserted: [...after].filter(([key]) => !before.has(key)).map(([, row]) => row),
		updated,
		deleted: [...before].filter(([key]) => !after.has(key)).map(([, row]) => row),
		after,
	};
}

/** Rows that are alike in a table without a primary key are told apart by their count. */
function byKey(table: ShopTable, rows: readonly DataRow[]): RowsByKey {
	const found = new Map<string, DataRow>();
	for (const row of rows) {
		let key = rowKey(table, row);
		while (found.has(key)) key += '+';
		found.set(key, row);
	}
	return found;
}
