import { isEmpty, type Reading, Unreadable } from './reading.js';

/** Text as it stands; numbers become text; only blanks counts as missing. */
export function readText(value: unknown): Reading<string> {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'string') return value;
	// a greater one has lost its last digits when it was read as JSON
	if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
	if (typeof value === 'bigint') return String(value);
	return new Unreadable(value);
}

/** Numbers, codes and addresses that people paste: blanks around them mean nothing. */
export function readIdentifier(value: unknown): Reading<string> {
	const text = readText(value);
	return typeof text === 'string' ? text.trim() : text;
}
