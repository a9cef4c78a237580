import { unwrapped, withoutBlanks } from './codeText.js';

/** One activation code as it stands among others, or a text where one should be. */
export interface CodeLine {
	/** Where it begins, counted from 1. */
	readonly line: number;
	readonly text: string;
}

/**
 * Finds the codes in a list of them: one per line, `#` begins a comment. A code that a mail program broke into lines is put
 * together again, several in one line are told apart, and words behind a whole code are a comment too. Comments are
 * for people: they are left out, since they may hold anything.
 */
export function codeLines(text: string): readonly CodeLine[] {
	const found: { line: number; text: string }[] = [];
	for (const [index, row] of text.split(/\r\n?|\n/).entries()) {
		const pieces = unwrapped(row.replace(/#.*/s, '')).split(codeBegins);
		for (const piece of pieces.map(upToItsEnd)) {
			if (withoutBlanks(piece) === '') continue;
			const last = found.at(-1);
			if (last && isOpen(last.text) && !beginsCode.test(piece)) last.text += piece;
			else found.push({ line: index + 1, text: piece });
		}
	}
	return found;
}

/** The name that a code shows in clear, however little of the code there is; nothing of it is proven. */
export const shownName = (text: string): string | undefined =>
	/^OX\d{1,3}-\d{3,5}-([A-Za-z0-9]+(?:-[A-Za-z0-9]*[a-z][A-Za-z0-9]*)*)/
		.exec(withoutBlanks(text))?.[1]
		?.slice(0, 40)
		.replaceAll('-', ' ');

const codeBegins = /(?<=^|\s)(?=OX\d{1,3}-)/i;
const beginsCode = /^\s*OX\d{1,3}-/i;

const upToItsEnd = (piece: string): string => /^.*?-OX(?=\s)/s.exec(piece)?.[0] ?? piece;

/** Shorter than the code itself says, so that the next line may go on with it. */
function isOpen(text: string): boolean {
	const bare = withoutBlanks(text);
	const declared = /^OX\d{1,3}-(\d{3,5})-/i.exec(bare)?.[1];
	return declared === undefined ? /^OX\d{0,3}(-\d{0,5})?$/i.test(bare) : bare.length < Number(declared);
}
