import type { SqlValue } from '../database/read.js';
import { insertStatement, quoted } from '../database/statement.js';
import type { InsertRow, RowPlan, Value } from '../shops/rowPlan.js';
import { grouped } from './grouped.js';
import { verify, type InsertedRows } from './insertedRows.js';
import type { OpenShop } from './openShop.js';
import { PlansRefused } from './ordersRefused.js';
import { ReadBackDifference } from './readBackDifference.js';
import {
	alikeChanges,
	assignments,
	resolvedChange,
	rowsOfChanges,
	type ResolvedChange,
} from './rowChanges.js';
import { speaksAgainstOrder } from './outcomeUnknown.js';
import { refusedRows } from './refusedRows.js';
import { idColumnOf } from './storedRows.js';

type Ids = Map<string, string>;
interface PlacedRow {
	readonly row: InsertRow;
	/** Place of the plan that the row comes from. */
	readonly plan: number;
	/** Finds the id of a row of the same plan, or of one shared in the batch. */
	readonly nameOf: (handle: string) => string;
}

/** Keeps the event loop free while a statement is put together; the server's own limit comes on top. */
const rowsPerStatement = 5000;

/** By a plan's place in the batch, what turns its values into what the database holds. */
export type Resolve = (index: number) => (value: Value) => SqlValue;

/** The id of the shop order that a plan became. */
export const orderIdOf = (plan: RowPlan, index: number, resolve: Resolve): string =>
	String(resolve(index)({ idOf: plan.orderRow }));

/**
 * Inserts the rows of a batch's plans: one INSERT per table and set of columns, parents first. Returns what tells the ids of
 * the planned rows.
 * @throws PlansRefused when the shop does not take some of the plans, or holds something else than planned
 */
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
			return [{ row, plan: index, nameOf }];
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
		const resolved = group.map(({ row, nameOf }) => {
			const valueOf = resolver(ids, nameOf);
			return columns.map((column) => valueOf(row.values[column] ?? null));
		});
		for (const [from, to] of chunks(resolved, shop.database.longestStatement)) {
			const written = resolved.slice(from, to);
			const plans = group.slice(from, to).map(({ plan }) => plan);
			const insertId = await insert(shop, table, columns, written, plans);
			const rowIds = written.map((row, index) =>
				idColumn ? idAt(insertId, index, shop.database.idStep) : String(row[0]),
			);
			if (idColumn && !columns.includes(idColumn))
				inserted.push({ table, idColumn, columns, rows: written, rowIds, plans });
			group.slice(from, to).forEach(({ row, nameOf }, index) => {
				if (row.handle) ids.set(nameOf(row.handle), rowIds[index] ?? '');
			});
		}
	}
	return inserted;
}

/** Returns the id of the first row. @throws PlansRefused when some of the rows can be told to be unacceptable */
async function insert(
	shop: OpenShop,
	table: string,
	columns: readonly string[],
	rows: readonly (readonly SqlValue[])[],
	plans: readonly number[],
): Promise<string> {
	const send = async (some: typeof rows): Promise<string> => {
		const { sql, values } = insertStatement(shop.found.prefix + table, columns, some);
		return (await shop.database.write(sql, values)).insertId;
	};
	return await send(rows).catch(async (error: unknown) =>
		Promise.reject((await refusedPlans(error)) ?? (error as Error)),
	);

	async function refusedPlans(error: unknown): Promise<PlansRefused | undefined> {
		// Without transactions, what a refused statement had inserted stays, and would be there twice.
		if (!speaksAgainstOrder(error) || shop.withoutTransactions) return undefined;
		const refused = await refusedRows(rows, error, send).catch(() => undefined);
		if (!refused || refused.size === 0) return undefined;
		return new PlansRefused(
			new Map([...refused].map(([row, cause]) => [plans[rows.indexOf(row)] ?? 0, cause])),
		);
	}
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

/** The changes of a batch's plans, once their rows have ids. */
export const changesOf = (plans: readonly RowPlan[], resolve: Resolve): readonly ResolvedChange[] =>
	plans.flatMap((plan, index) => plan.changes.map((change) => resolvedChange(change, resolve(index))));

/** One UPDATE per kind of change. @throws ReadBackDifference when a row to change is not there */
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
