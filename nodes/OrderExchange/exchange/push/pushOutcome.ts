import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import type { Receipt } from '../receipts/receipt.js';

/** Every customer order of the supplier order is in exactly one of the three. */
export interface PushOutcome {
	readonly receipts: readonly Receipt[];
	/** A person has to look: this supplier cannot take these, and nothing of them was written; or see `exchange.writtenDiffers`. */
	readonly refused: readonly OrderWithProblems[];
	/** Not written, or not known to be; sending the same again is safe and settles it. */
	readonly retryLater: readonly OrderWithProblems[];
}

/** Several outcomes as one, in their order. */
export const joined = (outcomes: readonly PushOutcome[]): PushOutcome => ({
	receipts: outcomes.flatMap(({ receipts }) => receipts),
	refused: outcomes.flatMap(({ refused }) => refused),
	retryLater: outcomes.flatMap(({ retryLater }) => retryLater),
});
