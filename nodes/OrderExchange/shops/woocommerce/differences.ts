import type { MeantDifference } from '../difference.js';

const session = 'A pushed order has no browser session; the shop computes these from one.';
const ourReference = 'The distributor and its order number are kept with the order.';
const notSent = 'No mail goes out and no stock is held, so no note says so.';

const metaRow = (meta_key: string, reason: string): MeantDifference => ({
	table: 'wc_orders_meta',
	where: { meta_key },
	reason,
});

/** A note that the shop writes and we do not, with its meta row. */
const unwrittenNotes = (comment_content: string): readonly MeantDifference[] => [
	{ table: 'comments', where: { comment_content }, reason: notSent },
	{
		table: 'commentmeta',
		where: { meta_key: 'note_group' },
		of: { column: 'comment_id', table: 'comments', key: 'comment_ID', where: { comment_content } },
		reason: notSent,
	},
];

/** What a pushed order deliberately has otherwise than one from the shop's own checkout. */
export const differences: readonly MeantDifference[] = [
	...['_shipping_hash', '_coupons_hash', '_fees_hash', '_taxes_hash'].map((key) => metaRow(key, session)),
	metaRow('_debug_log_source_pending_deletion', 'The shop deletes its own log of the checkout soon after.'),
	metaRow('order_exchange_number', ourReference),
	metaRow('order_exchange_distributor', ourReference),
	{ table: 'wc_order_operational_data', column: 'cart_hash', reason: session },
	{ table: 'wc_order_operational_data', column: 'created_via', reason: 'Says that we wrote the order.' },
	{ table: 'wc_order_operational_data', column: 'order_key', reason: 'Drawn at random by the shop.' },
	{ table: 'wc_orders', column: 'ip_address', reason: session },
	{ table: 'wc_orders', column: 'user_agent', reason: session },
	{ table: 'wc_orders', column: 'transaction_id', reason: ourReference },
	{ table: 'posts', column: 'comment_count', where: { post_type: 'shop_order_placehold' }, reason: notSent },
	{ table: 'posts', column: 'post_author', cases: ['checkout-classic-new'], reason: session },
	...unwrittenNotes('Stock hold of *'),
	...unwrittenNotes('Email "*'),
	{ table: 'users', column: 'user_pass', reason: 'A password that nobody knows.' },
	{
		table: 'users',
		column: 'user_activation_key',
		reason: 'No mail with a link to set a password goes out.',
	},
	{ table: 'usermeta', where: { meta_key: 'session_tokens' }, reason: session },
	{ table: 'usermeta', where: { meta_key: '_woocommerce_persistent_cart_*' }, reason: session },
	{
		table: 'options',
		where: { option_name: 'user_count' },
		reason: 'WordPress counts its users again every day.',
	},
	{
		table: 'options',
		where: { option_name: 'wc_pending_batch_processes' },
		reason: 'The shop’s own queue for deleting its checkout log.',
	},
	...['_transient_wc_related_*', '_transient_timeout_wc_related_*'].map((option_name) => ({
		table: 'options',
		where: { option_name },
		reason: 'The shop draws its list of related products again by itself, once a day.',
	})),
	{
		table: 'wc_order_addresses',
		column: 'company',
		cases: ['checkout-classic-new'],
		reason: 'The block checkout, today’s default, stores & as &amp;; the classic one does not.',
	},
	...['_billing_address_index', '_shipping_address_index'].map((key) => ({
		...metaRow(key, 'As the addresses: &amp; in the block checkout.'),
		cases: ['checkout-classic-new'],
	})),
	...['billing_company', 'shipping_company'].map((meta_key): MeantDifference => ({
		table: 'usermeta',
		where: { meta_key },
		cases: ['checkout-classic-new'],
		reason: 'As the addresses: &amp; in the block checkout.',
	})),
	...(['user_login', 'user_nicename'] as const).map((column): MeantDifference => ({
		table: 'users',
		column,
		cases: ['checkout-classic-new'],
		reason: 'The shop draws the digits of a login name that is taken; ours follow from the e-mail address.',
	})),
	{
		table: 'usermeta',
		where: { meta_key: 'nickname' },
		cases: ['checkout-classic-new'],
		reason: 'As the login name.',
	},
	{
		table: 'wc_customer_lookup',
		column: 'username',
		cases: ['checkout-classic-new'],
		reason: 'As the login name.',
	},
];
