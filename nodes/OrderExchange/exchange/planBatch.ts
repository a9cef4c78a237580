import { Decimal } from '../orders/money.js';
import type { Problem } from '../problems/problem.js';
import { fitCheck } from '../shops/fit.js';
import type { BatchView, PlanInput } from '../shops/platform.js';
import type { RowPlan } from '../shops/rowPlan.js';
import type { OpenShop } from './openShop.js';
import type { OrderWithProblems } from './orderWithProblems.js';
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

/** Plans the orders one after the other; each sees what those before it take from stock and which customers they create. */
export function planBatch(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	facts: unknown,
	now: Date,
): BatchPlan {
	const taken = new Map<string, Decimal>();
	const newCustomers = new Set<string>();
	const batch: BatchView = {
		stockTaken: (stock) => taken.get(stock) ?? new Decimal(0),
		createsCustomer: (email) => newCustomers.has(email.toLowerCase()),
	};
	const unfit = fitCheck(shop.schema, shop.found.prefix);
	const planned: PlannedOrder[] = [];
	const refused: BatchPlan['refused'][number][] = [];
	for (const input of inputs) {
		const { found, settings, reference } = shop;
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
			taken.set(stock, batch.stockTaken(stock).plus(quantity));
		if (result.plan.newCustomer) newCustomers.add(result.plan.newCustomer.toLowerCase());
	}
	return { planned, refused };
}
