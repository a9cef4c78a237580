import { readCountry } from './country.js';
import { readDate } from './date.js';
import { readDecimal } from './decimal.js';
import { known } from './reading.js';
import { readIdentifier } from './text.js';

/** Whether two values that are written differently say the same. */
export type Alike = (one: unknown, other: unknown) => boolean;

/** Whatever the case, and the blanks between words. */
export const sameText: Alike = (one, other) => {
	const [a, b] = [one, other].map((value) =>
		known(readIdentifier(value))?.replace(/\s+/g, ' ').toLowerCase(),
	);
	return a !== undefined && a === b;
};

/** By code or name. */
export const sameCountry: Alike = (one, other) => {
	const [a, b] = [one, other].map((value) => known(readCountry(value)));
	return (a !== undefined && a === b) || sameText(one, other);
};

/** By value: `5` and `5.00`. */
export const sameAmount: Alike = (one, other) => {
	const [a, b] = [one, other].map((value) => known(readDecimal(value)));
	return (a !== undefined && b !== undefined && a.equals(b)) || sameText(one, other);
};

const day = 86_400_000;

/** The rows of one order may have been made one after the other, so that only another day is another date. */
export const sameDate: Alike = (one, other) => {
	const [a, b] = [one, other].map((value) => known(readDate(value, { zone: 'UTC', slashes: 'guess' })));
	return (a !== undefined && b !== undefined && Math.abs(a.millis - b.millis) < day) || sameText(one, other);
};
