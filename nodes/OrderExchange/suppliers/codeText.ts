import { createHash } from 'node:crypto';
import { fromBase32, toBase32 } from './base32.js';

/**
 * The written form of an activation code, one line:
 * `OX1-<length>-<supplier's name>-<header>-<sealed>-<checksum>-<length>-OX`.
 * Both ends say how long the whole text is, so that a piece is known for a piece, whichever end is lost. In every version
 * to come the text begins with `OX<version>-<length>-` and ends with `-<checksum>-<length>-OX`: an older package
 * then still tells a newer code from a mistyped one.
 */
export interface CodeParts {
	/** Read by people; what a program needs stands in the header. */
	readonly label: string;
	readonly header: Buffer;
	readonly sealed: Buffer;
	/** Version, name and header as they stand in the text: what the seal vouches for besides its content. */
	readonly vouchedFor: string;
}

export type TakenApart =
	| { readonly ok: true; readonly parts: CodeParts }
	| { readonly ok: false; readonly reason: 'notACode' | 'truncated' | 'mistyped' | 'newer' };

const version = '1';
const longest = 60_000;
const shortestPiece = 24;

/** Marks that nobody sees, which chats and mail programs put between the signs. */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu;
/** What people, chats and mail programs put around a text; inside of it, such a sign is one too many. */
const around = /(?<![0-9A-Za-z-])["'`‘’‚‛“”„‟«»‹›<>()[\]*_]+|["'`‘’‚‛“”„‟«»‹›<>()[\]*_]+(?![0-9A-Za-z-])/gu;
const otherHyphens = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/gu;
const sentenceEnd = /(?<=-OX)[.,;:!?]+(?=\s|$)/gi;

/** A text with nothing in it but what its sender meant, and blanks. */
export const unwrapped = (text: string): string =>
	text.replace(invisible, '').replace(otherHyphens, '-').replace(around, '').replace(sentenceEnd, '');
/** The same in one piece. */
export const withoutBlanks = (text: string): string => unwrapped(text).replace(/\s+/gu, '');

/** Name and header as the seal has to vouch for them. */
export const vouchedForText = (label: string, header: Uint8Array): string =>
	`OX${version}-${label}-${toBase32(header)}`;

/** Puts a code together. */
export function codeText(label: string, header: Uint8Array, sealed: Uint8Array): string {
	const body = `${label}-${toBase32(header)}-${toBase32(sealed)}`;
	const lengthWith = (digits: number) => `OX${version}--${body}---OX`.length + checksumLength + 2 * digits;
	const digits = [3, 4, 5].find((count) => String(lengthWith(count)).length === count) ?? 5;
	const length = lengthWith(digits);
	const checked = `OX${version}-${length}-${body}`;
	return `${checked}-${checksum(checked)}-${length}-OX`;
}

/** Takes a code apart, or says why it cannot be one that was copied whole. Costs one hash, whatever the text. */
export function takeApart(text: string): TakenApart {
	if (text.length > 2 * longest) return { ok: false, reason: 'notACode' };
	const bare = withoutBlanks(text);
	const whole = /^(OX(\d{1,3})-(\d{3,5})-(.+))-([0-9A-Z]{10})-(\d{3,5})-OX$/su.exec(bare);
	const [, checked = '', written, front, body = '', sum, back] = whole ?? [];
	if (Number(front) !== bare.length || Number(back) !== bare.length || checksum(checked) !== sum)
		return { ok: false, reason: whyIncomplete(bare) };
	const inner = /^(.+)-([0-9A-Z]+)-([0-9A-Z]+)$/su.exec(body);
	const header = fromBase32(inner?.[2] ?? '-');
	const sealed = fromBase32(inner?.[3] ?? '-');
	if (written !== version || !inner || !header || !sealed) return { ok: false, reason: 'newer' };
	const label = inner[1] ?? '';
	return { ok: true, parts: { label, header, sealed, vouchedFor: vouchedForText(label, header) } };
}

/** A supplier's name in letters that every mail program and chat leaves alone. */
export const labelOf = (name: string): string =>
	name
		.replace(/[äöüÄÖÜß]/g, (letter) => plainLetters[letter] ?? letter)
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9]+/g, ' ')
		.trim()
		.slice(0, 40)
		.trim()
		.replaceAll(' ', '-') || 'Supplier';

const plainLetters: Readonly<Record<string, string>> = {
	ä: 'ae',
	ö: 'oe',
	ü: 'ue',
	Ä: 'Ae',
	Ö: 'Oe',
	Ü: 'Ue',
	ß: 'ss',
};

const checksumLength = 10;
const checksum = (text: string): string =>
	toBase32(createHash('sha256').update(text, 'utf8').digest()).slice(0, checksumLength);

/** The two lengths tell: where one of them fits, no sign is missing; where they ask for more, some are. */
function whyIncomplete(bare: string): 'notACode' | 'truncated' | 'mistyped' {
	const front = lengthIn(/^OX\d{1,3}-(\d{3,5})-/i, bare);
	const back = lengthIn(/-(\d{3,5})-OX$/i, bare);
	if (front === bare.length || back === bare.length) return 'mistyped';
	if (front !== undefined && back !== undefined)
		return front === back && front > bare.length ? 'truncated' : 'mistyped';
	const declared = front ?? back;
	if (declared !== undefined) return declared > bare.length ? 'truncated' : 'mistyped';
	if (/^OX(\d{1,3}(-\d{0,5})?)?$/.test(bare) || /^\d{0,5}-OX$/.test(bare)) return 'truncated';
	const fromTheMiddle =
		bare.length >= shortestPiece && /^[A-Za-z0-9-]*[0-9A-HJKMNP-TV-Z]{20}[0-9A-Z-]*$/.test(bare);
	return fromTheMiddle ? 'truncated' : 'notACode';
}

const lengthIn = (place: RegExp, text: string): number | undefined => {
	const digits = place.exec(text)?.[1];
	return digits === undefined ? undefined : Number(digits);
};
