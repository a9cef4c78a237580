import { decimal } from '../money.js';
import { readDecimal } from '../values/decimal.js';
import { isEmpty, isRecord, known, own } from '../values/reading.js';

/**
 * The amount in an object that programs make of money: `{ amount: 1999, divisor: 100 }`, `{ amount: "19.99", currencyCode: "EUR" }`,
 * `{ value: "19.99", currency: "EUR" }`. Anything else as it is.
 */
export function moneyIn(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const amount = own(value, 'amount') ?? own(value, 'value');
	const divisor = own(value, 'divisor');
	if (isEmpty(divisor)) return amount ?? value;
	const [whole, parts] = [amount, divisor].map((each) => known(readDecimal(each)));
	return whole === undefined || parts === undefined || parts.lessThan(decimal(1))
		? value
		: whole.div(parts).toFixed();
}
