import { setImmediate } from 'node:timers/promises';
import { planAhead, type Planner } from '../../../nodes/OrderExchange/exchange/planBatch.js';

const nothing = { planned: [], refused: [] };

test('between two batches, however quickly they are planned, everything else in the process has its turn', async () => {
	const planned: number[] = [];
	const plan: Planner = function* () {
		planned.push(turn);
		yield;
		return nothing;
	};
	let turn = 0;
	let over = false;
	const other = (async () => {
		for (; !over; turn += 1) await setImmediate();
	})();
	await Promise.all(planAhead(plan, [[], [], [], []]).map((batch) => batch.plan));
	over = true;
	await other;
	expect(new Set(planned).size).toBe(4);
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
	await expect(first?.plan).rejects.toThrow('broken');
	await expect(second?.plan).resolves.toEqual(nothing);
});
