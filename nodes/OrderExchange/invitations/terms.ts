import { isIPv6 } from 'node:net';
import { z } from 'zod/v4';
import { readRecipients } from '../mail/recipients.js';
import { problem, type Problem } from '../problems/problem.js';
import { acceptsSchema, invitationContentSchema, invitationFaceSchema } from '../suppliers/invitation.js';
import { isHostPattern, knownHost } from './account.js';

const wholeNumber = (least: number, most: number) => {
	const error = `must be a whole number from ${least} to ${most}`;
	return z.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

/** What the supplier decides about an invitation. */
export const termsSchema = z.object({
	/** Who is invited, for the supplier's own list. */
	distributor: z.string().trim().min(1).max(120),
	supplier: invitationFaceSchema.shape.supplier,
	notify: invitationContentSchema.shape.notify,
	accepts: acceptsSchema.default({}),
	/** Ids or codes of the shop; left out, its defaults. */
	store: z.string().min(1).optional(),
	language: z.string().min(1).optional(),
	/** The database server as the distributor's n8n reaches it. */
	reach: z.object({
		host: z
			.string()
			.trim()
			.regex(/^[0-9A-Za-z.:_-]{1,253}$/, 'must be a host name or an address'),
		port: wholeNumber(1, 65535),
	}),
	/** From where the distributor may log in: an address, a network, a pattern like `203.0.113.%`, or `%` for anywhere. */
	from: z
		.string()
		.trim()
		.refine(
			(host) => isHostPattern(host) && knownHost(host) !== undefined,
			'must be an address, a network like 203.0.113.0/24, or a pattern with %',
		)
		.transform((host) => knownHost(host) ?? host)
		.default('%'),
	requireTls: z.boolean().default(true),
	/** How many connections the distributor may have open at a time. */
	connections: wholeNumber(1, 1000).default(20),
	/** Left out: the invitation holds until it is revoked. */
	validDays: wholeNumber(1, 3650).optional(),
});

export type InvitationTerms = z.output<typeof termsSchema>;

export type ReadTerms =
	| { readonly ok: true; readonly terms: InvitationTerms }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** How a form or a command line calls the terms, by their paths, such as `reach.host`. */
export type TermNames = Readonly<Record<string, string>>;

const isAddress = (text: string): boolean => {
	const { addresses, problems } = readRecipients(text, 'emails');
	return addresses.length === 1 && problems.length === 0;
};

/** What may be agreed now; what was recorded before stays readable. */
const newTermsSchema = termsSchema
	.refine(({ notify }) => notify.emails.every(isAddress), {
		path: ['notify', 'emails'],
		message: 'must be e-mail addresses, such as orders@shop.example',
	})
	.refine(({ reach }) => !reach.host.includes(':') || isIPv6(reach.host), {
		path: ['reach', 'host'],
		message: 'must be a host name or an address alone; the port is a value of its own',
	});

/** Checks what a form or a command line gives; one problem per value that cannot be used. Never shows the values. */
export function readTerms(input: unknown, names: TermNames = {}): ReadTerms {
	const parsed = newTermsSchema.safeParse(input);
	if (parsed.success) return { ok: true, terms: parsed.data };
	const problems = parsed.error.issues.map(({ path, message }) => {
		const field = path.join('.');
		const name = names[path.filter((key) => typeof key === 'string').join('.')] ?? field;
		const details = { what: `${name}: ${message}`, how: 'Correct the value and try again.' };
		return problem('invitation.terms', { field }, details);
	});
	return { ok: false, problems };
}

/** `Müller & Söhne` becomes `mueller-soehne`: a code that catalogues and file names take. */
export const supplierCodeOf = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[äöüß]/g, (letter) => spelledOut[letter] ?? letter)
		.normalize('NFKD')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 64) || 'supplier';

const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
