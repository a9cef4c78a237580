import { decimal, type Decimal } from '../money.js';
import { isEmpty, type Reading, Unreadable } from './reading.js';

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const commaDecimal = /^[+-]?(\d{1,3}([. '’\u00a0\u202f]\d{3})+|\d+),\d+$/;
const groupedPoint = /^[+-]?\d{1,3}([, '’\u00a0\u202f]\d{3})+(\.\d+)?$/;
const severalPoints = /^[+-]?\d{1,3}(\.\d{3}){2,}$/;
const decoration = /^(?:[€$£¥]|[A-Z]{3})\s*(?=[\d+-])|\s*(?:[€$£¥]|[A-Z]{3})$/g;
const longest = 40;

/**
 * A decimal number as people and programs write it: `1234.56`, `1.234,56`, `1,234.56`, `1'234.56`, `12,5`,
 * `€ 5.00`, `5,-`. A single comma with three digits after it (`1,234`) is read as a group. Exponents only
 * in JSON numbers.
 */
export function readDecimal(value: unknown): Reading<Decimal> {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'number') {
		return Number.isFinite(value) && Math.abs(value) < 1e21 ? decimal(value) : new Unreadable(value);
	}
	if (typeof value === 'bigint') return readDecimal(String(value));
	if (typeof value !== 'string' || value.length > longest) return new Unreadable(value);
	const text = value.trim();
	if (plain.test(text)) return decimal(text);
	const bare = text
		.replace(decoration, '')
		.replace(/,-+$/, '')
		.replace(/^\((.+)\)$/, '-$1');
	if (plain.test(bare)) return decimal(bare);
	if (groupedPoint.test(bare)) return decimal(bare.replace(/[^\d.+-]/g, ''));
	if (commaDecimal.test(bare)) return decimal(bare.replace(/[^\d,+-]/g, '').replace(',', '.'));
	if (severalPoints.test(bare)) return decimal(bare.replaceAll('.', ''));
	return new Unreadable(value);
}

export const isPercentText = (value: unknown): value is string =>
	typeof value === 'string' && value.trimEnd().endsWith('%');

/** Percent: as a number or as text with a percent sign. */
export const readPercent = (value: unknown): Reading<Decimal> =>
	readDecimal(isPercentText(value) ? value.trimEnd().slice(0, -1) : value);
