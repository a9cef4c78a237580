import type { SqlValue } from '../../database/read.js';
import { quoted } from '../../database/statement.js';
import { decimal, type Decimal } from '../../orders/money.js';
import type { Bounds, RowChange, Value } from '../../shops/rowPlan.js';
import type { Steps } from '../../time/inSlices.js';
import { grouped } from '../../orders/grouped.js';

/** Values by column; a batch has thousands of changes of one or two columns each. */
type Columns<Of> = readonly (readonly [string, Of])[];

/** A change whose ids are known. */
export interface ResolvedChange {
	readonly table: string;
	readonly key: Columns<SqlValue>;
	readonly set: Columns<SqlValue>;
	readonly add: Columns<Decimal>;
	readonly leaves?: Columns<Bounds>;
}

/** A planned change, once its rows have ids. */
export const resolvedChange = (
	{ table, key, set, add, leaves }: RowChange,
	resolve: (value: Value) => SqlValue,
): ResolvedChange => ({
	table,
	key: columns(key, resolve),
	set: columns(set, resolve),
	add: columns(add, decimal),
	...(leaves && { leaves: columns(leaves, (bounds) => bounds) }),
});

function columns<Planned, Of>(
	values: Readonly<Record<string, Planned>> | undefined,
	resolve: (value: Planned) => Of,
): Columns<Of> {
	const resolved: (readonly [string, Of])[] = [];
	for (const column in values) resolved.push([column, resolve(values[column] as Planned)]);
	return resolved;
}

/** A millisecond of merging. */
const changesPerStep = 500;

/** One change for each row that any of them changes: adds sum up, the last set and bounds win. In the order of tables and keys. */
export function* mergedByRow(changes: readonly ResolvedChange[]): Steps<readonly ResolvedChange[]> {
	const merged = new Map<string, ResolvedChange>();
	for (const [place, change] of changes.entries()) {
		if (place % changesPerStep === 0) yield;
		let row = change.table;
		for (const [column, value] of change.key) row += `\u0000${column}\u0000${value}`;
		const earlier = merged.get(row);
		merged.set(row, earlier ? withMore(earlier, change) : change);
	}
	yield;
	return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

const withMore = (
	{ table, key, ...earlier }: ResolvedChange,
	{ set, add, leaves }: ResolvedChange,
): ResolvedChange => ({
	table,
	key,
	set: united(earlier.set, set, (_, last) => last),
	add: united(earlier.add, add, (first, second) => first.plus(second)),
	...(leaves && { leaves }),
});

function united<Of>(some: Columns<Of>, more: Columns<Of>, both: (one: Of, other: Of) => Of): Columns<Of> {
	if (more.every(([column], index) => some[index]?.[0] === column))
		return some.map(([column, value], index) => {
			const other = more[index];
			return [column, other ? both(value, other[1]) : value];
		});
	const all = new Map(some);
	for (const [column, value] of more) {
		const known = all.get(column);
		all.set(column, known === undefined ? value : both(known, value));
	}
	return [...all];
}

/** Changes of one table and the same columns together, which one UPDATE can make. In the order of tables. */
export const byKind = (changes: readonly ResolvedChange[]): readonly (readonly ResolvedChange[])[] =>
	[...grouped(changes, kindOf)].sort(byTable);

function kindOf({ table, key, set, add, leaves = [] }: ResolvedChange): string {
	let kind = table;
	for (const some of [key, set, add]) {
		kind += '\u0000';
		for (const [column] of some) kind += `${column}\u0000`;
	}
	for (const { column, sign } of limitsOf(leaves)) kind += `\u0000${column} ${sign}`;
	return kind;
}

interface Limit {
	readonly column: string;
	readonly sign: '>=' | '<';
	readonly amount: Decimal;
}

/** Each bound by itself, as SQL compares. */
export const limitsOf = (leaves: Columns<Bounds>): readonly Limit[] =>
	leaves.flatMap(([column, { atLeast, below }]): readonly Limit[] => [
		...(atLeast === undefined ? [] : [{ column, sign: '>=' as const, amount: decimal(atLeast) }]),
		...(below === undefined ? [] : [{ column, sign: '<' as const, amount: decimal(below) }]),
	]);

const byTable = ([a]: readonly ResolvedChange[], [b]: readonly ResolvedChange[]): number =>
	(a?.table ?? '') < (b?.table ?? '') ? -1 : (a?.table ?? '') > (b?.table ?? '') ? 1 : 0;

export interface SqlPart {
	readonly sql: string;
	readonly values: readonly SqlValue[];
}

/** The rows that alike changes change, for WHERE. Many are found at once in a list, and one by one behind OR. */
export function rowsOfChanges(changes: readonly Pick<ResolvedChange, 'key'>[]): SqlPart {
	const columns = (changes[0]?.key ?? []).map(([column]) => quoted(column));
	const values = changes.flatMap(({ key }) => key.map(([, value]) => value));
	if (columns.length === 1) return { sql: `${columns[0]} IN (${values.map(() => '?').join(', ')})`, values };
	const row = `(${columns.map((column) => `${column} = ?`).join(' AND ')})`;
	return { sql: changes.map(() => row).join(' OR '), values };
}
