import { randomUUID } from 'node:crypto';
import { exchangeKey } from '../../orders/orderIdentity.js';
import type { SupplierCustomerOrder, SupplierOrder } from '../../orders/supplierOrder.js';
import type { Problem } from '../../problems/problem.js';
import type { PlanInput } from '../../shops/platform.js';
import { each, inSlices, type Steps } from '../../time/inSlices.js';
import type { RunOptions } from '../attempt/batchOptions.js';
import type { OpenShop } from '../shop/openShop.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import { paceFor, type Pace } from './pace.js';
import { joined, type PushOutcome } from './pushOutcome.js';
import { pushTogether, type Together } from './pushTogether.js';
import { later, settle, type Settled } from './settle.js';
import type { ChangedOrders } from '../planning/versions.js';
import { writtenMeanwhile } from './writtenMeanwhile.js';

export interface PushOptions {
	/** Customer orders per transaction; left out, chosen from their number and from how long the server takes to answer. */
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

/** Writes every customer order of a supplier order into the shop, once, however often it is called. Never throws. */
export async function pushSupplierOrder(
	shop: OpenShop,
	supplierOrder: SupplierOrder,
	options: PushOptions = {},
): Promise<PushOutcome> {
	const secret = randomUUID();
	const inputs = await inSlices(
		each(supplierOrder.customerOrders, (order) => planInput(supplierOrder, order, secret)),
	);
	const pace = paceFor({
		orders: inputs.length,
		rowsPerOrder: shop.platform.rowsPerOrder,
		roundTripMs: shop.database.roundTripMs,
		oneAtATime: shop.withoutTransactions ? shop.database : undefined,
		wantedBatchSize: options.batchSize,
	});
	const runOptions = withDefaults(options);
	const outcome = await pushAll(shop, inputs, pace, runOptions);
	const settled = await settleMeanwhile(shop, inputs, outcome, pace, runOptions);
	return await inSlices(inOrderOf(supplierOrder, settled));
}

/** Many at once where that is worth it, and what is left of them one batch after the other. */
async function pushAll(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	pace: Pace,
	options: RunOptions,
): Promise<PushOutcome> {
	// A rehearsal leaves nothing behind for the next batch to see.
	const manyAtOnce = pace.connections > 1 && options.keep;
	const { left, ...smooth }: Together = manyAtOnce
		? await pushTogether(shop, inputs, pace, options)
		: { receipts: [], refused: [], left: [{ inputs }] };
	const outcomes: PushOutcome[] = [{ ...smooth, retryLater: [] }];
	let stopped: Problem | undefined;
	for (const { inputs: some, ...before } of left)
		for (const batch of batches(some, pace.batchSize)) {
			const settled: Settled = stopped ? later(batch, stopped) : await settle(shop, batch, options, before);
			stopped ??= settled.stopped;
			outcomes.push(settled);
		}
	return joined(outcomes);
}

/** Gives the orders that another run wrote meanwhile, for which they were refused here, the receipts of that run. */
async function settleMeanwhile(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	outcome: PushOutcome,
	pace: Pace,
	options: RunOptions,
): Promise<PushOutcome> {
	const again = await writtenMeanwhile(shop, inputs, outcome.refused, options);
	if (again.length === 0) return outcome;
	const ordersAgain = new Set(again.map(({ order }) => order));
	const refused = outcome.refused.filter(({ customerOrder }) => !ordersAgain.has(customerOrder));
	const outcomes: PushOutcome[] = [{ ...outcome, refused }];
	for (const batch of batches(again, pace.batchSize)) outcomes.push(await settle(shop, batch, options));
	return joined(outcomes);
}

const planInput = (
	supplierOrder: SupplierOrder,
	order: SupplierCustomerOrder,
	secret: string,
): PlanInput => ({
	...{ order, secret },
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

const withDefaults = ({ now, keep, changedOrders, readBack, signal }: PushOptions): RunOptions => ({
	run: randomUUID(),
	now: now ?? new Date(),
	keep: keep ?? true,
	changedOrders: changedOrders ?? 'refuse',
	readBack: readBack ?? true,
	signal,
});

/** Batches end in another order than they began. */
function* inOrderOf({ customerOrders }: SupplierOrder, outcome: PushOutcome): Steps<PushOutcome> {
	const places = new Map<string, number>();
	yield* each(customerOrders, ({ number }, place) => void places.set(number, place));
	const inPlace = function* <One>(ones: readonly One[], numberOf: (one: One) => string): Steps<One[]> {
		const found: One[][] = customerOrders.map(() => []);
		yield* each(ones, (one) => void found[places.get(numberOf(one)) ?? 0]?.push(one));
		return found.flat();
	};
	const numberOf = ({ customerOrder }: OrderWithProblems) => customerOrder.number;
	return {
		receipts: yield* inPlace(outcome.receipts, ({ order }) => order),
		refused: yield* inPlace(outcome.refused, numberOf),
		retryLater: yield* inPlace(outcome.retryLater, numberOf),
	};
}
