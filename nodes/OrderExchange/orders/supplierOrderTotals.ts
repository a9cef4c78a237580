import { amount, decimal, Decimal } from './money.js';
import type { SupplierCustomerOrder, SupplierOrder } from './supplierOrder.js';

/** Counts and sums of the customer orders: line values after discount, per currency, without shipping. */
export function supplierOrderTotals(
	customerOrders: readonly SupplierCustomerOrder[],
): SupplierOrder['totals'] {
	const amounts = new Map<string, Decimal>();
	for (const order of customerOrders)
		for (const line of order.lines) {
			const value = decimal(line.unitPrice ?? '0')
				.times(line.quantity)
				.minus(line.discount ?? '0');
			amounts.set(order.currency, (amounts.get(order.currency) ?? new Decimal(0)).plus(value));
		}
	const lines = customerOrders.flatMap((order) => order.lines);
	return {
		customerOrders: customerOrders.length,
		lines: lines.length,
		quantity: lines.reduce((total, line) => total.plus(line.quantity), new Decimal(0)).toNumber(),
		amounts: [...amounts].map(([currency, value]) => ({ currency, amount: amount(value) })),
	};
}

/** The same supplier order with only some of its customer orders; number and parties stay. */
export const withOnly = (
	supplierOrder: SupplierOrder,
	customerOrders: readonly SupplierCustomerOrder[],
): SupplierOrder => ({
	...supplierOrder,
	customerOrders: [...customerOrders],
	totals: supplierOrderTotals(customerOrders),
});
