import type { Read, Row } from '../../database/read.js';
import type { OpenShop } from '../openShop.js';
import { rowsOfChanges } from '../rows/rowChanges.js';
import type { ChangeStep } from './intent.js';

export type Figures = Readonly<Record<string, string>>;

/** The changes of a step before it is known what the columns hold. */
export interface PlannedStep {
	readonly table: string;
	readonly changes: readonly Omit<ChangeStep['changes'][number], 'before'>[];
}

/**
 * What the columns that each step adds to hold now, change by change, in one round trip; undefined where the row is not
 * there, or nothing is added.
 */
export async function readFigures(
	{ database, found }: OpenShop,
	steps: readonly PlannedStep[],
): Promise<readonly (readonly (Figures | undefined)[])[]> {
	const stored = await database.readAll(
		steps.flatMap((step, index) => figuresRead(step, String(index)) ?? []),
		found.prefix,
	);
	return steps.map(({ changes }, index) => {
		const byKey = new Map(stored[index]?.map((row) => [keyText(changes, row), row]));
		return changes.map(({ key, add }) => {
			const row = byKey.get(keyText(changes, key));
			return row && Object.fromEntries(Object.keys(add).map((column) => [column, row[column] ?? '0']));
		});
	});
}

function figuresRead({ table, changes: [first, ...more] }: PlannedStep, name: string): Read | undefined {
	const added = Object.keys(first?.add ?? {});
	if (!first || added.length === 0) return undefined;
	const rows = rowsOfChanges([first, ...more].map(({ key }) => ({ key: Object.entries(key) })));
	return {
		name,
		columns: [...Object.keys(first.key), ...added],
		from: `FROM {${table}} WHERE ${rows.sql}`,
		values: rows.values,
	};
}

/** Of a change's key, or of the row that it found: all changes of a step have the same key columns. */
const keyText = (changes: PlannedStep['changes'], of: Row | PlannedStep['changes'][number]['key']): string =>
	JSON.stringify(Object.keys(changes[0]?.key ?? {}).map((column) => String(of[column])));
