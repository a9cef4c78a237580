import { setImmediate } from 'node:timers/promises';

/**
 * Gives each caller a turn of the event loop to itself, in the order of the calls: answers that come in together are worked
 * off one by one, and everything else in the process goes in between.
 */
export function turns(): () => Promise<void> {
	let before: Promise<unknown> = Promise.resolve();
	return async () => {
		const mine = before.then(() => setImmediate());
		before = mine;
		await mine;
	};
}
