import type { BoundValue, Read, ReadRows } from '../database/read.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';

const name = 'productIds';

/** Products of whose rows these columns hold an id; for `productIdsIn`. */
export const productIdsRead = (
	columns: readonly string[],
	from: string,
	values: readonly BoundValue[],
): Read => ({ name, columns, from, values });

/** Each once; as numbers, since for texts a server does not see that they are the ids of a table that it joins, too. */
export const productIdsIn = (rows: ReadRows): readonly number[] => [
	...new Set((rows[name] ?? []).flatMap((row) => Object.values(row).map(Number))),
];

/** The supplier's article numbers in the orders, each once. */
export const skusIn = (orders: readonly SupplierCustomerOrder[]): readonly string[] => [
	...new Set(orders.flatMap((order) => order.lines.map((line) => line.supplierSku))),
];
