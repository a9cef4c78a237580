import type { MeantDifference } from '../../difference.js';
import { differences as common } from '../differences.js';

/** Where an order pushed into 4.1 differs from the shop's own checkout on purpose. */
export const differences: readonly MeantDifference[] = [
	...common,
	{ table: 'order', column: 'transaction_id', reason: "Holds the distributor's order number." },
];
