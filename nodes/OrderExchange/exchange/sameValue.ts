import type { SqlValue } from '../database/read.js';
import { Decimal } from '../orders/money.js';
import type { ColumnView } from '../database/schemaView.js';

/** Whether a column holds what was written: numbers by value at the column's scale, all else to the letter. */
export function sameValue(written: SqlValue, stored: string | null, column: ColumnView): boolean {
	if (written === null || stored === null) return written === stored;
	const text = String(written);
	if (text === stored) return true;
	const scale = /^decimal\(\d+,(\d+)\)/.exec(column.type)?.[1];
	if (scale !== undefined) return new Decimal(text).toDecimalPlaces(Number(scale)).equals(stored);
	if (/^(double|float)/.test(column.type)) return Number(text) === Number(stored);
	if (/^(tinyint|smallint|mediumint|int|bigint)/.test(column.type)) return new Decimal(text).equals(stored);
	if (/^(datetime|timestamp)/.test(column.type)) return text.replace(/\.0+$/, '') === stored;
	return false;
}
