import { notDone, wrongUse, type Outcome } from '../outcome.js';
import { passPhraseOf } from '../passPhrase.js';
import { askTerms } from '../terms.js';
import { makeInvitation } from './makeInvitation.js';
import { mayChange, withShop, type Run } from './run.js';

/** Lets a distributor in: asks, shows, does, and prints the code. */
export const inviteCommand = (run: Run): Promise<Outcome> =>
	withShop(run, mayChange(run), async (opened) => {
		const passPhrase = await passPhraseOf(run.given, run.environment);
		if (typeof passPhrase === 'string') return wrongUse(passPhrase);
		const read = await askTerms(run.given, opened, run.person);
		if (!read) return wrongUse('Say whom you invite: --distributor NAME.');
		if (!read.ok) return notDone(read.problems);
		return await makeInvitation(opened, run, passPhrase, read.terms);
	});
