import type { Database } from '../database/connect.js';
import { classify, problemOf } from '../database/faults.js';
import { quoted, withValues } from '../database/statement.js';
import { problem, type Problem } from '../problems/problem.js';
import type { Step } from './plan.js';
import type { Statement, Undo } from './records.js';

/**
 * Runs the steps in turn; gives the problem of the first that does not go through. `undo` collects how to take back each step,
 * also the one whose answer was lost: nobody knows whether it was done.
 */
export async function carryOut(
	database: Database,
	steps: readonly Step[],
	undo: Undo[],
	user: string,
): Promise<Problem | undefined> {
	for (const step of steps) {
		try {
			// without IF NOT EXISTS the server says whose table it is
			await database.write(
				step.undo?.unused ? step.sql.replace('IF NOT EXISTS ', '') : step.sql,
				step.values,
			);
			if (step.undo) undo.push(step.undo);
		} catch (error) {
			if (step.undo?.unused && numberOf(error) === tableExists) continue;
			if (step.undo && classify(error).handling === 'reconnect') undo.push(step.undo);
			return refusedStep(error, step.what, user);
		}
	}
	return undefined;
}

const tableExists = 1050;
const noSuchTable = 1146;
const numberOf = (error: unknown): unknown => (error as { errno?: unknown }).errno;

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
	undo: readonly Undo[],
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
	{ sql, values, unused }: Undo,
): Promise<'done' | 'lost' | 'refused'> {
	if (!database) return 'refused';
	try {
		if (unused) await dropUnused(database, unused);
		else await database.write(sql, values);
		return 'done';
	} catch (error) {
		return classify(error).handling === 'reconnect' ? 'lost' : 'refused';
	}
}

/** The lock waits for transactions that hold rows which nobody else sees yet. */
async function dropUnused(
	database: Database,
	[table, ...others]: readonly [string, ...string[]],
): Promise<void> {
	for (const one of [table, ...others]) if (await hasRows(database, one)) return;
	await database.write('SET SESSION lock_wait_timeout = 10', []);
	const locked = await database
		.write(`LOCK TABLES ${quoted(table)} WRITE`, [])
		.catch(unlessNumber(noSuchTable));
	try {
		if (locked && !(await hasRows(database, table))) await database.write(`DROP TABLE ${quoted(table)}`, []);
	} finally {
		await database.write('UNLOCK TABLES', []);
	}
}

async function hasRows(database: Database, table: string): Promise<boolean> {
	const from = `FROM ${quoted(table)} LIMIT 1`;
	const rows = await database
		.read({ name: 'rows', columns: [['found', '1']], from }, '')
		.catch(unlessNumber(noSuchTable));
	return rows !== undefined && rows.length > 0;
}

const unlessNumber =
	(number: number) =>
	(error: unknown): undefined => {
		if (numberOf(error) !== number) throw error;
	};

/** A statement as a person runs it. */
export const sqlText = ({ sql, values }: Statement): string => `${withValues(sql, values)};`;
