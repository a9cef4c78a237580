/**
 * Gives a function that does what it is given, at most so many at a time, in the order in which they came. What one throws
 * reaches its own caller only.
 */
export function atMost(limit: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (work) => {
		if (running >= limit) await new Promise<void>((begin) => waiting.push(begin));
		else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
