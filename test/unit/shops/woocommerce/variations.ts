import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { shopTables } from './shop.js';

type Tables = ReturnType<typeof shopTables>;

/** The form of a WordPress password hash. */
export const bcryptForm = /^\$wp\$2y\$10\$[./A-Za-z0-9]{53}$/;

export function withOption(name: string, value: string, tables: Tables = shopTables()): Tables {
	const options = (tables.wp_options ?? []).filter((row) => row.option_name !== name);
	tables.wp_options = [...options, { option_id: '9999', option_name: name, option_value: value }];
	return tables;
}

/** The shop with some rows changed, by the value of their key. */
export function withRows(table: string, key: string, changes: Record<string, Row>): Tables {
	const tables = shopTables();
	tables[table] = (tables[table] ?? []).map((row) => ({ ...row, ...changes[row[key] ?? ''] }));
	return tables;
}

export const rate = (parts: Row): Row => ({
	tax_rate_id: '2',
	tax_rate_country: 'DE',
	tax_rate_state: '',
	tax_rate: '19.0000',
	tax_rate_name: 'MwSt.',
	tax_rate_priority: '1',
	tax_rate_compound: '0',
	tax_rate_shipping: '1',
	tax_rate_order: '2',
	tax_rate_class: '',
	...parts,
});
