import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import { problemOf } from '../../database/faults.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import { PlansRefused } from '../rows/plansRefused.js';
import { ReadBackDifference } from '../rows/readBackDifference.js';
import type { PlannedOrder } from '../planning/planner.js';

/** The shop does not take some orders of a batch, of which nothing was written; it may take the others. */
export class OrdersRefused extends Error {
	constructor(readonly causes: ReadonlyMap<SupplierCustomerOrder, unknown>) {
		super('The shop does not take some of the orders');
	}

	get orders(): readonly OrderWithProblems[] {
		return [...this.causes].map(([customerOrder, cause]) => ({
			customerOrder,
			problems: [{ ...refusal(cause), order: customerOrder.number }],
		}));
	}
}

/** Lets `write` write the plans of these orders. @throws OrdersRefused, and what `write` throws */
export const namingOrders = <Result>(
	planned: readonly PlannedOrder[],
	write: () => Promise<Result>,
): Promise<Result> =>
	write().catch((error: unknown) => {
		throw error instanceof PlansRefused ? ordersOf(planned, error) : error;
	});

/** What `write` gives, or which of the orders the shop does not take. @throws what `write` throws otherwise */
export const orRefused = <Result>(write: () => Promise<Result>): Promise<Result | OrdersRefused> =>
	write().catch((error: unknown) => {
		if (error instanceof OrdersRefused) return error;
		throw error;
	});

const ordersOf = (planned: readonly PlannedOrder[], { causes }: PlansRefused): OrdersRefused =>
	new OrdersRefused(
		new Map(
			planned.flatMap(({ input }, place) =>
				causes.has(place) ? [[input.order, causes.get(place)] as const] : [],
			),
		),
	);

/** Why an order was refused, in the catalogue's words. */
export const refusal = (cause: unknown): Problem =>
	cause instanceof ReadBackDifference
		? problem('exchange.readBackDiffers', {}, { column: cause.column })
		: problemOf(cause);
