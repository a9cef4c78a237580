import type { StrikeKind } from '../proxy/faults.js';
import type { FaultReport } from '../report.js';
import { countsOf, type Finding } from '../shop/checker.js';
import { countKind, type ShopKind } from '../../support/shops/kinds.js';
import { workerPool, type WorkerPool } from '../workers/workerPool.js';
import { runControls } from './controls.js';
import { everyByte } from './everyByte.js';
import { everyStatement } from './everyStatement.js';
import { runEveryStep, type StepStrikes } from './everyStep.js';
import { runHalfOpen } from './halfOpen.js';
import { openLane, type Lane } from './lane.js';
import { runRandom, type FailedSchedule } from './random.js';
import type { Series } from './series.js';
import { runSweep } from './sweep.js';

export interface FaultOptions {
	readonly seed: number;
	readonly kinds: readonly ShopKind[];
	readonly tell: (line: string) => void;
	/** Trials that go on at the same time, each with servers of its own; default 2. */
	readonly lanes?: number;
	/** Random schedules; `only` runs the one with this index. */
	readonly random?: { readonly runs: number; readonly only?: number | undefined };
	/** Cuts at every byte, or each `stride`th, of pushes of so many orders. */
	readonly everyByte?: { readonly stride: number; readonly orders: readonly number[] };
	/** Server errors at every statement, or each `stride`th combination, of pushes of so many orders. */
	readonly everyStatement?: { readonly stride: number; readonly orders: readonly number[] };
	readonly everyStep?: StepStrikes;
	readonly halfOpen?: boolean;
	/** Cuts the naive writers at each so manieth byte; left out, they are not run. */
	readonly controlStride?: number;
}

/** Runs what is asked for, one series after the other. */
export async function runFaults(options: FaultOptions): Promise<FaultReport> {
	const started = Date.now();
	const { kinds, seed, tell, lanes = 2 } = options;
	const pool = await workerPool(2 * lanes);
	const series: Series[] = [];
	const add = (one: Series) => {
		series.push(one);
		for (const { count, what } of one.findings) tell(`${one.title}: ${count}: ${what}`);
		tell(
			`${one.title}: ${one.trials} trials in ${one.seconds.toFixed(1)} s, ${one.findings.length} findings`,
		);
	};
	let failed: readonly FailedSchedule[] = [];
	let repeatedMails = 0;
	try {
		const controls = options.controlStride ? await runControls(pool, options.controlStride) : [];
		for (const { writer, found } of controls)
			tell(`${writer}: the checker ${found ? 'finds' : 'DOES NOT FIND'} what this writer does wrong`);
		for (const kind of kinds) {
			for (const orders of options.everyByte?.orders ?? [])
				add(await runSweep(pool, everyByte(kind, orders, options.everyByte?.stride ?? 1), tell));
			for (const orders of options.everyStatement?.orders ?? [])
				add(await runSweep(pool, everyStatement(kind, orders, options.everyStatement?.stride ?? 1), tell));
		}
		const { everyStep, random } = options;
		if (everyStep) add(await withLanes(pool, lanes, (open) => runEveryStep(open, kinds, everyStep)));
		if (random) {
			const wanted = random.only === undefined ? lanes : 1;
			const run = await withLanes(pool, wanted, (open) => randomSeries(open, random, options));
			({ failed, repeatedMails } = run);
			add(run.series);
		}
		if (options.halfOpen) {
			const halfOpen = await runHalfOpen(pool, kinds);
			add(halfOpen);
			for (const { shop, seconds } of halfOpen.settled)
				tell(`half-open, ${shop}: settled after ${seconds} s`);
		}
		const findings = series.flatMap((one) => one.findings);
		return {
			...{ seed, seconds: Math.round((Date.now() - started) / 100) / 10, repeatedMails },
			...{ counts: countsOf(findings), series, controls, failed },
		};
	} finally {
		await pool.end();
	}
}

async function withLanes<Result>(
	pool: WorkerPool,
	count: number,
	use: (lanes: readonly Lane[]) => Promise<Result>,
): Promise<Result> {
	const lanes = await Promise.all(Array.from({ length: count }, (_, at) => openLane(`lane ${at}`, pool)));
	try {
		return await use(lanes);
	} finally {
		await Promise.all(lanes.map((lane) => lane.close()));
	}
}

async function randomSeries(
	lanes: readonly Lane[],
	{ runs, only }: NonNullable<FaultOptions['random']>,
	{ kinds, seed, tell }: FaultOptions,
) {
	const started = Date.now();
	const findings: Finding[] = [];
	const strikes = new Map<StrikeKind, number>();
	const shops = new Map<string, number>();
	let [trials, repeatedMails] = [0, 0];
	const failed = await runRandom(lanes, {
		...{ kinds, seed },
		indexes: only === undefined ? Array.from({ length: runs }, (_, index) => index) : [only],
		onTrial: (index, result, schedule) => {
			trials += 1;
			countKind(shops, schedule);
			repeatedMails += result.repeatedMails;
			findings.push(
				...result.findings.map(({ count, what }) => ({ count, what: `schedule ${index}: ${what}` })),
			);
			for (const [kind, n] of result.strikes) strikes.set(kind, (strikes.get(kind) ?? 0) + n);
			if (result.findings.length > 0) tell(`schedule ${index}: ${JSON.stringify(result.findings)}`);
			if (trials % 100 === 0) tell(`${trials} schedules`);
		},
	});
	const series: Series = {
		...{ title: 'random schedules', trials, shops, strikes, findings, counts: countsOf(findings) },
		seconds: (Date.now() - started) / 1000,
	};
	return { series, failed, repeatedMails };
}
