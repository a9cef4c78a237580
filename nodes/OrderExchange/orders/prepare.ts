import type { Problem } from '../problems/problem.js';
import { each, type Steps } from '../time/inSlices.js';
import { holdIncomplete, refuseDoubles } from './betweenOrders.js';
import type { Catalogue } from './catalogueInput.js';
import { consider, isRejected } from './consider.js';
import type { FoundOrder } from './incomingOrder.js';
import type { PrepareRules } from './prepareRules.js';
import { type Ready, readyOrders } from './readyOrders.js';
import { repeats } from './repeats.js';
import { firstSpelling } from './spelling.js';

export interface Prepared {
	readonly ready: readonly Ready[];
	readonly rejected: readonly Rejected[];
}

export interface Rejected {
	readonly items: readonly number[];
	/** As it came in. */
	readonly customerOrder: unknown;
	readonly problems: readonly Problem[];
}

/**
 * Makes supplier orders of customer orders, an order per step. Each order found ends either whole in the supplier orders or
 * in `rejected`, with all its problems; nothing is thrown for any input.
 */
export function* prepare(
	found: readonly FoundOrder[],
	catalogue: Catalogue | undefined,
	rules: PrepareRules,
): Steps<Prepared> {
	const groups = yield* repeats(found);
	const spelling = firstSpelling();
	const considered = yield* each(groups, (group) => consider(group, catalogue, rules, spelling));
	yield* refuseDoubles(considered);
	if (rules.holdIncomplete) yield* holdIncomplete(considered);
	const accepted = considered.filter((order) => !isRejected(order));
	return {
		ready: yield* readyOrders(accepted, rules),
		rejected: considered.filter(isRejected).map((order) => ({
			items: order.items,
			customerOrder: order.found.original,
			problems: order.problems,
		})),
	};
}
