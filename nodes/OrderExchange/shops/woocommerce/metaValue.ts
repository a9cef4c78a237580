import type { Value } from '../rowPlan.js';
import { serialize, type PhpArray } from './phpSerialize.js';

/** What stands in a meta row: a value as the order or the shop has it, or one of PHP's arrays. */
export type Meta = Value | PhpArray;

/**
 * A value as WordPress keeps it in a meta table. It unserializes what it reads there, objects too, so a text that looks like a
 * serialized value is serialized once more (`maybe_serialize`): a customer may have written it.
 */
export function metaValue(meta: Meta): Value {
	if (meta instanceof Map) return serialize(meta as PhpArray);
	const value = meta as Value;
	if (typeof value === 'string') return asText(value);
	return typeof value === 'object' && value !== null && 'text' in value
		? { ...value, text: asText(value.text) }
		: value;
}

const asText = (text: string): string => (looksSerialized.test(text) ? serialize(text) : text);

/** As WordPress's `is_serialized` tells it, between the blanks that PHP trims. */
const looksSerialized = /^[ \t\n\r\0\v]*(?:N;[ \t\n\r\0\v]*$|[aOEs]:\d+:|[bid]:[0-9.E+-]+;)/;
