import { domainToASCII } from 'node:url';
import { z } from 'zod/v4';
import { problem, type Problem } from '../problems/problem.js';
import { hasControls } from './plainText.js';

/** Local part and domain as real mail servers take them, umlauts in both included, spelled out or as xn--; no quotes, no comments. */
const address = z
	.string()
	.max(254)
	.regex(
		/^[^\s@<>"(),:;\\[\]]{1,64}@(?:[^\s@<>"(),:;\\[\]._-][^\s@<>"(),:;\\[\]._]*\.)+(?:xn--[a-z0-9-]{0,58}[a-z0-9]|[^\s@<>"(),:;\\[\]._-]{2,63})$/iu,
	);

/**
 * Signs that come unseen with a pasted text: marks of direction, soft hyphens, blanks without width. No mailbox has one, and
 * a server that takes addresses beyond ASCII may find that out when the mail is sent.
 */
const unseen = new RegExp(
	'[\\u00ad\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff]',
	'u',
);

/**
 * Reads "a@x.example, b@y.example" (comma or semicolon) into addresses, each once. An address that cannot
 * be one, or that holds a control character or an unseen sign, is a problem: nothing is guessed or repaired.
 */
export function readRecipients(
	text: string,
	field: string,
): { addresses: readonly string[]; problems: readonly Problem[] } {
	const addresses: string[] = [];
	const problems: Problem[] = [];
	for (const part of text.split(/[,;]/)) {
		const candidate = withoutBlanks(part);
		if (candidate === '') continue;
		if (hasControls(candidate) || unseen.test(candidate) || !address.safeParse(candidate).success)
			problems.push(
				problem('mail.address.invalid', { field, value: candidate }, { address: visible(candidate) }),
			);
		else if (!addresses.includes(candidate)) addresses.push(candidate);
	}
	return { addresses, problems };
}

/** In quotation marks, and what cannot be seen, or not be told from a blank, by its number. */
const visible = (text: string): string =>
	JSON.stringify(text).replace(/[\p{Cf}\p{Zs}]/gu, (sign) =>
		sign === ' ' ? sign : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
	);

/** The address as a server is told it, whichever way its domain was spelled. */
export const asciiDomain = (address: string): string =>
	address.replace(/[^@]+$/, (domain) => domainToASCII(domain) || domain);

/** Without the blanks at both ends; other white space is left to be refused. */
function withoutBlanks(text: string): string {
	let [from, to] = [0, text.length];
	while (text[from] === ' ') from += 1;
	while (to > from && text[to - 1] === ' ') to -= 1;
	return text.slice(from, to);
}
