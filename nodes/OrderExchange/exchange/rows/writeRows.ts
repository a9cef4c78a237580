import type { SqlValue } from '../../database/read.js';
import { unsaidColumns } from '../../database/unsaidColumns.js';
import type { InsertRow, RowPlan, Values } from '../../shops/rowPlan.js';
import { each, inSlices, type Steps } from '../../time/inSlices.js';
import type { InsertedRows } from './insertedRows.js';
import type { OpenShop } from '../shop/openShop.js';
import { fitsBeside, insertPortions, type Portion } from './insertPortions.js';
import { plannedRows, rowIds, type PlannedRow, type Resolve, type RowIds } from './plannedRows.js';
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
 * Inserts the rows of a batch's plans: one INSERT per table and set of columns, parents first; those that need no ids of each
 * other's rows share a round trip where the server knows how (without transactions: those of a single order). `hidden`: as drafts, see `InsertRow.draft`. What the shop holds
 * then is for `verify` to see.
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
	const sharing = shop.database.takesBlocks && (plans.length === 1 || !shop.withoutTransactions);
	let waiting: Portion[] = [];
	const send = async () => {
		for (const some of await insertPortions(shop, waiting)) {
			some.planned.forEach((row, index) => ids.note(row, some.ids[index] ?? ''));
			inserted.push(some);
		}
		waiting = [];
	};
	const valuesOf = ({ values, draft }: InsertRow) => (hidden && draft ? { ...values, ...draft } : values);
	for (const { table } of shop.platform.tables)
		for (const alike of withSameColumns(rows.get(table) ?? [], valuesOf)) {
			if (!referredRowsKnown(alike, ids)) await send();
			for (const portion of await portionsOf(shop, table, alike, ids)) {
				if (!sharing || !fitsBeside(shop, waiting, portion)) await send();
				waiting.push(portion);
			}
		}
	await send();
	return { inserted, resolve: ids.resolve };
}

const referredRowsKnown = ({ planned, values }: AlikeRows, ids: RowIds): boolean =>
	planned.every(({ plans: [plan] }, index) => ids.know(plan, values[index] ?? {}));

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

/** The rows as they go to the database, divided into as many INSERTs as its longest statement asks for. */
async function portionsOf(
	shop: OpenShop,
	table: string,
	{ columns, planned, values: planValues }: AlikeRows,
	ids: RowIds,
): Promise<readonly Portion[]> {
	const unsaid = unsaidColumns(shop.schema.get(shop.found.prefix + table), columns);
	const filled = idColumnOf(shop, table);
	const idColumn = filled !== undefined && !columns.includes(filled) ? filled : undefined;
	const resolved = await inSlices(
		each(planValues, (values, index) => {
			const plan = planned[index]?.plans[0] ?? 0;
			return columns.map((column) => ids.resolve(plan, values[column] ?? null));
		}),
	);
	return [...chunks(resolved, shop.database.longestStatement)].map(({ from, to, bytes }) => ({
		table,
		columns,
		unsaid,
		idColumn,
		bytes,
		values: resolved.slice(from, to),
		planned: planned.slice(from, to),
	}));
}

interface Chunk {
	readonly from: number;
	/** The first row behind it. */
	readonly to: number;
	readonly bytes: number;
}

/** Statements of at most half the server's limit. */
function* chunks(rows: readonly (readonly SqlValue[])[], longest: number): Generator<Chunk> {
	let from = 0;
	let bytes = 0;
	for (const [index, row] of rows.entries()) {
		const size = row.reduce<number>((total, value) => total + 2 * String(value).length + 4, 0);
		if (index > from && (index - from >= rowsPerStatement || bytes + size > longest / 2)) {
			yield { from, to: index, bytes };
			from = index;
			bytes = 0;
		}
		bytes += size;
	}
	if (from < rows.length) yield { from, to: rows.length, bytes };
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
