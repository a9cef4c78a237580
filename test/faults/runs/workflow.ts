import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Receipt } from '../../../nodes/OrderExchange/exchange/receipts/receipt.js';
import type { SupplierOrder } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import type { Finding, Report } from '../shop/checker.js';
import type {
	Job,
	LeftBehind,
	PushJob,
	NotifyJob,
	NotifyResult,
	PushResult,
	Writer,
} from '../workers/jobs.js';
import { WorkerDied, type Done, type Worker, type WorkerPool } from '../workers/workerPool.js';
import type { DatabaseSettings } from '../../../nodes/OrderExchange/database/settings.js';

/** One place in n8n where the workflow runs: a worker process, and another one when it is killed. */
export interface Runner {
	/** kill -9 of the process of the moment. */
	kill(): Promise<void>;
	/** n8n's stop button for what runs at the moment. */
	stop(): void;
	/** Undefined: the process died meanwhile. */
	do<Wanted extends Job>(job: Wanted): Promise<Done<Wanted> | undefined>;
	release(): void;
}

/** Longer than any limit that the nodes set themselves. */
const hangMs = 240_000;

export function runner(pool: WorkerPool, needsEngine: boolean): Runner {
	let worker: Worker = pool.take(needsEngine);
	// a strike that comes too late must not meet whoever has the process then
	let released = false;
	return {
		kill: async () => {
			if (!released) await worker.kill();
		},
		stop: () => {
			if (!released) worker.stop();
		},
		do: async (job) => {
			if (!worker.alive) worker = pool.take(needsEngine);
			const watchdog = setTimeout(() => void worker.kill(), hangMs);
			try {
				return await worker.do(job);
			} catch (thrown) {
				if (thrown instanceof WorkerDied) return undefined;
				throw thrown;
			} finally {
				clearTimeout(watchdog);
			}
		},
		release: () => {
			released = true;
			pool.give(worker);
		},
	};
}

export interface PushRun {
	readonly writer: Writer;
	readonly connection: DatabaseSettings;
	readonly supplierOrder: SupplierOrder;
	readonly batchSize: number;
	readonly session?: string;
	/** Refused orders are looked into by this and then sent again; left out, none may be refused. */
	readonly onRefused?: (orders: readonly string[]) => Promise<readonly Finding[]>;
	/** Looks, at once, whether what the receipts say is true. */
	readonly check: (reports: readonly Report[]) => Promise<readonly Finding[]>;
	/** Resolved once the database server is up; the later runs wait for it, as one that comes hours later does. */
	readonly serverUp: () => Promise<void>;
}

export interface Ended {
	readonly findings: readonly Finding[];
	readonly receipts: readonly Receipt[];
	/** What the first run said; undefined where its process died. */
	readonly first: PushResult | undefined;
}

const mostRuns = 15;
const runsAtOnce = 5;

/** Between a run that left something and the next one. */
async function untilNextRun(run: number, serverUp: () => Promise<void>): Promise<void> {
	await pause(20 * run);
	if (run >= runsAtOnce) await serverUp();
}

/**
 * Runs Push until it ends, as n8n does: with what came out of Retry Later, and with everything again when the process
 * died.
 */
export async function pushUntilEnd(
	at: Runner,
	{ supplierOrder, check, onRefused, serverUp, ...push }: PushRun,
): Promise<Ended> {
	const findings: Finding[] = [];
	const receipts = new Map<string, Receipt>();
	let first: PushResult | undefined;
	let said = '';
	let left: SupplierOrder = supplierOrder;
	for (let run = 1; run <= mostRuns; run += 1) {
		const done = await at.do<PushJob>({ kind: 'push', ...push, supplierOrder: left });
		if (run === 1) first = done?.result;
		if (!done) {
			said = 'its process died';
			left = supplierOrder;
			continue;
		}
		const { result } = done;
		said = [...new Set(result.retryLater.flatMap(({ codes }) => codes))].join();
		const refused = result.refused.map(({ order }) => order);
		findings.push(...(await check(result.receipts)), ...leftFindings(done.left));
		if (!onRefused) findings.push(...refusals(result));
		else if (refused.length > 0) findings.push(...(await onRefused(refused)));
		for (const receipt of result.whole) receipts.set(receipt.order, receipt);
		const later = new Set([...result.retryLater.map(({ order }) => order), ...(onRefused ? refused : [])]);
		if (done.left) {
			// n8n throws away what a stopped run gave, and somebody runs the workflow again
			left = supplierOrder;
			continue;
		}
		if (later.size === 0) return { findings, receipts: [...receipts.values()], first };
		left = { ...left, customerOrders: left.customerOrders.filter(({ number }) => later.has(number)) };
		await untilNextRun(run, serverUp);
	}
	const what = `after ${mostRuns} runs the workflow had not ended: ${said}`;
	return {
		findings: [...findings, { count: 'lost', what }],
		receipts: [...receipts.values()],
		first,
	};
}

/** None of the orders is bad, so none may be refused. */
const refusals = ({ refused }: PushResult): readonly Finding[] =>
	refused.map(({ order, codes }) => ({ count: 'lost', what: `${order} was refused: ${codes.join()}` }));

const leftFindings = (left: LeftBehind | undefined): readonly Finding[] =>
	Object.entries(left ?? {}).map(([kind, n]) => ({
		count: 'leftBehind',
		what: `a stopped run left ${n} ${kind} in its process`,
	}));

export interface NotifyRun {
	readonly connection: DatabaseSettings;
	readonly smtpPort: number;
	readonly supplierOrder: SupplierOrder;
	readonly receipts: readonly Receipt[];
	readonly check: (said: readonly string[]) => readonly Finding[];
	readonly clock: Clock;
	/** As of `PushRun`. */
	readonly serverUp: () => Promise<void>;
}

/** Runs Notify until the item comes out of Notified. */
export async function notifyUntilEnd(
	at: Runner,
	{ check, clock, serverUp, ...job }: NotifyRun,
): Promise<readonly Finding[]> {
	const findings: Finding[] = [];
	for (let run = 1; run <= mostRuns; run += 1) {
		const done = await clock.during(() => at.do<NotifyJob>({ kind: 'notify', ...job }));
		if (!done) continue;
		findings.push(...leftFindings(done.left));
		if (done.left) continue;
		const { result } = done;
		const ended = result.codes.length === 0;
		const said = ended ? job.supplierOrder.customerOrders.map(({ number }) => number) : result.said;
		findings.push(...check(said));
		if (ended) return findings;
		if (waitsForAnother(result)) await clock.passTime();
		else await untilNextRun(run, serverUp);
	}
	return [...findings, { count: 'lost', what: `after ${mostRuns} runs nobody had been notified` }];
}

const waitsForAnother = ({ codes }: NotifyResult): boolean => codes.includes('mail.inProgress');

/** The hours that pass until the next scheduled run, without waiting for them. */
export interface Clock {
	/** No time is skipped while this work is under way. */
	during<Result>(work: () => Promise<Result>): Promise<Result>;
	/** Skips so much time that whoever died with a claim has lost it. */
	passTime(): Promise<void>;
}

export function clock(skip: () => Promise<void>): Clock {
	let atWork = 0;
	let skipping: Promise<void> | undefined;
	return {
		during: async (work) => {
			while (skipping) await skipping;
			atWork += 1;
			try {
				return await work();
			} finally {
				atWork -= 1;
			}
		},
		passTime: async () => {
			while (atWork > 0) await pause(5);
			skipping ??= skip().finally(() => {
				skipping = undefined;
			});
			await skipping;
		},
	};
}
