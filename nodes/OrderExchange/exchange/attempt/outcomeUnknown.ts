import { speaksAgainstOrder } from '../../database/faults.js';

/** Whether the shop has the orders is not known: the answer to COMMIT, or to a look at them, never came. */
export class OutcomeUnknown extends Error {
	readonly code = 'OUTCOME_UNKNOWN';
}

/**
 * Does what comes when the shop may have the orders already: looks at them, or finishes them. A fault that elsewhere speaks
 * against an order must not refuse one that is written, so it leaves the question open.
 * @throws OutcomeUnknown, and what `work` throws
 */
export async function asOpenQuestion<Result>(work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		throw speaksAgainstOrder(error) ? new OutcomeUnknown() : error;
	}
}
