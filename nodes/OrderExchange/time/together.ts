import { setImmediate } from 'node:timers/promises';

interface Asked<Input, Result> {
	readonly input: Input;
	readonly done: (result: Result) => void;
	readonly failed: (cause: unknown) => void;
}

/**
 * Gives a function that is asked for one and works for many: what is asked while a batch is under way goes into the next
 * one. `work` answers every input of a batch, in their order; what it throws reaches all of them.
 */
export function together<Input, Result>(
	work: (inputs: readonly Input[]) => Promise<readonly Result[]>,
): (input: Input) => Promise<Result> {
	let waiting: Asked<Input, Result>[] = [];
	let working = false;
	const workOff = async (): Promise<void> => {
		await setImmediate(); // so that all who ask in the same turn share the first batch
		while (waiting.length > 0) {
			const batch = waiting;
			waiting = [];
			try {
				const results = await work(batch.map(({ input }) => input));
				for (const [index, { done }] of batch.entries()) done(results[index] as Result);
			} catch (cause) {
				for (const { failed } of batch) failed(cause);
			}
		}
		working = false;
	};
	return (input) =>
		new Promise((done, failed) => {
			waiting.push({ input, done, failed });
			if (working) return;
			working = true;
			void workOff();
		});
}
