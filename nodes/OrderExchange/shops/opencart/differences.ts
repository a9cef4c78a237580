import type { MeantDifference } from '../difference.js';

const noVisitor = 'No browser visited the shop: there is nothing to record about one.';

/** Where a pushed order differs from the shop's own checkout on purpose, in every version. */
export const differences: readonly MeantDifference[] = [
	{ table: 'order', column: 'ip', reason: noVisitor },
	{
		table: 'order',
		column: 'user_agent',
		reason: 'No browser; where the shop has no other place that its staff see, it names the order instead.',
	},
	{ table: 'order', column: 'accept_language', reason: noVisitor },
	{
		table: 'order',
		column: 'store_url',
		reason: "Only the shop's newest order tells it; empty in a new shop.",
	},
	{ table: 'customer', column: 'ip', reason: noVisitor },
	{ table: 'customer', column: 'password', reason: 'No one knows a password; the customer sets one.' },
	...['comment', 'notify'].map((column) => ({
		table: 'order_history',
		column,
		cases: ['bank-transfer', 'cheque'],
		reason:
			'How to pay is told in a mail of the shop and in the history that goes with it; no such mail goes out.',
	})),
	{
		table: 'order_total',
		column: 'title',
		cases: ['third-language'],
		reason:
			"The shop's titles of totals and methods are in its language files; German and English ones are known, others are in English.",
	},
	{ table: 'customer_ip', reason: 'Written when a customer logs in; nobody logs in.' },
	{ table: 'customer_activity', reason: 'A shop that records what its visitors do; nobody visited it.' },
];
