import type { PlanInput } from '../../shops/platform.js';
import { inSlicesAhead } from '../../time/inSlices.js';
import type { BatchPlan, Planner } from './planner.js';

/** A batch that is planned when its turn comes. */
export interface BatchAhead {
	readonly inputs: readonly PlanInput[];
	/** Takes the plan away; call it once. */
	take(): Promise<BatchPlan>;
}

/** Batches planned beyond those taken: enough that nobody waits for a plan, and few that lie in the memory. */
const batchesAhead = 2;

/** Plans batch after batch while others are on the wire, and lets other work of the process go first in between. */
export function planAhead(plan: Planner, batches: readonly (readonly PlanInput[])[]): readonly BatchAhead[] {
	const plans: (Promise<BatchPlan> | undefined)[] = [];
	let before: Promise<unknown> = Promise.resolve();
	const planUpTo = (end: number) => {
		for (const inputs of batches.slice(plans.length, end)) {
			const planned = before.then(() => inSlicesAhead(plan(inputs)));
			before = planned.catch(() => undefined);
			plans.push(planned);
		}
	};
	return batches.map((inputs, place) => ({
		inputs,
		take: async () => {
			planUpTo(place + 1 + batchesAhead);
			const mine = plans[place];
			plans[place] = undefined;
			return await (mine ?? Promise.reject(new Error('A plan was taken twice')));
		},
	}));
}
