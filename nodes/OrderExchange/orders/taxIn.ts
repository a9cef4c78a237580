import type { Draft } from './draft.js';
import type { Decimal } from './money.js';

/** The tax in a gross amount or on a net one, exact; `rate` in percent. */
export const taxIn = (value: Decimal, rate: Decimal, prices: Draft['prices']): Decimal =>
	prices === 'gross' ? value.times(rate).div(rate.plus(100)) : value.times(rate).div(100);
