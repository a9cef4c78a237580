import fc from 'fast-check';
import { schedules, seedOf, type Schedule } from '../schedule.js';
import type { ShopKind } from '../../support/shops/kinds.js';
import type { Finding } from '../shop/checker.js';
import { onLanes, type Lane } from './lane.js';
import { runTrial, type TrialResult } from './trial.js';

/** A schedule after which something was wrong. */
export interface FailedSchedule {
	readonly index: number;
	readonly schedule: Schedule;
	readonly findings: readonly Finding[];
	/** The smallest schedule that still went wrong, if a smaller one did. */
	readonly smallest?: Schedule;
}

export interface RandomRun {
	readonly kinds: readonly ShopKind[];
	readonly seed: number;
	readonly indexes: readonly number[];
	/** Tells of every trial as it ends; smaller versions of failed schedules are not told. */
	readonly onTrial: (index: number, result: TrialResult, schedule: Schedule) => void;
}

const shrinkLimitMs = 90_000;

/** Runs the schedules of these indexes, one per lane at a time. */
export async function runRandom(lanes: readonly Lane[], run: RandomRun): Promise<readonly FailedSchedule[]> {
	const failed: FailedSchedule[] = [];
	await onLanes(lanes, run.indexes, async (lane, index) => {
		const from = { seed: seedOf(run.seed, index), numRuns: 1, unbiased: true };
		const [schedule] = fc.sample(schedules(run.kinds), from);
		if (!schedule) throw new Error('No schedule came of that seed');
		const result = await runTrial(lane, schedule);
		run.onTrial(index, result, schedule);
		if (result.findings.length === 0) return;
		const smallest = await smallerThan(lane, schedules(run.kinds), from);
		failed.push({ index, schedule, findings: result.findings, ...(smallest && { smallest }) });
	});
	return failed.sort((a, b) => a.index - b.index);
}

/** Runs the schedule again, and smaller ones for as long as they fail and there is time. */
async function smallerThan(
	lane: Lane,
	arbitrary: fc.Arbitrary<Schedule>,
	from: fc.Parameters<[Schedule]>,
): Promise<Schedule | undefined> {
	const deadline = Date.now() + shrinkLimitMs;
	const property = fc.asyncProperty(arbitrary, async (schedule) => {
		if (Date.now() > deadline) return true;
		return (await runTrial(lane, schedule)).findings.length === 0;
	});
	const { counterexample } = await fc.check(property, from);
	return counterexample?.[0];
}
