import fc from 'fast-check';
import { schedules, seedOf, type Schedule, type ShopKind } from '../schedule.js';
import type { Finding } from '../shop/checker.js';
import type { Lane } from './lane.js';
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
	readonly onTrial: (index: number, result: TrialResult) => void;
}

const shrinkLimitMs = 90_000;

/** Runs the schedules of these indexes, one per lane at a time. */
export async function runRandom(lanes: readonly Lane[], run: RandomRun): Promise<readonly FailedSchedule[]> {
	const failed: FailedSchedule[] = [];
	const left = [...run.indexes];
	await Promise.all(
		lanes.map(async (lane) => {
			for (let index = left.shift(); index !== undefined; index = left.shift()) {
				const failure = await runIndex(lane, run, index);
				if (failure) failed.push(failure);
			}
		}),
	);
	return failed.sort((a, b) => a.index - b.index);
}

async function runIndex(lane: Lane, run: RandomRun, index: number): Promise<FailedSchedule | undefined> {
	let first: { readonly schedule: Schedule; readonly result: TrialResult } | undefined;
	const property = fc.asyncProperty(schedules(run.kinds), async (schedule) => {
		const result = await runTrial(lane, schedule);
		if (!first) {
			first = { schedule, result };
			run.onTrial(index, result);
		}
		return result.findings.length === 0;
	});
	const details = await fc.check(property, {
		seed: seedOf(run.seed, index),
		numRuns: 1,
		unbiased: true,
		interruptAfterTimeLimit: shrinkLimitMs,
	});
	if (details.errorInstance) throw details.errorInstance;
	if (!first || first.result.findings.length === 0) return undefined;
	const smallest = details.numShrinks > 0 ? details.counterexample?.[0] : undefined;
	return {
		index,
		schedule: first.schedule,
		findings: first.result.findings,
		...(smallest && { smallest }),
	};
}
