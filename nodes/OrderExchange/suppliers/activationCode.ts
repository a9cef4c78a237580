import { randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { problem, type Problem } from '../problems/problem.js';
import { toBase32 } from './base32.js';
import { codeText, labelOf, takeApart, vouchedForText, type CodeParts } from './codeText.js';
import {
	invitationContentSchema,
	invitationFaceSchema,
	invitationSchema,
	type Invitation,
	type InvitationFace,
	type InvitationInput,
} from './invitation.js';
import { newSeal, plainPassPhrase, seal, sealSchema, unseal, type SealParameters } from './seal.js';

/** A code whose text is whole: what it tells without its pass phrase. */
export interface ActivationCode {
	readonly face: InvitationFace;
	readonly parts: CodeParts;
	readonly seal: SealParameters;
}

export type ReadCode =
	{ readonly ok: true; readonly code: ActivationCode } | { readonly ok: false; readonly problem: Problem };

export type OpenedCode =
	{ readonly ok: true; readonly invitation: Invitation } | { readonly ok: false; readonly problem: Problem };

export const shortestPassPhrase = 12;
/** Whether it is long enough; blanks around it do not count. */
export const passPhraseFits = (text: string): boolean => plainPassPhrase(text).length >= shortestPassPhrase;
const longestContent = 65_536;

/** Tells one code from another, and never changes: ten signs. */
export const newCodeId = (): string => toBase32(randomBytes(6)).slice(0, 10);

/**
 * Makes the code of an invitation: one line of ASCII, some 700 signs, with a certificate some 2,000. `issuedAt` and
 * `expiresAt` are ISO 8601 in UTC (`new Date().toISOString()`), `id` comes from `newCodeId()`. The pass phrase needs twelve
 * characters; blanks around it do not count. Throws a ZodError for an invitation that the schema does not know, and a
 * RangeError for a shorter pass phrase: the caller asks for both, so it checks them before.
 */
export async function createActivationCode(invitation: InvitationInput, passPhrase: string): Promise<string> {
	const whole = invitationSchema.parse(invitation);
	if (!passPhraseFits(passPhrase))
		throw new RangeError(`The pass phrase needs ${shortestPassPhrase} characters.`);
	const parameters = newSeal();
	const header = Buffer.from(JSON.stringify({ ...invitationFaceSchema.parse(whole), seal: parameters }));
	const content = deflateRawSync(JSON.stringify(invitationContentSchema.parse(whole)), { level: 9 });
	const label = labelOf(whole.supplier.name);
	const sealed = await seal(content, passPhrase, vouchedForText(label, header), parameters);
	return codeText(label, header, sealed);
}

/**
 * Reads what a code tells without its pass phrase, in well under a millisecond. Tells apart: no code at all, a piece of one,
 * a mistyped one, one of a newer version. Nothing of the face is proven until the code is opened. Never throws.
 */
export function readActivationCode(text: string): ReadCode {
	const apart = takeApart(text);
	if (!apart.ok) return { ok: false, problem: problem(`activation.${apart.reason}`) };
	const header = headerSchema.safeParse(parsedJson(apart.parts.header));
	if (!header.success) return { ok: false, problem: problem('activation.newer') };
	const { seal: parameters, ...face } = header.data;
	return { ok: true, code: { face, parts: apart.parts, seal: parameters } };
}

/**
 * Opens a code with its pass phrase; deriving the key takes about 0.1 s off the main thread. An expired code is refused
 * before that. Whether the supplier revoked it, only the shop's database knows: it then refuses the login. Never throws.
 */
export async function openActivationCode(
	code: ActivationCode,
	passPhrase: string,
	now: Date,
): Promise<OpenedCode> {
	const { face, parts, seal: parameters } = code;
	const supplier = face.supplier.name;
	const refused = (found: Problem): OpenedCode => ({ ok: false, problem: found });
	if (face.expiresAt !== undefined && Date.parse(face.expiresAt) <= now.getTime())
		return refused(problem('activation.expired', {}, { supplier, day: face.expiresAt.slice(0, 10) }));
	const content = await unseal(parts.sealed, passPhrase, parts.vouchedFor, parameters);
	if (!content) return refused(problem('activation.passPhrase', {}, { supplier }));
	const parsed = invitationContentSchema.safeParse(parsedJson(inflated(content)));
	return parsed.success
		? { ok: true, invitation: { ...face, ...parsed.data } }
		: refused(problem('activation.newer'));
}

const headerSchema = invitationFaceSchema.extend({ seal: sealSchema });

function inflated(content: Buffer): Buffer {
	try {
		return inflateRawSync(content, { maxOutputLength: longestContent });
	} catch {
		return Buffer.alloc(0);
	}
}

function parsedJson(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return undefined;
	}
}
