import type { INodePropertyOptions } from 'n8n-workflow';
import { customerProblems } from '../problems/customerProblems.js';
import { lineProblems } from '../problems/lineProblems.js';
import { orderProblems } from '../problems/orderProblems.js';
import { sourceStateProblems } from '../problems/sourceStateProblems.js';
import type { ProblemEntry } from '../problems/entry.js';

/** The findings whose severity the user may decide, by their titles, as they stand in the catalogue. */
export const findingsThat = (severity: ProblemEntry['severity']): INodePropertyOptions[] =>
	Object.entries<ProblemEntry>({
		...sourceStateProblems,
		...orderProblems,
		...customerProblems,
		...lineProblems,
	})
		.flatMap(([value, entry]) =>
			entry.title !== undefined && entry.severity === severity
				? [{ name: entry.title, value, description: entry.happened.replace(/\{(\w+)\}/g, '…') }]
				: [],
		)
		.sort((a, b) => a.name.localeCompare(b.name));
