import type { PlanInput } from '../shops/platform.js';
import type { BatchOptions, BatchOutcome } from './batch.js';
import { loggedOrders, logRead } from './exchangeLog.js';
import { lookupsFor, planFresh, planFrom, type FreshOutcome } from './freshOrders.js';
import { lookAgain } from './lookAgain.js';
import type { OpenShop } from './openShop.js';
import { asOpenQuestion } from './outcomeUnknown.js';
import { writeInTransaction } from './transaction.js';
import { sortByLog } from './versions.js';
import { writeWithoutTransactions } from './withoutTransactions/writeWithoutTransactions.js';

/**
 * Writes one batch: orders that the log already has are not written; they give their first receipt. Those whose content
 * changed since are refused, or written as a new version that says which order it replaces. `again`: an earlier try met
 * somebody else's claim.
 */
export async function writeBatch(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	options: BatchOptions,
	again = false,
): Promise<BatchOutcome> {
	const reads = [logRead(inputs.map((input) => input.exchangeKey)), ...lookupsFor(shop, inputs)];
	const rows = await asOpenQuestion(() => shop.database.readAll(reads, shop.found.prefix));
	const logged = loggedOrders(rows[logRead([]).name] ?? []);
	const { fresh, repeated, refused: notAgain } = sortByLog(inputs, logged, options);
	const { refused, ...written } = await writeFresh();
	const outcome = await lookAgain(shop, { repeated, ...written }, options);
	return { receipts: outcome.receipts, refused: [...notAgain, ...refused, ...outcome.refused] };

	async function writeFresh(): Promise<FreshOutcome> {
		const { now, keep } = options;
		if (fresh.length === 0) return nothing;
		if (shop.withoutTransactions) return await writeWithoutTransactions(shop, fresh, now, keep);
		const { planned, refused: unplanned } = await planFrom(shop, fresh, rows, now);
		if (planned.length === 0) return { ...nothing, refused: unplanned };
		const planAgain = again ? async () => (await planFresh(shop, fresh, now)).planned : undefined;
		return { ...(await writeInTransaction(shop, planned, { now, keep, planAgain })), refused: unplanned };
	}
}

const nothing: FreshOutcome = { written: [], refused: [], rehearsed: new Map() };
