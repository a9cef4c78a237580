import { turns } from '../../../nodes/OrderExchange/time/turns.js';

it('lets everything else go between two that ask for a turn at the same time', async () => {
	const turn = turns();
	const seen: string[] = [];
	let others = true;
	const other = () => {
		seen.push('other');
		if (others) setImmediate(other);
	};
	setImmediate(other);
	await Promise.all(['first', 'second', 'third'].map((name) => turn().then(() => seen.push(name))));
	others = false;
	const places = ['first', 'second', 'third'].map((name) => seen.indexOf(name));
	expect(places).toEqual([...places].sort((a, b) => a - b));
	for (const [at, place] of places.entries())
		if (at > 0) expect(seen.slice(places[at - 1], place)).toContain('other');
});
