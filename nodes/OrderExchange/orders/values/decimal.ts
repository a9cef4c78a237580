import { decimal, type Decimal } from '../money.js';
import { isEmpty, known, type Reading, Unreadable } from './reading.js';

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const twoWays = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
const commaDecimal = /^[+-]?(\d{1,3}([. '’\u00a0\u202f]\d{3})+|\d+),\d+$/;
const groupedPoint = /^[+-]?[1-9]\d{0,2}([, '’\u00a0\u202f]\d{3})+(\.\d+)?$/;
const severalPoints = /^[+-]?\d{1,3}(\.\d{3}){2,}$/;
const mark = '(?:AU|CA?|HK|NZ|US) ?\\$|[€$£¥]|[A-Z]{3}|[Ee]uro|zł|kr|Kč|Ft';
const decoration = new RegExp(`^(?:${mark})\\s*(?=[\\d+-])|\\s*(?:${mark})$`, 'g');
const undecorated = /^[+-]?[\d.,]*\d$/;
const longest = 40;

/** What stands before the decimals. */
export type DecimalSign = '.' | ',';

/**
 * A decimal number as people and programs write it: `1234.56`, `1.234,56`, `1,234.56`, `1'234.56`, `12,5`,
 * `€ 5.00`, `5,-`, `5 zł`. Where a single sign has three digits after it, `sign` decides; without one `1,234` has a group and `1.234`
 * decimals. Exponents only in JSON numbers.
 */
export function readDecimal(value: unknown, sign: DecimalSign = '.'): Reading<Decimal> {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'number') {
		return Number.isFinite(value) && Math.abs(value) < 1e21 ? decimal(value) : new Unreadable(value);
	}
	if (typeof value === 'bigint') return readDecimal(String(value));
	if (typeof value !== 'string' || value.length > longest) return new Unreadable(value);
	const bare = bareNumber(value);
	if (twoWays.test(bare)) return decimal(bare.replace(sign === '.' ? ',' : '.', '').replace(',', '.'));
	if (plain.test(bare)) return decimal(bare);
	if (groupedPoint.test(bare)) return decimal(bare.replace(/[^\d.+-]/g, ''));
	if (commaDecimal.test(bare)) return decimal(bare.replace(/[^\d,+-]/g, '').replace(',', '.'));
	if (severalPoints.test(bare)) return decimal(bare.replaceAll('.', ''));
	return new Unreadable(value);
}

/** The signs and capitals at a number, as in `€ 5.00` and `5.00 USD`. */
export const marksIn = (value: unknown): readonly string[] =>
	typeof value === 'string' && value.length <= longest && /[€$£¥A-Zo]|zł|kr/.test(value)
		? (value.trim().match(decoration) ?? []).map((mark) => mark.trim())
		: [];

/** Without what people write around a number. */
function bareNumber(value: string): string {
	const text = value.trim();
	return undecorated.test(text)
		? text
		: text
				.replace(decoration, '')
				.replace(/[.,][-–—]+$/, '')
				.replace(/^\((.+)\)$/, '-$1');
}

/** Whether it is `1.234` or `1,234`, which `readDecimal` cannot read without knowing the sign for decimals. */
export const canBeReadTwoWays = (value: unknown): value is string =>
	typeof value === 'string' &&
	value.length <= longest &&
	/[.,]\d{3}/.test(value) &&
	twoWays.test(bareNumber(value));

/** The sign for decimals that a number written as text shows: `.` in `12.50` and `1,234,567`, none in `1.234` and `12`. */
export function decimalSignIn(value: unknown): DecimalSign | undefined {
	if (typeof value !== 'string' || value.length > longest || !/[.,]/.test(value)) return undefined;
	const bare = bareNumber(value);
	const [first, ...others] = twoWays.test(bare) ? [] : (bare.match(/[.,]/g) ?? []);
	if (first === undefined || known(readDecimal(bare)) === undefined) return undefined;
	const last = others.at(-1) ?? first;
	// a sign that comes twice sets off thousands
	const isComma = (last === ',') !== (others.length > 0 && last === first);
	return isComma ? ',' : '.';
}

/** Whether a text ends with a percent sign. */
export const isPercentText = (value: unknown): value is string =>
	typeof value === 'string' && value.trimEnd().endsWith('%');

/** Percent: as a number or as text with a percent sign. */
export const readPercent = (value: unknown, sign?: DecimalSign): Reading<Decimal> =>
	readDecimal(isPercentText(value) ? value.trimEnd().slice(0, -1) : value, sign);
