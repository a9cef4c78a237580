import { isEmpty, isRecord } from '../values/reading.js';

/** What tools add to each row by themselves: n8n's Google Sheets node. */
export const addedByTools: ReadonlySet<string> = new Set(['row_number']);

/**
 * Whether an item says nothing at all: an empty row of a table, where boxes may stand unticked, or what n8n makes up for a node
 * without a result that is to give one always.
 */
export const isBlank = (item: unknown): boolean =>
	isRecord(item) &&
	Object.entries(item).every(([name, value]) => addedByTools.has(name) || value === false || isEmpty(value));
