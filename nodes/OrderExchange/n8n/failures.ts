import { NodeOperationError, type INode } from 'n8n-workflow';
import { problem, type Problem, type SomeProblems } from '../problems/problem.js';
import { asHtml, listAsHtml } from './html.js';

/**
 * The red box of n8n in the catalogue's words: the message says what happened, the description what to do.
 * Further problems are listed below the first.
 */
export function operationError(node: INode, problems: SomeProblems, itemIndex?: number): NodeOperationError {
	const [first, ...others] = problems;
	return new NodeOperationError(node, first.message, {
		description: `${asHtml(first.remedy)}${listAsHtml(others.map((other) => `${other.message} ${other.remedy}`))}`,
		...(itemIndex !== undefined && { itemIndex }),
	});
}

/** A setting of the node that is missing or cannot be used: `what` is wrong, and `how` to set it right. */
export const settingsProblem = (what: string, how: string): Problem =>
	problem('node.settings', {}, { what, how });

/** The node’s settings, or a credential of it, cannot be used: nothing can be done with any item. */
export class SettingsUnusable extends Error {
	/** `item`: for which item they cannot be used; left out, for any. */
	constructor(
		readonly problems: SomeProblems,
		readonly item?: number,
	) {
		super(problems[0].message);
	}
}

/** A credential of the node is missing, may not be used, or lacks something. */
export const credentialUnusable = (credential: string): SettingsUnusable =>
	new SettingsUnusable([
		settingsProblem(
			`the ${credential} credential is missing or incomplete`,
			'Choose the credential, complete it and save it: n8n tests it then.',
		),
	]);

/** What to say about anything thrown. */
export const problemsIn = (thrown: unknown): SomeProblems =>
	thrown instanceof SettingsUnusable ? thrown.problems : [unforeseen(thrown)];

/** The item that it is about, where it is about one. */
export const itemOf = (thrown: unknown): number | undefined =>
	thrown instanceof SettingsUnusable ? thrown.item : undefined;

/** Anything thrown that no room turned into a problem. Only its class and code are shown: texts may hold data. */
export const unforeseen = (thrown: unknown): Problem => {
	const name = thrown instanceof Error ? thrown.name : typeof thrown;
	const code =
		thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? ` (${thrown.code})` : '';
	return problem('node.unforeseen', {}, { what: `${name}${code}.` });
};
