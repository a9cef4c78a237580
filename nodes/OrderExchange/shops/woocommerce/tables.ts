import type { TableUse } from '../platform.js';

const read = ['SELECT'] as const;
const insert = ['SELECT', 'INSERT'] as const;
const change = ['SELECT', 'UPDATE'] as const;
const write = ['SELECT', 'INSERT', 'UPDATE'] as const;

/** Tables of WordPress and WooCommerce that an order touches, parents first. */
export const tables: readonly TableUse[] = [
	{ table: 'options', rights: change },
	{ table: 'woocommerce_tax_rates', rights: read },
	{ table: 'woocommerce_tax_rate_locations', rights: read },
	{ table: 'wc_tax_rate_classes', rights: read },
	{ table: 'woocommerce_shipping_zones', rights: read },
	{ table: 'woocommerce_shipping_zone_locations', rights: read },
	{ table: 'woocommerce_shipping_zone_methods', rights: read },
	{ table: 'users', rights: insert, secret: ['user_pass', 'user_activation_key'] },
	{ table: 'usermeta', rights: write },
	{ table: 'wc_customer_lookup', rights: insert },
	{ table: 'posts', rights: write, secret: ['post_password'] },
	{ table: 'postmeta', rights: change },
	{ table: 'wc_product_meta_lookup', rights: change },
	{ table: 'wc_reserved_stock', rights: read },
	{ table: 'terms', rights: read },
	{ table: 'term_taxonomy', rights: change },
	{ table: 'term_relationships', rights: insert },
	{ table: 'wc_orders', rights: insert },
	{ table: 'wc_order_addresses', rights: insert },
	{ table: 'wc_order_operational_data', rights: insert },
	{ table: 'wc_orders_meta', rights: insert },
	{ table: 'woocommerce_order_items', rights: insert },
	{ table: 'woocommerce_order_itemmeta', rights: insert },
	{ table: 'comments', rights: insert },
	{ table: 'commentmeta', rights: insert },
];
