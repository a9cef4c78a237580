import { setImmediate } from 'node:timers/promises';
import { classify, problemOf } from '../../database/faults.js';
import type { Problem } from '../../problems/problem.js';
import type { PlanInput } from '../../shops/platform.js';
import { each, inSlices } from '../../time/inSlices.js';
import { shareOut } from '../../time/shareOut.js';
import { turns } from '../../time/turns.js';
import type { BatchOptions, BatchOutcome, RunOptions } from '../attempt/batchOptions.js';
import { loggedOrders, logRead } from '../log/exchangeLog.js';
import { contentAhead, type ContentOf } from '../attempt/logEntry.js';
import type { WrittenOrders } from '../attempt/writtenOrders.js';
import { grouped } from '../../orders/grouped.js';
import { inTurns } from './inTurns.js';
import { confirmOrders } from '../batch/confirmOrders.js';
import { allFactRows, factReadsFor } from '../planning/factReads.js';
import type { OpenShop } from '../shop/openShop.js';
import { OrdersRefused, orRefused } from '../attempt/ordersRefused.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import type { Pace } from './pace.js';
import { planAhead, type BatchAhead } from '../planning/planAhead.js';
import { planner, remaining, type PlannedOrder } from '../planning/planner.js';
import type { Receipt } from '../receipts/receipt.js';
import { writeInTransaction } from '../batch/writeInTransaction.js';
import { orUnseen, unwrapped } from '../attempt/unseen.js';
import { asSent, sortByLog } from '../planning/versions.js';

/** What writing over several connections came to. */
export interface Together extends BatchOutcome {
	/** Batches that something came between, to be settled one after the other. */
	readonly left: readonly LeftBatch[];
}

export interface LeftBatch {
	readonly inputs: readonly PlanInput[];
	/** What came between. */
	readonly found?: Problem;
	/** What may have been written, and nobody has looked at. */
	readonly unseen?: WrittenOrders | undefined;
}

/**
 * Writes many orders over several connections at once, the smooth part of a run: each batch is tried once, and what goes
 * another way than planned is left over. Never throws.
 */
export async function pushTogether(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	pace: Pace,
	options: RunOptions,
): Promise<Together> {
	const others = Array.from({ length: pace.connections - 1 }, () =>
		shop.another(options.signal).catch(() => undefined),
	);
	const turn = turns();
	const connections = [Promise.resolve(shop), ...others].map(async (coming) => {
		const connection = await coming;
		return connection && inTurns(connection, turn);
	});
	const run: Run = {
		shop,
		connections,
		pace,
		options,
		receipts: [],
		refused: [],
		left: [],
		stopped: false,
	};
	const { first, repeats } = distinct(inputs);
	for (let from = 0; from < first.length; from += pace.windowSize)
		await writeWindow(run, first.slice(from, from + pace.windowSize));
	await Promise.all(others.map(async (other) => (await other)?.close()));
	return { receipts: run.receipts, refused: run.refused, left: [...run.left, { inputs: repeats }] };
}

interface Run {
	readonly shop: OpenShop;
	/** Those that could not be opened are missing: the others do their work. */
	readonly connections: readonly Promise<OpenShop | undefined>[];
	readonly pace: Pace;
	readonly options: RunOptions;
	readonly receipts: Receipt[];
	readonly refused: OrderWithProblems[];
	readonly left: LeftBatch[];
	/** Something ends the whole run. */
	stopped: boolean;
}

/** Orders whose number was there before in the same supplier order come later, when the log knows the first. */
function distinct(inputs: readonly PlanInput[]) {
	const keys = new Set<string>();
	const [first, repeats]: [PlanInput[], PlanInput[]] = [[], []];
	for (const input of inputs) {
		(keys.has(input.exchangeKey) ? repeats : first).push(input);
		keys.add(input.exchangeKey);
	}
	return { first, repeats };
}

/**
 * The orders of a window are planned one after the other from the same facts, so that what one takes from stock the next
 * ones know, whichever connection writes them.
 */
async function writeWindow(run: Run, inputs: readonly PlanInput[]): Promise<void> {
	const { shop, options, pace } = run;
	if (run.stopped || options.signal?.aborted) return void run.left.push({ inputs });
	try {
		const [{ sorted, rows }, contentOf] = await Promise.all([
			sortedWithFacts(run, inputs),
			contentAhead(inputs, options.run),
		]);
		const repeated = sorted.flatMap((one) => one.repeated);
		const known = await confirmOrders(shop, { repeated, written: [], rehearsed: new Map() }, options);
		run.receipts.push(...known.receipts);
		run.refused.push(...sorted.flatMap(({ refused }) => refused));
		const batches = inBatches(freshOf(sorted), pace.batchSize);
		await setImmediate();
		const facts = shop.platform.readFacts(rows, shop.reference);
		await setImmediate();
		await writeFresh(run, planAhead(planner(shop, facts, options.now), batches), contentOf);
	} catch (error) {
		run.left.push({ inputs, found: problemOf(error) });
		run.stopped ||= classify(error).handling === 'stop';
	}
}

/** What the log says of the orders, and the facts for those that it lacks. */
async function sortedWithFacts({ shop, options }: Run, inputs: readonly PlanInput[]) {
	const { database, found } = shop;
	const factReads = factReadsFor(shop, inputs);
	const reads = [logRead(inputs.map(({ exchangeKey }) => exchangeKey)), ...factReads.first];
	const first = await database.readAll(reads, found.prefix);
	await setImmediate();
	const logged = loggedOrders(first[logRead([]).name] ?? []);
	const sorted = await inSlices(each(inputs, (input) => sortByLog([input], logged, options)));
	const rows = await allFactRows(shop, factReads, first, freshOf(sorted));
	await setImmediate();
	return { sorted, rows };
}

const freshOf = (sorted: readonly ReturnType<typeof sortByLog>[]): readonly PlanInput[] =>
	sorted.flatMap(({ fresh }) => fresh);

/** Orders of one customer go together, since the first of them may create that customer. */
function inBatches(inputs: readonly PlanInput[], size: number): readonly (readonly PlanInput[])[] {
	const byCustomer = grouped(
		inputs,
		({ order, exchangeKey }) => order.customer.email?.toLowerCase() ?? exchangeKey,
	);
	const batches: PlanInput[][] = [];
	for (const orders of byCustomer)
		for (let from = 0; from < orders.length; from += size) {
			const some = orders.slice(from, from + size);
			const batch = batches.at(-1);
			if (batch && batch.length + some.length <= size) batch.push(...some);
			else batches.push(some);
		}
	return batches;
}

async function writeFresh(run: Run, batches: readonly BatchAhead[], contentOf: ContentOf): Promise<void> {
	const { options, left } = run;
	const unplanned: OrderWithProblems[] = [];
	let someFellOut = false;
	const leftBefore = left.length;
	const untaken = await shareOut(run.connections, batches, async (connection, batch) => {
		try {
			const { planned, refused } = await batch.take();
			const outcome = await writeAcceptable(connection, planned, contentOf, options);
			unplanned.push(...refused);
			if (outcome.again.length > 0) left.push({ inputs: outcome.again.map(({ input }) => asSent(input)) });
			run.receipts.push(...outcome.receipts);
			run.refused.push(...outcome.refused);
			someFellOut ||= outcome.refused.length > 0;
		} catch (thrown) {
			const { error, unseen } = unwrapped(thrown);
			left.push({ inputs: batch.inputs.map(asSent), found: problemOf(error), unseen });
			const { handling } = classify(error);
			run.stopped ||= handling === 'stop';
			if (handling === 'reconnect' && !(await reconnected(connection, options.signal))) return false;
		}
		return !run.stopped && !options.signal?.aborted;
	});
	for (const { inputs } of untaken) left.push({ inputs: inputs.map(asSent) });
	// What is not written may have stood in the way of others: it took from stock when they were planned.
	if (someFellOut || left.length > leftBefore) {
		const again = new Set(unplanned.map(({ customerOrder }) => customerOrder));
		const inputs = batches.flatMap((one) => one.inputs.filter(({ order }) => again.has(order)));
		left.push({ inputs: inputs.map(asSent) });
	} else run.refused.push(...unplanned);
}

/** Writes planned orders, without those that the shop turns out not to take and those that are to be planned again then. */
async function writeAcceptable(
	connection: OpenShop,
	planned: readonly PlannedOrder[],
	contentOf: ContentOf,
	options: BatchOptions,
): Promise<BatchOutcome & { readonly again: readonly PlannedOrder[] }> {
	const refused: OrderWithProblems[] = [];
	const again: PlannedOrder[] = [];
	let rest = planned;
	const write = async () => {
		const written = await writeInTransaction(connection, rest, { ...options, contentOf });
		return await orUnseen(written, () => confirmOrders(connection, { repeated: [], ...written }, options));
	};
	while (rest.length > 0) {
		const tried = await orRefused(write);
		if (!(tried instanceof OrdersRefused))
			return { receipts: tried.receipts, refused: [...refused, ...tried.refused], again };
		refused.push(...tried.orders);
		const remain = remaining(rest, tried.causes);
		again.push(...remain.again);
		rest = remain.holding;
	}
	return { receipts: [], refused, again };
}

const reconnected = (connection: OpenShop, signal: AbortSignal | undefined): Promise<boolean> =>
	connection.reconnect(signal).then(
		() => true,
		() => false,
	);
