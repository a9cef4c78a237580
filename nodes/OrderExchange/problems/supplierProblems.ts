import { entries } from './entry.js';

/** What goes wrong with activation codes, and what a supplier does not take. */
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
		why: 'The supplier revoked or renewed the code, its database user was locked or its password has expired, or it may not log in from your address.',
		remedy: 'Ask the supplier for a new code, and tell them the address that your n8n connects from.',
	},
	'activation.tls': {
		severity: 'block',
		happened: 'The server of {supplier} shows another certificate than the activation code names.',
		why: 'The supplier’s server got a new certificate, or somebody on the way pretends to be the server.',
		remedy:
			'Ask the supplier whether the certificate was changed, and for a renewed code. No password was sent.',
	},
	'activation.unreachable': {
		severity: 'block',
		happened: 'The shop database of {supplier} could not be reached.',
		why: 'The server is down, its address changed, or a firewall does not know your address.',
		remedy:
			'Run again later. If it lasts, ask the supplier whether the server is up and lets the address of your n8n in.',
	},
	'activation.notInTime': {
		severity: 'block',
		happened: 'There was no time left to try {supplier}.',
		why: 'The test of the whole directory takes 20 seconds at most, and other suppliers did not answer.',
		remedy: 'Save the credential again, or run Check Suppliers, which takes the time that it needs.',
	},
	'activation.otherShop': {
		severity: 'block',
		happened: 'The shop is {found} now, and the activation code was made for {expected}.',
		why: 'The supplier changed or updated the shop’s software since.',
		remedy: 'Ask the supplier to renew the code: that gives the rights which the new software needs.',
	},
	'directory.empty': {
		severity: 'block',
		happened: 'The Supplier Directory holds no activation code.',
		why: 'Each supplier that can be sent to has a code of its own there.',
		remedy: 'Paste the codes that your suppliers gave you into Activation Codes, one per line.',
	},
	'directory.phrasesHidden': {
		severity: 'block',
		happened: 'The pass phrases that were saved before are lost: something was added to their dots.',
		why: 'A saved secret is hidden by n8n, which cannot put a new line under it.',
		remedy: 'Empty Pass Phrases in the Supplier Directory, and enter those of all suppliers again.',
	},
	'directory.unknownSupplier': {
		severity: 'block',
		happened: 'The Supplier Directory has no activation code of the supplier {supplier}.',
		why: 'Push finds a supplier by the supplier code of the order, which must be the one in the activation code.',
		remedy:
			'Paste this supplier’s code into the Supplier Directory; or correct the supplier code in the catalogue. {known}',
	},
	'directory.otherSupplier': {
		severity: 'block',
		happened: 'The supplier order is for {supplier}, and this node serves {expected} only.',
		why: 'Supplier is set in the node, so that it sends to nobody else.',
		remedy:
			'Clear Supplier in the node to serve every supplier of the directory, or route the item to another node.',
	},
	'directory.repeated': {
		severity: 'warn',
		happened: '{supplier} has a newer activation code in line {line}, which is the one that counts.',
		why: 'A renewed code takes the place of the one before.',
		remedy: 'Remove the older one.',
	},
	'directory.sharedCode': {
		severity: 'warn',
		happened:
			'{supplier} and {other} (line {line}) have the same supplier code, {code}, so that all its orders go to {other}.',
		why: 'An order finds its supplier by this code; of several activation codes with it the newest counts.',
		remedy:
			'If both are one supplier under a new name, remove the older activation code. Else ask one of them for an activation code with another supplier code, and use that in the catalogue.',
	},
	'directory.lineUnused': {
		severity: 'warn',
		happened:
			'Line {line} of {field} belongs to no supplier of the activation codes, or to one that has its own.',
		why: 'A line begins with the supplier code as the activation code shows it, then an equals sign.',
		remedy: 'Correct the supplier code at the start of the line, or remove the line.',
	},
	'supplier.country': {
		severity: 'block',
		happened: '{supplier} does not deliver to {country}, only to {accepted}.',
		why: 'The supplier’s activation code says so.',
		remedy: 'Order these goods elsewhere; or ask the supplier for a code that includes the country.',
	},
	'supplier.currency': {
		severity: 'block',
		happened: '{supplier} takes no orders in {currency}, only in {accepted}.',
		why: 'The supplier’s activation code says so.',
		remedy: 'Send the order in another currency; or ask the supplier for a code that includes this one.',
	},
	'supplier.minimumOrder': {
		severity: 'block',
		happened:
			'The goods are worth {value} {currency}, and {supplier} takes orders from {minimum} {currency} on.',
		why: 'The supplier’s activation code sets a minimum for each customer order, shipping not counted.',
		remedy: 'Add to the order, or agree on an exception with the supplier.',
	},
	'supplier.cutOff': {
		severity: 'warn',
		happened: 'The orders reached {supplier} after {time} ({zone}).',
		why: 'What arrives after the supplier’s cut-off time is packed on the next working day.',
		remedy: 'Nothing needs to be done; send earlier when it must leave on the same day.',
	},
});
