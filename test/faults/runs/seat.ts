import type { Fault } from '../proxy/faults.js';
import type { StepSeen } from '../proxy/faultPlan.js';
import { faultProxy } from '../proxy/faultProxy.js';
import type { ShopKind } from '../../support/shops/kinds.js';
import type { Finding, Mark, Report } from '../shop/checker.js';
import { ordersToPush, type WantedOrder } from '../shop/orders.js';
import type { PushJob, PushResult, Writer } from '../workers/jobs.js';
import type { WorkerPool } from '../workers/workerPool.js';
import type { MariaDb } from '../../../scripts/system/mariadb.js';
import { checkedShop, type CheckedShop } from './lane.js';
import { writtenTwice, type TellStrike } from './trial.js';
import { pushUntilEnd, runner, type Runner } from './workflow.js';

/** One push of new orders that at most one fault strikes. */
export interface Probe {
	readonly fault?: Fault;
	readonly orders: number;
	/** The shop stays open from one probe to the next, so that steps begin with the first statement of the push. */
	readonly kept: boolean;
}

export interface Probed {
	readonly orders: readonly WantedOrder[];
	/** What the first run said; undefined where its process died. */
	readonly first: PushResult | undefined;
	readonly reports: readonly Report[];
	readonly findings: readonly Finding[];
	readonly steps: readonly StepSeen[];
	readonly struck: boolean;
	/** From the strike to the end of the last run. */
	readonly settledMs: number;
}

/** A shop with one worker and its way there: probes one after the other. */
export interface Seat {
	readonly kind: ShopKind;
	push(probe: Probe, mark: Mark): Promise<Probed>;
	mark(): Promise<Mark>;
	/** What is wrong in the shop after these probes, once everybody has left it. */
	verdict(mark: Mark, probed: readonly Probed[]): Promise<readonly Finding[]>;
	close(): Promise<void>;
}

let probes = 0;

export async function openSeat(
	mariaDb: MariaDb,
	pool: WorkerPool,
	kind: ShopKind,
	writer: Writer,
	tell: TellStrike,
): Promise<Seat> {
	const shopOfSeat: CheckedShop = await checkedShop(pool, mariaDb, kind.platform, kind.engine, writer);
	const { shop, checker } = shopOfSeat;
	const way = await faultProxy('shop', mariaDb.port);
	const run = runner(pool, writer === 'node');
	const session = 'kept';
	const job = { writer, connection: { ...shop.settings, port: way.port }, batchSize: 1_000 };
	return {
		kind,
		mark: checker.mark,
		push: async ({ fault, orders: count, kept }, mark) => {
			probes += 1;
			const name = `P${String(probes).padStart(7, '0')}`;
			const orders = Array.from({ length: count }, (_, index) => {
				const number = `${name}-${String(index + 1).padStart(2, '0')}`;
				return { number, customer: number };
			});
			const supplierOrder = ordersToPush(kind.platform, name, orders);
			if (kept) await opened(run, { kind: 'push', ...job, session, supplierOrder });
			let struckAt = 0;
			const killers = { worker: run.kill, server: async () => undefined, stop: run.stop };
			const plan = way.begin(fault ? [fault] : [], killers, (strike) => {
				struckAt = Date.now();
				tell(strike);
			});
			const reports: Report[] = [];
			const { findings, first } = await pushUntilEnd(run, {
				...{ ...job, supplierOrder, ...(kept && { session }) },
				check: async (said) => {
					reports.push(...said);
					return [];
				},
				onRefused: (refused) => refusedButWritten(shopOfSeat, mark, refused),
				// nobody kills it here
				serverUp: async () => undefined,
			});
			return {
				...{ orders, first, reports, findings, steps: plan.steps },
				...{ struck: struckAt > 0, settledMs: Date.now() - struckAt },
			};
		},
		verdict: async (mark, probed) => {
			await run.do({ kind: 'close', session });
			way.breakAll();
			await shop.quiet();
			const reports = probed.flatMap((one) => one.reports);
			return [
				...probed.flatMap(({ findings }) => findings),
				...(await checker.falseReports(mark, reports)),
				...writtenTwice(new Set(), reports),
				...(await checker.verdict(
					mark,
					probed.flatMap(({ orders }) => orders),
				)),
			];
		},
		close: async () => {
			run.release();
			await way.close();
			await shop.drop();
		},
	};
}

/** Opens the shop without pushing anything, so that the next push has only its own steps. */
const opened = (run: Runner, job: PushJob) =>
	run.do({ ...job, supplierOrder: { ...job.supplierOrder, customerOrders: [] } });

/** Refused means that nothing was written. */
async function refusedButWritten(
	{ checker }: CheckedShop,
	mark: Mark,
	orders: readonly string[],
): Promise<readonly Finding[]> {
	const findings: Finding[] = [];
	for (const order of orders) {
		const said = [{ order, status: 'refused', shopOrderId: '' }];
		if ((await checker.falseReports(mark, said)).length === 0)
			findings.push({ count: 'falselyReported', what: `${order} was refused and is in the shop` });
	}
	return findings;
}
