import type { ResolvedChange } from '../rows/rowChanges.js';
import type { MarkedRows } from './intent.js';

export interface RowToShow {
	readonly id: string;
	readonly mark: string;
	readonly complete: MarkedRows['rows'][number]['complete'];
}

/** What makes marked rows of a table visible. Those that are visible already lost their mark, and stay as they are. */
export const changesThatShow = (
	{ table, idColumn, markColumn }: MarkedRows,
	rows: readonly RowToShow[],
): readonly ResolvedChange[] =>
	rows.map(({ id, mark, complete }) => ({
		table,
		key: [
			[idColumn, id],
			[markColumn, mark],
		],
		set: Object.entries(complete),
		add: [],
	}));
