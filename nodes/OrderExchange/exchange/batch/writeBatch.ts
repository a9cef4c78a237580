import type { PlanInput } from '../../shops/platform.js';
import type { BatchOptions, BatchOutcome } from '../attempt/batchOptions.js';
import { loggedOrders, logRead } from '../log/exchangeLog.js';
import { contentIn } from '../attempt/logEntry.js';
import { planFresh, planFrom } from '../planning/planOrders.js';
import type { FreshOutcome, WrittenOrders } from '../attempt/writtenOrders.js';
import { confirmOrders } from './confirmOrders.js';
import { allFactRows, factReadsFor } from '../planning/factReads.js';
import type { OpenShop } from '../shop/openShop.js';
import { FactsChanged } from '../rows/factsChanged.js';
import { asOpenQuestion } from '../attempt/outcomeUnknown.js';
import { writeInTransaction } from './writeInTransaction.js';
import { orUnseen, withoutUnseen } from '../attempt/unseen.js';
import { sortByLog } from '../planning/versions.js';
import { shopLock, type ShopLock } from '../withoutTransactions/shopLock.js';
import {
	checkWithoutTransactions,
	writeWithoutTransactions,
} from '../withoutTransactions/writeWithoutTransactions.js';

/** What earlier tries of the batch came to; of the first one, nothing. */
export interface EarlierTry {
	/** It met somebody else's claim. */
	readonly metClaim: boolean;
	/** It may have written these. */
	readonly unseen: WrittenOrders | undefined;
}

/**
 * Writes one batch: orders that the log already has are not written; they give their first receipt. Those whose content
 * changed since are refused, or written as a new version that says which order it replaces.
 * @throws Unseen when something comes between from the commit on, and what speaks against the batch before
 */
export async function writeBatch(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	options: BatchOptions,
	earlier: EarlierTry,
): Promise<BatchOutcome> {
	const lock = shop.withoutTransactions && options.keep ? shopLock(shop) : undefined;
	const write = () => writeUnder(lock, shop, inputs, options, earlier);
	try {
		return await write().catch((error: unknown) => {
			// Who waited for the lock looked into the log before others wrote; who gave it back now would wait, and find that, again.
			if (lock && error instanceof FactsChanged) return write();
			throw error;
		});
	} finally {
		await lock?.giveBack();
	}
}

/** Where there are no transactions, facts count only under the shop's lock. */
async function writeUnder(
	lock: ShopLock | undefined,
	shop: OpenShop,
	inputs: readonly PlanInput[],
	options: BatchOptions,
	earlier: EarlierTry,
): Promise<BatchOutcome> {
	const keys = inputs.map((input) => input.exchangeKey);
	const factReads = factReadsFor(shop, inputs);
	const reads = [logRead(keys), ...(lock ? [] : factReads.first)];
	const rows = await asOpenQuestion(
		() => lock?.readAndTake(reads, keys) ?? shop.database.readAll(reads, shop.found.prefix),
	);
	const logged = loggedOrders(rows[logRead([]).name] ?? []);
	const { fresh, repeated, refused: notAgain } = sortByLog(inputs, logged, options);
	const { others, unseen } = withoutUnseen(repeated, earlier.unseen, options.run);
	const seen = unseen
		? await orUnseen(unseen, () => confirmOrders(shop, { repeated: [], ...unseen }, options))
		: noOutcome;
	const { refused, ...written } = await writeFresh();
	const outcome = await orUnseen(written, () =>
		confirmOrders(shop, { repeated: others, ...written }, options, lock?.readAndGiveBack),
	);
	return {
		receipts: [...seen.receipts, ...outcome.receipts],
		refused: [...notAgain, ...seen.refused, ...refused, ...outcome.refused],
	};

	async function writeFresh(): Promise<FreshOutcome> {
		const { run, now, keep } = options;
		if (fresh.length === 0) return nothing;
		if (lock) return await writeWithoutTransactions(shop, fresh, lock, options);
		const facts = await asOpenQuestion(() => allFactRows(shop, factReads, rows, fresh));
		if (shop.withoutTransactions) return await checkWithoutTransactions(shop, fresh, facts, now);
		const { planned, refused: unplanned } = await planFrom(shop, fresh, facts, now);
		if (planned.length === 0) return { ...nothing, refused: unplanned };
		const planAgain = earlier.metClaim ? async () => (await planFresh(shop, fresh, now)).planned : undefined;
		return {
			...(await writeInTransaction(shop, planned, { contentOf: contentIn(run), now, keep, planAgain })),
			refused: unplanned,
		};
	}
}

const nothing: FreshOutcome = { written: [], refused: [], rehearsed: new Map() };
const noOutcome: BatchOutcome = { receipts: [], refused: [] };
