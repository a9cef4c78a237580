import { setTimeout as pause } from 'node:timers/promises';
import { classify } from '../database/faults.js';
import type { SupplierCustomerOrder, SupplierOrder } from '../orders/supplierOrder.js';
import { problem, type Problem } from '../problems/problem.js';
import type { PlanInput } from '../shops/platform.js';
import { exchangeKey } from './identity.js';
import type { OpenShop } from './openShop.js';
import type { Receipt } from './receipt.js';
import { FactsChanged, writeBatch, type BatchOutcome } from './writeBatch.js';
import { ReadBackDifference } from './writeRows.js';

export interface OrderWithProblems {
	readonly customerOrder: SupplierCustomerOrder;
	readonly problems: readonly Problem[];
}

/** Every customer order of the supplier order is in exactly one of the three. */
export interface PushOutcome {
	readonly receipts: readonly Receipt[];
	/** This supplier cannot take these; nothing of them was written. */
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
	/** Ends the work before the next batch; what is under way is finished. */
	readonly signal?: AbortSignal;
}

const attempts = 6;

/** Writes every customer order of a supplier order into the shop, once, however often it is called. Never throws. */
export async function pushSupplierOrder(
	shop: OpenShop,
	supplierOrder: SupplierOrder,
	options: PushOptions = {},
): Promise<PushOutcome> {
	const inputs = supplierOrder.customerOrders.map((order) => planInput(supplierOrder, order));
	const outcomes: PushOutcome[] = [];
	const size = options.batchSize ?? 100;
	for (let from = 0; from < inputs.length; from += size) {
		const batch = inputs.slice(from, from + size);
		outcomes.push(
			options.signal?.aborted
				? later(batch, problem('exchange.cancelled'))
				: await settle(shop, batch, options),
		);
	}
	return joined(outcomes);
}

const planInput = (supplierOrder: SupplierOrder, order: SupplierCustomerOrder): PlanInput => ({
	order,
	distributor: supplierOrder.distributor,
	supplierOrderNumber: supplierOrder.number,
	exchangeKey: exchangeKey(supplierOrder.distributor, supplierOrder.supplier, order.number),
});

/** Writes a batch whatever happens on the way: again, on a new connection, or in halves until a bad order stands alone. */
async function settle(
	shop: OpenShop,
	batch: readonly PlanInput[],
	options: PushOptions,
): Promise<PushOutcome> {
	let last: Problem = problem('database.unknown');
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		try {
			return outcomeOf(await writeBatch(shop, batch, options.now ?? new Date(), options.keep ?? true));
		} catch (error) {
			if (error instanceof FactsChanged) continue;
			const bad = error instanceof ReadBackDifference ? readBackProblem(error) : undefined;
			const { handling, problem: code } = classify(error);
			last = bad ?? problem(code);
			if (bad || handling === 'isolate') return await isolate(shop, batch, last, options);
			if (handling === 'stop') return later(batch, last);
			await pause(50 * 2 ** attempt * (0.5 + Math.random()));
			if (handling === 'reconnect' && !(await reconnected(shop))) return later(batch, last);
		}
	}
	return later(batch, last);
}

const readBackProblem = (error: ReadBackDifference): Problem =>
	problem('exchange.readBackDiffers', {}, { column: error.column });

async function isolate(
	shop: OpenShop,
	batch: readonly PlanInput[],
	found: Problem,
	options: PushOptions,
): Promise<PushOutcome> {
	const [only] = batch;
	if (only && batch.length === 1) {
		const refused = [{ customerOrder: only.order, problems: [{ ...found, order: only.order.number }] }];
		return { receipts: [], refused, retryLater: [] };
	}
	const middle = Math.ceil(batch.length / 2);
	return joined([
		await settle(shop, batch.slice(0, middle), options),
		await settle(shop, batch.slice(middle), options),
	]);
}

async function reconnected(shop: OpenShop): Promise<boolean> {
	for (let attempt = 0; attempt < 3; attempt += 1) {
		try {
			await shop.reconnect();
			return true;
		} catch {
			await pause(300 * 2 ** attempt);
		}
	}
	return false;
}

const outcomeOf = ({ receipts, refused }: BatchOutcome): PushOutcome => ({
	receipts,
	refused: refused.map(({ order, problems }) => ({ customerOrder: order, problems })),
	retryLater: [],
});

const later = (batch: readonly PlanInput[], found: Problem): PushOutcome => ({
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
