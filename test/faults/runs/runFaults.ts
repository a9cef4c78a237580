import type { StrikeKind } from '../proxy/faults.js';
import type { FaultReport } from '../report.js';
import type { ShopKind } from '../schedule.js';
import { countsOf, type Finding } from '../shop/checker.js';
import { workerPool } from '../workers/workerPool.js';
import { runControls } from './controls.js';
import { openLane } from './lane.js';
import { runRandom } from './random.js';

export interface FaultOptions {
	readonly seed: number;
	readonly runs: number;
	/** Only the schedule with this index. */
	readonly only?: number;
	readonly kinds: readonly ShopKind[];
	readonly tell: (line: string) => void;
}

/** Trials that go on at the same time; each has servers of its own. */
const lanesAtOnce = 2;

export async function runFaults({ seed, runs, only, kinds, tell }: FaultOptions): Promise<FaultReport> {
	const started = Date.now();
	const pool = workerPool(4);
	const lanes = await Promise.all(
		Array.from({ length: only === undefined ? lanesAtOnce : 1 }, (_, at) => openLane(`lane ${at}`, pool)),
	);
	try {
		const [lane] = lanes;
		if (!lane) throw new Error('There is no lane');
		const controls = only === undefined ? await runControls(lane) : [];
		for (const { writer, found } of controls)
			tell(`${writer}: the checker ${found ? 'finds' : 'DOES NOT FIND'} what this writer does wrong`);
		const findings: Finding[] = [];
		const strikes = new Map<StrikeKind, number>();
		let [trials, repeatedMails] = [0, 0];
		const failed = await runRandom(lanes, {
			kinds,
			seed,
			indexes: only === undefined ? Array.from({ length: runs }, (_, index) => index) : [only],
			onTrial: (index, result) => {
				trials += 1;
				repeatedMails += result.repeatedMails;
				findings.push(...result.findings);
				for (const [kind, n] of result.strikes) strikes.set(kind, (strikes.get(kind) ?? 0) + n);
				for (const { count, what } of result.findings) tell(`schedule ${index}: ${count}: ${what}`);
				if (trials % 100 === 0) tell(`${trials} schedules`);
			},
		});
		return {
			...{ seed, runs: trials, seconds: Math.round((Date.now() - started) / 100) / 10 },
			...{ counts: countsOf(findings), strikes, repeatedMails, controls, failed },
		};
	} finally {
		await Promise.all(lanes.map((lane) => lane.close()));
		await pool.end();
	}
}
