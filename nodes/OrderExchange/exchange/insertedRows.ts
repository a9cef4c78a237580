import type { Read, ReadLists, SqlValue } from '../database/read.js';
import { quoted } from '../database/statement.js';
import { inSlices, type Steps } from '../time/inSlices.js';
import type { OpenShop } from './openShop.js';
import { PlansRefused } from './ordersRefused.js';
import type { PlannedRow } from './plannedRows.js';
import { ReadBackDifference } from './readBackDifference.js';
import { columnPortions, comparison, readableColumns } from './storedRows.js';

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

interface Look extends InsertedRows {
	readonly idColumn: string;
	readonly read: Read;
	readonly differs: ReturnType<typeof comparison>;
}

/**
 * Reads all rows at the ids that the database must have given them: proves both that the ids are ours and that the values
 * are as planned.
 * @throws PlansRefused with a ReadBackDifference for each plan of which a row differs
 */
export async function verify(shop: OpenShop, inserted: readonly InsertedRows[]): Promise<void> {
	const looks = inserted.flatMap((rows, index): Look[] => {
		const { table, columns, idColumn, ids } = rows;
		if (idColumn === undefined) return [];
		return columnPortions(readableColumns(shop, table, columns)).map((compared, portion) => {
			const read = {
				name: `${index} ${portion}`,
				columns: [idColumn, ...compared],
				from: `FROM {${table}} WHERE ${quoted(idColumn)} IN (?)`,
				values: [ids],
			};
			const differs = comparison(shop, table, { columns, compared, read: read.columns });
			return { ...rows, idColumn, read, differs };
		});
	});
	const stored = await shop.database.readLists(
		looks.map(({ read }) => read),
		shop.found.prefix,
	);
	const differing = await inSlices(differences(looks, stored));
	if (differing.size > 0) throw new PlansRefused(differing);
}

function* differences(
	looks: readonly Look[],
	stored: ReadLists,
): Steps<ReadonlyMap<number, ReadBackDifference>> {
	const differing = new Map<number, ReadBackDifference>();
	for (const { read, table, values, planned, idColumn, ids, differs } of looks) {
		yield;
		const byId = new Map(stored[read.name]?.map((row) => [row[0], row]));
		for (const [index, row] of values.entries()) {
			if (index % rowsPerStep === 0) yield;
			const found = byId.get(ids[index] ?? '');
			const column = found ? differs(row, found) : idColumn;
			if (column !== undefined)
				differing.set(planned[index]?.plans[0] ?? 0, new ReadBackDifference(`${table}.${column}`));
		}
	}
	return differing;
}

/** A millisecond of comparing. */
export const rowsPerStep = 200;
