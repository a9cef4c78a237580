import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import type { Problem } from '../problems/problem.js';

const mostShown = 3;

/** Shows above the node's output what was found; nothing where nothing was. */
export function showProblems(node: IExecuteFunctions, intro: string, problems: readonly Problem[]): void {
	const hint = problemsHint(intro, problems);
	if (hint) node.addExecutionHints(hint);
}

/**
 * A hint above the node's output that sums up what was found: each code once, most frequent first, with how
 * often. Undefined when nothing was found.
 */
export function problemsHint(intro: string, problems: readonly Problem[]): NodeExecutionHint | undefined {
	if (problems.length === 0) return undefined;
	const byCode = new Map<string, { message: string; times: number }>();
	for (const { code, message } of problems) {
		const seen = byCode.get(code);
		if (seen) seen.times += 1;
		else byCode.set(code, { message, times: 1 });
	}
	const kinds = [...byCode.values()].sort((a, b) => b.times - a.times);
	const lines = kinds.slice(0, mostShown).map(({ message, times }) => `${message} (${times}×)`);
	const more = kinds.length > mostShown ? [`… and ${kinds.length - mostShown} other kinds of findings.`] : [];
	return { message: [intro, ...lines, ...more].join(' '), type: 'warning', location: 'outputPane' };
}
