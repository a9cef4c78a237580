import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import { type Problem, shown } from '../problems/problem.js';
import { own } from '../orders/values/reading.js';
import { asHtml, linesAsHtml } from './html.js';

const mostShown = 3;

/** A finding, and at which supplier. */
export interface FoundProblem extends Problem {
	readonly at?: string | undefined;
}

/** Shows above the node's output what was found; nothing where nothing was. */
export function showProblems(
	node: IExecuteFunctions,
	intro: string,
	problems: readonly FoundProblem[],
): void {
	const hint = problemsHint(intro, problems);
	if (hint) node.addExecutionHints(hint);
}

/**
 * A hint above the node's output that sums up what was found: each code once, most frequent first, with how
 * often, and where for the first time. Undefined when nothing was found.
 */
export function problemsHint(
	intro: string,
	problems: readonly FoundProblem[],
): NodeExecutionHint | undefined {
	if (problems.length === 0) return undefined;
	const byCode = new Map<string, { readonly first: FoundProblem; times: number }>();
	for (const found of problems) {
		const seen = byCode.get(found.code);
		if (seen) seen.times += 1;
		else byCode.set(found.code, { first: found, times: 1 });
	}
	const kinds = [...byCode.values()].sort((a, b) => b.times - a.times);
	const lines = kinds.slice(0, mostShown).map(({ first, times }) => `${first.message}${where(first, times)}`);
	const more = kinds.length > mostShown ? [`… and ${kinds.length - mostShown} other kinds of findings.`] : [];
	return {
		message: `${asHtml(intro)}${linesAsHtml([...lines, ...more])}`,
		type: 'warning',
		location: 'outputPane',
	};
}

function where({ order, line, at }: FoundProblem, times: number): string {
	const inOrder = [order && `order ${order}`, line && `line ${line}`].filter(Boolean).join(', ');
	const place = [inOrder, at].filter(Boolean).join(' at ');
	if (times === 1) return place && ` (${place})`;
	return place ? ` (${times}×, first: ${place})` : ` (${times}×)`;
}

/** What keeps an item of ours from a node's first output. */
export const problemsOf = ({ json }: INodeExecutionData): readonly FoundProblem[] =>
	at(json, findingsIn(json['problems']));

/** What is to be known about an item of ours in a node's first output. */
export function remarksOn({ json }: INodeExecutionData): readonly FoundProblem[] {
	const { receipts, warnings, findings } = json;
	const onOrders = listIn(receipts).flatMap((receipt) => findingsIn(own(receipt, 'warnings')));
	return at(json, [...onOrders, ...findingsIn(warnings), ...findingsIn(findings)]);
}

/** Names the supplier where the item does. */
function at(item: unknown, problems: readonly Problem[]): readonly FoundProblem[] {
	const name = own(own(item, 'supplier') ?? own(own(item, 'supplierOrder'), 'supplier'), 'name');
	return typeof name === 'string' ? problems.map((found) => ({ ...found, at: name })) : problems;
}

/** Ours, among whatever a node in between may have put there. */
const findingsIn = (value: unknown): readonly Problem[] =>
	listIn(value).filter(
		(one): one is Problem => typeof own(one, 'code') === 'string' && typeof own(one, 'message') === 'string',
	);

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const mostNamed = 12;

/** Tells of empty items that were left out and of fields that nobody reads, among which one may be misspelt. */
export function unreadHint(empty: number, fields: ReadonlySet<string>): NodeExecutionHint | undefined {
	const names = [...fields].slice(0, mostNamed).map((name) => shown(name));
	const more = fields.size > names.length ? ` and ${fields.size - names.length} more` : '';
	const message = [
		...(empty > 0 ? [`Empty items that were left out: ${empty}.`] : []),
		...(names.length > 0 ? [`Fields that were not read: ${names.map(asHtml).join(', ')}${more}.`] : []),
	].join(' ');
	return message === '' ? undefined : { message, type: 'info', location: 'outputPane' };
}
