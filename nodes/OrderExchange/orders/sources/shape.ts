import type { SourceFinding } from '../incomingOrder.js';
import { readDecimal } from '../values/decimal.js';
import { isEmpty, isRecord, own, Unreadable } from '../values/reading.js';

/** What a part of a document must be where it is there. */
export type Shape = 'object' | 'list' | 'objects' | 'number' | 'flag';

const shapes: Readonly<Record<Shape, { readonly fits: (value: unknown) => boolean; readonly name: string }>> =
	{
		object: { fits: isRecord, name: 'an object' },
		list: { fits: Array.isArray, name: 'a list' },
		objects: { fits: (value) => Array.isArray(value) && value.every(isRecord), name: 'a list of objects' },
		number: { fits: (value) => !(readDecimal(value) instanceof Unreadable), name: 'a number' },
		flag: { fits: (value) => typeof value === 'boolean', name: 'true or false' },
	};

/**
 * Finds parts that are there and are something else than documented; leaving them out unseen would change the order.
 * `wanted` maps paths such as `line_items.*.price` to what is there, a `*` standing for every entry of a list.
 */
export function misshapenIn(
	wanted: Readonly<Record<string, Shape>>,
): (document: Readonly<Record<string, unknown>>) => SourceFinding[] {
	const parts = Object.entries(wanted).map(([path, shape]) => ({ steps: path.split('.'), ...shapes[shape] }));
	return (document) =>
		parts
			.filter(({ steps, fits }) => !allFit(document, steps, 0, fits))
			.flatMap(({ steps, fits, name }) =>
				placesOf(document, steps, '')
					.filter(({ value }) => !isEmpty(value) && !fits(value))
					.map(({ field, value }): SourceFinding => {
						return { code: 'order.field.invalid', field, value, what: `it must be ${name}` };
					}),
			);
}

/** Whether nothing is to be said; in nearly every document that is so, and no path needs to be spelled. */
function allFit(
	value: unknown,
	steps: readonly string[],
	at: number,
	fits: (value: unknown) => boolean,
): boolean {
	const step = steps[at];
	if (step === undefined) return isEmpty(value) || fits(value);
	if (step !== '*') return allFit(own(value, step), steps, at + 1, fits);
	return !Array.isArray(value) || value.every((inner) => allFit(inner, steps, at + 1, fits));
}

interface Place {
	readonly field: string;
	readonly value: unknown;
}

function placesOf(value: unknown, [step, ...rest]: readonly string[], field: string): readonly Place[] {
	if (step === undefined) return [{ field, value }];
	if (step !== '*') return placesOf(own(value, step), rest, field === '' ? step : `${field}.${step}`);
	return Array.isArray(value)
		? value.flatMap((inner: unknown, index) => placesOf(inner, rest, `${field}.${index}`))
		: [];
}
