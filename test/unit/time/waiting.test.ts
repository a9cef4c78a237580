import { setImmediate } from 'node:timers/promises';
import { afterSame } from '../../../nodes/OrderExchange/time/afterSame.js';
import { atMost } from '../../../nodes/OrderExchange/time/atMost.js';
import { together } from '../../../nodes/OrderExchange/time/together.js';

const numbers = Array.from({ length: 10 }, (_, index) => index);

test('at most so many works run at a time, begun in their order, each with its own result', async () => {
	const limited = atMost(3);
	const begun: number[] = [];
	let running = 0;
	let most = 0;
	const results = await Promise.allSettled(
		numbers.map((number) =>
			limited(async () => {
				begun.push(number);
				running += 1;
				most = Math.max(most, running);
				await setImmediate();
				running -= 1;
				if (number === 4) throw new Error('four');
				return number;
			}),
		),
	);
	expect(begun).toEqual(numbers);
	expect(most).toBe(3);
	expect(results.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))).toEqual(
		numbers.filter((number) => number !== 4),
	);
});

test('what is asked while a batch is under way is done together in the next one', async () => {
	const batches: (readonly number[])[] = [];
	const double = together(async (batch: readonly number[]) => {
		batches.push(batch);
		await setImmediate();
		if (batch.includes(9)) throw new Error('nine');
		return batch.map((number) => number * 2);
	});
	const first = [double(1), double(2)];
	await setImmediate();
	const later = [double(3), double(4), double(5)];
	expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10]);
	expect(batches).toEqual([
		[1, 2],
		[3, 4, 5],
	]);
	await expect(Promise.all([double(8), double(9)])).rejects.toThrow('nine');
	expect(await double(10)).toBe(20);
});

test('works that concern the same go one after the other, others do not wait', async () => {
	const inOrder = afterSame();
	const log: string[] = [];
	const work = (name: string) => async () => {
		log.push(`${name} begins`);
		await setImmediate();
		log.push(`${name} ends`);
		if (name === 'a') throw new Error('a');
	};
	const done = await Promise.allSettled([
		inOrder(['x', 'y'], work('a')),
		inOrder(['y'], work('b')),
		inOrder(['z'], work('c')),
	]);
	expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	expect(log.indexOf('b begins')).toBeGreaterThan(log.indexOf('a ends'));
	expect(log.indexOf('c begins')).toBeLessThan(log.indexOf('a ends'));
});
