import type { MeantDifference } from '../../difference.js';
import { differences as common } from '../differences.js';

/** Where an order pushed into 3.0 differs from the shop's own checkout on purpose. */
export const differences: readonly MeantDifference[] = [
	...common,
	{ table: 'order', column: 'tracking', reason: "Holds the distributor's order number." },
	{ table: 'customer', column: 'salt', reason: 'Belongs to the password that no one knows.' },
];
