import { hash } from 'node:crypto';
import type { Row } from '../../../database/read.js';
import { rounded, type Decimal } from '../../../orders/money.js';

/** JSON as PHP writes it: characters beyond ASCII as \uXXXX, slashes with a backslash. */
export const phpJson = (value: unknown): string =>
	JSON.stringify(value)
		.replace(/\//g, '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A bcrypt text that no known password gives: the customer sets one with "password forgotten". */
export function unusablePasswordHash(exchangeKey: string): string {
	const digest = hash('sha512', `no password:${exchangeKey}`, 'base64');
	return `$2y$10$${digest.replace(/\+/g, '.').replace(/=/g, '').slice(0, 53)}`;
}

/** Money as the shop shows it: symbols, places and separators of currency and language. */
export function shownMoney(value: Decimal, currency: Row, language: string): string {
	const places = Number(currency.decimal_place);
	const [whole = '0', fraction] = rounded(value.times(currency.value ?? '1'), places)
		.toFixed(places)
		.split('.');
	const [point, thousands] = language.startsWith('de') ? [',', '.'] : ['.', ','];
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
	return `${currency.symbol_left ?? ''}${grouped}${fraction === undefined ? '' : point + fraction}${currency.symbol_right ?? ''}`;
}
