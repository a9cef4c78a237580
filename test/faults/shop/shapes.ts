import type { DataRow } from '../../../sandbox/shops/shopData.js';
import type { WholeRows } from '../../support/shops/shopRows.js';

/**
 * What undisturbed orders have in common, by table and row: columns with the same value in all of them must have it in
 * every order; the others must be filled where they were.
 */
export type Shape = ReadonlyMap<string, readonly RowShape[]>;
type RowShape = ReadonlyMap<string, Rule>;
type Rule = { readonly value: string | null } | 'filled' | 'any';

const rootTable = '';

const tablesOf = ({ root, parts }: WholeRows): ReadonlyMap<string, readonly DataRow[]> =>
	new Map([[rootTable, [root]], ...parts]);

/** The shape of two orders (or customers) that nothing disturbed. */
export function shapeOf(one: WholeRows, other: WholeRows): Shape {
	const others = tablesOf(other);
	return new Map(
		[...tablesOf(one)].map(([table, rows]) => [
			table,
			rows.map((row, index) => rowShape(row, others.get(table)?.[index] ?? {})),
		]),
	);
}

const rowShape = (one: DataRow, other: DataRow): RowShape =>
	new Map(
		Object.entries(one).map(([column, value]): [string, Rule] => {
			if (other[column] === value) return [column, { value }];
			return [column, isFilled(value) && isFilled(other[column]) ? 'filled' : 'any'];
		}),
	);

const isFilled = (value: string | null | undefined): boolean =>
	value !== null && value !== undefined && value !== '' && value !== '0';

/** What is missing or wrong, in words; undefined where everything is as it should be. */
function flawOf(whole: WholeRows, shape: Shape): string | undefined {
	const tables = tablesOf(whole);
	for (const table of new Set([...shape.keys(), ...tables.keys()])) {
		const wanted = shape.get(table) ?? [];
		const rows = tables.get(table) ?? [];
		if (rows.length !== wanted.length) return `${rows.length} of ${wanted.length} rows in ${table}`;
		for (const [index, columns] of wanted.entries())
			for (const [column, rule] of columns) {
				const value = rows[index]?.[column] ?? null;
				const wrong = rule === 'filled' ? !isFilled(value) : typeof rule === 'object' && rule.value !== value;
				if (wrong) return `${table || 'its row'}.${column} is ${value ?? 'NULL'}`;
			}
	}
	return undefined;
}

/** The flaw against the shape that fits best; undefined where one of them fits. */
export function flawOfAny(whole: WholeRows, shapes: readonly Shape[]): string | undefined {
	const flaws = shapes.map((shape) => flawOf(whole, shape));
	return flaws.includes(undefined) ? undefined : (flaws[0] ?? 'nothing to compare with');
}
