import { z } from 'zod/v4';
import { catalogue, type ProblemCode } from './catalogue.js';
import type { ProblemEntry } from './entry.js';

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

/** Tells a problem from what was looked for. */
export const isProblem = (found: unknown): found is Problem =>
	typeof found === 'object' && found !== null && 'code' in found && 'remedy' in found;

/** At least one: what stops something. */
export type SomeProblems = readonly [Problem, ...Problem[]];

/** The problems, where there are any. */
export function someOf([first, ...others]: readonly Problem[]): SomeProblems | undefined {
	return first && [first, ...others];
}

/** A problem as it comes back in an item, perhaps from another version, whose codes may be others. */
export const problemSchema = z.object({
	code: z.string(),
	severity: z.enum(['block', 'warn']),
	order: z.string().optional(),
	line: z.string().optional(),
	field: z.string().optional(),
	value: z.string().optional(),
	message: z.string(),
	remedy: z.string(),
});

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

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
	? Name | NamesIn<Rest>
	: never;

/** What the catalogue's texts about a code leave open. */
type DetailName<Code extends ProblemCode> = NamesIn<(typeof catalogue)[Code]['happened' | 'remedy']>;

/** The codes whose texts want no other details than these. */
export type CodeFilledBy<Names extends string> = {
	[Code in ProblemCode]: DetailName<Code> extends Names ? Code : never;
}[ProblemCode];

type Details<Names extends string> = Readonly<Record<string, string | number>> &
	Readonly<Record<Names, string | number>>;

/** Place and details of a problem; details may be left out where the texts want none but the `Given` ones. */
export type PlaceAndDetails<Code extends ProblemCode, Given extends string = never> = [
	Exclude<DetailName<Code>, Given>,
] extends [never]
	? [place?: ProblemPlace, details?: Details<never>]
	: [place: ProblemPlace, details: Details<Exclude<DetailName<Code>, Given>>];

/** Makes a problem in the catalogue's words. `{name}` in its texts is filled from `details`. */
export function problem<Code extends ProblemCode>(
	code: Code,
	...[place = {}, details]: PlaceAndDetails<Code>
): Problem {
	const entry: ProblemEntry = catalogue[code];
	const fill = (text: string) =>
		text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details?.[name] ?? whole));
	return {
		code,
		severity: entry.severity,
		...(place.order !== undefined && { order: place.order }),
		...(place.line !== undefined && { line: place.line }),
		...(place.field !== undefined && { field: place.field }),
		...(place.value !== undefined && { value: shown(place.value) }),
		message: fill(entry.happened),
		remedy: fill(entry.remedy),
	};
}

/** Whether it stops the order, or whatever else it is about. */
export const blocks = (found: Problem): boolean => found.severity === 'block';
