import type { DataRow } from '../../sandbox/shops/shopData.js';
import { firstProductId, like, plentyInStock, type SeededProduct, type ShopSeed } from './shopSeed.js';

/**
 * Products and orders in OpenCart 4.1: the article number is a product code of type `sku`. OpenCart keeps an ampersand
 * in a name as `&amp;`.
 */
export const opencartSeed: ShopSeed = {
	tablePrefix: 'oc_',
	productRows: (products, reference) => ({
		...productRows(products, reference, { master_id: '0' }),
		oc_product_code: products.map(({ supplierSku }, index) => ({
			product_code_id: String(firstProductId + index),
			product_id: String(firstProductId + index),
			code: 'sku',
			value: supplierSku,
		})),
	}),
	headsSql: `SELECT l.order_number AS number, o.order_id AS id, ROUND(o.total * o.currency_value, 2) AS total,
			REPLACE(o.shipping_company, '&amp;', '&') AS company, o.shipping_lastname AS lastName, o.shipping_city AS city, o.shipping_address_1 AS street
		FROM order_exchange_log l JOIN oc_order o ON o.order_id = l.shop_order_id
		WHERE l.kind = 'order'`,
	linesSql: `SELECT l.order_number AS number, p.model AS sku, p.quantity AS quantity,
			ROUND(p.total * o.currency_value, 2) AS total
		FROM order_exchange_log l JOIN oc_order o ON o.order_id = l.shop_order_id
		JOIN oc_order_product p ON p.order_id = o.order_id
		WHERE l.kind = 'order'`,
};

/** OpenCart 3.0 keeps the article number with the product. */
export const opencart30Seed: ShopSeed = {
	...opencartSeed,
	productRows: (products, reference) => productRows(products, reference, { sku: '' }),
};

const productRows = (
	products: readonly SeededProduct[],
	reference: Readonly<Record<string, readonly DataRow[]>>,
	further: DataRow,
) => ({
	oc_product: products.map(({ supplierSku, price, enabled }, index) =>
		like(reference['oc_product'], {
			product_id: String(firstProductId + index),
			model: supplierSku,
			quantity: plentyInStock,
			image: '',
			price,
			points: '0',
			status: enabled ? '1' : '0',
			...further,
		}),
	),
	oc_product_to_store: products.map((_product, index) => ({
		product_id: String(firstProductId + index),
		store_id: '0',
	})),
	oc_product_description: products.map(({ name }, index) =>
		like(reference['oc_product_description'], {
			product_id: String(firstProductId + index),
			name,
			description: '',
			meta_title: name,
		}),
	),
});
