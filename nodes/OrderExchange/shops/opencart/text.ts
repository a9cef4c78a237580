import type { Decimal } from '../../orders/money.js';
import type { OrderText, Values } from '../rowPlan.js';

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'"': '&quot;',
	'<': '&lt;',
	'>': '&gt;',
};

/** Escapes as the shop does with everything a customer types; its admin prints such texts as they are. */
export const escaped = (text: string): string => {
	const trimmed = text.trim();
	return special.test(trimmed)
		? trimmed.replace(/[&"<>]/g, (character) => entities[character] ?? character)
		: trimmed;
};
const special = /[&"<>]/;

/** A text of the order, escaped, that remembers its place there. */
export const orderText = (text: string | undefined, field: string): OrderText => ({
	text: text === undefined ? '' : escaped(text),
	field,
});

/** An amount with the four places of the shop's columns. */
export function column(value: Decimal): string {
	const text = value.toFixed(4);
	return text === '-0.0000' ? '0.0000' : text;
}

/** How a row is found again while its order is half there: by a column of 40 characters that is empty otherwise. */
export const marked = (column: string, exchangeKey: string, draft: Values = {}) => ({
	mark: column,
	draft: { [column]: exchangeKey.slice(0, 40), ...draft },
});

/** JSON that the shop keeps; undefined where there is none. */
export function storedJson(text: string | null | undefined): string | undefined {
	try {
		return text && JSON.parse(text) !== null ? text : undefined;
	} catch {
		return undefined;
	}
}
