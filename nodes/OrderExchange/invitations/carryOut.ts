import type { Database } from '../database/connect.js';
import { classify, problemOf } from '../database/faults.js';
import { withValues } from '../database/statement.js';
import { problem, type Problem } from '../problems/problem.js';
import type { Step } from './plan.js';
import type { Statement } from './records.js';

/**
 * Runs the steps in turn; gives the problem of the first that does not go through. `undo` collects how to take back each step,
 * also the one whose answer was lost: nobody knows whether it was done.
 */
export async function carryOut(
	database: Database,
	steps: readonly Step[],
	undo: Statement[],
	user: string,
): Promise<Problem | undefined> {
	for (const step of steps) {
		try {
			await database.write(step.sql, step.values);
			if (step.undo) undo.push(step.undo);
		} catch (error) {
			if (step.undo && classify(error).handling === 'reconnect') undo.push(step.undo);
			return refusedStep(error, step.what, user);
		}
	}
	return undefined;
}

/** Refusals for lack of rights are told in the words of an administrator's task. */
export function refusedStep(error: unknown, what: string, user: string): Problem {
	const found = problemOf(error);
	return ['database.rights', 'database.unknownDatabase'].includes(found.code)
		? problem('invitation.adminRights', {}, { user, what: what.charAt(0).toLowerCase() + what.slice(1) })
		: found;
}

/**
 * Takes everything back, last made first, on a new connection where the old one is gone. Gives the SQL of what stayed; it holds
 * no secret.
 */
export async function takeBack(
	database: Database,
	reconnect: () => Promise<Database>,
	undo: readonly Statement[],
): Promise<readonly string[]> {
	const left: string[] = [];
	let current: Database | undefined = database;
	let renewed: Database | undefined;
	try {
		for (const statement of [...undo].reverse()) {
			const done = await tryOn(current, statement);
			if (done === 'done') continue;
			if (done === 'lost' && !renewed) {
				renewed = await reconnect().catch(() => undefined);
				current = renewed;
				if ((await tryOn(current, statement)) === 'done') continue;
			}
			left.push(sqlText(statement));
		}
	} finally {
		await renewed?.close();
	}
	return left;
}

async function tryOn(
	database: Database | undefined,
	{ sql, values }: Statement,
): Promise<'done' | 'lost' | 'refused'> {
	if (!database) return 'refused';
	try {
		await database.write(sql, values);
		return 'done';
	} catch (error) {
		return classify(error).handling === 'reconnect' ? 'lost' : 'refused';
	}
}

/** A statement as a person runs it. */
export const sqlText = ({ sql, values }: Statement): string => `${withValues(sql, values)};`;
