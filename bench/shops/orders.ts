import type { SupplierCustomerOrder, SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { articles, skuOf } from './catalogue.js';

/** Which orders to make: the same answer always gives the same orders. */
export interface WantedOrders {
	readonly platform: string;
	readonly count: number;
	/** Begins the order numbers and the customers' e-mail addresses. */
	readonly prefix: string;
	/** Places of orders that the shop's database refuses. */
	readonly refused?: readonly number[];
	/** Customer orders per supplier order; left out, all in one. */
	readonly perSupplierOrder?: number;
}

const linesPerOrder = 3;
/** The city that the shop's trigger refuses. */
export const refusedCity = 'Nowhere';

/** Orders of three lines, of as many articles, each of a customer of its own who is new to the shop. */
export function customerOrders({ platform, count, prefix, refused = [] }: WantedOrders) {
	const golden = customerOrder(platform);
	const [line] = golden.lines;
	if (!line) throw new Error(`The golden order of ${platform} has no line`);
	const draw = lottery(articles);
	const bad = new Set(refused);
	return Array.from({ length: count }, (_, index): SupplierCustomerOrder => {
		const drawn = new Set<number>();
		while (drawn.size < linesPerOrder) drawn.add(draw());
		return {
			...golden,
			number: `${prefix}-${index + 1}`,
			customer: { ...golden.customer, email: `${prefix}${index + 1}@kunde.test`.toLowerCase() },
			billTo: { ...golden.billTo, ...(bad.has(index) && { city: refusedCity }) },
			lines: [...drawn].map((article, position) => ({
				...line,
				id: String(position + 1),
				sku: skuOf(article),
				supplierSku: skuOf(article),
				quantity: 1 + (article % 3),
			})),
		};
	});
}

/** The same orders, in supplier orders of as many as wanted. */
export function supplierOrders(wanted: WantedOrders): readonly SupplierOrder[] {
	const orders = customerOrders(wanted);
	const size = wanted.perSupplierOrder ?? orders.length;
	return Array.from({ length: Math.ceil(orders.length / size) }, (_, index) =>
		supplierOrderOf(orders.slice(index * size, (index + 1) * size), `SO-${wanted.prefix}-${index + 1}`),
	);
}

/** Numbers from 0 to below `end` in an order that looks random and is always the same (a linear congruential generator). */
function lottery(end: number): () => number {
	let state = 42;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * end);
	};
}
