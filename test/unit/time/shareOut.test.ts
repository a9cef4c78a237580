import { shareOut } from '../../../nodes/OrderExchange/time/shareOut.js';

describe('sharing work out', () => {
	it('gives each item to one worker, and lets a late worker join', async () => {
		let arrive: (name: string) => void = () => undefined;
		const late = new Promise<string>((resolve) => {
			arrive = resolve;
		});
		const done: string[] = [];
		const untaken = await shareOut([Promise.resolve('early'), late], [1, 2, 3, 4], async (worker, item) => {
			if (item === 2) arrive('late');
			await new Promise((resolve) => setImmediate(resolve));
			done.push(`${worker} ${item}`);
			return true;
		});
		expect(untaken).toEqual([]);
		expect(done.map((one) => one.split(' ')[1]).sort()).toEqual(['1', '2', '3', '4']);
		expect(done.some((one) => one.startsWith('late'))).toBe(true);
	});

	it('does without a worker that could not be had', async () => {
		const seen: string[] = [];
		await shareOut([Promise.resolve(undefined), Promise.resolve('only')], ['a', 'b'], (worker, item) => {
			seen.push(`${worker} ${item}`);
			return Promise.resolve(true);
		});
		expect(seen).toEqual(['only a', 'only b']);
	});

	it('gives back what nobody took once the workers cannot go on', async () => {
		const untaken = await shareOut([Promise.resolve('one')], [1, 2, 3], (_, item) =>
			Promise.resolve(item < 2),
		);
		expect(untaken).toEqual([3]);
	});
});
