import {
	supplierCustomerOrderSchema,
	type SupplierOrder,
} from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { atOnce } from '../../nodes/OrderExchange/time/inSlices.js';
import { supplierOrderTotals } from '../../nodes/OrderExchange/orders/supplierOrderTotals.js';
import { shopDataFolder, readJson } from '../shops/shopData.js';

export interface OrderChanges {
	readonly number?: string;
	readonly email?: string;
	readonly sku?: string;
	readonly quantity?: number;
	readonly city?: string;
	readonly comment?: string;
}

type Part = SupplierOrder['customerOrders'][number];

/** The platform's golden order of a regular customer, with what the test wants different. */
export function customerOrder(platform: string, changes: OrderChanges = {}): Part {
	const order = supplierCustomerOrderSchema.parse(
		readJson(`${shopDataFolder}/${platform}/checkout-regular.order.json`),
	);
	return {
		...order,
		number: changes.number ?? order.number,
		customer: { ...order.customer, email: changes.email ?? order.customer.email },
		billTo: { ...order.billTo, city: changes.city ?? order.billTo.city },
		comment: changes.comment ?? order.comment,
		lines: order.lines.map((line) => ({
			...line,
			sku: changes.sku ?? line.sku,
			supplierSku: changes.sku ?? line.supplierSku,
			quantity: changes.quantity ?? line.quantity,
		})),
	};
}

/** One supplier's order of these customer orders. */
export const supplierOrderOf = (customerOrders: readonly Part[], number = 'SO-1'): SupplierOrder => ({
	number,
	supplier: { code: 'acme', name: 'Acme Supplies' },
	distributor: { code: 'northwind', name: 'Northwind Traders' },
	customerOrders: [...customerOrders],
	totals: atOnce(supplierOrderTotals(customerOrders)),
});

/** As many orders as asked for, each of another new customer. */
export const manyOrders = (platform: string, count: number, prefix = 'N'): readonly Part[] =>
	Array.from({ length: count }, (_, index) =>
		customerOrder(platform, { number: `${prefix}-${index + 1}`, email: `${prefix}${index + 1}@kunde.test` }),
	);
