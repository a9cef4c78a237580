import { endInvitation, endStatements } from '../../nodes/OrderExchange/invitations/endInvitation.js';
import { cancelled, notDone, problemLines, type Outcome } from '../outcome.js';
import { sqlIn } from '../planText.js';
import { chosenToEnd, mayChange, withShop, type Run } from './run.js';

/** Ends an invitation. */
export const revokeCommand = (run: Run): Promise<Outcome> =>
	withShop(run, mayChange(run), async ({ shop }) => {
		const { given, person } = run;
		const chosen = await chosenToEnd(shop, run);
		if (!chosen.ok) return chosen.outcome;
		const { distributor } = chosen;
		const { codeId, account } = chosen.invitation;
		const named = { id: codeId, user: account.user, ...(distributor && { distributor }) };
		const whose = distributor ?? `whoever has the code ${codeId}`;
		const now = new Date();
		if (given.sql) {
			const sql = sqlIn(shop, endStatements(shop.found.prefix, chosen.invitation, 'revoked', now));
			return { exit: 0, json: { ok: true, ...named, sql }, text: sql };
		}
		const question = `End the invitation of ${whose} (user ${account.user}) now?`;
		if (!given.yes && !(await person.agrees(question, false))) return cancelled;
		const ended = await endInvitation(shop, chosen.invitation, 'revoked', now);
		if (!ended.ok) return notDone(ended.problems);
		return {
			exit: 0,
			json: { ok: true, ...named, findings: ended.findings },
			text: [
				`✓ ${distributor ?? codeId} is out: the user ${account.user} is removed. Orders that came in stay in your shop.`,
				...ended.findings.flatMap(problemLines),
			],
		};
	});
