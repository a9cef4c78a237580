import type { Catalogue, CatalogueEntry } from './catalogueInput.js';
import type { Draft, DraftLine, NamedSupplier } from './draft.js';
import { foldedCode } from './orderIdentity.js';
import { known } from './values/reading.js';
import { problem, type Problem } from '../problems/problem.js';

/** Who delivers a line, under which article number, and what the catalogue knows about it. */
export interface Assignment {
	readonly supplier: NamedSupplier;
	readonly supplierSku: string;
	readonly entry: CatalogueEntry | undefined;
}

export type Assigned =
	| { readonly ok: true; readonly assignment: Assignment }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Finds the supplier of a line: the only one (when the node names it), else the catalogue's, among several
 * the one that the line names, else the one that the line names together with its own article number. A line without an
 * article number has none, and no problem here: a check tells of it.
 */
export function assign(
	draft: Draft,
	line: DraftLine,
	catalogue: Catalogue | undefined,
	only: NamedSupplier | undefined,
): Assigned {
	const sku = known(line.sku);
	if (sku === undefined) return { ok: false, problems: [] };
	const to = (supplier: NamedSupplier, supplierSku: string, entry?: CatalogueEntry): Assigned => ({
		ok: true,
		assignment: { supplier, supplierSku, entry },
	});
	const refused = (found: Problem): Assigned => ({ ok: false, problems: [found] });
	const wanted = only ?? line.supplier;
	const all = catalogue?.entriesOf(sku) ?? [];
	const [single] = all;
	if (single && all.length === 1 && !wanted) return to(single.supplier, single.supplierSku, single);
	const fitting = wanted ? all.filter(({ supplier }) => isSameCode(supplier.code, wanted.code)) : all;
	const place = { order: known(draft.number), line: line.id, field: 'sku', value: sku };
	const codes = [...new Map(fitting.map(({ supplier: { code } }) => [foldedCode(code), code])).values()];
	const [entry] = fitting;
	if (codes.length > 1) {
		const details = { value: sku, count: codes.length, suppliers: codes.join(', ') };
		return refused(problem('line.sku.ambiguous', place, details));
	}
	if (entry && fitting.length > 1) {
		const details = { value: sku, count: fitting.length, supplier: entry.supplier.code };
		return refused(problem('line.catalogue.conflict', place, details));
	}
	if (entry) return to({ ...entry.supplier, ...wanted }, entry.supplierSku, entry);
	const ownSku = known(line.supplierSku);
	if (only) return to(only, ownSku ?? sku);
	if (wanted && (catalogue === undefined || ownSku !== undefined)) return to(wanted, ownSku ?? sku);
	if (wanted && single) {
		const suppliers = [...new Set(all.map(({ supplier }) => supplier.code))].join(', ');
		return refused(problem('line.sku.elsewhere', place, { value: sku, supplier: wanted.code, suppliers }));
	}
	return refused(
		catalogue
			? problem('line.sku.unknown', place, { value: sku })
			: problem('line.supplier.missing', { ...place, field: 'supplier', value: undefined }),
	);
}

const isSameCode = (a: string, b: string): boolean => a === b || foldedCode(a) === foldedCode(b);
