import type { GivenRow, GoldenOrder, GoldenUpdate } from '../support/goldenOrders.js';
import type { DataRow, RowsByTable } from '../../sandbox/shops/shopData.js';
import type { TestShop } from '../../sandbox/shops/shopDatabase.js';
import {
	autoIncrementOf,
	columnsWithoutDefault,
	leastValue,
	primaryKeyOf,
	quoted,
	type ShopColumn,
	type ShopSchema,
	type ShopTable,
} from '../../sandbox/shops/shopTables.js';
import { momentOf } from './moment.js';

/**
 * Rows of the shop right before `golden`. The reference rows show it after all golden orders, so this one and
 * the later ones are taken back, and what earlier ones inserted is added.
 */
export function rowsBefore(
	golden: GoldenOrder,
	all: readonly GoldenOrder[],
	reference: RowsByTable,
	schema: ShopSchema,
): RowsByTable {
	const moment = momentOf(golden).getTime();
	const others = all.filter((other) => other.case !== golden.case);
	const before = others.filter((other) => momentOf(other).getTime() < moment);
	const later = others
		.filter((other) => momentOf(other).getTime() >= moment)
		.sort((a, b) => momentOf(b).getTime() - momentOf(a).getTime());

	const state = new ShopState(reference, schema);
	for (const earlier of before) state.addInserted(earlier);
	for (const undone of [...later, golden]) state.takeBack(undone);
	state.apply(golden.given);
	return state.rows();
}

/** Lets the shop give the ids that it gave in the golden order. */
export async function numberAsIn(golden: GoldenOrder, shop: TestShop): Promise<void> {
	for (const [table, { inserted = [] }] of Object.entries(golden.tables)) {
		const definition = shop.schema[table];
		const column = definition && autoIncrementOf(definition);
		if (!column || inserted.length === 0) continue;
		const first = Math.min(...inserted.map((row) => Number(row[column])));
		await shop.query(`ALTER TABLE ${quoted(table)} AUTO_INCREMENT = ${first}`);
	}
}

/** Tables in memory, rows by primary key. */
class ShopState {
	readonly #tables = new Map<string, Map<string, DataRow>>();
	readonly #schema: ShopSchema;

	constructor(rows: RowsByTable, schema: ShopSchema) {
		this.#schema = schema;
		for (const [table, list] of Object.entries(rows)) for (const row of list) this.#put(table, row);
	}

	addInserted({ tables }: GoldenOrder): void {
		for (const [table, { inserted = [] }] of Object.entries(tables))
			for (const row of inserted) this.#put(table, row);
	}

	takeBack({ tables }: GoldenOrder): void {
		for (const [table, { inserted = [], updated = [], deleted = [] }] of Object.entries(tables)) {
			if (!(table in this.#schema)) continue;
			for (const row of inserted) this.#rowsOf(table).delete(this.#keyOf(table, row));
			for (const row of deleted) this.#put(table, row);
			for (const update of updated) this.#undo(table, update);
		}
	}

	/** Where the reference rows lack the ids, or the row, the golden order itself says which row it changed. */
	#undo(table: string, { key, row_hint: hint = {}, changes }: GoldenUpdate): void {
		const old = Object.entries(changes).map(([column, [value]]) => [column, value] as const);
		const row = { ...key, ...hint, ...Object.fromEntries(old) };
		if (this.#change(table, key, row) > 0) return;
		if (Object.keys(hint).length > 0 && this.#change(table, hint, row) > 0) return;
		const definition = this.#schema[table];
		if (definition && isWhole(definition, row)) this.#put(table, row);
	}

	/** Sets columns of rows that are there and adds whole rows; what is neither, the shop has no use for. */
	apply(given: Readonly<Record<string, readonly GivenRow[]>>): void {
		for (const [name, rows] of Object.entries(given)) {
			const table = this.#fullName(name);
			const definition = this.#schema[table];
			if (!definition) continue;
			for (const { key, ...values } of rows) {
				const row = (isRow(key) || key === undefined ? values : { key, ...values }) as DataRow;
				const found = isRow(key) ? key : uniqueKey(definition, row);
				const changed = found ? this.#change(table, found, row) : 0;
				if (changed === 0 && isWhole(definition, row)) this.#put(table, row);
			}
		}
	}

	/** Every row of a table with the same columns, so that one INSERT can hold them. */
	rows(): RowsByTable {
		return Object.fromEntries(
			[...this.#tables].map(([table, rows]) => {
				const definition = this.#schema[table];
				const numbered = definition && autoIncrementOf(definition);
				const list = [...rows.values()];
				const columns = new Set(list.flatMap((row) => Object.keys(row)));
				// Rows with an id go first, so that the server numbers the others behind them.
				const hasNoId = (row: DataRow) => Number(numbered !== undefined && row[numbered] === undefined);
				list.sort((a, b) => hasNoId(a) - hasNoId(b));
				return [table, list.map((row) => completed(row, columns, definition))];
			}),
		);
	}

	#put(table: string, row: DataRow): void {
		if (table in this.#schema) this.#rowsOf(table).set(this.#keyOf(table, row), row);
	}

	#change(table: string, key: DataRow, values: DataRow): number {
		let changed = 0;
		for (const [id, row] of this.#rowsOf(table)) {
			if (!Object.entries(key).every(([column, value]) => row[column] === value)) continue;
			this.#rowsOf(table).set(id, { ...row, ...values });
			changed += 1;
		}
		return changed;
	}

	#rowsOf(table: string): Map<string, DataRow> {
		const rows = this.#tables.get(table) ?? new Map<string, DataRow>();
		this.#tables.set(table, rows);
		return rows;
	}

	#keyOf(table: string, row: DataRow): string {
		const definition = this.#schema[table];
		return definition ? rowKey(definition, row) : JSON.stringify(row);
	}

	/** Given files may name tables with or without the shop's prefix. */
	#fullName(name: string): string {
		const found = Object.keys(this.#schema).find((table) => table === name || table.endsWith(`_${name}`));
		if (!found) throw new Error(`The shop has no table ${name}`);
		return name in this.#schema ? name : found;
	}
}

/** Identity of a row: the first unique index that it has all columns of, or the whole row. */
export const rowKey = (table: ShopTable, row: DataRow): string =>
	JSON.stringify(uniqueKey(table, row) ?? row);

function uniqueKey(table: ShopTable, row: DataRow): DataRow | undefined {
	const indexes = [
		primaryKeyOf(table),
		...Object.values(table.indexes)
			.filter(({ unique }) => unique)
			.map(({ columns }) => columns),
	].map((columns) => columns.map((column) => column.replace(/\(\d+\)$/, '')));
	const found = indexes.find(
		(columns) => columns.length > 0 && columns.every((column) => row[column] !== undefined),
	);
	return found && Object.fromEntries(found.map((column) => [column, row[column] ?? null]));
}

/** Has a value wherever the table wants one of its own. */
function isWhole(table: ShopTable, row: DataRow): boolean {
	const numbered = autoIncrementOf(table);
	const unique = Object.values(table.indexes).filter((index) => index.unique);
	const wanted = [
		...columnsWithoutDefault(table).map(({ name }) => name),
		...unique.flatMap(({ columns }) => columns),
	];
	return wanted.every((column) => column === numbered || row[column] !== undefined);
}

const isRow = (value: unknown): value is DataRow => typeof value === 'object' && value !== null;

function completed(row: DataRow, columns: ReadonlySet<string>, table: ShopTable | undefined): DataRow {
	const full: Record<string, string | null> = { ...row };
	for (const column of columns) {
		if (column in full) continue;
		const definition = table?.columns.find(({ name }) => name === column);
		full[column] = definition ? defaultOf(definition) : null;
	}
	return full;
}

/** `'0'` → `0`, `NULL` → null: literals only, which is what shop schemas have. Null lets the server number a row. */
function defaultOf(column: ShopColumn): string | null {
	const { default: expression, nullable, extra = '' } = column;
	if (extra.includes('auto_increment')) return null;
	if (expression === undefined) return nullable ? null : leastValue(column);
	if (expression.toUpperCase() === 'NULL') return null;
	return expression.replace(/^'(.*)'$/s, '$1');
}
