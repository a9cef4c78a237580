/** A value that is there and cannot be understood; kept, so that the finding can show it. */
export class Unreadable {
	constructor(readonly seen: unknown) {}
}

/** What reading a foreign value gives: the value, nothing there, or something that cannot be understood. */
export type Reading<T> = T | undefined | Unreadable;

/** The value, or undefined when it is missing or cannot be understood. */
export const known = <T>(reading: Reading<T>): T | undefined =>
	reading instanceof Unreadable ? undefined : reading;

/** Whether it is an object with fields: no list, no date. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);

/** An own property only, so that a key such as `__proto__` or `constructor` finds nothing. */
export const own = (value: unknown, key: string): unknown =>
	value !== null && typeof value === 'object' && Object.hasOwn(value, key)
		? (value as Record<string, unknown>)[key]
		: undefined;

/** Whether nothing is there: no value, or blanks only. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
