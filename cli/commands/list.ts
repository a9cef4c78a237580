import {
	listInvitations,
	type ListedInvitation,
} from '../../nodes/OrderExchange/invitations/listInvitations.js';
import type { EndableInvitation } from '../../nodes/OrderExchange/invitations/records.js';
import { notDone, type Outcome } from '../outcome.js';
import { withShop, type Run } from './run.js';

/** Shows whom the shop has invited. */
export const listCommand = (run: Run): Promise<Outcome> =>
	withShop(run, false, async ({ shop }) => {
		const listed = await listInvitations(shop, new Date());
		if (!listed.ok) return notDone(listed.problems);
		const { invitations, unreadable, orders } = listed;
		return {
			exit: 0,
			json: {
				ok: true,
				orders,
				invitations: invitations.map(entryOf),
				unreadable: unreadable.map(unreadEntry),
			},
			text: [
				...(invitations.length > 0 ? tableOf(invitations) : []),
				...(invitations.length + unreadable.length === 0 ? ['Nobody is invited to this shop.'] : []),
				...(unreadable.length > 0
					? [
							'Made by another version of this command, which may list them; “revoke” with the code ends them here too:',
							...unreadable.map(({ codeId, account }) => `${codeId}  ${account.user}`),
						]
					: []),
				'',
				`Orders that came in this way: ${orders}`,
			],
		};
	});

const unreadEntry = ({ codeId, account }: EndableInvitation) => ({ id: codeId, user: account.user });

const entryOf = ({
	codeId,
	account,
	terms,
	now,
	issuedAt,
	expiresAt,
	endedAt,
	fingerprint,
}: ListedInvitation) => ({
	id: codeId,
	state: now,
	distributor: terms.distributor,
	supplier: terms.supplier,
	user: account.user,
	from: account.host,
	issuedAt,
	...(expiresAt && { expiresAt }),
	...(endedAt && { endedAt }),
	reach: terms.reach,
	notify: terms.notify,
	accepts: terms.accepts,
	...(fingerprint && { fingerprint }),
});

function tableOf(invitations: readonly ListedInvitation[]): readonly string[] {
	const rows = [
		['Code', 'State', 'Distributor', 'Database user', 'Issued', 'Holds until'],
		...invitations.map(({ codeId, now, terms, account, issuedAt, expiresAt, endedAt }) => [
			...[codeId, now, terms.distributor, account.user, issuedAt.slice(0, 10)],
			endedAt?.slice(0, 10) ?? expiresAt?.slice(0, 10) ?? 'no end set',
		]),
	];
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}
