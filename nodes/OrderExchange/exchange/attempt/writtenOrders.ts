import type { OrderStates } from '../receipts/orderStates.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import type { PlannedOrder } from '../planning/planner.js';
import type { ReadBack } from '../rows/readBack.js';

/** Orders that were written just now, or as good as: taken back, for a rehearsal. */
export interface WrittenOrders {
	readonly written: readonly { readonly planned: PlannedOrder; readonly shopOrderId: string }[];
	/** What to read of `written` after the commit, and how to compare it. */
	readonly readBack?: ReadBack;
	/** A rehearsal's orders as the shop showed them before they were taken back. */
	readonly rehearsed: OrderStates;
}

/** What became of the orders of a batch that the log did not know. */
export interface FreshOutcome extends WrittenOrders {
	readonly refused: readonly OrderWithProblems[];
}
