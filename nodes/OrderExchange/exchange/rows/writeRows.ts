import { randomUUID } from 'node:crypto';
import { speaksAgainstOrder } from '../../database/faults.js';
import type { SqlValue } from '../../database/read.js';
import { insertStatement, markingInsertStatement, rowMark } from '../../database/statement.js';
import { unsaidColumns } from '../../database/unsaidColumns.js';
import type { InsertRow, RowPlan, Values } from '../../shops/rowPlan.js';
import { each, inSlices, type Steps } from '../../time/inSlices.js';
import type { InsertedRows } from './insertedRows.js';
import type { OpenShop } from '../shop/openShop.js';
import { PlansRefused } from './plansRefused.js';
import { plannedRows, rowIds, type PlannedRow, type Resolve, type RowIds } from './plannedRows.js';
import { refusedRows, type Refused } from './refusedRows.js';
import { resolvedChange, type ResolvedChange } from './rowChanges.js';
import { idColumnOf } from './storedRows.js';

/** Keeps the event loop free while a statement is put together; the server's own limit comes on top. */
const rowsPerStatement = 5000;

/** The rows of a batch's plans as they stand in the shop. */
export interface InsertedPlans {
	readonly inserted: readonly InsertedRows[];
	readonly resolve: Resolve;
}

/** The id of the shop order that a plan became. */
export const orderIdOf = (plan: RowPlan, index: number, resolve: Resolve): string =>
	String(resolve(index, { idOf: plan.orderRow }));

/**
 * Inserts the rows of a batch's plans: one INSERT per table and set of columns, parents first. `hidden`: as drafts, see
 * `InsertRow.draft`. What the shop holds then is for `verify` to see.
 * @throws PlansRefused when the shop does not take some of the plans
 */
export async function insertPlans(
	shop: OpenShop,
	plans: readonly RowPlan[],
	{ hidden } = { hidden: false },
): Promise<InsertedPlans> {
	const ids = rowIds();
	const rows = plannedRows(plans);
	const inserted: InsertedRows[] = [];
	const valuesOf = ({ values, draft }: InsertRow) => (hidden && draft ? { ...values, ...draft } : values);
	for (const { table } of shop.platform.tables)
		for (const alike of withSameColumns(rows.get(table) ?? [], valuesOf))
			inserted.push(...(await insertRows(shop, table, alike, ids)));
	return { inserted, resolve: ids.resolve };
}

/** Rows of the same columns; lists of the same length. */
interface AlikeRows {
	readonly columns: readonly string[];
	readonly planned: PlannedRow[];
	readonly values: Values[];
}

function withSameColumns(
	rows: readonly PlannedRow[],
	valuesOf: (row: InsertRow) => Values,
): readonly AlikeRows[] {
	const kinds: AlikeRows[] = [];
	for (const planned of rows) {
		const values = valuesOf(planned.row);
		const known = kinds.find(({ columns }) => hasColumns(values, columns));
		if (known) {
			known.planned.push(planned);
			known.values.push(values);
		} else kinds.push({ columns: Object.keys(values), planned: [planned], values: [values] });
	}
	return kinds;
}

/** In this order; a text of all names to compare would cost as much as the rest of the row. */
function hasColumns(values: Values, columns: readonly string[]): boolean {
	let at = 0;
	for (const column in values) {
		if (column !== columns[at]) return false;
		at += 1;
	}
	return at === columns.length;
}

async function insertRows(
	shop: OpenShop,
	table: string,
	{ columns, planned: all, values: planValues }: AlikeRows,
	ids: RowIds,
): Promise<readonly InsertedRows[]> {
	const inserted: InsertedRows[] = [];
	const { idStep, longestStatement } = shop.database;
	const unsaid = unsaidColumns(shop.schema.get(shop.found.prefix + table), columns);
	const named = [...columns, ...unsaid.map(({ name }) => name)];
	const least = unsaid.map(({ value }) => value);
	const filled = idColumnOf(shop, table);
	const idColumn = filled !== undefined && !columns.includes(filled) ? filled : undefined;
	const resolved = await inSlices(
		each(planValues, (values, index) => {
			const plan = all[index]?.plans[0] ?? 0;
			return columns.map((column) => ids.resolve(plan, values[column] ?? null));
		}),
	);
	for (const [from, to] of chunks(resolved, longestStatement)) {
		const values = resolved.slice(from, to);
		const planned = all.slice(from, to);
		const sent = unsaid.length === 0 ? values : values.map((row) => [...row, ...least]);
		const insertId = await insert(shop, table, named, sent, planned);
		const first = filled === undefined ? undefined : BigInt(insertId);
		const rowIds = values.map((row, index) =>
			first === undefined ? String(row[0]) : String(first + BigInt(index * idStep)),
		);
		planned.forEach((row, index) => ids.note(row, rowIds[index] ?? ''));
		inserted.push({ table, columns, values, planned, idColumn, ids: rowIds });
	}
	return inserted;
}

/** Returns the id of the first row. @throws PlansRefused when some of the rows can be told to be unacceptable */
async function insert(
	shop: OpenShop,
	table: string,
	columns: readonly string[],
	rows: readonly (readonly SqlValue[])[],
	planned: readonly PlannedRow[],
): Promise<string> {
	const { database, found } = shop;
	const name = found.prefix + table;
	const { sql, values } = insertStatement(name, columns, rows);
	const written = database.write(sql, values).catch(async (error: unknown) => {
		throw (speaksAgainstOrder(error) && (await refusedPlans())) || error;
	});
	return (await written).insertId;

	async function refusedPlans(): Promise<PlansRefused | undefined> {
		const refused = await refusedRows(rows, sendMarked).catch(() => undefined);
		if (!refused || refused.size === 0) return undefined;
		return new PlansRefused(
			new Map([...refused].map(([row, cause]) => [planned[rows.indexOf(row)]?.plans[0] ?? 0, cause])),
		);
	}

	async function sendMarked(some: typeof rows): Promise<Refused | undefined> {
		const statement = randomUUID();
		const marks = some.map((_, index) => `${statement} ${index}`);
		const marking = markingInsertStatement(name, columns, some, marks);
		try {
			await database.write(marking.sql, marking.values);
			return undefined;
		} catch (error) {
			const [reached] = speaksAgainstOrder(error) ? await database.read(rowMark, found.prefix) : [];
			const at = marks.indexOf(reached?.['mark'] ?? '');
			return { error, at: at < 0 ? undefined : at };
		}
	}
}

/** Statements of at most half the server's limit; each gives [from, to). */
function* chunks(rows: readonly (readonly SqlValue[])[], longest: number): Generator<[number, number]> {
	let from = 0;
	let bytes = 0;
	for (const [index, row] of rows.entries()) {
		const size = row.reduce<number>((total, value) => total + 2 * String(value).length + 4, 0);
		if (index > from && (index - from >= rowsPerStatement || bytes + size > longest / 2)) {
			yield [from, index];
			from = index;
			bytes = 0;
		}
		bytes += size;
	}
	if (from < rows.length) yield [from, rows.length];
}

/** The changes of a batch's plans, once their rows have ids. */
export const changesOf = (plans: readonly RowPlan[], resolve: Resolve): Promise<readonly ResolvedChange[]> =>
	inSlices(resolvedChanges(plans, resolve));

function* resolvedChanges(plans: readonly RowPlan[], resolve: Resolve): Steps<readonly ResolvedChange[]> {
	const changes: ResolvedChange[] = [];
	for (const [index, plan] of plans.entries()) {
		if (index % plansPerStep === 0) yield;
		for (const change of plan.changes) changes.push(resolvedChange(change, (value) => resolve(index, value)));
	}
	return changes;
}

/** A millisecond of work. */
const plansPerStep = 50;
