import type { SqlValue } from './read.js';
import type { ColumnView, TableView } from './schemaView.js';

/** A column that every INSERT must name, and the least value that it holds. */
export interface UnsaidColumn {
	readonly name: string;
	readonly value: SqlValue;
}

/**
 * Columns of a table that have no default, besides those that an INSERT names: plug-ins of a shop add such ones. The shop's
 * own checkout asks the server not to be strict, which leaves the least value in them.
 */
export function unsaidColumns(
	table: TableView | undefined,
	said: readonly string[],
): readonly UnsaidColumn[] {
	const named = new Set(said.map((column) => column.toLowerCase()));
	return [...(table?.columns.values() ?? [])]
		.filter(({ hasDefault, autoIncrement, generated }) => !hasDefault && !autoIncrement && !generated)
		.filter(({ name }) => !named.has(name.toLowerCase()))
		.flatMap((column) => {
			const value = leastValue(column);
			return value === undefined ? [] : [{ name: column.name, value }];
		});
}

/** As a server that is not strict has it for each type; an enum's is its first, a number's place in it. */
const leastValues: readonly (readonly [type: RegExp, value: SqlValue])[] = [
	[/^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|bit|year)/, 0],
	[/^(datetime|timestamp)/, '0000-00-00 00:00:00'],
	[/^date/, '0000-00-00'],
	[/^time/, '00:00:00'],
	[/^enum/, 1],
	[/^json/, 'null'],
	[/(char|text|binary|blob)|^set/, ''],
];

const leastValue = ({ type }: ColumnView): SqlValue | undefined =>
	leastValues.find(([kind]) => kind.test(type.toLowerCase()))?.[1];
