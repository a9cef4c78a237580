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
		table: 'orders',
		column: 'customers_status_discount',
		cases: [],
		reason:
			'The discount of a customer group is taken off where all prices are the shop’s; prices that the order states, even one, count as they are.',
	},
	{
		table: 'orders',
		column: 'campaign',
		cases: [],
		reason:
			'The checkout counts every order of a customer for the campaign that once won them; a pushed order comes from the distributor.',
	},
	{
		table: 'customers',
		column: 'customers_cid',
		cases: [],
		reason:
			'Where the shop numbers its customers (MODULE_CUSTOMERS_CID), it counts in its configuration, which is not ours to change: a new account has the distributor’s number for the customer, or none.',
	},
	{
		table: 'customers',
		column: 'customers_vat_id_status',
		where: { customers_vat_id_status: '95' },
		reason:
			'A VAT number is not checked with the tax offices: it counts as one for which they could not be reached (95), and the account stays in the group of new customers.',
	},
	{
		table: 'orders_status_history',
		column: 'customer_notified',
		reason: 'The shop’s mail to the customer goes out with the checkout; a pushed order sends none.',
	},
	{
		table: 'products_description',
		column: 'products_viewed',
		reason: 'Counts page views of a visitor; a pushed order has none.',
	},
];
