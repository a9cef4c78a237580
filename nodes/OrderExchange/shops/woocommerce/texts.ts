/**
 * A text from a customer as WordPress keeps it: no tags, and a `<` that opens none is escaped with all
 * that follows it, so that nothing becomes markup in the admin.
 */
export function noteText(text: string): string {
	if (!text.includes('<')) return text.trim();
	const escaped = text.replace(/<[^>]*?(?=<)|<[^>]*(?:>|$)/g, (piece) =>
		piece.endsWith('>') ? piece : escapeHtml(piece),
	);
	return escaped.replace(/<[^>]*>/g, '').trim();
}

/** A line of an address as the block checkout keeps it: like a note, on one line, `&` and `>` escaped. */
export const addressText = (text: string): string => (plainWord.test(text) ? text : asAddressText(text));

const plainWord = /^[^\s<>&]*$/;

const asAddressText = (text: string): string =>
	noteText(text)
		.replace(/\s+/g, ' ')
		.replace(/&(?!(?:[a-z]+[0-9]*|#\d+|#x[0-9a-f]+);)/gi, '&amp;')
		.replace(/>/g, '&gt;');

const escapeHtml = (text: string): string =>
	text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#039;');

const letters: Readonly<Record<string, string>> = {
	ß: 's',
	æ: 'ae',
	Æ: 'AE',
	œ: 'oe',
	Œ: 'OE',
	ø: 'o',
	Ø: 'O',
	ł: 'l',
	Ł: 'L',
	đ: 'd',
	Đ: 'D',
};

/** In plain letters, as WordPress writes them where its language is none that does it otherwise. */
export const withoutAccents = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[ßæÆœŒøØłŁđĐ]/g, (letter) => letters[letter] ?? letter);

const germanLetters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A name as WordPress makes a key of it: in plain letters, and as it does in German. */
export const slugsOf = (text: string): readonly string[] => {
	const small = text.normalize('NFC').toLowerCase();
	return [small, small.replace(/[äöüß]/g, (letter) => germanLetters[letter] ?? letter)].map((one) =>
		withoutAccents(one)
			.replace(/[^\p{L}\p{N}]+/gu, '-')
			.replace(/^-|-$/g, ''),
	);
};
