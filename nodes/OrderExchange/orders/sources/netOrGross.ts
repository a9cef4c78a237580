import { foldedName } from './columnNames.js';
import type { KnownColumn } from './columns.js';
import type { RowField } from './fields.js';

export type Basis = 'net' | 'gross';

const tax = String.raw`\.?[\s_-]*(?:tax|vat|mwst|ust|tva|iva|btw)\.?`;
const said: Readonly<Record<Basis, RegExp>> = {
	net: new RegExp(String.raw`^netto|(?<![a-z])(?:netto|net|ht|(?:ex|excl|exkl|zzgl)${tax})(?![a-z])`, 'i'),
	gross: new RegExp(String.raw`^brutto|(?<![a-z])(?:brutto|gross|ttc|(?:in|incl|inkl)${tax})(?![a-z])`, 'i'),
};

const amounts: ReadonlySet<RowField> = new Set<RowField>([
	...(['line.unitPrice', 'line.discount', 'line.total', 'shipping.amount', 'discounts.amount'] as const),
	...(['totals.lines', 'totals.total'] as const),
]);

/** What a column of amounts with or without tax means: `Einzelpreis netto`, `price_incl_tax`, `Prix HT`. */
export function withBasis(
	column: string,
	columns: ReadonlyMap<string, KnownColumn>,
): { readonly means: KnownColumn; readonly basis: Basis } | undefined {
	for (const basis of ['net', 'gross'] as const) {
		const bare = column.replace(said[basis], ' ');
		const found = bare === column ? undefined : columns.get(foldedName(bare));
		if (found && amounts.has(found.field)) return { means: found, basis };
	}
	return undefined;
}
