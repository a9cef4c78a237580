import type { FoundShop } from '../platform.js';
import { prefixesOf } from '../prefixes.js';
import type { SchemaView } from '../../database/schemaView.js';
import { ownTablesIn } from './ownTables.js';

/** Columns that together only modified eCommerce 3.3 has. */
const marks: Readonly<Record<string, readonly string[]>> = {
	orders_products: ['allow_tax', 'products_price_origin', 'products_ean'],
	orders: ['orders_ident_key', 'content_type', 'customers_country_iso_code_2'],
	orders_products_attributes: ['attributes_ean'],
	customers_status: ['customers_status_add_tax_ot', 'customers_status_show_tax_total'],
	customers: ['customers_password_time', 'account_type'],
	database_version: ['version'],
};

/** Every modified eCommerce 3.3 among the tables, whatever their prefix; Gambio and osCommerce are left alone. */
export const recognise = (schema: SchemaView): readonly FoundShop[] =>
	prefixesOf('orders_products', schema)
		.filter((prefix) => hasMarks(schema, prefix) && !isGambio(schema, prefix))
		.map((prefix) => ({ prefix, version: '3.3', ownTables: ownTablesIn(schema, prefix) }));

const hasMarks = (schema: SchemaView, prefix: string): boolean =>
	Object.entries(marks).every(([table, columns]) =>
		columns.every((column) => schema.get(prefix + table)?.columns.has(column) === true),
	);

const isGambio = (schema: SchemaView, prefix: string): boolean =>
	schema.has(`${prefix}gx_configurations`) ||
	schema.get(`${prefix}orders`)?.columns.has('orders_hash') === true;
