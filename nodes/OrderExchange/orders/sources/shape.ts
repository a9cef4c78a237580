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
 * Parts that are there and are something else than documented; leaving them out unseen would change the order. `wanted`
 * maps paths such as `line_items.*.price` to what is there, a `*` standing for every entry of a list.
 */
export const misshapen = (
	document: Readonly<Record<string, unknown>>,
	wanted: Readonly<Record<string, Shape>>,
): SourceFinding[] =>
	Object.entries(wanted).flatMap(([path, shape]) =>
		placesOf(document, path.split('.'), '')
			.filter(({ value }) => !isEmpty(value) && !shapes[shape].fits(value))
			.map(({ field, value }): SourceFinding => {
				return { code: 'order.field.invalid', field, value, what: `it must be ${shapes[shape].name}` };
			}),
	);

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
