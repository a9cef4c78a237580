import type { Steps } from '../time/inSlices.js';
import type { Decimal } from './money.js';
import { foldedCode } from './orderIdentity.js';
import type { NamedSupplier } from './draft.js';
import { isSignOf, namesCurrency, readCurrency } from './values/currency.js';
import { marksIn, readDecimal } from './values/decimal.js';
import { isRecord, known, own, type Reading, Unreadable } from './values/reading.js';
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
	/** Every article that it names, once. */
	readonly skus: Iterable<string>;
	/** What it says of an article; rows that say the same count once. */
	entriesOf(sku: string): readonly CatalogueEntry[];
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
		'articleno',
		'itemno',
		'itemcode',
		'productcode',
		'artnr',
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
	packSize: ['packsize', 'pack', 'packaging', 'packquantity', 'casepack', 'verpackungseinheit', 've', 'vpe'],
	minimumQuantity: [
		'minimumquantity',
		'minquantity',
		'minimumorderquantity',
		'minorderquantity',
		'moq',
		'mindestmenge',
		'mindestbestellmenge',
		'mindestabnahme',
	],
} as const;

/**
 * Reads the Catalogue input: one row per article and supplier, or rows whose `supplier` is an object. Of articles that nobody
 * asks for, it reads no more than who they are: a catalogue may have a hundred thousand of them, and a run one order.
 */
export function* readCatalogue(rows: readonly unknown[]): Steps<Catalogue> {
	const cellsOf = cellReader();
	const rowsOf = new Map<string, unknown[]>();
	let skipped = 0;
	for (const [index, row] of rows.entries()) {
		if (index % rowsPerStep === 0) yield;
		const cells = cellsOf(row);
		const sku = known(readIdentifier(cells.sku));
		if (sku === undefined || supplierCode(cells) === undefined) {
			skipped += 1;
			continue;
		}
		const others = rowsOf.get(sku);
		if (others) others.push(row);
		else rowsOf.set(sku, [row]);
	}
	const read = new Map<string, readonly CatalogueEntry[]>();
	return {
		skus: rowsOf.keys(),
		entriesOf: (sku) => {
			const entries =
				read.get(sku) ?? different((rowsOf.get(sku) ?? []).map((row) => entryIn(sku, cellsOf(row))));
			read.set(sku, entries);
			return entries;
		},
		skipped,
	};
}

/** Less than a millisecond of work. */
const rowsPerStep = 50;

const supplierCode = ({ supplier }: Cells): string | undefined =>
	known(readIdentifier(own(supplier, 'code') ?? supplier));

function entryIn(sku: string, cells: Cells): CatalogueEntry {
	const name = known(readText(own(cells.supplier, 'name') ?? cells.name));
	const email = known(readIdentifier(own(cells.supplier, 'email') ?? cells.email));
	const language = known(readIdentifier(own(cells.supplier, 'language') ?? cells.language));
	return {
		supplier: {
			code: supplierCode(cells) ?? '',
			...(name && { name }),
			...(email && { email }),
			...(language && { language }),
		},
		supplierSku: known(readIdentifier(cells.supplierSku)) ?? sku,
		cost: readDecimal(cells.cost),
		currency: costCurrency(cells),
		packSize: readDecimal(cells.packSize),
		minimumQuantity: readDecimal(cells.minimumQuantity),
	};
}

/** As the row names it, or the sign or letters at its cost; unreadable where the two contradict each other. */
function costCurrency({ currency, cost }: Cells): Reading<string> {
	const named = readCurrency(currency);
	const mark = marksIn(cost).find(namesCurrency);
	if (mark === undefined || named instanceof Unreadable) return named;
	if (named === undefined) return readCurrency(mark);
	return mark === named || isSignOf(mark, named) ? named : new Unreadable(cost);
}

const different = (entries: readonly CatalogueEntry[]): readonly CatalogueEntry[] => [
	...new Map(
		entries.map((entry) => {
			const { supplier } = entry;
			const same = { ...entry, supplier: { ...supplier, code: foldedCode(supplier.code) } };
			return [JSON.stringify(same), entry];
		}),
	).values(),
];

type Kind = keyof typeof columns;
/** A row's cells that have a value, by what their columns mean. */
type Cells = { readonly [kind in Kind]?: unknown };

/** Reads rows one after the other; what a column's name means is found out once. */
function cellReader(): (row: unknown) => Cells {
	const meanings = new Map<string, Meaning | undefined>();
	const meaningOf = (column: string) => {
		if (!meanings.has(column)) meanings.set(column, meaningIn(column));
		return meanings.get(column);
	};
	return (row) => {
		const cells: { [kind in Kind]?: unknown } = {};
		const ranks: { [kind in Kind]?: number } = {};
		if (!isRecord(row)) return cells;
		for (const column of Object.keys(row)) {
			const meaning = meaningOf(column);
			if (meaning === undefined) continue;
			const value = row[column];
			const { kind, rank } = meaning;
			if (value === undefined || value === null || value === '' || rank > (ranks[kind] ?? rank)) continue;
			cells[kind] = value;
			ranks[kind] = rank;
		}
		return cells;
	};
}

interface Meaning {
	readonly kind: Kind;
	/** The lowest one that has a value counts. */
	readonly rank: number;
}

function meaningIn(column: string): Meaning | undefined {
	const name = column.toLowerCase().replace(/[^\p{L}\d]/gu, '');
	for (const kind of Object.keys(columns) as Kind[]) {
		const rank = (columns[kind] as readonly string[]).indexOf(name);
		if (rank >= 0) return { kind, rank };
	}
	return undefined;
}
