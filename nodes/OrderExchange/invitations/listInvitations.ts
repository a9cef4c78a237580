import { logTable } from '../exchange/log/exchangeLog.js';
import { problemOf } from '../database/faults.js';
import { problem, type Problem } from '../problems/problem.js';
import type { AdminShop } from './adminShop.js';
import { invitationTable, readRecords, type EndableInvitation, type InvitationRecord } from './records.js';

/** `gone`: the record says active, and the server knows no such user any more. */
export type InvitationState = 'active' | 'expired' | 'unfinished' | 'revoked' | 'renewed' | 'gone';

export interface ListedInvitation extends InvitationRecord {
	readonly now: InvitationState;
}

export type Listed =
	| {
			readonly ok: true;
			readonly invitations: readonly ListedInvitation[];
			/** Records that this version cannot read; they can be ended all the same. */
			readonly unreadable: readonly EndableInvitation[];
			readonly orders: number;
	  }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** Every invitation of the shop, newest first, and how many orders came in by any of them. Reads only; never throws. */
export async function listInvitations(shop: AdminShop, now: Date): Promise<Listed> {
	const { database, found, schema } = shop;
	try {
		const orders = schema.has(found.prefix + logTable)
			? await database.read(
					{
						name: 'orders',
						columns: [['count', 'COUNT(*)']],
						from: `FROM {${logTable}} WHERE kind = 'order'`,
					},
					found.prefix,
				)
			: [];
		const { records, unreadable } = schema.has(found.prefix + invitationTable)
			? await readRecords(database, found.prefix)
			: { records: [], unreadable: [] };
		const users = await usersOf(shop);
		return {
			ok: true,
			unreadable,
			orders: Number(orders[0]?.count ?? 0),
			invitations: records.map((record) => ({ ...record, now: stateOf(record, users, now) })),
		};
	} catch (error) {
		return { ok: false, problems: [problemOf(error)] };
	}
}

/** The invitation with this code id or this user; case does not count. */
export function findInvitation<One extends EndableInvitation>(
	invitations: readonly One[],
	wanted: string,
): { readonly ok: true; readonly invitation: One } | { readonly ok: false; readonly problem: Problem } {
	const name = wanted.trim().toLowerCase();
	const invitation = invitations.find(
		({ codeId, account }) => codeId.toLowerCase() === name || account.user === name,
	);
	if (invitation) return { ok: true, invitation };
	const known = invitations.map(({ codeId }) => codeId).join(', ') || 'there is none';
	return { ok: false, problem: problem('invitation.unknown', {}, { wanted, known }) };
}

/** As `'user'@'host'`; undefined where the account sees none but itself. */
async function usersOf({ database, doubts }: AdminShop): Promise<ReadonlySet<string> | undefined> {
	if (doubts.length > 0) return undefined;
	const rows = await database.read(
		{ name: 'users', columns: [['grantee', 'GRANTEE']], from: 'FROM information_schema.USER_PRIVILEGES' },
		'',
	);
	return new Set(rows.map(({ grantee }) => grantee ?? ''));
}

function stateOf(
	{ state, account, expiresAt }: InvitationRecord,
	users: ReadonlySet<string> | undefined,
	now: Date,
) {
	if (state !== 'active') return state;
	if (users && !users.has(`'${account.user}'@'${account.host}'`)) return 'gone';
	return expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'active';
}
