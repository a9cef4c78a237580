/**
 * Gives a function that does works of which some concern the same things, named by keys: such go one after the other, in the
 * order in which they came, all others at once.
 */
export function afterSame(): <Result>(
	keys: readonly string[],
	work: () => Promise<Result>,
) => Promise<Result> {
	const latest = new Map<string, Promise<unknown>>();
	return (keys, work) => {
		const mine = Promise.all(keys.map((key) => latest.get(key))).then(work);
		const over = mine.catch(() => undefined);
		for (const key of keys) latest.set(key, over);
		return mine;
	};
}
