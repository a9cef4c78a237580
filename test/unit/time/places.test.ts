import { setTimeout as delay } from 'node:timers/promises';
import { inPlaces } from '../../../nodes/OrderExchange/time/places.js';

/** Who works, and how many did at most; those that wait patiently do not work. */
function watch() {
	let [working, most] = [0, 0];
	return {
		begin: () => (most = Math.max(most, ++working)),
		end: () => void working--,
		most: () => most,
	};
}

const numbers = Array.from({ length: 30 }, (_, n) => n);

describe('Places for work', () => {
	test('are no more than there are, and results come in order', async () => {
		const { begin, end, most } = watch();
		const results = await inPlaces(numbers, 4, async (n) => {
			begin();
			await delay(30 - n);
			end();
			return n;
		});
		expect(results).toEqual(numbers);
		expect(most()).toBe(4);
	});

	test('are lent by who waits: the dead hold nobody up, and whoever comes back waits for a place', async () => {
		const { begin, end, most } = watch();
		let letGo: () => void = () => undefined;
		const dead = new Promise<void>((resolve) => (letGo = resolve));
		const done: number[] = [];
		const all = inPlaces(numbers, 4, async (n, place) => {
			if (n < 12) await place.patiently(5, dead);
			begin();
			await delay(1);
			end();
			done.push(n);
		});
		while (done.length < 18) await delay(1);
		expect(done.every((n) => n >= 12)).toBe(true);
		letGo();
		await all;
		expect([...done].sort((a, b) => a - b)).toEqual(numbers);
		expect(most()).toBe(4);
	});

	test('are given back by who fails', async () => {
		const failing = inPlaces([1, 2], 1, async (n, place) => {
			await place.patiently(
				1,
				delay(5).then(() => Promise.reject(new Error(`${n}`))),
			);
		});
		await expect(failing).rejects.toThrow('1');
		expect(await inPlaces([1, 2, 3], 1, async (n) => n)).toEqual([1, 2, 3]);
	});
});
