import { DateTime } from 'luxon';
import { rounded, type Decimal } from '../../orders/money.js';
import type { OrderText, Values } from '../rowPlan.js';

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'"': '&quot;',
	'<': '&lt;',
	'>': '&gt;',
};

/** Escapes as the shop does with everything a customer types; its admin prints such texts as they are. */
export const escaped = (text: string): string =>
	text.trim().replace(/[&"<>]/g, (character) => entities[character] ?? character);

/** A text of the order, escaped, that remembers its place there. */
export const orderText = (text: string | undefined, field: string, line?: string): OrderText => ({
	text: escaped(text ?? ''),
	field,
	...(line !== undefined && { line }),
});

/** An amount with the four places of the shop's columns. */
export const column = (value: Decimal): string => rounded(value, 4).toFixed(4);

/** A moment in the shop's own zone, as MySQL writes it: `2026-11-23 17:02:04`. A zone that nobody knows counts as UTC. */
export function shopTime(moment: Date, zone: string): string {
	const local = DateTime.fromJSDate(moment, { zone });
	return (local.isValid ? local : DateTime.fromJSDate(moment, { zone: 'utc' })).toFormat(
		'yyyy-MM-dd HH:mm:ss',
	);
}

/** How a row is found again while its order is half there: by a column of 40 characters that is empty otherwise. */
export const marked = (column: string, exchangeKey: string, draft: Values = {}) => ({
	mark: column,
	draft: { [column]: exchangeKey.slice(0, 40), ...draft },
});
