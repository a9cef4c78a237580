import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, Killers, StrikeKind } from '../proxy/faults.js';
import type { Schedule } from '../schedule.js';
import type { Finding, Report } from '../shop/checker.js';
import { mailbox } from '../shop/mailbox.js';
import { ordersToPush, type WantedOrder } from '../shop/orders.js';
import { clock, notifyUntilEnd, pushUntilEnd, runner, type Runner } from './workflow.js';
import { mostWorkers, type Lane } from './lane.js';

export type Strikes = ReadonlyMap<StrikeKind, number>;
export type TellStrike = (kind: StrikeKind) => void;

export interface TrialResult {
	readonly findings: readonly Finding[];
	/** Faults that really struck. */
	readonly strikes: Strikes;
	/** Mails that came twice as e-mail cannot help it. */
	readonly repeatedMails: number;
	/** How many steps the first worker took. */
	readonly steps: number;
}

let trials = 0;

/** Lets the schedule's workers push the same orders while its faults strike, and checks the shop and the mailbox. */
export async function runTrial(lane: Lane, schedule: Schedule): Promise<TrialResult> {
	const { shop, checker } = await lane.shopFor(schedule, schedule.writer);
	trials += 1;
	const name = `T${String(trials).padStart(6, '0')}`;
	const orders = wantedOrders(name, schedule);
	const mails = mailbox(lane.mailServer);
	const mark = await checker.mark();
	let steps: () => number = () => 0;
	const strikes = new Map<StrikeKind, number>();
	const tell = (kind: StrikeKind) => void strikes.set(kind, (strikes.get(kind) ?? 0) + 1);
	const time = clock(async () => {
		await shop.query(
			`UPDATE ${shop.tables.prefix}order_exchange_log SET notification_at = notification_at - INTERVAL 1 HOUR
			WHERE notification = 'claimed'`,
		);
	});
	const written = new Set<string>();
	const check = async (reports: readonly Report[]) => [
		...(await checker.falseReports(mark, reports)),
		...writtenTwice(written, reports),
	];

	const workers = Array.from({ length: schedule.workers }, async (_, at) => {
		await pause(at * schedule.staggerMs);
		const mine = ordersOf(schedule, orders, at);
		const supplierOrder = ordersToPush(schedule.platform, mine === orders ? name : `${name}-w${at}`, mine);
		const run = runner(lane.pool, schedule.writer === 'node' || schedule.mail);
		const [shopWay, mailWay] = [lane.shopWays[at], lane.mailWays[at]];
		if (!shopWay || !mailWay) throw new Error(`There are ${mostWorkers} workers at most`);
		const faults = faultsOf(schedule, at);
		const killers: Killers = {
			worker: run.kill,
			server: async (downMs) => void (await lane.killServer(downMs)),
			stop: run.stop,
		};
		const plan = shopWay.begin(faults, killers, tell);
		if (at === 0) steps = () => plan.steps.length;
		mailWay.begin(faults, killers, tell);
		const endMoments = timedStrikes(lane, schedule, at, run, tell);
		try {
			const connection = { ...shop.settings, port: shopWay.port };
			const { writer, batchSize } = schedule;
			const wanted = { connection, supplierOrder, serverUp: lane.up };
			const pushed = await pushUntilEnd(run, { ...wanted, writer, batchSize, check });
			if (!schedule.mail || pushed.receipts.length < mine.length) return pushed.findings;
			const notified = await notifyUntilEnd(run, {
				...wanted,
				...{ receipts: pushed.receipts, clock: time },
				smtpPort: mailWay.port,
				check: mails.falseReports,
			});
			return [...pushed.findings, ...notified];
		} finally {
			endMoments();
			run.release();
		}
	});
	const findings = (await Promise.all(workers)).flat();
	for (const way of [...lane.shopWays, ...lane.mailWays]) way.breakAll();
	await lane.up();
	await shop.quiet();
	findings.push(...(await checker.verdict(mark, orders)));
	if (schedule.mail) findings.push(...mails.verdict(orders));
	return { findings, strikes, repeatedMails: mails.repeats, steps: steps() };
}

function wantedOrders(name: string, { orders, sharedCustomer }: Schedule): readonly WantedOrder[] {
	return Array.from({ length: orders }, (_, index) => ({
		number: `${name}-${index + 1}`,
		customer: `${name}-${sharedCustomer && index === 1 ? 1 : index + 1}`,
	}));
}

/** What this worker pushes; over all workers every order is pushed by one at least. */
const ordersOf = (
	{ overlapping, workers }: Schedule,
	orders: readonly WantedOrder[],
	at: number,
): readonly WantedOrder[] =>
	overlapping && workers > 1 && orders.length > 1
		? orders.filter((_, index) => index !== at % orders.length)
		: orders;

const faultsOf = ({ faults, workers }: Schedule, at: number): readonly Fault[] =>
	faults.filter(({ worker }) => worker % workers === at);

/** One order is written once, so only one receipt may say that it wrote it. */
export function writtenTwice(written: Set<string>, reports: readonly Report[]): readonly Finding[] {
	return reports
		.filter(({ status }) => status === 'written')
		.flatMap(({ order }) => {
			const before = written.size;
			if (written.add(order).size > before) return [];
			return [{ count: 'falselyReported' as const, what: `${order} was reported as written twice` }];
		});
}

/** Starts the strikes that come at a moment; gives back what ends those that are still to come. */
function timedStrikes(
	lane: Lane,
	{ moments, workers }: Schedule,
	at: number,
	run: Runner,
	tell: (kind: StrikeKind) => void,
): () => void {
	const mine = moments.filter(({ worker }) => worker % workers === at);
	const timers = mine.map(({ kind, afterMs }) =>
		setTimeout(() => {
			tell(kind);
			if (kind === 'stop') run.stop();
			else void (kind === 'killServer' ? lane.killServer(afterMs) : run.kill());
		}, afterMs),
	);
	return () => timers.forEach((timer) => clearTimeout(timer));
}
