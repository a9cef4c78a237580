import { classify, problemOf } from '../database/faults.js';
import type { SupplierCustomerOrder, SupplierOrder } from '../orders/supplierOrder.js';
import { problem, type Problem } from '../problems/problem.js';
import type { PlanInput } from '../shops/platform.js';
import { backOff } from '../time/pause.js';
import { exchangeKey } from '../orders/orderIdentity.js';
import type { OpenShop } from './openShop.js';
import type { OrderWithProblems } from './orderWithProblems.js';
import type { Receipt } from './receipt.js';
import type { ChangedOrders } from './versions.js';
import { writeBatch, type BatchOptions } from './writeBatch.js';
import { ReadBackDifference } from './readBackDifference.js';

/** Every customer order of the supplier order is in exactly one of the three. */
export interface PushOutcome {
	readonly receipts: readonly Receipt[];
	/** A person has to look: this supplier cannot take these, and nothing of them was written; or see `exchange.writtenDiffers`. */
	readonly refused: readonly OrderWithProblems[];
	/** Not written, or not known to be; sending the same again is safe and settles it. */
	readonly retryLater: readonly OrderWithProblems[];
}

export interface PushOptions {
	/** Customer orders per transaction; default 100. */
	readonly batchSize?: number;
	/** The moment that the shop will show; default now. */
	readonly now?: Date;
	/** false: rehearse, everything is taken back. */
	readonly keep?: boolean;
	/** What to do with orders that were sent before with other content; default refuse. */
	readonly changedOrders?: ChangedOrders;
	/** Whether to read written orders once more after the commit and compare them; default true. */
	readonly readBack?: boolean;
	/** Ends the work before the next batch, and any pause at once; what is under way is finished or taken back. */
	readonly signal?: AbortSignal | undefined;
}

const attempts = 6;
/** A key that stays taken so often is taken by the shop's own data, not by another worker. */
const duplicatesAllowed = 3;

/** Writes every customer order of a supplier order into the shop, once, however often it is called. Never throws. */
export async function pushSupplierOrder(
	shop: OpenShop,
	supplierOrder: SupplierOrder,
	options: PushOptions = {},
): Promise<PushOutcome> {
	const inputs = supplierOrder.customerOrders.map((order) => planInput(supplierOrder, order));
	const outcomes: PushOutcome[] = [];
	let stopped: Problem | undefined;
	for (const batch of batches(inputs, options.batchSize ?? 100)) {
		const settled: Settled = stopped ? later(batch, stopped) : await settle(shop, batch, options);
		stopped ??= settled.stopped;
		outcomes.push(settled);
	}
	return joined(outcomes);
}

const planInput = (supplierOrder: SupplierOrder, order: SupplierCustomerOrder): PlanInput => ({
	order,
	distributor: supplierOrder.distributor,
	supplierOrderNumber: supplierOrder.number,
	exchangeKey: exchangeKey(supplierOrder.distributor, supplierOrder.supplier, order.number),
});

/** At most `size` orders each; the same order number again waits for the next batch, where the log knows it. */
function batches(inputs: readonly PlanInput[], size: number): readonly (readonly PlanInput[])[] {
	const result: PlanInput[][] = [];
	let keys = new Set<string>();
	for (const input of inputs) {
		const batch = result.at(-1);
		if (batch && batch.length < size && !keys.has(input.exchangeKey)) batch.push(input);
		else {
			result.push([input]);
			keys = new Set();
		}
		keys.add(input.exchangeKey);
	}
	return result;
}

interface Settled extends PushOutcome {
	/** The shop cannot go on in this run, so further batches need not try. */
	readonly stopped?: Problem;
}

/** Writes a batch whatever happens on the way: again, on a new connection, or in halves until a bad order stands alone. */
async function settle(shop: OpenShop, batch: readonly PlanInput[], options: PushOptions): Promise<Settled> {
	let last: Problem | undefined;
	let duplicates = 0;
	for (let attempt = 0; attempt < attempts && !options.signal?.aborted; attempt += 1) {
		try {
			const written = await writeBatch(shop, batch, batchOptions(options), duplicates > 0);
			return { ...written, retryLater: [] };
		} catch (error) {
			const bad = error instanceof ReadBackDifference ? readBackProblem(error) : undefined;
			const { handling, problem: code } = classify(error);
			const found = bad ?? problemOf(error);
			if (code === 'database.duplicateKey') duplicates += 1;
			if (bad || handling === 'isolate' || duplicates > duplicatesAllowed)
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

const batchOptions = ({ now, keep, changedOrders, readBack }: PushOptions): BatchOptions => ({
	now: now ?? new Date(),
	keep: keep ?? true,
	changedOrders: changedOrders ?? 'refuse',
	readBack: readBack ?? true,
});

const readBackProblem = (error: ReadBackDifference): Problem =>
	problem('exchange.readBackDiffers', {}, { column: error.column });

async function isolate(
	shop: OpenShop,
	batch: readonly PlanInput[],
	found: Problem,
	options: PushOptions,
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

const later = (batch: readonly PlanInput[], found: Problem): Settled => ({
	receipts: [],
	refused: [],
	retryLater: batch.map(({ order }) => ({
		customerOrder: order,
		problems: [{ ...found, order: order.number }],
	})),
});

const joined = (outcomes: readonly PushOutcome[]): PushOutcome => ({
	receipts: outcomes.flatMap(({ receipts }) => receipts),
	refused: outcomes.flatMap(({ refused }) => refused),
	retryLater: outcomes.flatMap(({ retryLater }) => retryLater),
});
