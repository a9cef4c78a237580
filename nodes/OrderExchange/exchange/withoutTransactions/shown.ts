import type { ResolvedChange } from '../rows/rowChanges.js';
import type { MarkedRows } from './intent.js';

/** What makes marked rows visible. Those that are visible already lost their mark, and stay as they are. */
export const shown = ({ table, idColumn, markColumn, rows }: MarkedRows): readonly ResolvedChange[] =>
	rows.flatMap(({ id, mark, complete }) =>
		id === undefined
			? []
			: {
					...{ table, set: Object.entries(complete), add: [] },
					key: [
						[idColumn, id],
						[markColumn, mark],
					],
				},
	);
