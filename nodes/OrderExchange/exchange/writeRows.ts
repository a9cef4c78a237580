import type { SqlValue } from '../database/read.js';
import { insertStatement, quoted } from '../database/statement.js';
import { decimal, Decimal } from '../orders/money.js';
import type { InsertRow, RowChange, RowPlan, Value } from '../shops/rowPlan.js';
import type { ColumnView } from '../database/schemaView.js';
import type { OpenShop } from './openShop.js';
import { sameValue } from './sameValue.js';

/** The shop stored something else than planned: `column` says where. */
export class ReadBackDifference extends Error {
	constructor(readonly column: string) {
		super('The shop stored another value');
	}
}

type Ids = Map<string, string>;
interface PlacedRow {
	readonly row: InsertRow;
	/** Finds the id of a row of the same plan, or of one shared in the batch. */
	readonly nameOf: (handle: string) => string;
}

const rowsPerStatement = 500;

/**
 * Writes the plans of a batch inside the open transaction: one INSERT per table and set of columns, parents first, then
 * one UPDATE per kind of change. Returns the id of each plan's order row.
 * @throws ReadBackDifference when a row with an id of ours does not read back as planned
 */
export async function writeRows(shop: OpenShop, plans: readonly RowPlan[]): Promise<readonly string[]> {
	const ids: Ids = new Map();
	const names = plans.map(handleNames);
	const rows = placedRows(plans, names);
	for (const { table } of shop.platform.tables)
		await insertRows(
			shop,
			table,
			rows.filter(({ row }) => row.table === table),
			ids,
		);
	await applyChanges(
		shop,
		plans.flatMap((plan, index) =>
			plan.changes.map((change) => resolvedChange(change, resolver(ids, names[index]))),
		),
	);
	return plans.map((plan, index) => ids.get(names[index]?.(plan.orderRow) ?? '') ?? '');
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
): Promise<void> {
	for (const group of grouped(rows, ({ row }) => Object.keys(row.values).join())) {
		const columns = Object.keys(group[0]?.row.values ?? {});
		const resolved = group.map(({ row, nameOf }) =>
			columns.map((column) => resolver(ids, nameOf)(row.values[column] ?? null)),
		);
		for (const [from, to] of chunks(resolved, shop.database.longestStatement)) {
			const { sql, values } = insertStatement(shop.found.prefix + table, columns, resolved.slice(from, to));
			const { insertId } = await shop.database.write(sql, values);
			const named = group.slice(from, to).some(({ row }) => row.handle);
			if (!named) continue;
			const column = autoIncrement(shop, table);
			const rowIds = resolved
				.slice(from, to)
				.map((row, index) => (column ? idAt(insertId, index, shop.database.idStep) : String(row[0])));
			if (column) await verify(shop, table, column, columns, resolved.slice(from, to), rowIds);
			group.slice(from, to).forEach(({ row, nameOf }, index) => {
				if (row.handle) ids.set(nameOf(row.handle), rowIds[index] ?? '');
			});
		}
	}
}

const idAt = (first: string, index: number, step: number): string =>
	String(BigInt(first) + BigInt(index * step));

const autoIncrement = (shop: OpenShop, table: string): string | undefined =>
	[...(shop.schema.get(shop.found.prefix + table)?.columns.values() ?? [])].find(
		(column) => column.autoIncrement,
	)?.name;

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

/** Reads the rows at the expected ids: proves both that the ids are ours and that the values are as planned. */
async function verify(
	shop: OpenShop,
	table: string,
	idColumn: string,
	columns: readonly string[],
	rows: readonly (readonly SqlValue[])[],
	rowIds: readonly string[],
): Promise<void> {
	const secret = shop.platform.tables.find((use) => use.table === table)?.secret ?? [];
	const readable = columns.filter((column) => !secret.includes(column));
	const stored = await shop.database.read(
		{
			name: 'verify',
			columns: [idColumn, ...readable],
			from: `FROM {${table}} WHERE ${quoted(idColumn)} IN (?)`,
			values: [rowIds],
		},
		shop.found.prefix,
	);
	const byId = new Map(stored.map((row) => [row[idColumn], row]));
	const views: ReadonlyMap<string, ColumnView> =
		shop.schema.get(shop.found.prefix + table)?.columns ?? new Map();
	rows.forEach((row, index) => {
		const found = byId.get(rowIds[index]);
		readable.forEach((column) => {
			const view = views.get(column);
			if (!found || !view || !sameValue(row[columns.indexOf(column)] ?? null, found[column] ?? null, view))
				throw new ReadBackDifference(`${table}.${column}`);
		});
	});
}

interface ResolvedChange {
	readonly table: string;
	readonly key: readonly (readonly [string, SqlValue])[];
	readonly set: readonly (readonly [string, SqlValue])[];
	readonly add: ReadonlyMap<string, Decimal>;
}

const resolvedChange = (change: RowChange, resolve: (value: Value) => SqlValue): ResolvedChange => {
	const pairs = (values: RowChange['set']) =>
		Object.entries(values ?? {}).map(([column, value]) => [column, resolve(value)] as const);
	return {
		table: change.table,
		key: pairs(change.key),
		set: pairs(change.set),
		add: new Map(Object.entries(change.add ?? {}).map(([column, value]) => [column, decimal(value)])),
	};
};

async function applyChanges(shop: OpenShop, changes: readonly ResolvedChange[]): Promise<void> {
	const kind = ({ table, key, set, add }: ResolvedChange) =>
		JSON.stringify([table, key.map(([column]) => column), set.map(([column]) => column), [...add.keys()]]);
	for (const group of grouped(changes, kind)) await applyAlike(shop, mergedByKey(group));
}

/** Adds for the same row sum up, the last set wins; sorted, so that two workers lock in one order. */
function mergedByKey(changes: readonly ResolvedChange[]): readonly ResolvedChange[] {
	const merged = new Map<string, ResolvedChange>();
	for (const change of changes) {
		const key = JSON.stringify(change.key);
		const earlier = merged.get(key);
		const add = new Map(change.add);
		for (const [column, value] of earlier?.add ?? []) add.set(column, value.plus(add.get(column) ?? 0));
		merged.set(key, { ...change, add });
	}
	return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

async function applyAlike(shop: OpenShop, changes: readonly ResolvedChange[]): Promise<void> {
	const [first] = changes;
	if (!first) return;
	const match = first.key.map(([column]) => `${quoted(column)} = ?`).join(' AND ');
	const keyOf = (change: ResolvedChange) => change.key.map(([, value]) => value);
	const values: SqlValue[] = [];
	const assignment = (column: string, valueOf: (change: ResolvedChange) => SqlValue, cast: boolean) => {
		for (const change of changes) values.push(...keyOf(change), valueOf(change));
		const cases = changes
			.map(() => `WHEN ${match} THEN ${cast ? 'CAST(? AS DECIMAL(40,8))' : '?'}`)
			.join(' ');
		const name = quoted(column);
		return cast ? `${name} = ${name} + CASE ${cases} ELSE 0 END` : `${name} = CASE ${cases} ELSE ${name} END`;
	};
	const assignments = [
		...first.set.map(([column], index) =>
			assignment(column, (change) => change.set[index]?.[1] ?? null, false),
		),
		...[...first.add.keys()].map((column) =>
			assignment(column, (change) => (change.add.get(column) ?? new Decimal(0)).toFixed(), true),
		),
	];
	for (const change of changes) values.push(...keyOf(change));
	const { affectedRows } = await shop.database.write(
		`UPDATE ${quoted(shop.found.prefix + first.table)} SET ${assignments.join(', ')} WHERE ${changes
			.map(() => `(${match})`)
			.join(' OR ')}`,
		values,
	);
	if (affectedRows < changes.length)
		throw new ReadBackDifference(`${first.table}.${first.key[0]?.[0] ?? ''}`);
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return [...groups.values()];
}
