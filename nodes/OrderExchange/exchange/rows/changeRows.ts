import type { Written } from '../../database/connect.js';
import type { SqlValue } from '../../database/read.js';
import { boundBytes, quoted } from '../../database/statement.js';
import { grouped } from '../../orders/grouped.js';
import { each, inSlices, type Steps } from '../../time/inSlices.js';
import type { OpenShop } from '../shop/openShop.js';
import { FactsChanged } from './factsChanged.js';
import { byKind, limitsOf, mergedByRow, type ResolvedChange, type SqlPart } from './rowChanges.js';

/** A SELECT for each row takes the server 9 kB each; as a list of rows they take it no more than their values do. */
const selectsPerStatement = 2000;

/**
 * Changes rows of several tables inside the open transaction, in one round trip.
 * @throws FactsChanged when a row to change is gone meanwhile, or would not hold what its change is to leave
 */
export async function changeRows(shop: OpenShop, changes: readonly ResolvedChange[]): Promise<void> {
	for (const some of statementsOf(shop, await inSlices(mergedByRow(changes)))) {
		const { affectedRows } = await changeAtOnce(shop, some);
		if (affectedRows < some.length) throw new FactsChanged();
	}
}

/** The same without a transaction, and for those rows that are there. */
export async function changeFoundRows(shop: OpenShop, changes: readonly ResolvedChange[]): Promise<void> {
	for (const some of statementsOf(shop, changes)) await changeAtOnce(shop, some);
}

/** The same with statements of their own for each table, in the order of the changes. */
export async function changeTableByTable(shop: OpenShop, changes: readonly ResolvedChange[]): Promise<void> {
	for (const some of grouped(changes, ({ table }) => table)) await changeFoundRows(shop, some);
}

/** Makes changes of different rows in one statement; `also`: of one row more, without which none of them is made. */
export const changeAtOnce = async (
	shop: OpenShop,
	changes: readonly ResolvedChange[],
	also?: ChangeBeside,
): Promise<Written> => {
	const { sql, values } = await inSlices(updateOf(shop, byKind(changes), also));
	return await shop.database.write(sql, values);
};

/** Divides changes into those of one statement each, mostly all of them, and keeps their order. */
export function statementsOf(
	{ database }: OpenShop,
	changes: readonly ResolvedChange[],
): readonly (readonly ResolvedChange[])[] {
	const longest = database.longestStatement / 2;
	const most = database.takesRowLists ? Infinity : selectsPerStatement;
	const all: ResolvedChange[][] = [];
	let bytes = 0;
	for (const change of changes) {
		const size = 100 + 2 * boundBytes([...change.key, ...change.set].map(([, value]) => value));
		const last = all.at(-1);
		if (last && last.length < most && bytes + size <= longest) last.push(change);
		else {
			all.push([change]);
			bytes = 0;
		}
		bytes += size;
	}
	return all;
}

type Kind = readonly ResolvedChange[];

/** SQL that joins one row more, and what is set in it. */
export interface ChangeBeside {
	readonly join: SqlPart;
	readonly set: SqlPart;
}

/**
 * `UPDATE steps LEFT JOIN (values JOIN table) ON step = 1 LEFT JOIN … SET …`: each step changes the rows of one kind. Their
 * new values are a derived table, joined by the key, so that the cost grows with the rows and no more.
 */
function* updateOf(shop: OpenShop, kinds: readonly Kind[], also?: ChangeBeside): Steps<SqlPart> {
	const parts: Part[] = [];
	for (const [index, kind] of kinds.entries()) parts.push(yield* partOf(shop, kind, index + 1));
	const steps = parts.map((_, index) => `SELECT ${index + 1}${index === 0 ? ' AS step' : ''}`);
	const joins = [...(also ? [also.join.sql] : []), ...parts.map(({ join }) => join)];
	const sets = [...parts.map(({ set }) => set), ...(also ? [also.set.sql] : [])];
	return {
		sql: `UPDATE (${steps.join(' UNION ALL ')}) steps ${joins.join(' ')} SET ${sets.join(', ')}`,
		values: [
			...(also?.join.values ?? []),
			...parts.flatMap(({ values }) => values),
			...(also?.set.values ?? []),
		],
	};
}

interface Part {
	readonly join: string;
	readonly set: string;
	readonly values: readonly SqlValue[];
}

function* partOf(shop: OpenShop, kind: Kind, step: number): Steps<Part> {
	const [first] = kind;
	const table = first?.table ?? '';
	const [row, values] = [`t${step}`, `v${step}`];
	const keys = (first?.key ?? []).map(([column]) => column);
	const sets = (first?.set ?? []).map(([column]) => column);
	const adds = (first?.add ?? []).map(([column]) => column);
	const limits = limitsOf(first?.leaves ?? []);
	const asKey = keys.map((column) => keyOf(shop, table, column));
	const bound = yield* each(kind, ({ key, set, add, leaves = [] }) => [
		...key.map(([, value], at) => asKey[at]?.(value) ?? literal(value)),
		...set.map(([, value]) => literal(value)),
		...add.map(([, amount]) => numeric(amount.toFixed())),
		...limitsOf(leaves).map(({ amount }) => numeric(amount.toFixed())),
	]);
	const names = [
		...keys.map((_, at) => `k${at}`),
		...sets.map((_, at) => `s${at}`),
		...adds.map((_, at) => `a${at}`),
		...limits.map((_, at) => `l${at}`),
	];
	const [one = [], ...more] = bound.map((parts) => parts.map(({ sql }) => sql));
	const selects = [
		`SELECT ${one.map((sql, of) => `${sql} AS ${names[of]}`).join(', ')}`,
		...(shop.database.takesRowLists ? valuesOf(more) : more.map((others) => `SELECT ${others.join(', ')}`)),
	];
	const added = (column: string) =>
		`${numberIn(shop, table, column, row)} + ${values}.a${adds.indexOf(column)}`;
	const left = (column: string) => (adds.includes(column) ? added(column) : `${row}.${quoted(column)}`);
	const on = [
		...keys.map((column, at) => `${row}.${quoted(column)} = ${values}.k${at}`),
		...limits.map(({ column, sign }, at) => `${left(column)} ${sign} ${values}.l${at}`),
	].join(' AND ');
	return {
		join: `LEFT JOIN ((${selects.join(' UNION ALL ')}) ${values} JOIN ${quoted(shop.found.prefix + table)} ${row} ON ${on}) ON steps.step = ${step}`,
		set: [
			...sets.map((column, at) => `${row}.${quoted(column)} = ${values}.s${at}`),
			...adds.map((column) => `${row}.${quoted(column)} = ${added(column)}`),
		].join(', '),
		values: bound.flatMap((parts) => parts.map(({ value }) => value)),
	};
}

const valuesOf = (rows: readonly (readonly string[])[]): readonly string[] =>
	rows.length === 0 ? [] : [`VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`];

interface Bound {
	readonly sql: string;
	readonly value: SqlValue;
}

const literal = (value: SqlValue): Bound => ({ sql: '?', value });

/** Amounts and ids travel as text; as numbers they keep every digit and an index can be used. */
const numeric = (text: string): Bound =>
	/^-?\d{1,15}$/.test(text)
		? { sql: '?', value: Number(text) }
		: { sql: 'CAST(? AS DECIMAL(40,8))', value: text };

/** What a column counts; one that keeps its number as text may hold none, which a strict server adds nothing to. */
function numberIn(shop: OpenShop, table: string, column: string, row: string): string {
	const charset = shop.schema.get(shop.found.prefix + table)?.columns.get(column)?.charset ?? null;
	const held = `${row}.${quoted(column)}`;
	return charset === null ? held : `COALESCE(NULLIF(${held}, ''), 0)`;
}

/** How a value of a key is written: a column of a derived table has a collation of its own, which must be the key's. */
function keyOf(shop: OpenShop, table: string, column: string): (value: SqlValue) => Bound {
	// A shop whose log was made in this run was looked at before; the log's keys are ascii.
	const { charset, collation } = shop.schema.get(shop.found.prefix + table)?.columns.get(column) ?? logKey;
	if (charset === null || collation === null) return (value) => numeric(String(value));
	return (value) => ({ sql: `CONVERT(? USING ${charset}) COLLATE ${collation}`, value });
}

const logKey = { charset: 'ascii', collation: 'ascii_bin' };
