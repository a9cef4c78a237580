import type { TableUse } from '../platform.js';

const read = ['SELECT'] as const;
const insert = ['SELECT', 'INSERT'] as const;
const change = ['SELECT', 'UPDATE'] as const;
const write = ['SELECT', 'INSERT', 'UPDATE'] as const;

/** Tables of WordPress and WooCommerce that an order touches: those whose ids others hold first, so that few INSERTs wait for ids. */
export const tables: readonly TableUse[] = [
	{ table: 'options', rights: change, changed: ['option_value'], holdsSettings: true },
	{ table: 'woocommerce_tax_rates', rights: read },
	{ table: 'woocommerce_tax_rate_locations', rights: read },
	{ table: 'wc_tax_rate_classes', rights: read },
	{ table: 'woocommerce_shipping_zones', rights: read },
	{ table: 'woocommerce_shipping_zone_locations', rights: read },
	{ table: 'woocommerce_shipping_zone_methods', rights: read },
	{
		table: 'posts',
		rights: write,
		secret: ['post_password'],
		columns: [
			...['ID', 'post_author', 'post_date', 'post_date_gmt', 'post_content', 'post_title', 'post_excerpt'],
			...['post_status', 'comment_status', 'ping_status', 'post_password', 'post_name', 'to_ping', 'pinged'],
			...['post_modified', 'post_modified_gmt', 'post_content_filtered', 'post_parent', 'guid', 'menu_order'],
			...['post_type', 'post_mime_type', 'comment_count'],
		],
		changed: ['guid', 'post_modified', 'post_modified_gmt'],
	},
	{
		table: 'users',
		rights: insert,
		secret: ['user_pass', 'user_activation_key'],
		columns: [
			...['ID', 'user_login', 'user_pass', 'user_nicename', 'user_email', 'user_url', 'user_registered'],
			...['user_activation_key', 'user_status', 'display_name'],
		],
	},
	{ table: 'usermeta', rights: write, changed: ['meta_value'] },
	{ table: 'wc_customer_lookup', rights: insert },
	{ table: 'postmeta', rights: change, changed: ['meta_value'] },
	{
		table: 'wc_product_meta_lookup',
		rights: change,
		changed: ['stock_quantity', 'total_sales', 'stock_status'],
	},
	{ table: 'wc_reserved_stock', rights: read },
	{ table: 'terms', rights: read },
	{ table: 'term_taxonomy', rights: change, changed: ['count'] },
	{ table: 'term_relationships', rights: insert },
	{ table: 'wc_orders', rights: insert },
	{ table: 'wc_order_addresses', rights: insert },
	{ table: 'wc_order_operational_data', rights: insert },
	{ table: 'wc_orders_meta', rights: insert },
	{ table: 'woocommerce_order_items', rights: insert },
	{ table: 'comments', rights: insert },
	{ table: 'woocommerce_order_itemmeta', rights: insert },
	{ table: 'commentmeta', rights: insert },
];
