import { clearTimeout, setTimeout } from 'node:timers';

/** A time within which something must end, or come further and get another one. */
export interface Countdown {
	/** Aborted once the time is over. */
	readonly over: AbortSignal;
	startAnew(milliseconds: number): void;
	/** Leaves no timer behind; call it in `finally`. */
	end(): void;
}

/** Begins at once. */
export function countdown(milliseconds: number): Countdown {
	const over = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	const startAnew = (ms: number) => {
		clearTimeout(timer);
		timer = setTimeout(() => over.abort(), ms);
	};
	startAnew(milliseconds);
	return { over: over.signal, startAnew, end: () => clearTimeout(timer) };
}
