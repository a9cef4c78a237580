import { entries } from './entry.js';

/** What goes wrong with activation codes. */
export const supplierProblems = entries({
	'activation.notACode': {
		severity: 'block',
		happened: 'The text is no activation code.',
		why: 'An activation code begins with OX1- and ends with -OX.',
		remedy:
			'Copy the whole code from the supplier’s message; put # in front of a line that is only a comment.',
	},
	'activation.truncated': {
		severity: 'block',
		happened: 'Only a part of the activation code is here.',
		why: 'A code says how long it is, and characters are missing; some programs cut long lines.',
		remedy: 'Copy the code again from OX1- to -OX; line breaks in between do no harm.',
	},
	'activation.mistyped': {
		severity: 'block',
		happened: 'The activation code was changed on its way: its checksum does not fit.',
		why: 'At least one character differs from what the supplier’s program printed.',
		remedy: 'Copy the code again from the supplier’s message instead of typing it.',
	},
	'activation.newer': {
		severity: 'block',
		happened: 'The activation code was made by a newer version of this package.',
		why: 'The code is whole, and its form is one that this version does not know.',
		remedy: 'Update the package in n8n; or ask the supplier for a code made with the version that you run.',
	},
	'activation.noPassPhrase': {
		severity: 'block',
		happened: 'There is no pass phrase for the activation code of {supplier}.',
		why: 'The supplier gave it by another way than the code, for example by phone.',
		remedy: 'Enter it in Pass Phrases of the Supplier Directory credential.',
	},
	'activation.passPhrase': {
		severity: 'block',
		happened: 'The pass phrase does not open the activation code of {supplier}.',
		why: 'The code is whole, so either the pass phrase is another one or the code was made for somebody else.',
		remedy: 'Ask the supplier for the pass phrase of this very code; a renewed code has a new one.',
	},
	'activation.expired': {
		severity: 'block',
		happened: 'The activation code of {supplier} expired on {day}.',
		why: 'The supplier gave it for a limited time.',
		remedy: 'Ask the supplier to renew it, and paste the new code in place of the old one.',
	},
	'activation.expiresSoon': {
		severity: 'warn',
		happened: 'The activation code of {supplier} expires on {day}.',
		why: 'From that day on nothing can be sent to this supplier.',
		remedy: 'Ask the supplier for a renewed code in time.',
	},
	'activation.revoked': {
		severity: 'block',
		happened: 'The shop’s database no longer accepts the activation code of {supplier}.',
		why: 'The supplier revoked or renewed the code, or the database user may not log in from your address.',
		remedy: 'Ask the supplier for a new code, and tell them the address that your n8n connects from.',
	},
});
