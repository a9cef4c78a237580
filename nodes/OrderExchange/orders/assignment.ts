import type { Catalogue, CatalogueEntry } from './catalogueInput.js';
import type { Draft, DraftLine, NamedSupplier } from './draft.js';
import { foldedCode } from './orderIdentity.js';
import { known, Unreadable } from './values/reading.js';
import { problem, type Problem } from '../problems/problem.js';

/** Who delivers a line, under which article number, and what the catalogue knows about it. */
export interface Assignment {
	readonly supplier: NamedSupplier;
	readonly supplierSku: string;
	readonly entry: CatalogueEntry | undefined;
}

/**
 * Finds the supplier of a line: the only one (when the node names it), else the catalogue's, among several
 * the one that the line names, else the one that the line names together with its own article number.
 */
export function assign(
	draft: Draft,
	line: DraftLine,
	catalogue: Catalogue | undefined,
	only: NamedSupplier | undefined,
): Assignment | readonly Problem[] {
	const sku = known(line.sku);
	if (sku === undefined) return [];
	const wanted = only ?? line.supplier;
	const all = catalogue?.entriesOf(sku) ?? [];
	const [single] = all;
	if (single && all.length === 1 && !wanted)
		return { supplier: single.supplier, supplierSku: single.supplierSku, entry: single };
	const fitting = wanted ? all.filter(({ supplier }) => isSameCode(supplier.code, wanted.code)) : all;
	const place = { order: known(draft.number), line: line.id, field: 'sku', value: sku };
	const codes = [...new Map(fitting.map(({ supplier: { code } }) => [foldedCode(code), code])).values()];
	const [entry] = fitting;
	if (codes.length > 1)
		return [
			problem('line.sku.ambiguous', place, { value: sku, count: codes.length, suppliers: codes.join(', ') }),
		];
	if (entry && fitting.length > 1)
		return [
			problem('line.catalogue.conflict', place, {
				value: sku,
				count: fitting.length,
				supplier: entry.supplier.code,
			}),
		];
	if (entry) return { supplier: { ...entry.supplier, ...wanted }, supplierSku: entry.supplierSku, entry };
	const ownSku = line.supplierSku instanceof Unreadable ? undefined : line.supplierSku;
	if (only) return { supplier: only, supplierSku: ownSku ?? sku, entry: undefined };
	if (wanted && (catalogue === undefined || ownSku !== undefined))
		return { supplier: wanted, supplierSku: ownSku ?? sku, entry: undefined };
	if (wanted && single) {
		const suppliers = [...new Set(all.map(({ supplier }) => supplier.code))].join(', ');
		return [problem('line.sku.elsewhere', place, { value: sku, supplier: wanted.code, suppliers })];
	}
	return [
		catalogue
			? problem('line.sku.unknown', place, { value: sku })
			: problem('line.supplier.missing', { ...place, field: 'supplier', value: undefined }),
	];
}

const isSameCode = (a: string, b: string): boolean => a === b || foldedCode(a) === foldedCode(b);
