import { setTimeout as timer } from 'node:timers/promises';

/** Waits, or ends at once when the run is stopped. Never throws and leaves no timer behind. */
export const pause = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
	await timer(milliseconds, undefined, signal && { signal }).catch(() => undefined);
};

/** A pause that doubles with each attempt, counted from 0, and differs by chance between workers. */
export const backOff = (firstMs: number, attempt: number, signal?: AbortSignal): Promise<void> =>
	pause(firstMs * 2 ** attempt * (0.5 + Math.random()), signal);
