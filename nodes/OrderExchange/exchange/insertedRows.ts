import type { SqlValue } from '../database/read.js';
import { quoted } from '../database/statement.js';
import type { OpenShop } from './openShop.js';
import { PlansRefused } from './ordersRefused.js';
import type { PlannedRow } from './plannedRows.js';
import { ReadBackDifference } from './readBackDifference.js';
import { comparison, readableColumns } from './storedRows.js';

/** The rows of one INSERT; lists of the same length. */
export interface InsertedRows {
	readonly table: string;
	readonly columns: readonly string[];
	/** What each row holds, in the order of the columns. */
	readonly values: readonly (readonly SqlValue[])[];
	readonly planned: readonly PlannedRow[];
	/** The column that the database filled with `ids`; undefined where the rows brought their own. */
	readonly idColumn: string | undefined;
	readonly ids: readonly string[];
}

/**
 * Reads all rows at the ids that the database must have given them: proves both that the ids are ours and that the values
 * are as planned.
 * @throws PlansRefused with a ReadBackDifference for each plan of which a row differs
 */
export async function verify(shop: OpenShop, inserted: readonly InsertedRows[]): Promise<void> {
	const differing = new Map<number, ReadBackDifference>();
	const looks = inserted.flatMap(({ table, columns, values, planned, idColumn, ids }, index) => {
		if (idColumn === undefined) return [];
		const compared = readableColumns(shop, table, columns);
		const read = {
			name: String(index),
			columns: [idColumn, ...compared],
			from: `FROM {${table}} WHERE ${quoted(idColumn)} IN (?)`,
			values: [ids],
		};
		const differs = comparison(shop, table, { columns, compared, read: read.columns });
		return [{ read, table, values, planned, idColumn, ids, differs }];
	});
	const stored = await shop.database.readLists(
		looks.map(({ read }) => read),
		shop.found.prefix,
	);
	for (const { read, table, values, planned, idColumn, ids, differs } of looks) {
		const byId = new Map(stored[read.name]?.map((row) => [row[0], row]));
		values.forEach((row, index) => {
			const found = byId.get(ids[index] ?? '');
			const column = found ? differs(row, found) : idColumn;
			if (column === undefined) return;
			differing.set(planned[index]?.plans[0] ?? 0, new ReadBackDifference(`${table}.${column}`));
		});
	}
	if (differing.size > 0) throw new PlansRefused(differing);
}
