import { createLogSql, logTable } from '../exchange/log/exchangeLog.js';
import { grantSql, neededGrants, type Grant } from '../exchange/checks/rights.js';
import { quoted } from '../database/statement.js';
import { newCodeId } from '../suppliers/activationCode.js';
import {
	accountSql,
	createUserSql,
	dropUserSql,
	newPassword,
	newUserName,
	type AccountLimits,
} from './account.js';
import type { AdminShop } from './adminShop.js';
import {
	createInvitationTableSql,
	deleteRecord,
	finishRecord,
	insertRecord,
	invitationTable,
	type InvitationRecord,
	type Statement,
	type Undo,
} from './records.js';
import type { ServerProof } from './serverProof.js';
import type { InvitationTerms } from './terms.js';

/** One statement on the way to an invitation, and how to take it back. */
export interface Step extends Statement {
	/** For people, e.g. `Create the database user ox_northwind_4f1c2a`. */
	readonly what: string;
	/** Left out where taking back another step takes this one back too. */
	readonly undo?: Undo;
}

/** All that making an invitation will do; nothing is done yet. */
export interface InvitationPlan {
	readonly record: InvitationRecord;
	/** Secret: it belongs into the code and the server, and nowhere else. */
	readonly password: string;
	readonly limits: AccountLimits;
	readonly grants: readonly Grant[];
	readonly proof: ServerProof;
	readonly steps: readonly Step[];
	/** Last, when the new user was tried. */
	readonly finish: Step;
}

const dayMs = 86_400_000;

/** Plans an invitation: a new user with the least grants, the tables that are missing, a record without secrets. */
export function planInvitation(
	shop: AdminShop,
	terms: InvitationTerms,
	proof: ServerProof,
	now: Date,
): InvitationPlan {
	const { prefix } = shop.found;
	const password = newPassword();
	const record: InvitationRecord = {
		codeId: newCodeId(),
		account: { user: newUserName(terms.distributor), host: terms.from },
		state: 'unfinished',
		issuedAt: now.toISOString(),
		...(terms.validDays && { expiresAt: new Date(now.getTime() + terms.validDays * dayMs).toISOString() }),
		fingerprint: proof.fingerprint ?? '',
		terms,
	};
	const limits: AccountLimits = {
		requireTls: terms.requireTls,
		connections: terms.connections,
		...(endsPasswords(shop.server.version) && { passwordDays: terms.validDays ?? 'never' }),
	};
	const grants = neededGrants(shop.platform, shop.found, shop.schema);
	const account = accountSql(record.account);
	const invitations = prefix + invitationTable;
	const table = (name: string, createSql: string, what: string): readonly Step[] => {
		const drop = `DROP TABLE IF EXISTS ${quoted(name)} /* only while it is empty */`;
		const step = { what, ...bare(createSql), undo: { ...bare(drop), unused: [name, invitations] as const } };
		return shop.schema.has(name) ? [] : [step];
	};
	return {
		record,
		password,
		limits,
		grants,
		proof,
		steps: [
			{
				what: `Create the database user ${record.account.user}, without any right yet`,
				...bare(createUserSql(record.account, password, limits)),
				undo: bare(dropUserSql(record.account)),
			},
			...table(prefix + logTable, createLogSql(prefix), `Create the exchange log ${prefix + logTable}`),
			...table(
				invitations,
				createInvitationTableSql(prefix),
				`Create ${invitations}, the list of your invitations, which the new user cannot see`,
			),
			{
				what: `Note the invitation ${record.codeId} there, without any secret`,
				...insertRecord(prefix, record),
				undo: deleteRecord(prefix, record.codeId),
			},
			...grantSql(grants, shop.settings.database, account).map((sql) => ({
				what: `Grant ${/^GRANT (.+) ON /.exec(sql)?.[1] ?? ''} on ${/\.`(.+)` TO /.exec(sql)?.[1] ?? ''}`,
				...bare(sql),
			})),
		],
		finish: { what: 'Note that the invitation is ready', ...finishRecord(prefix, record.codeId) },
	};
}

const bare = (sql: string): Statement => ({ sql, values: [] });

/** Which servers know `PASSWORD EXPIRE INTERVAL`: MariaDB from 10.4.3, MySQL from 5.7.4 on. */
function endsPasswords(version: string): boolean {
	const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
	const number = major * 10_000 + minor * 100 + patch;
	return number >= (version.includes('MariaDB') ? 100_403 : 50_704);
}
