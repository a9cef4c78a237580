import type { MeantDifference } from '../difference.js';

/** Where a pushed order differs from a checkout in modified eCommerce, and why. */
export const differences: readonly MeantDifference[] = [
	{
		table: 'orders',
		column: 'orders_ident_key',
		reason: 'Holds the distributor’s order number; the checkout leaves it empty for such payments.',
	},
	{
		table: 'orders',
		column: 'customers_id',
		where: { account_type: '1' },
		reason:
			'The checkout deletes the guest account after the order and leaves its id behind; no account is created, so it is 0.',
	},
	{
		table: 'customers',
		column: 'customers_password',
		reason: 'No password that anyone knows: the customer asks the shop for a new one.',
	},
	{
		table: 'customers',
		column: 'customers_password_time',
		reason: 'The moment of writing.',
	},
	{
		table: 'products_description',
		column: 'products_viewed',
		reason: 'Counts page views of a visitor; a pushed order has none.',
	},
];
