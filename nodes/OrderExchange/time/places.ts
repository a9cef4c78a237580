import { clearTimeout, setTimeout } from 'node:timers';

/** One of a few places to work at. Who only waits for somebody else lends it, so that nobody waits for a dead one. */
export interface Place {
	/** Waits for `promise`; when that takes longer than `patienceMs`, somebody else has the place until it settles. */
	patiently<Result>(patienceMs: number, promise: Promise<Result>): Promise<Result>;
}

/**
 * Does `work` for each of the items, at most `atMost` at a time, those that have lent their place not counted. Results come in
 * the order of the items. One that throws ends the whole, so `work` that may fail returns what went wrong.
 */
export async function inPlaces<Item, Result>(
	items: readonly Item[],
	atMost: number,
	work: (item: Item, place: Place) => Promise<Result>,
): Promise<Result[]> {
	let free = atMost;
	const begins: (() => void)[] = [];
	const returns: (() => void)[] = [];
	const leave = () => {
		const next = returns.shift() ?? begins.shift();
		if (next) next();
		else free += 1;
	};
	const enter = (queue: (() => void)[]): Promise<void> => {
		if (free > 0) {
			free -= 1;
			return Promise.resolve();
		}
		return new Promise((resolve) => queue.push(resolve));
	};
	const place: Place = {
		async patiently(patienceMs, promise) {
			let lent = false;
			const patience = setTimeout(() => {
				lent = true;
				leave();
			}, patienceMs);
			try {
				return await promise;
			} finally {
				clearTimeout(patience);
				if (lent) await enter(returns);
			}
		},
	};
	return await Promise.all(
		items.map(async (item) => {
			await enter(begins);
			try {
				return await work(item, place);
			} finally {
				leave();
			}
		}),
	);
}
