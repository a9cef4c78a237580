/**
 * Gives a function that does what it is given, at most so many at a time, in the order in which they came. What one throws
 * reaches its own caller only. A limit that is a function may fall meanwhile, not rise.
 */
export function atMost(
	limit: number | (() => number),
): <Result>(work: () => Promise<Result>) => Promise<Result> {
	const most = typeof limit === 'number' ? () => limit : limit;
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (work) => {
		if (running >= most()) await new Promise<void>((begin) => waiting.push(begin));
		else running += 1;
		try {
			return await work();
		} finally {
			const next = running <= most() ? waiting.shift() : undefined;
			if (next) next();
			else running -= 1;
		}
	};
}
