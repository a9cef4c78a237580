/** What a text says for each supplier: `<supplier code> = <value>`, one per line. */
export interface PerSupplier {
	/** By supplier code, as the codes write it. */
	readonly values: ReadonlyMap<string, string>;
	/** A line without a supplier: holds for all that have none of their own. */
	readonly forAll: string | undefined;
	/** Lines, counted from 1, that name no supplier of the directory, or repeat one. */
	readonly unused: readonly number[];
}

/**
 * Reads a value per supplier. Since forms that hide what is typed make one line of several, a known supplier code with `=`
 * behind it begins a new entry wherever it stands. Case does not count; `#` at the start of a line makes it a comment.
 */
export function readPerSupplier(text: string, supplierCodes: readonly string[]): PerSupplier {
	const values = new Map<string, string>();
	const unused: number[] = [];
	let forAll: string | undefined;
	const begins = entryBegins(supplierCodes);
	const canonical = new Map(supplierCodes.map((code) => [plain(code), code]));
	const rows = text.split(/\r\n?|\n/);
	for (const [index, row] of rows.entries()) {
		if (row.trim() === '' || row.trim().startsWith('#')) continue;
		const [front = '', ...entries] = begins ? row.split(begins) : [row];
		if (front.trim() !== '') {
			const other = rows.length > 1 && /^\s*\S+\s*=\s*\S/.test(front);
			if (other || forAll !== undefined) unused.push(index + 1);
			else forAll = front.trim();
		}
		for (let at = 0; at < entries.length; at += 2) {
			const code = canonical.get(plain(entries[at] ?? '')) ?? '';
			const value = (entries[at + 1] ?? '').trim();
			if (values.has(code) || value === '') unused.push(index + 1);
			else values.set(code, value);
		}
	}
	return { values, forAll, unused };
}

const plain = (code: string): string => code.trim().replace(/\s+/g, ' ').toLowerCase();

/** Longer codes first, so that `nord` is not found in `nord west`. */
function entryBegins(supplierCodes: readonly string[]): RegExp | undefined {
	if (supplierCodes.length === 0) return undefined;
	const patterns = [...supplierCodes]
		.sort((a, b) => b.length - a.length)
		.map((code) =>
			code
				.trim()
				.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
				.replace(/\s+/g, '\\s+'),
		);
	return new RegExp(`(?:^|(?<=\\s))(${patterns.join('|')})\\s*=`, 'i');
}
