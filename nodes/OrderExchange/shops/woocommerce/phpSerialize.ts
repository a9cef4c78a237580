/** What PHP's serialize() can hold in the settings of a shop; lists and maps are both arrays in PHP. */
export type PhpValue = string | number | boolean | null | PhpArray;
export type PhpArray = ReadonlyMap<string, PhpValue>;

/**
 * Reads a text written by PHP's serialize(): scalars and arrays, never objects. Strings count in bytes.
 * Gives undefined for anything that is not exactly that, so damaged settings are seen as absent.
 */
export function unserialize(text: string): PhpValue | undefined {
	const reader = new Reader(Buffer.from(text, 'utf8'));
	const value = reader.value();
	return reader.finished ? value : undefined;
}

/** Writes a PHP array as serialize() does. Keys that are whole numbers become integer keys. */
export function serialize(value: PhpValue): string {
	if (value === null) return 'N;';
	if (typeof value === 'boolean') return `b:${value ? 1 : 0};`;
	if (typeof value === 'number') return Number.isInteger(value) ? `i:${value};` : `d:${value};`;
	if (typeof value === 'string') return `s:${Buffer.byteLength(value, 'utf8')}:"${value}";`;
	const entries = [...value].map(([key, inner]) => serializeKey(key) + serialize(inner));
	return `a:${value.size}:{${entries.join('')}}`;
}

/** A PHP array from pairs; nested ones are made with the same function. */
export const phpArray = (entries: Iterable<readonly [string, PhpValue]>): PhpArray => new Map(entries);

const integerKey = /^(0|-?[1-9]\d{0,17})$/;

const serializeKey = (key: string): string => (integerKey.test(key) ? `i:${key};` : serialize(key));

class Reader {
	#at = 0;
	#failed = false;
	readonly #bytes: Buffer;

	constructor(bytes: Buffer) {
		this.#bytes = bytes;
	}

	get finished(): boolean {
		return !this.#failed && this.#at === this.#bytes.length;
	}

	value(): PhpValue | undefined {
		const type = this.#take(2);
		if (type === 'N;') return null;
		if (type === 'b:') return this.#until(';', /^[01]$/) === '1';
		if (type === 'i:') return Number(this.#until(';', /^-?\d+$/));
		if (type === 'd:') return Number(this.#until(';', /^-?[\d.]+(E[+-]?\d+)?$/i));
		if (type === 's:') return this.#string();
		if (type === 'a:') return this.#array();
		return this.#fail();
	}

	#string(): string | undefined {
		const length = Number(this.#until(':', /^\d+$/));
		if (this.#failed || this.#take(1) !== '"') return this.#fail();
		const text = this.#take(length);
		return this.#take(2) === '";' ? text : this.#fail();
	}

	#array(): PhpArray | undefined {
		const size = Number(this.#until(':', /^\d+$/));
		if (this.#failed || this.#take(1) !== '{') return this.#fail();
		const entries = new Map<string, PhpValue>();
		for (let index = 0; index < size && !this.#failed; index++) {
			const key = this.value();
			const value = this.value();
			if ((typeof key !== 'string' && typeof key !== 'number') || value === undefined) return this.#fail();
			entries.set(String(key), value);
		}
		return this.#take(1) === '}' ? entries : this.#fail();
	}

	#take(length: number): string {
		const text = this.#bytes.toString('utf8', this.#at, this.#at + length);
		this.#at += length;
		return text;
	}

	#until(end: string, form: RegExp): string {
		const stop = this.#bytes.indexOf(end, this.#at);
		const text = stop < 0 ? '' : this.#take(stop - this.#at);
		this.#at += 1;
		if (!form.test(text)) this.#fail();
		return text;
	}

	#fail(): undefined {
		this.#failed = true;
		return undefined;
	}
}
