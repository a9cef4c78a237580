import type { Problem } from '../nodes/OrderExchange/problems/problem.js';
import { inSupplierWords } from './supplierWords.js';

/** What a command comes to: an exit code, and the same said to a person and to a machine. */
export interface Outcome {
	readonly exit: ExitCode;
	readonly text: readonly string[];
	/** For the person alone, where the text goes to somebody else: on standard error, before it. */
	readonly aside?: readonly string[];
	readonly json: Readonly<Record<string, unknown>>;
}

/** 0 done, 1 not done, 2 wrong use, 3 something left behind, 130 cancelled. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** The command line is not one that can be followed. */
export const wrongUse = (why: string): Outcome => ({
	exit: 2,
	text: [why, 'Add --help to see what there is.'],
	json: { ok: false, usage: why },
});

/** What stood in the way; with what is left behind, and its SQL, where not all could be taken back. */
export const notDone = (problems: readonly Problem[], leftOver: readonly string[] = []): Outcome => ({
	exit: leftOver.length > 0 ? 3 : problems.some(({ code }) => code === 'exchange.cancelled') ? 130 : 1,
	text: [...problems.flatMap(problemLines), ...(leftOver.length > 0 ? [] : ['Nothing was changed.'])],
	json: { ok: false, problems: problems.map(inSupplierWords), leftOver },
});

/** The person said no, or stopped the command. */
export const cancelled: Outcome = {
	exit: 130,
	text: ['Cancelled. Nothing was changed.'],
	json: { ok: false, cancelled: true },
};

/** A finding as a person reads it: what happened, and below it the remedy. */
export function problemLines(found: Problem): readonly string[] {
	const { message, remedy, code, severity } = inSupplierWords(found);
	return [`${severity === 'block' ? '✗' : '!'} ${message} (${code})`, `  ${remedy}`];
}
