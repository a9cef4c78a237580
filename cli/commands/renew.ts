import { notDone, wrongUse, type Outcome } from '../outcome.js';
import { passPhraseOf } from '../passPhrase.js';
import { changedTerms } from '../terms.js';
import { makeInvitation } from './makeInvitation.js';
import { chosenInvitation, mayChange, withShop, type Run } from './run.js';

/** A new code with a new user and password in place of an old one. */
export const renewCommand = (run: Run): Promise<Outcome> =>
	withShop(run, mayChange(run), async (opened) => {
		const passPhrase = await passPhraseOf(run.given, run.environment);
		if (typeof passPhrase === 'string') return wrongUse(passPhrase);
		const chosen = await chosenInvitation(opened.shop, run, 'renew');
		if (!chosen.ok) return chosen.outcome;
		const old = chosen.invitation;
		const read = changedTerms(old.terms, run.given);
		if (!read.ok) return notDone(read.problems);
		return await makeInvitation(opened, run, passPhrase, read.terms, old);
	});
