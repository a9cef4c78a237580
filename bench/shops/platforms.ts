import { modifiedSeed } from '../../demo/shops/modified.js';
import { opencart30Seed, opencartSeed } from '../../demo/shops/opencart.js';
import type { ShopSeed } from '../../demo/shops/shopSeed.js';
import { woocommerceSeed } from '../../demo/shops/woocommerce.js';

/** What the measurements must know about a platform. */
export interface MeasuredPlatform {
	readonly id: string;
	readonly seed: ShopSeed;
	/** What anybody who writes an order asks first; each binds one value. */
	readonly questions: { readonly customer: string; readonly product: string };
	/** The table of orders; a trigger on it stands in for whatever a database can refuse. */
	readonly orders: { readonly table: string; readonly city: string };
}

/** The first one stands for all where the shop hardly matters. */
export const measuredPlatforms: readonly MeasuredPlatform[] = [
	{
		id: 'opencart-4.1',
		seed: opencartSeed,
		questions: {
			customer: 'SELECT customer_id FROM oc_customer WHERE email = ?',
			product: 'SELECT product_id, model, quantity FROM oc_product WHERE model = ?',
		},
		orders: { table: 'oc_order', city: 'shipping_city' },
	},
	{
		id: 'opencart-3.0',
		seed: opencart30Seed,
		questions: {
			customer: 'SELECT customer_id FROM oc_customer WHERE email = ?',
			product: 'SELECT product_id, model, quantity FROM oc_product WHERE model = ?',
		},
		orders: { table: 'oc_order', city: 'shipping_city' },
	},
	{
		id: 'modified-3.3',
		seed: modifiedSeed,
		questions: {
			customer: 'SELECT customers_id FROM customers WHERE customers_email_address = ?',
			product: 'SELECT products_id, products_quantity FROM products WHERE products_model = ?',
		},
		orders: { table: 'orders', city: 'billing_city' },
	},
	{
		id: 'woocommerce-11-hpos',
		seed: woocommerceSeed,
		questions: {
			customer: 'SELECT ID FROM wp_users WHERE user_email = ?',
			product: 'SELECT product_id, stock_quantity FROM wp_wc_product_meta_lookup WHERE sku = ?',
		},
		orders: { table: 'wp_wc_order_addresses', city: 'city' },
	},
];
