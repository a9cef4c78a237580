import type { Steps } from '../time/inSlices.js';
import type { Decimal } from './money.js';
import type { NamedSupplier } from './draft.js';
import { readCurrency } from './values/currency.js';
import { readDecimal } from './values/decimal.js';
import { isRecord, known, own, type Reading } from './values/reading.js';
import { readIdentifier, readText } from './values/text.js';

/** One article at one supplier. */
export interface CatalogueEntry {
	readonly supplier: NamedSupplier;
	readonly supplierSku: string;
	readonly cost: Reading<Decimal>;
	readonly currency: Reading<string>;
	readonly packSize: Reading<Decimal>;
	readonly minimumQuantity: Reading<Decimal>;
}

export interface Catalogue {
	readonly entries: ReadonlyMap<string, readonly CatalogueEntry[]>;
	/** Rows without SKU or supplier, which cannot be used. */
	readonly skipped: number;
}

/** Column names of the catalogue, compared without case, blanks and signs; the first that has a value counts. */
const columns = {
	sku: [
		'sku',
		'articlenumber',
		'itemnumber',
		'productsku',
		'artikelnummer',
		'artikelnr',
		'stockcode',
		'productid',
	],
	supplier: [
		'supplier',
		'suppliercode',
		'supplierid',
		'lieferant',
		'lieferantennummer',
		'vendor',
		'vendorcode',
	],
	name: ['suppliername', 'vendorname', 'lieferantenname', 'companyname'],
	email: ['supplieremail', 'vendoremail', 'email'],
	language: ['supplierlanguage', 'language'],
	supplierSku: [
		'suppliersku',
		'supplierarticle',
		'vendorsku',
		'lieferantenartikelnummer',
		'lieferantenartikelnr',
	],
	cost: ['cost', 'costprice', 'purchaseprice', 'einkaufspreis', 'ek'],
	currency: ['currency', 'costcurrency', 'waehrung', 'wahrung'],
	packSize: ['packsize', 'pack', 'packaging', 'verpackungseinheit', 've'],
	minimumQuantity: ['minimumquantity', 'minquantity', 'moq', 'mindestmenge'],
} as const;

/** Reads the Catalogue input: one row per article and supplier, or rows whose `supplier` is an object. */
export function* readCatalogue(rows: readonly unknown[]): Steps<Catalogue> {
	const entries = new Map<string, CatalogueEntry[]>();
	const foldedOnce = new Map<string, string>();
	let skipped = 0;
	for (const row of rows) {
		yield;
		const cells = folded(row, foldedOnce);
		const cell = (names: readonly string[]) =>
			names
				.map((name) => cells.get(name))
				.find((value) => value !== undefined && value !== null && value !== '');
		const sku = known(readIdentifier(cell(columns.sku)));
		const named = cell(columns.supplier);
		const code = known(readIdentifier(own(named, 'code') ?? named));
		if (sku === undefined || code === undefined) {
			skipped += 1;
			continue;
		}
		const name = known(readText(own(named, 'name') ?? cell(columns.name)));
		const email = known(readIdentifier(own(named, 'email') ?? cell(columns.email)));
		const language = known(readIdentifier(own(named, 'language') ?? cell(columns.language)));
		const entry: CatalogueEntry = {
			supplier: { code, ...(name && { name }), ...(email && { email }), ...(language && { language }) },
			supplierSku: known(readIdentifier(cell(columns.supplierSku))) ?? sku,
			cost: readDecimal(cell(columns.cost)),
			currency: readCurrency(cell(columns.currency)),
			packSize: readDecimal(cell(columns.packSize)),
			minimumQuantity: readDecimal(cell(columns.minimumQuantity)),
		};
		const same = entries.get(sku) ?? [];
		const repeated = same.some((other) => JSON.stringify(other) === JSON.stringify(entry));
		if (!repeated) entries.set(sku, [...same, entry]);
	}
	return { entries, skipped };
}

/** The cells by folded column name; each name is folded once per run. */
function folded(row: unknown, names: Map<string, string>): ReadonlyMap<string, unknown> {
	const cells = new Map<string, unknown>();
	for (const [column, value] of isRecord(row) ? Object.entries(row) : []) {
		const name = names.get(column) ?? column.toLowerCase().replace(/[^\p{L}\d]/gu, '');
		names.set(column, name);
		cells.set(name, value);
	}
	return cells;
}
