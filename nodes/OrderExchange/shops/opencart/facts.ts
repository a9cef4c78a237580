import type { Read, ReadRows, Row } from '../../database/read.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';

/** What a batch of orders needs from the shop. */
export interface OpenCartFacts {
	readonly codes: readonly Row[];
	readonly products: readonly Row[];
	readonly names: readonly Row[];
	readonly prices: readonly Row[];
	readonly rewards: readonly Row[];
	readonly options: readonly Row[];
	readonly customers: readonly Row[];
	readonly addresses: readonly Row[];
}

const withSku =
	'(SELECT c.`product_id` FROM {product_code} c WHERE c.`value` IN (?) UNION SELECT m.`product_id` FROM {product} m WHERE m.`model` IN (?))';

/** Products by article number (any code, or the model) with prices and options; customers by e-mail. */
export function lookups(orders: readonly SupplierCustomerOrder[]): readonly Read[] {
	const skus = [...new Set(orders.flatMap((order) => order.lines.map((line) => line.supplierSku)))];
	const emails = [...new Set(orders.map((order) => order.customer.email.toLowerCase()))];
	const ofProducts = (name: string, sql: string): Read => ({
		name,
		sql: sql.replace('{skus}', withSku),
		values: [skus, skus],
	});
	return [
		{
			name: 'codes',
			sql: 'SELECT `product_id`, `code`, `value` FROM {product_code} WHERE `value` IN (?)',
			values: [skus],
		},
		ofProducts(
			'products',
			'SELECT p.`product_id`, p.`master_id`, p.`model`, p.`quantity`, p.`price`, p.`tax_class_id`, p.`subtract`, p.`status`, m.`subtract` AS `master_subtract` FROM {product} p LEFT JOIN {product} m ON m.`product_id` = p.`master_id` WHERE p.`product_id` IN {skus}',
		),
		ofProducts(
			'names',
			'SELECT `product_id`, `language_id`, `name` FROM {product_description} WHERE `product_id` IN {skus}',
		),
		ofProducts(
			'prices',
			'SELECT `product_id`, `customer_group_id`, `quantity`, `priority`, `price`, `type`, `special`, `date_start`, `date_end` FROM {product_discount} WHERE `product_id` IN {skus}',
		),
		ofProducts(
			'rewards',
			'SELECT `product_id`, `customer_group_id`, `points` FROM {product_reward} WHERE `product_id` IN {skus}',
		),
		ofProducts(
			'options',
			'SELECT o.`product_id`, o.`product_option_id`, o.`required`, t.`type`, d.`language_id`, d.`name`, v.`product_option_value_id`, v.`quantity`, v.`subtract`, v.`price`, v.`price_prefix`, n.`name` AS `value` FROM {product_option} o JOIN {option} t ON t.`option_id` = o.`option_id` JOIN {option_description} d ON d.`option_id` = o.`option_id` LEFT JOIN {product_option_value} v ON v.`product_option_id` = o.`product_option_id` LEFT JOIN {option_value_description} n ON n.`option_value_id` = v.`option_value_id` AND n.`language_id` = d.`language_id` WHERE o.`product_id` IN {skus}',
		),
		{
			name: 'customers',
			sql: 'SELECT `customer_id`, `customer_group_id`, `store_id`, LCASE(`email`) AS `email`, `status` FROM {customer} WHERE LCASE(`email`) IN (?)',
			values: [emails],
		},
		{
			name: 'addresses',
			sql: 'SELECT a.`address_id`, a.`customer_id`, a.`firstname`, a.`lastname`, a.`company`, a.`address_1`, a.`address_2`, a.`city`, a.`postcode`, a.`country_id`, a.`zone_id`, a.`default` FROM {address} a JOIN {customer} c ON c.`customer_id` = a.`customer_id` WHERE LCASE(c.`email`) IN (?)',
			values: [emails],
		},
	];
}

export const readFacts = (rows: ReadRows): OpenCartFacts => ({
	codes: rows.codes ?? [],
	products: rows.products ?? [],
	names: rows.names ?? [],
	prices: rows.prices ?? [],
	rewards: rows.rewards ?? [],
	options: rows.options ?? [],
	customers: rows.customers ?? [],
	addresses: rows.addresses ?? [],
});
