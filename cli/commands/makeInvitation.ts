import { endStatements } from '../../nodes/OrderExchange/invitations/endInvitation.js';
import { invite } from '../../nodes/OrderExchange/invitations/invite.js';
import { planInvitation } from '../../nodes/OrderExchange/invitations/plan.js';
import type { InvitationRecord } from '../../nodes/OrderExchange/invitations/records.js';
import { renewInvitation } from '../../nodes/OrderExchange/invitations/renew.js';
import { proveServer } from '../../nodes/OrderExchange/invitations/serverProof.js';
import type { InvitationTerms } from '../../nodes/OrderExchange/invitations/terms.js';
import { blocks } from '../../nodes/OrderExchange/problems/problem.js';
import type { OpenedShop } from '../connection.js';
import { cancelled, notDone, type Outcome } from '../outcome.js';
import type { PassPhrase } from '../passPhrase.js';
import { planLines } from '../planText.js';
import { dryOutcome, madeOutcome, sqlOutcome } from './made.js';
import type { Run } from './run.js';

/**
 * Shows what making an invitation will do, asks, does it, and prints the code; with `--dry-run` or `--sql` it only shows. `old`:
 * the invitation that ends in favour of the new one.
 */
export async function makeInvitation(
	{ shop, ca }: OpenedShop,
	{ given, person, signal }: Run,
	passPhrase: PassPhrase,
	terms: InvitationTerms,
	old?: InvitationRecord,
): Promise<Outcome> {
	person.busy('Looking at the database server’s certificate');
	const now = new Date();
	const proof = await proveServer(shop, terms, ca, now, signal);
	if (signal.aborted) return cancelled;
	const plan = planInvitation(shop, terms, proof, now);
	const rehearse = given['without-rehearsal'] !== true;
	const shown = [...planLines(shop, plan, rehearse), ...(old ? [endingLine(old), ''] : [])];
	const ending = old && endStatements(shop.found.prefix, old, 'renewed', now);
	if (given['dry-run']) return dryOutcome(shop, plan, shown, ending);
	if (given.sql) return await sqlOutcome(shop, plan, passPhrase, ending);
	const hindering = proof.findings.filter(blocks);
	if (hindering.length > 0) return notDone(hindering);
	person.say(shown);
	if (!given.yes && !(await person.agrees('Do this now?', true))) return cancelled;
	person.busy('Making and trying the new user');
	const options = { rehearse, signal };
	const made = old
		? await renewInvitation(shop, old, plan, passPhrase.text, options, now)
		: await invite(shop, plan, passPhrase.text, options);
	return made.ok
		? madeOutcome(shop, plan, made, passPhrase, person.present)
		: notDone(made.problems, made.leftOver);
}

const endingLine = ({ codeId, account }: InvitationRecord): string =>
	`The code ${codeId} and its user ${account.user} end.`;
