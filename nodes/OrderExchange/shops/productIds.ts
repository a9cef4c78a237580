import type { BoundValue, Read, ReadRows } from '../database/read.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';

const name = 'productIds';

/** The ids that stand in `column` of what the SQL selects; the rows are for `productIdsIn`. */
export const productIdsRead = (column: string, sql: string, values: readonly BoundValue[]): Read => ({
	name,
	columns: [['product', `w.${column}`]],
	from: `FROM (${sql}) w`,
	values,
});

export const productIdsIn = (rows: ReadRows): readonly string[] =>
	(rows[name] ?? []).map(({ product }) => product ?? '');

/** The supplier's article numbers in the orders, each once. */
export const skusIn = (orders: readonly SupplierCustomerOrder[]): readonly string[] => [
	...new Set(orders.flatMap((order) => order.lines.map((line) => line.supplierSku))),
];
