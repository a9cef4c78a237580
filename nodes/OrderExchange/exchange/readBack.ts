import type { Read, ReadRows, Row, SqlValue } from '../database/read.js';
import { quoted } from '../database/statement.js';
import { problem, type Problem } from '../problems/problem.js';
import type { InsertRow, RowPlan, Value } from '../shops/rowPlan.js';
import type { OpenShop } from './openShop.js';
import type { Resolve } from './writeRows.js';
import { differingColumn, idColumnOf, readableColumns } from './storedRows.js';

/** The rows of written plans, to be read once more when nothing can change them any longer on our side. */
export interface ReadBack {
	readonly reads: readonly Read[];
	/** Where the shop holds something else than planned, `orders.customers_city`, by the plan's place in the batch. */
	differences(rows: ReadRows): ReadonlyMap<number, string>;
}

interface WrittenRow {
	readonly columns: readonly string[];
	readonly values: readonly SqlValue[];
	/** Its own id, or that of a row it belongs to. */
	readonly id: string;
	/** Places of the plans that have it; a shared row has several. */
	readonly plans: readonly number[];
}

/** Rows of one table that are found again by the ids in the same column. */
interface AlikeRows {
	readonly table: string;
	readonly foundBy: string;
	readonly columns: readonly string[];
	readonly rows: readonly WrittenRow[];
}

/**
 * What to read after the commit, and how to compare it: every planned row that has an id or belongs to one that has.
 * `resolve` gives, by a plan's place, what turns its values into what the database holds. Columns that the plans
 * change after inserting are left out.
 */
export function readBackOf(shop: OpenShop, plans: readonly RowPlan[], resolve: Resolve): ReadBack {
	const alike = alikeRows(shop, plans, resolve);
	return {
		reads: alike.map(({ table, foundBy, columns, rows }, index) => ({
			name: nameOf(index),
			columns: [...new Set([foundBy, ...columns])],
			from: `FROM {${table}} WHERE ${quoted(foundBy)} IN (?)`,
			values: [[...new Set(rows.map(({ id }) => id))]],
		})),
		differences: (rows) => {
			const found = new Map<number, string>();
			alike.forEach((one, index) => {
				for (const [plan, column] of differencesIn(shop, one, rows[nameOf(index)] ?? []))
					if (!found.has(plan)) found.set(plan, column);
			});
			return found;
		},
	};
}

const nameOf = (index: number): string => `written ${index}`;

function alikeRows(shop: OpenShop, plans: readonly RowPlan[], resolve: Resolve): readonly AlikeRows[] {
	const compared = comparedColumns(shop, plans);
	const groups = new Map<
		string,
		{ table: string; foundBy: string; columns: Set<string>; rows: WrittenRow[] }
	>();
	for (const { row, first, plans: those } of onceEach(plans)) {
		const place = placeOf(shop, row);
		if (!place) continue;
		const valueOf = resolve(first);
		const columns = compared(row);
		const values = columns.map((column) => valueOf(row.values[column] ?? null));
		const written = { columns, values, id: String(valueOf(place.value)), plans: those };
		const kind = `${row.table} ${place.column}`;
		const group = groups.get(kind) ?? {
			...{ table: row.table, foundBy: place.column, columns: new Set<string>(), rows: [] },
		};
		groups.set(kind, group);
		group.rows.push(written);
		for (const column of columns) group.columns.add(column);
	}
	return [...groups.values()].map((group) => ({ ...group, columns: [...group.columns] }));
}

interface PlannedRow {
	readonly row: InsertRow;
	/** Place of the plan that the row was written for, and of all that have it. */
	readonly first: number;
	readonly plans: number[];
}

/** All planned rows, shared ones once. */
function onceEach(plans: readonly RowPlan[]): readonly PlannedRow[] {
	const shared = new Map<string, PlannedRow>();
	const rows: PlannedRow[] = [];
	plans.forEach((plan, index) => {
		for (const row of plan.inserts) {
			const sharedAs = row.shared ? row.handle : undefined;
			const known = sharedAs === undefined ? undefined : shared.get(sharedAs);
			if (known) {
				known.plans.push(index);
				continue;
			}
			const one = { row, first: index, plans: [index] };
			rows.push(one);
			if (sharedAs !== undefined) shared.set(sharedAs, one);
		}
	});
	return rows;
}

/** The columns of a row that must read back as inserted: readable, and not changed afterwards by one of the plans. */
function comparedColumns(shop: OpenShop, plans: readonly RowPlan[]): (row: InsertRow) => readonly string[] {
	const changed = new Set(
		plans.flatMap(({ changes }) =>
			changes.flatMap(({ table, set, add }) =>
				Object.keys({ ...set, ...add }).map((column) => `${table}.${column}`),
			),
		),
	);
	const known = new Map<string, readonly string[]>();
	return ({ table, values }) => {
		const all = Object.keys(values);
		const kind = `${table} ${all.join()}`;
		const columns =
			known.get(kind) ??
			readableColumns(shop, table, all).filter((column) => !changed.has(`${table}.${column}`));
		known.set(kind, columns);
		return columns;
	};
}

/** By which column a row is found again, and the value there; a row that nothing points to or from has none. */
function placeOf(
	shop: OpenShop,
	row: InsertRow,
): { readonly column: string; readonly value: Value } | undefined {
	const idColumn = idColumnOf(shop, row.table);
	if (idColumn && row.handle && !(idColumn in row.values))
		return { column: idColumn, value: { idOf: row.handle } };
	for (const [column, value] of Object.entries(row.values))
		if (typeof value === 'object' && value !== null && 'idOf' in value) return { column, value };
	return undefined;
}

function* differencesIn(
	shop: OpenShop,
	{ table, foundBy, rows }: AlikeRows,
	stored: readonly Row[],
): Generator<readonly [number, string]> {
	const left = new Map<string, Row[]>();
	for (const row of stored) {
		const id = row[foundBy] ?? '';
		const others = left.get(id);
		if (others) others.push(row);
		else left.set(id, [row]);
	}
	for (const { columns, values, id, plans } of rows) {
		const candidates = left.get(id) ?? [];
		const wrong = candidates.map((row) => differingColumn(shop, table, columns, values, row));
		const same = wrong.indexOf(undefined);
		if (same >= 0) candidates.splice(same, 1);
		else for (const plan of plans) yield [plan, `${table}.${wrong[0] ?? foundBy}`];
	}
}

/** What is said of an order that is in the shop, but not as it was written. */
export const writtenDiffers = (order: string, shopOrder: string, column: string): Problem =>
	problem('exchange.writtenDiffers', { order }, { shopOrder, column });
