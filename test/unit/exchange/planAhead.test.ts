import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { planAhead } from '../../../nodes/OrderExchange/exchange/planning/planAhead.js';
import type { Planner } from '../../../nodes/OrderExchange/exchange/planning/planner.js';

const nothing = { planned: [], refused: [] };

test('batches that are each planned quickly let everything else in the process have its turn in between', async () => {
	const planned: number[] = [];
	const plan: Planner = function* () {
		planned.push(turn);
		for (const end = performance.now() + 8; performance.now() < end;);
		yield;
		return nothing;
	};
	let turn = 0;
	let over = false;
	const other = (async () => {
		for (; !over; turn += 1) await setImmediate();
	})();
	await Promise.all(planAhead(plan, [[], [], [], []]).map((batch) => batch.take()));
	over = true;
	await other;
	expect(new Set(planned).size).toBeGreaterThan(1);
});

test('a batch whose planning breaks off leaves the others alone', async () => {
	let calls = 0;
	const plan: Planner = function* () {
		calls += 1;
		yield;
		if (calls === 1) throw new Error('broken');
		return nothing;
	};
	const [first, second] = planAhead(plan, [[], []]);
	await expect(first?.take()).rejects.toThrow('broken');
	await expect(second?.take()).resolves.toEqual(nothing);
});

test('however many batches there are, only the next two are planned before one is taken', async () => {
	let calls = 0;
	const plan: Planner = function* () {
		calls += 1;
		yield;
		return nothing;
	};
	const [first] = planAhead(
		plan,
		Array.from({ length: 50 }, () => []),
	);
	await first?.take();
	for (let turn = 0; turn < 50; turn += 1) await setImmediate();
	expect(calls).toBe(3);
});
