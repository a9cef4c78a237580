import { endStatements } from '../../nodes/OrderExchange/invitations/endInvitation.js';
import { planInvitation } from '../../nodes/OrderExchange/invitations/plan.js';
import { renewInvitation } from '../../nodes/OrderExchange/invitations/renew.js';
import { proveServer } from '../../nodes/OrderExchange/invitations/serverProof.js';
import { blocks } from '../../nodes/OrderExchange/problems/problem.js';
import { cancelled, notDone, wrongUse, type Outcome } from '../outcome.js';
import { passPhraseOf } from '../passPhrase.js';
import { planLines } from '../planText.js';
import { changedTerms } from '../terms.js';
import { dryOutcome, madeOutcome, sqlOutcome } from './made.js';
import { chosenInvitation, withShop, type Run } from './run.js';

/** A new code with a new user and password in place of an old one. */
export const renewCommand = (run: Run): Promise<Outcome> =>
	withShop(run, run.given.sql !== true && run.given['dry-run'] !== true, async ({ shop, ca }) => {
		const { given, person } = run;
		const passPhrase = await passPhraseOf(given, run.environment);
		if (typeof passPhrase === 'string') return wrongUse(passPhrase);
		const chosen = await chosenInvitation(shop, run, 'renew');
		if (!chosen.ok) return chosen.outcome;
		const old = chosen.invitation;
		const read = changedTerms(old.terms, given);
		if (!read.ok) return notDone(read.problems);
		const now = new Date();
		const proof = await proveServer(shop, read.terms, ca, now, run.signal);
		if (run.signal.aborted) return cancelled;
		const plan = planInvitation(shop, read.terms, proof, now);
		if (given['dry-run']) return dryOutcome(shop, plan);
		if (given.sql)
			return await sqlOutcome(shop, plan, passPhrase, endStatements(shop.found.prefix, old, 'renewed', now));
		const hindering = proof.findings.filter(blocks);
		if (hindering.length > 0) return notDone(hindering);
		person.say([
			...planLines(shop, plan),
			`The code ${old.codeId} and its user ${old.account.user} end.`,
			'',
		]);
		if (!given.yes && !(await person.agrees('Do this now?', true))) return cancelled;
		person.busy('Making and trying the new user');
		const rehearse = given['without-rehearsal'] !== true;
		const options = { rehearse, signal: run.signal };
		const renewed = await renewInvitation(shop, old, plan, passPhrase.text, options, now);
		return renewed.ok
			? madeOutcome(shop, plan, renewed, passPhrase, person.present)
			: notDone(renewed.problems, renewed.leftOver);
	});
