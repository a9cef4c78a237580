import type { TableUse } from '../platform.js';

const written = 'customer_approval address order order_product order_option order_total order_history';

/** The tables of every version: those that are only read differ, and what the customer's holds. Names parted by blanks. */
export const tables = (readOnly: string, customer: Omit<TableUse, 'table'>): readonly TableUse[] => [
	{ table: 'setting', rights: ['SELECT'], holdsSettings: true },
	...readOnly.split(' ').map((table): TableUse => ({ table, rights: ['SELECT'] })),
	{ table: 'customer', ...customer },
	...written.split(' ').map((table): TableUse => ({ table, rights: ['SELECT', 'INSERT'] })),
	changed('product', 'quantity'),
	changed('product_option_value', 'quantity'),
	changed('statistics', 'value'),
];

const changed = (table: string, column: string): TableUse => ({
	table,
	rights: ['SELECT', 'UPDATE'],
	changed: [column],
});
