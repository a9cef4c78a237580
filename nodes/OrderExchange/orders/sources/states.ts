import type { SourceFinding } from '../incomingOrder.js';
import { own } from '../values/reading.js';

/** By the source's word for a state, what it says against an order; words that say nothing are left out. */
export type States = ReadonlyMap<unknown, SourceFinding['code']>;

/** What a document's field says against the order. */
export function stated(
	document: Readonly<Record<string, unknown>>,
	field: string,
	states: States,
): readonly SourceFinding[] {
	const value = own(document, field);
	const code = states.get(value);
	return code === undefined ? [] : [{ code, field, value }];
}
