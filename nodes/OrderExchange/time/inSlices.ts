import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** Work that can be laid aside for a while wherever it yields; it returns its result at the end. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** So short that an answer which comes in meanwhile hardly waits: the server would wait for what follows it. */
const sliceMs = 3;

/** When the slice ends that all work of this turn of the event loop shares; undefined until some begins. */
let sliceEnds: number | undefined;

/** How many works are under way that somebody waits for. */
let waitedFor = 0;

function mayGoOn(): boolean {
	if (sliceEnds === undefined) {
		sliceEnds = performance.now() + sliceMs;
		void setImmediate().then(() => (sliceEnds = undefined));
		return true;
	}
	return performance.now() < sliceEnds;
}

/**
 * Works until the end, and lets everything else in the process go first whenever 3 ms have been worked: 3 ms in all,
 * however many works are under way, of which the first to come goes first. Undefined when the run was stopped meanwhile;
 * throws what the work throws.
 */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result>;
export async function inSlices<Result>(
	steps: Steps<Result>,
	signal: AbortSignal | undefined,
): Promise<Result | undefined>;
export async function inSlices<Result>(
	steps: Steps<Result>,
	signal?: AbortSignal,
): Promise<Result | undefined> {
	waitedFor += 1;
	try {
		while (!signal?.aborted) {
			while (mayGoOn()) {
				const { done, value } = steps.next();
				if (done) return value;
			}
			await setImmediate();
		}
		return undefined;
	} finally {
		waitedFor -= 1;
	}
}

/** The same for work that is done ahead of need: all that somebody waits for goes first. */
export async function inSlicesAhead<Result>(steps: Steps<Result>): Promise<Result> {
	for (;;) {
		while (waitedFor === 0 && mayGoOn()) {
			const { done, value } = steps.next();
			if (done) return value;
		}
		await setImmediate();
	}
}

/** Works until the end without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

// laying work aside costs a little each time; ten orders take less than a millisecond
const perStep = 10;

/** Does `work` for each of the items, a few per step, and gives the results in their order. */
export function* each<Item, Result>(
	items: Iterable<Item>,
	work: (item: Item, index: number) => Result,
): Steps<Result[]> {
	const results: Result[] = [];
	for (const item of items) {
		results.push(work(item, results.length));
		if (results.length % perStep === 0) yield;
	}
	return results;
}
