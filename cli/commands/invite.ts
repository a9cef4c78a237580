import { invite } from '../../nodes/OrderExchange/invitations/invite.js';
import { planInvitation } from '../../nodes/OrderExchange/invitations/plan.js';
import { proveServer } from '../../nodes/OrderExchange/invitations/serverProof.js';
import { blocks } from '../../nodes/OrderExchange/problems/problem.js';
import { cancelled, notDone, wrongUse, type Outcome } from '../outcome.js';
import { passPhraseOf } from '../passPhrase.js';
import { planLines } from '../planText.js';
import { askTerms } from '../terms.js';
import { dryOutcome, madeOutcome, sqlOutcome } from './made.js';
import { withShop, type Run } from './run.js';

/** Lets a distributor in: asks, shows, does, and prints the code. */
export const inviteCommand = (run: Run): Promise<Outcome> =>
	withShop(run, run.given.sql !== true && run.given['dry-run'] !== true, async (opened) => {
		const { shop, ca } = opened;
		const { given, person } = run;
		const passPhrase = await passPhraseOf(given, run.environment);
		if (typeof passPhrase === 'string') return wrongUse(passPhrase);
		const read = await askTerms(given, opened, person);
		if (!read) return wrongUse('Say whom you invite: --distributor NAME.');
		if (!read.ok) return notDone(read.problems);
		person.busy('Looking at the database server’s certificate');
		const now = new Date();
		const proof = await proveServer(shop, read.terms, ca, now, run.signal);
		if (run.signal.aborted) return cancelled;
		const plan = planInvitation(shop, read.terms, proof, now);
		if (given['dry-run']) return dryOutcome(shop, plan);
		if (given.sql) return await sqlOutcome(shop, plan, passPhrase);
		const hindering = proof.findings.filter(blocks);
		if (hindering.length > 0) return notDone(hindering);
		person.say(planLines(shop, plan));
		if (!given.yes && !(await person.agrees('Do this now?', true))) return cancelled;
		person.busy('Making and trying the new user');
		const rehearse = given['without-rehearsal'] !== true;
		const invited = await invite(shop, plan, passPhrase.text, { rehearse, signal: run.signal });
		return invited.ok
			? madeOutcome(shop, plan, invited, passPhrase, person.present)
			: notDone(invited.problems, invited.leftOver);
	});
