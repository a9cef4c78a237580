import { performance } from 'node:perf_hooks';

/** A timer may come a millisecond late, so the last stretch is waited out. */
const waitedOutMs = 1;

/** Passes on what it is given after a fixed time, in the same order, however much is on its way. */
export function delayed<Item>(milliseconds: number, pass: (item: Item) => void): (item: Item) => void {
	if (milliseconds === 0) return pass;
	const onTheWay: { readonly item: Item; readonly due: number }[] = [];
	const wait = () => {
		const [next] = onTheWay;
		if (!next) return;
		const left = next.due - performance.now() - waitedOutMs;
		if (left > 0) setTimeout(deliver, left);
		else setImmediate(deliver);
	};
	const deliver = () => {
		const now = performance.now();
		while (onTheWay[0] && onTheWay[0].due <= now) pass((onTheWay.shift() as { item: Item }).item);
		wait();
	};
	return (item) => {
		onTheWay.push({ item, due: performance.now() + milliseconds });
		if (onTheWay.length === 1) wait();
	};
}
