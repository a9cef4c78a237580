import type { SqlValue } from '../database/read.js';
import { quoted } from '../database/statement.js';
import { decimal, Decimal } from '../orders/money.js';
import type { RowChange, Value } from '../shops/rowPlan.js';
import { grouped } from './grouped.js';

/** A change whose ids are known. */
export interface ResolvedChange {
	readonly table: string;
	readonly key: readonly (readonly [string, SqlValue])[];
	readonly set: readonly (readonly [string, SqlValue])[];
	readonly add: ReadonlyMap<string, Decimal>;
}

export const resolvedChange = (change: RowChange, resolve: (value: Value) => SqlValue): ResolvedChange => {
	const pairs = (values: RowChange['set']) =>
		Object.entries(values ?? {}).map(([column, value]) => [column, resolve(value)] as const);
	return {
		table: change.table,
		key: pairs(change.key),
		set: pairs(change.set),
		add: new Map(Object.entries(change.add ?? {}).map(([column, value]) => [column, decimal(value)])),
	};
};

/** One change for each row that any of them changes: adds sum up, the last set wins. In the order of tables and keys. */
export function mergedByRow(changes: readonly ResolvedChange[]): readonly ResolvedChange[] {
	const merged = new Map<string, ResolvedChange>();
	for (const change of changes) {
		const row = [change.table, ...change.key.flat()].join('\u0000');
		const earlier = merged.get(row);
		merged.set(row, earlier ? withMore(earlier, change) : change);
	}
	return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

function withMore(earlier: ResolvedChange, { set, add }: ResolvedChange): ResolvedChange {
	const sum = new Map(earlier.add);
	for (const [column, value] of add) sum.set(column, value.plus(sum.get(column) ?? 0));
	return {
		table: earlier.table,
		key: earlier.key,
		set: [...new Map([...earlier.set, ...set]).entries()],
		add: sum,
	};
}

/**
 * Changes that one UPDATE can make: of one table, with the same columns. Adds for the same row sum up, the last set wins;
 * sorted, so that two workers lock in one order.
 */
export function alikeChanges(changes: readonly ResolvedChange[]): readonly (readonly ResolvedChange[])[] {
	const kind = ({ table, key, set, add }: ResolvedChange) =>
		JSON.stringify([table, key.map(([column]) => column), set.map(([column]) => column), [...add.keys()]]);
	return [...grouped(changes, kind)].sort(byTable).map(mergedByKey);
}

const byTable = ([a]: readonly ResolvedChange[], [b]: readonly ResolvedChange[]): number =>
	(a?.table ?? '') < (b?.table ?? '') ? -1 : (a?.table ?? '') > (b?.table ?? '') ? 1 : 0;

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

export interface SqlPart {
	readonly sql: string;
	readonly values: readonly SqlValue[];
}

/** What stands after SET for alike changes; `of` goes before every column name, e.g. `s.`. */
export function assignments(changes: readonly ResolvedChange[], of = ''): SqlPart {
	const [first] = changes;
	if (!first) return { sql: '', values: [] };
	const values: SqlValue[] = [];
	const assignment = (column: string, valueOf: (change: ResolvedChange) => SqlValue, cast: boolean) => {
		const cases = changes.map((change) => {
			values.push(...change.key.map(([, value]) => value), valueOf(change));
			return `WHEN ${matchOf(change, of)} THEN ${cast ? 'CAST(? AS DECIMAL(40,8))' : '?'}`;
		});
		const name = of + quoted(column);
		return cast
			? `${name} = ${name} + CASE ${cases.join(' ')} ELSE 0 END`
			: `${name} = CASE ${cases.join(' ')} ELSE ${name} END`;
	};
	const parts = [
		...first.set.map(([column], index) =>
			assignment(column, (change) => change.set[index]?.[1] ?? null, false),
		),
		...[...first.add.keys()].map((column) =>
			assignment(column, (change) => (change.add.get(column) ?? new Decimal(0)).toFixed(), true),
		),
	];
	return { sql: parts.join(', '), values };
}

/** The rows that alike changes change, for WHERE. */
export const rowsOfChanges = (changes: readonly Pick<ResolvedChange, 'key'>[], of = ''): SqlPart => ({
	sql: changes.map((change) => `(${matchOf(change, of)})`).join(' OR '),
	values: changes.flatMap(({ key }) => key.map(([, value]) => value)),
});

const matchOf = ({ key }: Pick<ResolvedChange, 'key'>, of: string): string =>
	key.map(([column]) => `${of}${quoted(column)} = ?`).join(' AND ');
