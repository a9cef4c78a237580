import { addresses } from './addresses.js';
import type { Check } from './check.js';
import { costs } from './costs.js';
import { currency } from './currency.js';
import { customer } from './customer.js';
import { orderDate } from './dates.js';
import { orderNumber, sourceState } from './identity.js';
import { lines } from './lines.js';
import { numbers } from './numbers.js';
import { percentages } from './percentages.js';
import { sums } from './sums.js';
import { texts } from './texts.js';

/** Every check of Prepare, in the order in which people read an order. */
export const checks: readonly Check[] = [
	sourceState,
	orderNumber,
	orderDate,
	currency,
	customer,
	addresses,
	lines,
	numbers,
	percentages,
	costs,
	sums,
	texts,
];
