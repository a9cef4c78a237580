import {
	supplierOrderSchema,
	type SupplierCustomerOrder,
	type SupplierOrder,
} from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { supplierOrderTotals } from '../../../nodes/OrderExchange/orders/supplierOrderTotals.js';
import { customerOrder } from '../../../sandbox/orders/ordersToPush.js';
import { platformsUnderTest } from '../../support/platformsUnderTest.js';

/** Orders that name the same `customer` come from the same new customer. */
export interface WantedOrder {
	readonly number: string;
	readonly customer: string;
}

/** A supplier order of orders with two lines each, every customer new to the shop. */
export function ordersToPush(platform: string, name: string, wanted: readonly WantedOrder[]): SupplierOrder {
	const [first, second] = platformsUnderTest.find(({ id }) => id === platform)?.products ?? [];
	const customerOrders = wanted.map(({ number, customer }): SupplierCustomerOrder => {
		const order = customerOrder(platform, { number, email: emailOf(customer) });
		const [line] = order.lines;
		if (!line || !first || !second) throw new Error(`No order to push into ${platform}`);
		return {
			...order,
			lines: [
				{ ...line, id: '1', sku: first, supplierSku: first, quantity: 1 },
				{ ...line, id: '2', sku: second, supplierSku: second, quantity: 2 },
			],
		};
	});
	return supplierOrderSchema.parse({
		number: name,
		supplier: { code: 'quickshop', name: 'QuickShop Feinkost GmbH', email: 'orders@quickshop.example' },
		distributor: { code: 'northwind', name: 'Northwind Handel' },
		customerOrders,
		totals: atOnce(supplierOrderTotals(customerOrders)),
	});
}

export const emailOf = (customer: string): string => `${customer.toLowerCase()}@kunde.test`;
