import type { Database } from '../database/connect.js';
import { holdsOnServer } from '../exchange/checks/rights.js';
import { problem, type Problem } from '../problems/problem.js';
import { dropUserSql, isOurUser, type Account } from './account.js';
import type { AdminShop } from './adminShop.js';
import { refusedStep } from './carryOut.js';
import { endRecord, type EndableInvitation, type Statement } from './records.js';

export type Ended =
	| { readonly ok: true; readonly findings: readonly Problem[] }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** The SQL that ends an invitation and notes it. */
export const endStatements = (
	prefix: string,
	{ codeId, account }: EndableInvitation,
	state: 'revoked' | 'renewed',
	now: Date,
): readonly Statement[] => [{ sql: dropUserSql(account), values: [] }, endRecord(prefix, codeId, state, now)];

/**
 * Ends an invitation for good: its user is removed, connections that it has open are cut, the record says so. Orders that were
 * pushed stay, with the exchange log that knows them. Safe to repeat.
 */
export async function endInvitation(
	shop: AdminShop,
	record: EndableInvitation,
	state: 'revoked' | 'renewed',
	now: Date,
): Promise<Ended> {
	const what = `Remove the database user ${record.account.user}`;
	try {
		for (const { sql, values } of endStatements(shop.found.prefix, record, state, now))
			await shop.database.write(sql, values);
	} catch (error) {
		return { ok: false, problems: [refusedStep(error, what, shop.user)] };
	}
	const cut = await cutSessions(shop.database, record.account);
	return { ok: true, findings: cut ? [] : [problem('invitation.sessionsStay')] };
}

/** The server keeps a session whose user is gone. False when some may still be there. */
async function cutSessions(database: Database, { user }: Account): Promise<boolean> {
	if (!isOurUser(user)) return false;
	try {
		const sessions = await database.read(
			{
				name: 'sessions',
				columns: [['id', 'ID']],
				from: 'FROM information_schema.PROCESSLIST WHERE USER = ?',
				values: [user],
			},
			'',
		);
		for (const { id } of sessions)
			await database.write(`KILL CONNECTION ${Number(id)}`, []).catch((error: { errno?: number }) => {
				if (error.errno !== noSuchThread) throw error;
			});
		// without this right only one's own sessions are in the list
		return await holdsOnServer(database, 'PROCESS');
	} catch {
		return false;
	}
}

const noSuchThread = 1094;
