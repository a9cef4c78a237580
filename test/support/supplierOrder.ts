import {
	supplierOrderSchema,
	type SupplierCustomerOrder,
	type SupplierOrder,
} from '../../nodes/OrderExchange/orders/supplierOrder.js';

/** A supplier order of these customer orders, as Prepare would make it for one supplier. */
export function supplierOrderOf(
	customerOrders: readonly SupplierCustomerOrder[],
	supplier = { code: 'SUP-1', name: 'Test Supplier' },
): SupplierOrder {
	const lines = customerOrders.flatMap((order) => order.lines);
	return supplierOrderSchema.parse({
		number: `SO-${customerOrders[0]?.number ?? ''}`,
		supplier,
		distributor: { code: 'DIST', name: 'Test Distributor' },
		customerOrders,
		totals: {
			customerOrders: customerOrders.length,
			lines: lines.length,
			quantity: lines.reduce((total, { quantity }) => total + quantity, 0),
			amounts: [],
		},
	});
}
