import fc from 'fast-check';
import { inspect } from 'node:util';

/** One promise about whatever comes in. `check` throws when it is broken. */
export interface InputProperty<Input = never> {
	readonly title: string;
	/** How often it runs, compared with the others. */
	readonly weight: number;
	readonly inputs: fc.Arbitrary<Input>;
	check(input: Input): void;
}

export const inputProperty = <Input>(property: InputProperty<Input>): InputProperty =>
	property as unknown as InputProperty;

/** A single input that takes longer counts as one that hangs; the usual one takes less than a millisecond. */
const longestMs = 20_000;

/** Runs the property; the error names seed, path and the smallest input that breaks it. */
export function assertProperty(property: InputProperty, runs: number, seed: number): void {
	const result = fc.check(
		fc.property(property.inputs, (input: never) => {
			const started = performance.now();
			property.check(input);
			const taken = performance.now() - started;
			if (taken > longestMs) throw new Error(`One input took ${Math.round(taken)} ms`);
		}),
		{ numRuns: runs, seed },
	);
	assertHeld(property.title, seed, result);
}

/** Sends so many generated inputs through servers, one after the other, in the words of `assertProperty`. */
export async function assertTrips<Input>(
	title: string,
	inputs: fc.Arbitrary<Input>,
	{ runs, seed }: { readonly runs: number; readonly seed: number },
	check: (input: Input) => Promise<void>,
): Promise<void> {
	// a smaller input takes a trip of its own, so the first one that fails is told as it is
	const parameters = { numRuns: runs, seed, endOnFailure: true };
	assertHeld(title, seed, await fc.check(fc.asyncProperty(inputs, check), parameters));
}

function assertHeld(
	title: string,
	seed: number,
	result: Pick<fc.RunDetails<never>, 'failed' | 'counterexamplePath' | 'errorInstance'> & {
		readonly counterexample: unknown;
	},
): void {
	if (!result.failed) return;
	// not fast-check's own report: it cannot print what is nested very deeply
	const input = inspect(result.counterexample, { depth: 12, maxStringLength: 300, maxArrayLength: 20 });
	const thrown = result.errorInstance;
	throw new Error(
		`Not so: ${title}\nseed ${seed}, path ${result.counterexamplePath}\n${input}\n${thrown instanceof Error ? thrown.stack : String(thrown)}`,
	);
}

/** Fails with `what` unless it holds. */
export function holds(condition: boolean, what: string | (() => string)): asserts condition {
	if (!condition) throw new Error(typeof what === 'string' ? what : what());
}
