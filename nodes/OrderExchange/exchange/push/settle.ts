import { classify, problemOf } from '../../database/faults.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { PlanInput } from '../../shops/platform.js';
import { backOff } from '../../time/pause.js';
import type { RunOptions } from '../attempt/batchOptions.js';
import type { WrittenOrders } from '../attempt/writtenOrders.js';
import type { OpenShop } from '../shop/openShop.js';
import { OrdersRefused, refusal } from '../attempt/ordersRefused.js';
import { joined, type PushOutcome } from './pushOutcome.js';
import { unwrapped } from '../attempt/unseen.js';
import { writeBatch } from '../batch/writeBatch.js';

const nothing: PushOutcome = { receipts: [], refused: [], retryLater: [] };

const attempts = 6;
/** A key that stays taken so often is taken by the shop's own data, not by another worker. */
const duplicatesAllowed = 3;

export interface Settled extends PushOutcome {
	/** The shop cannot go on in this run, so further batches need not try. */
	readonly stopped?: Problem;
}

/**
 * Writes a batch whatever happens on the way: again, on a new connection, without the orders that the shop does not take,
 * or in halves until a bad order stands alone. `before`: what came between when it was tried before.
 */
export async function settle(
	shop: OpenShop,
	batch: readonly PlanInput[],
	options: RunOptions,
	before: { readonly found?: Problem | undefined; readonly unseen?: WrittenOrders | undefined } = {},
): Promise<Settled> {
	let { found: last, unseen } = before;
	let duplicates = 0;
	for (let attempt = 0; attempt < attempts && !options.signal?.aborted; attempt += 1) {
		try {
			const written = await writeBatch(shop, batch, options, { metClaim: duplicates > 0, unseen });
			return { ...written, retryLater: [] };
		} catch (thrown) {
			const { error, unseen: more } = unwrapped(thrown);
			unseen = more ?? unseen;
			if (error instanceof OrdersRefused) return await settleOthers(shop, batch, error, options);
			const { handling, problem: code } = classify(error);
			const found = refusal(error);
			if (code === 'database.duplicateKey') duplicates += 1;
			if (handling === 'isolate' || duplicates > duplicatesAllowed)
				return await isolate(shop, batch, found, options);
			// An open question about a commit stays the one to tell about until the log answers it.
			last = last?.code === 'database.outcomeUnknown' ? last : found;
			if (handling === 'stop') return { ...later(batch, last), stopped: found };
			await backOff(50, attempt, options.signal);
			const stopped = handling === 'reconnect' ? await reconnect(shop, options.signal) : undefined;
			if (stopped) return { ...later(batch, last), stopped };
		}
	}
	return later(batch, last ?? problem('exchange.cancelled'));
}

async function settleOthers(
	shop: OpenShop,
	batch: readonly PlanInput[],
	{ causes, orders }: OrdersRefused,
	options: RunOptions,
): Promise<Settled> {
	const others = batch.filter(({ order }) => !causes.has(order));
	const settled: Settled = others.length > 0 ? await settle(shop, others, options) : nothing;
	return { ...settled, refused: [...orders, ...settled.refused] };
}

async function isolate(
	shop: OpenShop,
	batch: readonly PlanInput[],
	found: Problem,
	options: RunOptions,
): Promise<Settled> {
	const [only] = batch;
	if (only && batch.length === 1) {
		const refused = [{ customerOrder: only.order, problems: [{ ...found, order: only.order.number }] }];
		return { receipts: [], refused, retryLater: [] };
	}
	const middle = Math.ceil(batch.length / 2);
	const first = await settle(shop, batch.slice(0, middle), options);
	const rest = batch.slice(middle);
	const second = first.stopped ? later(rest, first.stopped) : await settle(shop, rest, options);
	const stopped = first.stopped ?? second.stopped;
	return { ...joined([first, second]), ...(stopped && { stopped }) };
}

/** Opens a new connection; what stands in the way when even the third try fails. */
async function reconnect(shop: OpenShop, signal: AbortSignal | undefined): Promise<Problem | undefined> {
	let found: Problem | undefined;
	for (let attempt = 0; attempt < 3; attempt += 1) {
		try {
			await shop.reconnect(signal);
			return undefined;
		} catch (error) {
			found = problemOf(error);
			await backOff(300, attempt, signal);
		}
	}
	return found;
}

/** A batch that is not tried, or not any more: all of it can be sent again. */
export const later = (batch: readonly PlanInput[], found: Problem): Settled => ({
	receipts: [],
	refused: [],
	retryLater: batch.map(({ order }) => ({
		customerOrder: order,
		problems: [{ ...found, order: order.number }],
	})),
});
