import { isPercentText, readDecimal } from '../values/decimal.js';
import { known } from '../values/reading.js';
import type { Lookup } from './fields.js';

/** Rates of value added tax, in percent, that some country has or had lately. */
const rates = [
	...[
		0, 2.1, 2.5, 2.6, 3, 3.7, 3.8, 4, 4.8, 5, 5.5, 6, 7, 7.7, 8, 8.1, 9, 9.5, 10, 12, 13, 13.5, 14, 15, 16,
		17,
	],
	...[18, 19, 20, 21, 22, 23, 24, 25, 25.5, 27],
];

/** Those that nearly all goods have. */
const usual = [5, 5.5, 7, 8.1, 10, 13, 19, 20, 21, 22, 23, 25];

/**
 * Whether what a column such as MwSt. holds is a rate: one that there is, and not the tax of its line at another one. Only a rate
 * is of use: the amount follows from it.
 */
export function isTaxRate(value: unknown, lookup: Lookup): boolean {
	if (isPercentText(value)) return true;
	const number = (each: unknown) => known(readDecimal(each))?.toNumber();
	const stated = number(value);
	if (stated === undefined || !rates.includes(stated)) return false;
	const price = number(lookup('line.unitPrice'));
	const quantity = number(lookup('line.quantity'));
	if (stated === 0 || price === undefined || quantity === undefined) return true;
	for (const rate of usual) {
		if (rate === stated) continue;
		for (const worth of [price, price * quantity])
			// half a cent, and what floats are off; it decides about no amount
			for (const tax of [(worth * rate) / 100, (worth * rate) / (100 + rate)])
				if (Math.abs(tax - stated) < 0.0051) return false;
	}
	return true;
}
