import { foldedCode } from './orderIdentity.js';

/** Gives a supplier's code as the run spells it first: `acme` and `ACME` are one supplier, who gets one supplier order. */
export type Spelling = (code: string) => string;

/** For one run. */
export function firstSpelling(): Spelling {
	const first = new Map<string, string>();
	const known = new Map<string, string>();
	return (code) => {
		const before = known.get(code);
		if (before !== undefined) return before;
		const folded = foldedCode(code);
		const spelt = first.get(folded) ?? code;
		first.set(folded, spelt);
		known.set(code, spelt);
		return spelt;
	};
}
