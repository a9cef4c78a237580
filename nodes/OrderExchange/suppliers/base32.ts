/** Crockford's: no I, L, O or U to misread, and no sign that a chat turns into bold or a link. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const values: ReadonlyMap<string, number> = new Map([...alphabet].map((sign, value) => [sign, value]));

/** Five bits a sign, the last one filled up with zeros. */
export function toBase32(bytes: Uint8Array): string {
	let text = '';
	let bits = 0;
	let held = 0;
	for (const byte of bytes) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			text += alphabet[(held >> bits) & 31];
		}
		held &= (1 << bits) - 1;
	}
	return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

/** Exactly what `toBase32` wrote; undefined for any other text, so that no two texts mean the same bytes. */
export function fromBase32(text: string): Buffer | undefined {
	const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
	let bits = 0;
	let held = 0;
	let at = 0;
	for (const sign of text) {
		const value = values.get(sign);
		if (value === undefined) return undefined;
		held = (held << 5) | value;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = held >> bits;
			held &= (1 << bits) - 1;
		}
	}
	return bits < 5 && held === 0 ? bytes : undefined;
}
