import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import type { Receipt } from '../receipts/receipt.js';
import type { ChangedOrders } from '../planning/versions.js';

export interface BatchOutcome {
	readonly receipts: readonly Receipt[];
	readonly refused: readonly OrderWithProblems[];
}

export interface BatchOptions {
	/** What tells this run from others in the log. */
	readonly run: string;
	/** The moment that the shop will show. */
	readonly now: Date;
	/** false: everything is taken back at the end. */
	readonly keep: boolean;
	readonly changedOrders: ChangedOrders;
	/** Whether to compare what was written after the commit; orders that differed in an earlier run count as sent without. */
	readonly readBack: boolean;
}

export interface RunOptions extends BatchOptions {
	readonly signal: AbortSignal | undefined;
}
