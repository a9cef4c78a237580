import type { Row } from '../../../database/read.js';
import { rounded, type Decimal } from '../../../orders/money.js';

/** JSON as PHP writes it: characters beyond ASCII as \uXXXX, slashes with a backslash. */
export const phpJson = (value: unknown): string =>
	JSON.stringify(value)
		.replace(/\//g, '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

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
