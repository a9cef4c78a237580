import type { Read } from '../../../database/read.js';
import { type FactTables } from '../facts.js';
import { referenceReadsWith } from '../reference.js';

const withSku =
	'SELECT c.`product_id` FROM {product_code} c WHERE c.`value` IN (?) UNION SELECT m.`product_id` FROM {product} m WHERE m.`model` IN (?)';

/** Article numbers are in a table of their own, tiers and specials together, and products may be variants of others. */
export const factTables: FactTables = {
	withSku,
	masterColumn: 'master_id',
	productColumns: [
		...['p.master_id', 'p.variant', 'p.override'],
		['master_subtract', 'm.`subtract`'],
		['has_variants', 'v.`master_id` IS NOT NULL'],
	],
	productJoin:
		' LEFT JOIN {product} m ON m.`product_id` = p.`master_id`' +
		' LEFT JOIN (SELECT DISTINCT `master_id` FROM {product}) v ON v.`master_id` = p.`product_id`',
	addressColumns: ['a.default'],
	// Countries and zones have names per language.
	countries: {
		columns: ['c.country_id', 'c.iso_code_2', 'c.address_format_id', 'c.status', 'd.language_id', 'd.name'],
		from: 'FROM {country} c JOIN {country_description} d ON d.`country_id` = c.`country_id` WHERE c.`iso_code_2` IN (?)',
	},
	zones: {
		columns: ['z.zone_id', 'z.country_id', 'z.code', 'd.language_id', 'd.name'],
		from: 'FROM {zone} z JOIN {country} c ON c.`country_id` = z.`country_id` JOIN {zone_description} d ON d.`zone_id` = z.`zone_id` WHERE z.`status` = 1 AND c.`iso_code_2` IN (?)',
	},
	subscriptions: {
		ofProducts: 'product_subscription',
		plans: 'subscription_plan',
		id: 'subscription_plan_id',
	},
	parts: [
		{ name: 'codes', table: 'product_code', columns: ['product_id', 'code', 'value'] },
		{
			name: 'prices',
			table: 'product_discount',
			columns: [
				...['product_id', 'customer_group_id', 'quantity', 'priority', 'price', 'type'],
				...['date_start', 'date_end'],
			],
		},
	],
};

/** Countries share address formats. */
export const referenceReads: readonly Read[] = referenceReadsWith({
	addressFormats: { columns: ['address_format_id', 'address_format'], from: 'FROM {address_format}' },
});
