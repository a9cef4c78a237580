import { firstProductId, like, plentyInStock, type SeededProduct, type ShopSeed } from './shopSeed.js';

/**
 * Products and orders in WooCommerce with its own order tables: a product is a post with meta rows. WordPress keeps
 * an ampersand in a name as `&amp;`.
 */
export const woocommerceSeed: ShopSeed = {
	tablePrefix: 'wp_',
	productRows: (products, reference) => ({
		wp_posts: products.map(({ name, supplierSku, enabled }, index) =>
			like(reference['wp_posts'], {
				ID: String(firstProductId + index),
				post_title: name,
				post_status: enabled ? 'publish' : 'draft',
				post_type: 'product',
				post_parent: '0',
				post_name: supplierSku.toLowerCase(),
			}),
		),
		wp_wc_product_meta_lookup: products.map(({ supplierSku, price }, index) =>
			like(reference['wp_wc_product_meta_lookup'], {
				product_id: String(firstProductId + index),
				sku: supplierSku,
				min_price: price,
				max_price: price,
				stock_quantity: plentyInStock,
				stock_status: 'instock',
				total_sales: '0',
			}),
		),
		wp_postmeta: products.flatMap((product, index) =>
			Object.entries(productMeta(product)).map(([meta_key, meta_value], position) => ({
				meta_id: String((firstProductId + index) * 100 + position),
				post_id: String(firstProductId + index),
				meta_key,
				meta_value,
			})),
		),
	}),
	headsSql: `SELECT l.order_number AS number, o.id AS id, ROUND(o.total_amount, 2) AS total,
			REPLACE(s.company, '&amp;', '&') AS company, s.last_name AS lastName, s.city AS city, s.address_1 AS street
		FROM order_exchange_log l JOIN wp_wc_orders o ON o.id = l.shop_order_id
		JOIN wp_wc_order_addresses s ON s.order_id = o.id AND s.address_type = 'shipping'
		WHERE l.kind = 'order'`,
	linesSql: `SELECT l.order_number AS number, k.sku AS sku, q.meta_value AS quantity,
			CAST(t.meta_value AS DECIMAL(20, 2)) AS total
		FROM order_exchange_log l
		JOIN wp_woocommerce_order_items i ON i.order_id = l.shop_order_id AND i.order_item_type = 'line_item'
		JOIN wp_woocommerce_order_itemmeta p ON p.order_item_id = i.order_item_id AND p.meta_key = '_product_id'
		JOIN wp_woocommerce_order_itemmeta q ON q.order_item_id = i.order_item_id AND q.meta_key = '_qty'
		JOIN wp_woocommerce_order_itemmeta t ON t.order_item_id = i.order_item_id AND t.meta_key = '_line_total'
		JOIN wp_wc_product_meta_lookup k ON k.product_id = p.meta_value
		WHERE l.kind = 'order'`,
};

const productMeta = ({ supplierSku, price }: SeededProduct): Readonly<Record<string, string>> => ({
	_sku: supplierSku,
	_regular_price: price,
	_price: price,
	total_sales: '0',
	_tax_status: 'taxable',
	_tax_class: '',
	_manage_stock: 'yes',
	_backorders: 'no',
	_sold_individually: 'no',
	_virtual: 'no',
	_downloadable: 'no',
	_stock: plentyInStock,
	_stock_status: 'instock',
});
