import { quoted } from '../../database/statement.js';
import type { OpenShop } from '../openShop.js';
import { rowsOfChanges } from '../rowChanges.js';
import type { ChangeStep } from './intent.js';

export type Figures = Readonly<Record<string, string>>;

/** What the columns that a step adds to hold now, change by change; undefined where the row is not there. */
export async function readFigures(
	{ database, found }: OpenShop,
	{
		table,
		changes,
	}: Pick<ChangeStep, 'table'> & {
		readonly changes: readonly Pick<ChangeStep['changes'][number], 'key' | 'add'>[];
	},
): Promise<readonly (Figures | undefined)[]> {
	const [first] = changes;
	const added = Object.keys(first?.add ?? {});
	if (!first || added.length === 0) return changes.map(() => undefined);
	const keys = Object.keys(first.key);
	const keyed = changes.map(({ key }) => ({ key: Object.entries(key) }));
	const rows = rowsOfChanges(keyed);
	const stored = await database.read(
		{
			name: 'figures',
			columns: [...keys, ...added].map((column) => [column, quoted(column)] as const),
			from: `FROM {${table}} WHERE ${rows.sql}`,
			values: rows.values,
		},
		found.prefix,
	);
	return changes.map(({ key }) => {
		const row = stored.find((one) => keys.every((column) => one[column] === String(key[column])));
		return row && Object.fromEntries(added.map((column) => [column, row[column] ?? '0']));
	});
}
