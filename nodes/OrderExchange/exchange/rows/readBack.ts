import type { Read, ReadLists, RowList, SqlValue } from '../../database/read.js';
import { quoted } from '../../database/statement.js';
import { byKey } from '../../orders/grouped.js';
import { problem, type Problem } from '../../problems/problem.js';
import { isRowId, type InsertRow, type RowPlan } from '../../shops/rowPlan.js';
import type { Steps } from '../../time/inSlices.js';
import type { InsertedRows } from './insertedRows.js';
import type { OpenShop } from '../shop/openShop.js';
import type { PlannedRow } from './plannedRows.js';
import { columnPortions, comparison, readableColumns } from './storedRows.js';

/** A millisecond of comparing. */
const rowsPerStep = 200;

/** The rows of written plans, to be read once more when nothing can change them any longer on our side. */
export interface ReadBack {
	readonly reads: readonly Read[];
	/** Where the shop holds something else than planned, `orders.customers_city`, by the plan's place in the batch. */
	differences(stored: ReadLists): Steps<ReadonlyMap<number, string>>;
}

/** Rows of one table that are found again by the values in the same column: their own ids, or those of rows that they belong to. */
interface FoundRows {
	readonly table: string;
	readonly foundBy: string;
	readonly parts: readonly FoundPart[];
}

/** Of the same columns; the lists are of the same length. */
interface FoundPart {
	readonly columns: readonly string[];
	readonly values: readonly (readonly SqlValue[])[];
	readonly planned: readonly PlannedRow[];
	/** What stands in `foundBy`. */
	readonly ids: readonly string[];
}

/**
 * What to read, and how to compare it: every inserted row that has an id or belongs to one that has. Columns that the
 * plans change after inserting are left out; of a new customer's rows, also those that any order of theirs changes, since
 * another run's may have come first.
 */
export function readBackOf(
	shop: OpenShop,
	plans: readonly RowPlan[],
	inserted: readonly InsertedRows[],
): ReadBack {
	const changed = changedColumns(plans);
	const ofTables = foundRows(inserted).flatMap((rows, index) => comparedReads(shop, rows, index, changed));
	return {
		reads: ofTables.map(({ read }) => read),
		*differences(stored) {
			const found = new Map<number, string>();
			for (const { read, table, foundBy, parts, differs } of ofTables) {
				yield;
				const candidates = byKey(stored[read.name] ?? [], ([id]) => id ?? '');
				for (const [part, { values, planned, ids }] of parts.entries())
					for (const [index, row] of values.entries()) {
						if (index % rowsPerStep === 0) yield;
						const column = takeAlike(
							candidates.get(ids[index] ?? '') ?? [],
							(one) => differs[part]?.(row, one),
							foundBy,
						);
						if (column === undefined) continue;
						for (const plan of planned[index]?.plans ?? [])
							if (!found.has(plan)) found.set(plan, `${table}.${column}`);
					}
			}
			return found;
		},
	};
}

/** Reads of one table's rows, and how what they give is compared with each part of the rows. */
interface ComparedRead extends FoundRows {
	readonly read: Read;
	/** One for each of `parts`. */
	readonly differs: readonly ReturnType<typeof comparison>[];
}

/** `index` tells the reads of one table from those of others; `changed`: columns not to compare, `orders.customers_id`. */
function comparedReads(
	shop: OpenShop,
	{ table, foundBy, parts }: FoundRows,
	index: number,
	changed: ReadonlySet<string>,
): readonly ComparedRead[] {
	const changedLater = shop.platform.tables.find((use) => use.table === table)?.changed ?? [];
	const readable = parts.map(({ columns, planned }) => {
		const isOfCustomer = planned.some(({ row }) => row.shared);
		return readableColumns(shop, table, columns).filter(
			(column) => !changed.has(`${table}.${column}`) && !(isOfCustomer && changedLater.includes(column)),
		);
	});
	const all = [...new Set(readable.flat())];
	const ids = parts.flatMap((part) => part.ids);
	const distinctIds = [...new Set(ids)];
	// Rows that belong to the same one are told apart by all that they hold.
	const oneForEach = distinctIds.length === ids.length;
	return (oneForEach ? columnPortions(all) : [all]).map((some, portion) => {
		const columns = [...new Set([foundBy, ...some])];
		const read: Read = {
			name: `written ${index} ${portion}`,
			columns,
			from: `FROM {${table}} WHERE ${quoted(foundBy)} IN (?)`,
			values: [distinctIds],
		};
		const differs = parts.map((part, at) => {
			const compared = (readable[at] ?? []).filter((column) => some.includes(column));
			return comparison(shop, table, { columns: part.columns, compared, read: columns });
		});
		return { table, foundBy, parts, read, differs };
	});
}

function changedColumns(plans: readonly RowPlan[]): ReadonlySet<string> {
	const changed = new Set<string>();
	for (const { changes } of plans)
		for (const { table, set, add } of changes)
			for (const values of [set, add]) for (const column in values) changed.add(`${table}.${column}`);
	return changed;
}

function foundRows(inserted: readonly InsertedRows[]): readonly FoundRows[] {
	const groups = new Map<string, { table: string; foundBy: string; parts: FoundPart[] }>();
	for (const rows of inserted)
		for (const [foundBy, part] of rows.idColumn === undefined
			? byParent(rows)
			: ([[rows.idColumn, rows]] as const)) {
			const kind = `${rows.table} ${foundBy}`;
			const group = groups.get(kind) ?? { table: rows.table, foundBy, parts: [] };
			group.parts.push(part);
			groups.set(kind, group);
		}
	return [...groups.values()];
}

/** Rows without ids of their own, by the column that holds the id of the row that they belong to; the others belong to none. */
function byParent({ columns, values, planned }: InsertedRows): ReadonlyMap<string, FoundPart> {
	const parts = new Map<
		string,
		{ columns: typeof columns; values: (typeof values)[number][]; planned: PlannedRow[]; ids: string[] }
	>();
	planned.forEach((one, index) => {
		const foundBy = parentColumn(one.row);
		const row = values[index];
		if (foundBy === undefined || row === undefined) return;
		const part = parts.get(foundBy) ?? { columns, values: [], planned: [], ids: [] };
		parts.set(foundBy, part);
		part.values.push(row);
		part.planned.push(one);
		part.ids.push(String(row[columns.indexOf(foundBy)]));
	});
	return parts;
}

function parentColumn({ values }: InsertRow): string | undefined {
	for (const column in values) {
		if (isRowId(values[column])) return column;
	}
	return undefined;
}

/**
 * Takes a row that does not differ out of the candidates. Where there is none, returns the column in which the first one
 * differs, or `missing` without any.
 */
function takeAlike(
	candidates: RowList[],
	differs: (stored: RowList) => string | undefined,
	missing: string,
): string | undefined {
	const columns: string[] = [];
	for (const [index, row] of candidates.entries()) {
		const column = differs(row);
		if (column === undefined) {
			candidates.splice(index, 1);
			return undefined;
		}
		columns.push(column);
	}
	return columns[0] ?? missing;
}

/** What is said of an order that is in the shop, but not as it was written. */
export const writtenDiffers = (order: string, shopOrder: string, column: string): Problem =>
	problem('exchange.writtenDiffers', { order }, { shopOrder, column });
