import { newPassPhrase } from '../nodes/OrderExchange/invitations/passPhrase.js';
import { passPhraseFits, shortestPassPhrase } from '../nodes/OrderExchange/suppliers/activationCode.js';
import { firstLine } from './files.js';
import type { Given } from './options.js';

export interface PassPhrase {
	readonly text: string;
	/** Made here, so it has to be shown once. */
	readonly made: boolean;
}

/** The given pass phrase, or a new one; a sentence about what is wrong with the given one. */
export async function passPhraseOf(
	given: Given,
	environment: NodeJS.ProcessEnv,
): Promise<PassPhrase | string> {
	const file = given['pass-phrase-file'];
	const text = file ? await firstLine(file) : environment['ORDER_EXCHANGE_PASS_PHRASE'];
	if (file && text === undefined) return 'The file of --pass-phrase-file cannot be read.';
	if (text === undefined) return { text: newPassPhrase(), made: true };
	return passPhraseFits(text)
		? { text, made: false }
		: `A pass phrase needs at least ${shortestPassPhrase} characters.`;
}
