import { firstProductId, like, plentyInStock, type ShopSeed } from './shopSeed.js';

/** Products and orders in modified eCommerce 3.3: the article number is the model. */
export const modifiedSeed: ShopSeed = {
	tablePrefix: '',
	productRows: (products, reference) => ({
		products: products.map(({ supplierSku, price, enabled }, index) =>
			like(reference['products'], {
				products_id: String(firstProductId + index),
				products_ean: '',
				products_model: supplierSku,
				products_quantity: plentyInStock,
				products_price: price,
				products_ordered: '0',
				products_status: enabled ? '1' : '0',
			}),
		),
		products_description: products.flatMap(({ name }, index) =>
			['1', '2'].map((language_id) => ({
				products_id: String(firstProductId + index),
				language_id,
				products_name: name,
			})),
		),
	}),
	headsSql: `SELECT l.order_number AS number, o.orders_id AS id, ROUND(t.value, 2) AS total,
			o.delivery_company AS company, o.delivery_lastname AS lastName, o.delivery_city AS city, o.delivery_street_address AS street
		FROM order_exchange_log l JOIN orders o ON o.orders_id = l.shop_order_id
		JOIN orders_total t ON t.orders_id = o.orders_id AND t.class = 'ot_total'
		WHERE l.kind = 'order'`,
	linesSql: `SELECT l.order_number AS number, p.products_model AS sku, p.products_quantity AS quantity,
			ROUND(p.final_price, 2) AS total
		FROM order_exchange_log l JOIN orders_products p ON p.orders_id = l.shop_order_id
		WHERE l.kind = 'order'`,
};
