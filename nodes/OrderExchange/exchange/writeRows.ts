import type { Row, SqlValue } from '../database/read.js';
import { insertStatement, quoted } from '../database/statement.js';
import type { InsertRow, RowPlan, Value } from '../shops/rowPlan.js';
import type { OpenShop } from './openShop.js';
import { changeRows } from './changeRows.js';
import { ReadBackDifference } from './readBackDifference.js';
import {
	alikeChanges,
	assignments,
	grouped,
	resolvedChange,
	rowsOfChanges,
	type ResolvedChange,
} from './rowChanges.js';
import { differingColumn, idColumnOf, readableColumns } from './storedRows.js';

type Ids = Map<string, string>;
interface PlacedRow {
	readonly row: InsertRow;
	/** Finds the id of a row of the same plan, or of one shared in the batch. */
	readonly nameOf: (handle: string) => string;
}

/** Keeps the event loop free while a statement is put together; the server's own limit comes on top. */
const rowsPerStatement = 5000;

/** By a plan's place in the batch, what turns its values into what the database holds. */
export type Resolve = (index: number) => (value: Value) => SqlValue;

/**
 * Writes the plans of a batch inside the open transaction: one INSERT per table and set of columns, parents first, then
 * one UPDATE for all changes, `further` ones too. Returns what tells the ids of the planned rows.
 * @throws ReadBackDifference when a row of a table with ids does not read back as planned
 */
export async function writeRows(
	shop: OpenShop,
	plans: readonly RowPlan[],
	further: (resolve: Resolve) => readonly ResolvedChange[],
): Promise<Resolve> {
	const resolve = await insertPlans(shop, plans);
	const changes = plans.flatMap((plan, index) =>
		plan.changes.map((change) => resolvedChange(change, resolve(index))),
	);
	await changeRows(shop, [...changes, ...further(resolve)]);
	return resolve;
}

/** The id of the shop order that a plan became. */
export const orderIdOf = (plan: RowPlan, index: number, resolve: Resolve): string =>
	String(resolve(index)({ idOf: plan.orderRow }));

/** Inserts the rows of a batch's plans. */
export async function insertPlans(shop: OpenShop, plans: readonly RowPlan[]): Promise<Resolve> {
	const ids: Ids = new Map();
	const names = plans.map(handleNames);
	const rows = placedRows(plans, names);
	const inserted: InsertedRows[] = [];
	for (const { table } of shop.platform.tables) {
		const ofTable = rows.filter(({ row }) => row.table === table);
		inserted.push(...(await insertRows(shop, table, ofTable, ids)));
	}
	await verify(shop, inserted);
	return (index) => resolver(ids, names[index]);
}

/** Handles are unique in their plan; shared ones name the same row in the whole batch. */
const handleNames = (plan: RowPlan, index: number) => {
	const shared = new Set(plan.inserts.flatMap((row) => (row.shared && row.handle ? [row.handle] : [])));
	return (handle: string) => (shared.has(handle) ? `shared ${handle}` : `${index} ${handle}`);
};

function placedRows(
	plans: readonly RowPlan[],
	names: readonly ((handle: string) => string)[],
): readonly PlacedRow[] {
	const seen = new Set<string>();
	return plans.flatMap((plan, index) => {
		const nameOf = names[index] ?? ((handle: string) => handle);
		return plan.inserts.flatMap((row) => {
			if (row.shared && row.handle) {
				if (seen.has(row.handle)) return [];
				seen.add(row.handle);
			}
			return [{ row, nameOf }];
		});
	});
}

const resolver =
	(ids: Ids, nameOf: ((handle: string) => string) | undefined) =>
	(value: Value): SqlValue => {
		if (value === null || typeof value !== 'object') return value;
		if ('text' in value) return value.text;
		if ('join' in value) return value.join.map((part) => String(resolver(ids, nameOf)(part) ?? '')).join('');
		const id = ids.get(nameOf?.(value.idOf) ?? '');
		if (id === undefined) throw new Error('A planned row refers to a row that is not written before it');
		return id;
	};

async function insertRows(
	shop: OpenShop,
	table: string,
	rows: readonly PlacedRow[],
	ids: Ids,
): Promise<readonly InsertedRows[]> {
	const inserted: InsertedRows[] = [];
	const idColumn = idColumnOf(shop, table);
	for (const group of grouped(rows, ({ row }) => Object.keys(row.values).join())) {
		const columns = Object.keys(group[0]?.row.values ?? {});
		const resolved = group.map(({ row, nameOf }) =>
			columns.map((column) => resolver(ids, nameOf)(row.values[column] ?? null)),
		);
		for (const [from, to] of chunks(resolved, shop.database.longestStatement)) {
			const { sql, values } = insertStatement(shop.found.prefix + table, columns, resolved.slice(from, to));
			const { insertId } = await shop.database.write(sql, values);
			const written = resolved.slice(from, to);
			const rowIds = written.map((row, index) =>
				idColumn ? idAt(insertId, index, shop.database.idStep) : String(row[0]),
			);
			if (idColumn && !columns.includes(idColumn))
				inserted.push({ table, idColumn, columns, rows: written, rowIds });
			group.slice(from, to).forEach(({ row, nameOf }, index) => {
				if (row.handle) ids.set(nameOf(row.handle), rowIds[index] ?? '');
			});
		}
	}
	return inserted;
}

const idAt = (first: string, index: number, step: number): string =>
	String(BigInt(first) + BigInt(index * step));

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

/** The rows of one INSERT into a table that gives them ids, and the ids that they must have got. */
interface InsertedRows {
	readonly table: string;
	readonly idColumn: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly SqlValue[])[];
	readonly rowIds: readonly string[];
}

/** Reads all rows at the expected ids at once: proves both that the ids are ours and that the values are as planned. */
async function verify(shop: OpenShop, inserted: readonly InsertedRows[]): Promise<void> {
	const reads = inserted.map(({ table, idColumn, columns, rowIds }, index) => ({
		name: String(index),
		columns: [idColumn, ...readableColumns(shop, table, columns)],
		from: `FROM {${table}} WHERE ${quoted(idColumn)} IN (?)`,
		values: [rowIds],
	}));
	const stored = await shop.database.readAll(reads, shop.found.prefix);
	inserted.forEach((one, index) => compare(shop, one, stored[index] ?? []));
}

function compare(
	shop: OpenShop,
	{ table, idColumn, columns, rows, rowIds }: InsertedRows,
	stored: readonly Row[],
): void {
	const byId = new Map(stored.map((row) => [row[idColumn], row]));
	const checked = readableColumns(shop, table, columns);
	const places = checked.map((column) => columns.indexOf(column));
	rows.forEach((row, index) => {
		const found = byId.get(rowIds[index]);
		const values = places.map((at) => row[at] ?? null);
		const wrong = found ? differingColumn(shop, table, checked, values, found) : idColumn;
		if (wrong) throw new ReadBackDifference(`${table}.${wrong}`);
	});
}

/** @throws ReadBackDifference when a row to change is not there */
export async function applyChanges(shop: OpenShop, changes: readonly ResolvedChange[]): Promise<void> {
	for (const alike of alikeChanges(changes)) {
		const [first] = alike;
		if (!first) continue;
		const [set, rows] = [assignments(alike), rowsOfChanges(alike)];
		const { affectedRows } = await shop.database.write(
			`UPDATE ${quoted(shop.found.prefix + first.table)} SET ${set.sql} WHERE ${rows.sql}`,
			[...set.values, ...rows.values],
		);
		if (affectedRows < alike.length)
			throw new ReadBackDifference(`${first.table}.${first.key[0]?.[0] ?? ''}`);
	}
}
