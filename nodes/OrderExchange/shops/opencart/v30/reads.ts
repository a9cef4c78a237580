import type { Read, ReadRows, Row } from '../../../database/read.js';
import { readFacts as readCommonFacts, type FactTables, type OpenCartFacts } from '../facts.js';
import { referenceReadsWith } from '../reference.js';

/** Columns of `product` with its numbers, the shop's own first. */
const codes = ['sku', 'upc', 'ean', 'jan', 'isbn', 'mpn'];
const period = ['date_start', 'date_end'];

/** Article numbers are columns of the product; tiers and specials have a table each. */
export const factTables: FactTables = {
	withSku: `SELECT m.\`product_id\` FROM {product} m WHERE ${['model', ...codes].map((code) => `m.\`${code}\` IN (?)`).join(' OR ')}`,
	productColumns: codes.map((code) => `p.${code}`),
	addressColumns: [],
	// Countries and zones have one name, and each country has its own address format.
	countries: {
		columns: ['country_id', 'name', 'iso_code_2', 'address_format', 'status'],
		from: 'FROM {country} WHERE `iso_code_2` IN (?)',
	},
	zones: {
		columns: ['z.zone_id', 'z.country_id', 'z.name', 'z.code'],
		from: 'FROM {zone} z JOIN {country} c ON c.`country_id` = z.`country_id` WHERE z.`status` = 1 AND c.`iso_code_2` IN (?)',
	},
	subscriptions: { ofProducts: 'product_recurring', plans: 'recurring', id: 'recurring_id' },
	parts: [
		{
			name: 'prices',
			table: 'product_discount',
			columns: ['product_id', 'customer_group_id', 'quantity', 'priority', 'price', ...period],
		},
		{
			name: 'specials',
			table: 'product_special',
			columns: ['product_id', 'customer_group_id', 'priority', 'price', ...period],
		},
	],
};

/** The article numbers stand with the products. */
export const readFacts = (rows: ReadRows): OpenCartFacts =>
	readCommonFacts({ ...rows, codes: (rows.products ?? []).flatMap(codesOf) });

const codesOf = (product: Row): readonly Row[] =>
	codes
		.filter((code) => product[code])
		.map((code) => ({ product_id: product.product_id ?? null, code, value: product[code] ?? null }));

/** Customers have no index on their e-mail; before 3.0.3.7 there was no setting for the zone, and times were the server's. */
export const referenceReads: readonly Read[] = referenceReadsWith({
	customers: { columns: [['highest', 'MAX(`customer_id`)']], from: 'FROM {customer}' },
	serverZone: {
		columns: [
			[
				'minutes',
				"TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@GLOBAL.time_zone))",
			],
		],
		from: '',
	},
});
