import type { Read, ReadRows, Row, SqlValue } from '../database/read.js';
import { quoted } from '../database/statement.js';
import { problem, type Problem } from '../problems/problem.js';
import type { RowPlan } from '../shops/rowPlan.js';
import type { InsertedRows } from './insertedRows.js';
import type { OpenShop } from './openShop.js';
import { comparison, readableColumns } from './storedRows.js';

/** The rows of written plans, to be read once more when nothing can change them any longer on our side. */
export interface ReadBack {
	readonly reads: readonly Read[];
	/** Where the shop holds something else than planned, `orders.customers_city`, by the plan's place in the batch. */
	differences(rows: ReadRows): ReadonlyMap<number, string>;
}

/** Rows of one table that are found again by the values in the same column: their own ids, or those of rows that they belong to. */
interface FoundRows {
	readonly table: string;
	readonly foundBy: string;
	readonly parts: readonly FoundPart[];
}

interface FoundPart {
	readonly columns: readonly string[];
	readonly rows: readonly WrittenRow[];
}

interface WrittenRow {
	readonly values: readonly SqlValue[];
	readonly id: string;
	readonly plans: readonly number[];
}

/**
 * What to read after the commit, and how to compare it: every inserted row that has an id or belongs to one that has.
 * Columns that the plans change after inserting are left out.
 */
export function readBackOf(
	shop: OpenShop,
	plans: readonly RowPlan[],
	inserted: readonly InsertedRows[],
): ReadBack {
	const changed = changedColumns(plans);
	const compared = (table: string, columns: readonly string[]) =>
		readableColumns(shop, table, columns).filter((column) => !changed.has(`${table}.${column}`));
	const all = foundRows(inserted);
	return {
		reads: all.map(({ table, foundBy, parts }, index) => ({
			name: nameOf(index),
			columns: [...new Set([foundBy, ...parts.flatMap(({ columns }) => compared(table, columns))])],
			from: `FROM {${table}} WHERE ${quoted(foundBy)} IN (?)`,
			values: [[...new Set(parts.flatMap(({ rows }) => rows.map(({ id }) => id)))]],
		})),
		differences: (rows) => {
			const found = new Map<number, string>();
			all.forEach(({ table, foundBy, parts }, index) => {
				const stored = rowsById(rows[nameOf(index)] ?? [], foundBy);
				for (const part of parts) {
					const differs = comparison(shop, table, part.columns, compared(table, part.columns));
					for (const row of part.rows) {
						const column = takeAlike(stored.get(row.id) ?? [], (one) => differs(row.values, one), foundBy);
						if (column === undefined) continue;
						for (const plan of row.plans) if (!found.has(plan)) found.set(plan, `${table}.${column}`);
					}
				}
			});
			return found;
		},
	};
}

const nameOf = (index: number): string => `written ${index}`;

const changedColumns = (plans: readonly RowPlan[]): ReadonlySet<string> => {
	const changed = new Set<string>();
	for (const { changes } of plans)
		for (const { table, set, add } of changes)
			for (const values of [set, add])
				for (const column of Object.keys(values ?? {})) changed.add(`${table}.${column}`);
	return changed;
};

function foundRows(inserted: readonly InsertedRows[]): readonly FoundRows[] {
	const groups = new Map<string, { table: string; foundBy: string; parts: FoundPart[] }>();
	for (const { table, columns, values, planned, idColumn, ids } of inserted) {
		const parts = new Map<string, WrittenRow[]>();
		values.forEach((row, index) => {
			const one = planned[index];
			const foundBy = idColumn ?? (one && parentColumn(one.row));
			if (one === undefined || foundBy === undefined) return;
			const id = idColumn === undefined ? String(row[columns.indexOf(foundBy)]) : (ids[index] ?? '');
			const rows = parts.get(foundBy);
			const written = { values: row, id, plans: one.plans };
			if (rows) rows.push(written);
			else parts.set(foundBy, [written]);
		});
		for (const [foundBy, rows] of parts) {
			const kind = `${table} ${foundBy}`;
			const group = groups.get(kind) ?? { table, foundBy, parts: [] };
			group.parts.push({ columns, rows });
			groups.set(kind, group);
		}
	}
	return [...groups.values()];
}

/** The column with the id of the row that this one belongs to; a row that belongs to none has none. */
function parentColumn({ values }: InsertedRows['planned'][number]['row']): string | undefined {
	for (const column in values) {
		const value = values[column];
		if (typeof value === 'object' && value !== null && 'idOf' in value) return column;
	}
	return undefined;
}

function rowsById(rows: readonly Row[], idColumn: string): ReadonlyMap<string, Row[]> {
	const found = new Map<string, Row[]>();
	for (const row of rows) {
		const id = row[idColumn] ?? '';
		const others = found.get(id);
		if (others) others.push(row);
		else found.set(id, [row]);
	}
	return found;
}

/**
 * Takes a row that does not differ out of the candidates. Where there is none, returns the column in which the first one
 * differs, or `missing` without any.
 */
function takeAlike(
	candidates: Row[],
	differs: (stored: Row) => string | undefined,
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
