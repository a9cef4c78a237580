import { isEmpty } from '../values/reading.js';

interface FormField {
	readonly name: unknown;
	readonly value: unknown;
}

/** The options that a web shop's form gave: a field left empty says nothing, and a ticked box is `true`. */
export const filledIn = (fields: readonly FormField[]): readonly FormField[] =>
	fields
		.filter(({ value }) => !isEmpty(value))
		.map(({ name, value }) => ({ name, value: typeof value === 'boolean' ? String(value) : value }));
