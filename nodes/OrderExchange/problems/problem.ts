import { catalogue, type ProblemCode } from './catalogue.js';

export type Severity = 'block' | 'warn';

/** One finding about one order. The words come from the catalogue, the place and value from the finder. */
export interface Problem {
	readonly code: ProblemCode;
	readonly severity: Severity;
	/** Customer order number, line id and field path, as far as the finding has them. */
	readonly order?: string;
	readonly line?: string;
	readonly field?: string;
	/** The value seen, shortened for display. */
	readonly value?: string;
	readonly message: string;
	readonly remedy: string;
}

export interface ProblemPlace {
	readonly order?: string;
	readonly line?: string;
	readonly field?: string;
	readonly value?: unknown;
}

const longestShownValue = 80;

/** Any value in at most 80 characters, for a finding about it; never throws. */
export const shown = (value: unknown): string => {
	const text = typeof value === 'string' ? value : asText(value);
	return text.length > longestShownValue ? `${text.slice(0, longestShownValue)}…` : text;
};

function asText(value: unknown): string {
	if (value === null || typeof value !== 'object') return String(value);
	try {
		return JSON.stringify(value) ?? '{…}';
	} catch {
		return Array.isArray(value) ? '[…]' : '{…}'; // nested too deeply, or holding what JSON cannot
	}
}

/**
 * Makes a problem in the catalogue's words. `{name}` in its texts is filled from `details`.
 * `severity` defaults to the catalogue's.
 */
export function problem(
	code: ProblemCode,
	place: ProblemPlace = {},
	details: Readonly<Record<string, string | number>> = {},
	severity?: Severity,
): Problem {
	const entry = catalogue[code];
	const fill = (text: string) =>
		text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
	return {
		code,
		severity: severity ?? entry.severity,
		...(place.order !== undefined && { order: place.order }),
		...(place.line !== undefined && { line: place.line }),
		...(place.field !== undefined && { field: place.field }),
		...(place.value !== undefined && { value: shown(place.value) }),
		message: fill(entry.happened),
		remedy: fill(entry.remedy),
	};
}

export const blocks = (found: Problem): boolean => found.severity === 'block';
