import { entries } from './entry.js';

/** Findings about an order before any shop is asked. */
export const orderProblems = entries({
	'order.noLines': {
		severity: 'block',
		happened: 'The order has no lines.',
		why: 'A supplier cannot deliver an order that names no goods.',
		remedy: 'Add the ordered lines in the source, or leave the order out.',
	},
});
