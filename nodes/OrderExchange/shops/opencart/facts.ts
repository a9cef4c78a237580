import type { Read, ReadRows, Row } from '../../database/read.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { ShopSettings } from '../platform.js';
import { storeId } from './choices.js';
import type { OpenCartReference } from './reference.js';
import { escaped } from './text.js';

/** What a batch of orders needs from the shop. */
export interface OpenCartFacts {
	readonly codes: readonly Row[];
	/** Those of the store; `master_id` names the product that one is a variant of. */
	readonly products: readonly Row[];
	readonly names: readonly Row[];
	/** Tiers and specials. */
	readonly prices: readonly Row[];
	readonly rewards: readonly Row[];
	/** One row per option value and language; of a variant those of its master. */
	readonly options: readonly Row[];
	readonly customers: readonly Row[];
	readonly addresses: readonly Row[];
}

const withSku =
	'(SELECT c.`product_id` FROM {product_code} c WHERE c.`value` IN (?) UNION SELECT m.`product_id` FROM {product} m WHERE m.`model` IN (?))';
const theirMasters = `(SELECT v.\`master_id\` FROM {product} v WHERE v.\`product_id\` IN ${withSku})`;

/** Products by article number (any code, or the model) with prices and options; customers by e-mail. */
export function lookups(
	orders: readonly SupplierCustomerOrder[],
	reference: OpenCartReference,
	settings: ShopSettings,
): readonly Read[] {
	const wanted = orders.flatMap((order) => order.lines.map((line) => line.supplierSku));
	const skus = [...new Set(wanted.flatMap((sku) => [sku, escaped(sku)]))];
	const emails = [...new Set(orders.map((order) => order.customer.email.toLowerCase()))];
	const store = storeId(settings.store, reference) ?? '0';
	const ofProducts = (name: string, columns: readonly string[], table: string): Read => ({
		name,
		columns,
		from: `FROM {${table}} WHERE \`product_id\` IN ${withSku}`,
		values: [skus, skus],
	});
	return [
		{
			name: 'codes',
			columns: ['product_id', 'code', 'value'],
			from: 'FROM {product_code} WHERE `value` IN (?)',
			values: [skus],
		},
		{
			name: 'products',
			columns: [
				'p.product_id',
				'p.master_id',
				'p.model',
				'p.variant',
				'p.override',
				'p.quantity',
				'p.minimum',
				'p.price',
				'p.tax_class_id',
				'p.subtract',
				'p.status',
				'p.date_available',
				['master_subtract', 'm.`subtract`'],
				['has_variants', 'EXISTS (SELECT 1 FROM {product} v WHERE v.`master_id` = p.`product_id`)'],
			],
			from: `FROM {product} p JOIN {product_to_store} s ON s.\`product_id\` = p.\`product_id\` AND s.\`store_id\` = ? LEFT JOIN {product} m ON m.\`product_id\` = p.\`master_id\` WHERE p.\`product_id\` IN ${withSku}`,
			values: [store, skus, skus],
		},
		ofProducts('names', ['product_id', 'language_id', 'name'], 'product_description'),
		ofProducts(
			'prices',
			['product_id', 'customer_group_id', 'quantity', 'priority', 'price', 'type', 'date_start', 'date_end'],
			'product_discount',
		),
		ofProducts('rewards', ['product_id', 'customer_group_id', 'points'], 'product_reward'),
		{
			name: 'options',
			columns: [
				'o.product_id',
				'o.product_option_id',
				'o.required',
				't.type',
				'd.language_id',
				'd.name',
				'v.product_option_value_id',
				'v.quantity',
				'v.subtract',
				'v.price',
				'v.price_prefix',
				['value', 'n.`name`'],
			],
			from: `FROM {product_option} o JOIN {option} t ON t.\`option_id\` = o.\`option_id\` JOIN {option_description} d ON d.\`option_id\` = o.\`option_id\` LEFT JOIN {product_option_value} v ON v.\`product_option_id\` = o.\`product_option_id\` LEFT JOIN {option_value_description} n ON n.\`option_value_id\` = v.\`option_value_id\` AND n.\`language_id\` = d.\`language_id\` WHERE o.\`product_id\` IN ${withSku} OR o.\`product_id\` IN ${theirMasters}`,
			values: [skus, skus, skus, skus],
		},
		{
			name: 'customers',
			columns: ['customer_id', 'customer_group_id', 'store_id', ['email', 'LCASE(`email`)'], 'status'],
			from: 'FROM {customer} WHERE LCASE(`email`) IN (?)',
			values: [emails],
		},
		{
			name: 'addresses',
			columns: [
				'a.address_id',
				'a.customer_id',
				'a.firstname',
				'a.lastname',
				'a.company',
				'a.address_1',
				'a.address_2',
				'a.city',
				'a.postcode',
				'a.country_id',
				'a.zone_id',
				'a.default',
			],
			from: 'FROM {address} a JOIN {customer} c ON c.`customer_id` = a.`customer_id` WHERE LCASE(c.`email`) IN (?)',
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
