import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Decimal arithmetic for money, quantities and tax rates: 40 significant digits, half up like the
 * shops' own `round()`, plain notation always.
 */
export const Decimal = DecimalJs.clone({
	precision: 40,
	rounding: DecimalJs.ROUND_HALF_UP,
	toExpNeg: -40,
	toExpPos: 40,
});
export type Decimal = DecimalJs;

/** A decimal number in plain notation without superfluous zeros: `"16.7983"`, `"-3"`, `"0"`. */
export type Amount = string;

/** Decimals never change, and the same prices, rates and quantities come again and again. */
const made = new Map<Amount | number, Decimal>();
const mostMade = 10_000;

/** @throws when the text is no decimal number; parse foreign input with the order schema instead. */
export function decimal(value: Amount | number | Decimal): Decimal {
	if (value instanceof Decimal) return value;
	const known = made.get(value);
	if (known) return known;
	const fresh = new Decimal(value === 0 ? 0 : value); // a map takes -0 for 0
	if (made.size >= mostMade) made.clear();
	made.set(value, fresh);
	return fresh;
}

/** As plain text, every digit kept. */
export const amount = (value: Amount | number | Decimal): Amount => new Decimal(value).toFixed();

/** Rounds half up to the currency's or column's places: `rounded("2.345", 2)` is `2.35`. */
export const rounded = (value: Amount | number | Decimal, places: number): Decimal => {
	const exact = decimal(value);
	return exact.decimalPlaces() <= places ? exact : exact.toDecimalPlaces(places);
};

/** Comparing with 0 in other ways makes a decimal of the 0 first, each time. */
export const isPositive = (value: Decimal): boolean => !value.isNegative() && !value.isZero();
export const isNegative = (value: Decimal): boolean => value.isNegative() && !value.isZero();

/** 0 for none. */
export const sum = (values: Iterable<Amount | number | Decimal>): Decimal => {
	let total: Decimal | undefined;
	for (const value of values) total = total === undefined ? decimal(value) : total.plus(value);
	return total ?? new Decimal(0);
};

/** From the runtime's CLDR data; made once, since a formatter costs more than an order. */
const minorUnits: ReadonlyMap<string, number> = new Map(
	Intl.supportedValuesOf('currency').map((currency) => [
		currency,
		new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2,
	]),
);

/** Minor-unit places of an ISO 4217 currency: EUR 2, JPY 0, KWD 3; 2 for a code that is none. */
export const currencyPlaces = (currency: string): number => minorUnits.get(currency) ?? 2;
