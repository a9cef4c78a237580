import { decimal, type Decimal } from '../../orders/money.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { Problem } from '../../problems/problem.js';
import { fitCheck } from '../../shops/fit.js';
import type { BatchView, PlanInput } from '../../shops/platform.js';
import type { RowPlan } from '../../shops/rowPlan.js';
import type { Steps } from '../../time/inSlices.js';
import type { OpenShop } from '../shop/openShop.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import { asPlanned } from './versions.js';

export interface PlannedOrder {
	readonly input: PlanInput;
	readonly plan: RowPlan;
	readonly warnings: readonly Problem[];
}

export interface BatchPlan {
	readonly planned: readonly PlannedOrder[];
	readonly refused: readonly OrderWithProblems[];
}

const none = decimal(0);

/** About a millisecond of work, a few where the engine has yet to compile it. */
const ordersPerStep = 2;

/** Plans orders in the order of the calls. */
export type Planner = (inputs: readonly PlanInput[]) => Steps<BatchPlan>;

/** Plans orders from the same facts; each sees what those before it take from stock, and which customers its batch creates. */
export function planner(shop: OpenShop, facts: unknown, now: Date): Planner {
	const { found, settings, reference } = shop;
	const unfit = fitCheck(shop.schema, found.prefix);
	const taken = new Map<string, Decimal>();
	const stockTaken = (stock: string) => taken.get(stock) ?? none;

	return function* (inputs) {
		const newCustomers = new Set<string>();
		const batch: BatchView = {
			stockTaken,
			createsCustomer: (email) => newCustomers.has(email.toLowerCase()),
		};
		const planned: PlannedOrder[] = [];
		const refused: OrderWithProblems[] = [];
		for (const [place, input] of inputs.entries()) {
			if (place % ordersPerStep === 0) yield;
			const unwanted = shop.refusedBy?.(input.order) ?? [];
			if (unwanted.length > 0) {
				refused.push({ customerOrder: input.order, problems: unwanted });
				continue;
			}
			const result = shop.platform.plan(asPlanned(input), { found, settings, reference, facts, batch, now });
			const problems = result.ok ? unfit(result.plan, input.order.number) : result.problems;
			if (!result.ok || problems.length > 0) {
				refused.push({ customerOrder: input.order, problems });
				continue;
			}
			planned.push({ input, plan: result.plan, warnings: result.warnings });
			for (const { stock, quantity } of result.plan.stockTaken)
				taken.set(stock, stockTaken(stock).plus(decimal(quantity)));
			if (result.plan.newCustomer) newCustomers.add(result.plan.newCustomer.toLowerCase());
		}
		return { planned, refused };
	};
}

/**
 * What remains of plans when the shop refuses some orders: those that hold, and those to be planned again, since a refused
 * one was to make the account that they are for.
 */
export function remaining(
	planned: readonly PlannedOrder[],
	refused: ReadonlyMap<SupplierCustomerOrder, unknown>,
): { readonly holding: readonly PlannedOrder[]; readonly again: readonly PlannedOrder[] } {
	const notMade = new Set<string>();
	for (const { input, plan } of planned)
		if (plan.newCustomer && refused.has(input.order)) notMade.add(plan.newCustomer.toLowerCase());
	const [holding, again]: [PlannedOrder[], PlannedOrder[]] = [[], []];
	for (const one of planned) {
		const { order } = one.input;
		if (refused.has(order)) continue;
		(notMade.has(order.customer.email.toLowerCase()) ? again : holding).push(one);
	}
	return { holding, again };
}
