import type { Row, SqlValue } from '../database/read.js';
import { quoted } from '../database/statement.js';
import type { OpenShop } from './openShop.js';
import { PlansRefused } from './ordersRefused.js';
import { ReadBackDifference } from './readBackDifference.js';
import { differingColumn, readableColumns } from './storedRows.js';

/** The rows of one INSERT into a table that gives them ids, and the ids that they must have got. */
export interface InsertedRows {
	readonly table: string;
	readonly idColumn: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly SqlValue[])[];
	readonly rowIds: readonly string[];
	/** The place of each row's plan in the batch. */
	readonly plans: readonly number[];
}

/**
 * Reads all rows at the expected ids at once: proves both that the ids are ours and that the values are as planned.
 * @throws PlansRefused with a ReadBackDifference for each plan of which a row differs
 */
export async function verify(shop: OpenShop, inserted: readonly InsertedRows[]): Promise<void> {
	const reads = inserted.map(({ table, idColumn, columns, rowIds }, index) => ({
		name: String(index),
		columns: [idColumn, ...readableColumns(shop, table, columns)],
		from: `FROM {${table}} WHERE ${quoted(idColumn)} IN (?)`,
		values: [rowIds],
	}));
	const stored = await shop.database.readAll(reads, shop.found.prefix);
	const differing = new Map<number, ReadBackDifference>();
	inserted.forEach((one, index) => {
		for (const [plan, column] of differences(shop, one, stored[index] ?? []))
			differing.set(plan, new ReadBackDifference(`${one.table}.${column}`));
	});
	if (differing.size > 0) throw new PlansRefused(differing);
}

function* differences(
	shop: OpenShop,
	{ table, idColumn, columns, rows, rowIds, plans }: InsertedRows,
	stored: readonly Row[],
): Generator<readonly [plan: number, column: string]> {
	const byId = new Map(stored.map((row) => [row[idColumn], row]));
	const checked = readableColumns(shop, table, columns);
	const places = checked.map((column) => columns.indexOf(column));
	for (const [index, row] of rows.entries()) {
		const found = byId.get(rowIds[index]);
		const values = places.map((at) => row[at] ?? null);
		const wrong = found ? differingColumn(shop, table, checked, values, found) : idColumn;
		if (wrong) yield [plans[index] ?? 0, wrong];
	}
}
