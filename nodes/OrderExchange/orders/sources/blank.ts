import { isEmpty, isRecord } from '../values/reading.js';

/** What tools add to each row by themselves: n8n's Google Sheets node. */
export const addedByTools: ReadonlySet<string> = new Set(['row_number']);

/**
 * Whether an item says nothing at all: an empty row of a table, where boxes may stand unticked, or what n8n makes up for a node
 * without a result that is to give one always.
 */
export function isBlank(item: unknown): boolean {
	if (!isRecord(item)) return false;
	for (const name in item) {
		const value = item[name];
		if (value !== false && !isEmpty(value) && !addedByTools.has(name)) return false;
	}
	return true;
}
