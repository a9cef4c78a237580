import type { SupplierCustomerOrder } from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import type { Planned } from '../../../../nodes/OrderExchange/shops/platform.js';
import { goldenOrder, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

type Line = SupplierCustomerOrder['lines'][number];

export const order = (change: Partial<SupplierCustomerOrder> = {}): SupplierCustomerOrder => ({
	...goldenOrder('new'),
	...change,
});
export const line = (supplierSku: string, quantity: number, change: Partial<Line> = {}): Line => ({
	id: '1',
	sku: supplierSku,
	supplierSku,
	quantity,
	...change,
});
export const changed = (tables: Tables, table: string, where: Row, set: Row): Tables => ({
	...tables,
	[table]: (tables[table] ?? []).map((row) =>
		Object.entries(where).every(([column, value]) => row[column] === value) ? { ...row, ...set } : row,
	),
});
export const configured = (values: Record<string, string>, tables = shopTables()): Tables => ({
	...tables,
	configuration: [
		...(tables['configuration'] ?? []).filter((row) => !(String(row['configuration_key']) in values)),
		...Object.entries(values).map(([configuration_key, configuration_value]) => ({
			configuration_key,
			configuration_value,
		})),
	],
});
export const totals = (result: Planned): string[] =>
	rowsOf(planned(result), 'orders_total').map((row) => `${row['title']} ${row['text']} = ${row['value']}`);
export const lineOf = (result: Planned): Row => rowsOf(planned(result), 'orders_products')[0] ?? {};
export const codes = (result: Planned): string[] =>
	result.ok ? [] : result.problems.map(({ code }) => code);
export const abroad = {
	country: 'AT',
	city: 'Wien',
	street: 'Ring 1',
	postalCode: '1010',
	firstName: 'Eva',
	lastName: 'Ahn',
};
