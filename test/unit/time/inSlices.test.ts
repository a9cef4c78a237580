import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { atOnce, each, inSlices, inSlicesAhead } from '../../../nodes/OrderExchange/time/inSlices.js';

/** Longer than a whole slice, so that other work must get its turn after it. */
function workALot(): void {
	const end = performance.now() + 25;
	while (performance.now() < end);
}

function* threeSteps(done: string[]) {
	for (const step of ['one', 'two', 'three']) {
		workALot();
		done.push(step);
		yield undefined;
	}
	return done;
}

// the slice of the test before is over then
beforeEach(() => nextTurn());

test('long work lets everything else in the process go first between its slices', async () => {
	const done: string[] = [];
	setImmediate(() => done.push('somebody else'));
	await inSlices(threeSteps(done));
	expect(done).toEqual(['one', 'somebody else', 'two', 'three']);
});

test('several long works at once take no longer a stretch than one', async () => {
	const done: string[] = [];
	setImmediate(() => done.push('somebody else'));
	await Promise.all([inSlices(threeSteps(done)), inSlices(threeSteps(done))]);
	expect(done).toEqual(['one', 'somebody else', 'two', 'three', 'one', 'two', 'three']);
});

test('work ahead of need goes on when nothing is left that somebody waits for', async () => {
	const done: string[] = [];
	function* ahead() {
		for (const step of ['ahead one', 'ahead two']) {
			done.push(step);
			workALot();
			yield undefined;
		}
	}
	const planned = inSlicesAhead(ahead());
	await inSlices(threeSteps(done));
	await planned;
	expect(done).toEqual(['ahead one', 'one', 'two', 'three', 'ahead two']);
});

test('work ends where the run is stopped', async () => {
	const stop = new AbortController();
	const done: string[] = [];
	const working = inSlices(threeSteps(done), stop.signal);
	stop.abort();
	expect(await working).toBeUndefined();
	expect(done).toEqual(['one']);
});

test('what the work throws is thrown', async () => {
	const steps = each([1], () => {
		throw new Error('no');
	});
	await expect(inSlices(steps)).rejects.toThrow('no');
});

test('results come in the order of the items, in slices or at once', async () => {
	const items = Array.from({ length: 25 }, (_, index) => index);
	const doubled = items.map((item) => item * 2);
	expect(await inSlices(each(items, (item) => item * 2))).toEqual(doubled);
	expect(atOnce(each(items, (_, index) => index * 2))).toEqual(doubled);
});
