import { readDecimal } from '../values/decimal.js';
import { isEmpty, isRecord, known, own } from '../values/reading.js';
import { addedByTools } from './blank.js';
import { currencyIn, foldedName, namesDelivery } from './columnNames.js';
import { type KnownColumn, knownColumns } from './columns.js';
import { columnsOf, type Derived, type ExportFormat, exportOf, type Row } from './exports.js';
import type { Lookup, RowField } from './fields.js';
import { type Basis, withBasis } from './netOrGross.js';
import { isTaxRate } from './rateOrAmount.js';
import { isStatusWord, statusRank } from './status.js';

/** A row of an order. */
export interface GroupedRow {
	readonly row: Row;
	readonly lookup: Lookup;
	/** Whether it has an order number itself; false where it only stands behind a row that has one. */
	readonly numbered: boolean;
}

/**
 * Gives a row's fields; compiled once per run, so that a column name is understood once. Names of columns that hold something
 * and that nobody reads are added to `unread`.
 */
export function columnReader(unread: Set<string>): (row: Row) => Lookup {
	const inAny = understanding(knownColumns);
	const inExports = new Map<ExportFormat, (column: string) => Understood>();
	const understandingOf = (format: ExportFormat) => {
		const before = inExports.get(format) ?? understanding(columnsOf(format));
		inExports.set(format, before);
		return before;
	};
	return (row) => {
		const format = exportOf(row);
		const understood = format ? understandingOf(format) : inAny;
		const cells = new Map<RowField, Cell>();
		const taxed: Cell[] = [];
		let hasArticles = false;
		for (const column of Object.keys(row)) {
			const value = row[column];
			const meaning = understood(column);
			const { means, basis, delivers } = meaning;
			if (isEmpty(value)) hasArticles ||= means?.field === 'line.sku' && means.alone === undefined;
			else if (means === undefined) {
				if (format || addedByTools.has(column)) continue;
				unread.add(column);
				if (delivers) keepBetter(cells, { field: 'shipTo.unread', rank: 0, value: column, column });
			} else if (basis) taxed.push(cellOf(means, value, column, meaning));
			else keepBetter(cells, cellOf(means, value, column, meaning));
		}
		const basis = taxed.length > 0 ? addTaxed(cells, taxed, unread) : undefined;
		const valueOf = (field: RowField) => cells.get(field)?.value;
		if (hasArticles && cells.get('line.sku')?.means?.alone) cells.delete('line.sku');
		const rate = cells.get('line.taxRate');
		if (rate?.means?.orAmount && !isTaxRate(rate.value, valueOf)) {
			cells.delete('line.taxRate');
			unread.add(rate.column);
		}
		const derived: Derived = format?.derived(row) ?? { prices: basis, currency: namedCurrency(cells) };
		return (field) => valueOf(field) ?? derived[field];
	};
}

/** Amounts with or without tax, as their columns say it, where the column of the unit price says which of them counts. */
function addTaxed(
	cells: Map<RowField, Cell>,
	taxed: readonly Cell[],
	unread: Set<string>,
): Basis | undefined {
	const prices = new Set(taxed.filter(({ field }) => field === 'line.unitPrice').map(({ basis }) => basis));
	const basis = cells.has('line.unitPrice') ? undefined : prices.has('gross') ? 'gross' : [...prices][0];
	for (const cell of taxed) if (basis !== undefined && cell.basis === basis) keepBetter(cells, cell);
	for (const cell of taxed) {
		if (cell.basis === basis) continue;
		const missing = basis !== undefined && !cells.has(cell.field) && isCharged(cell);
		if (missing) keepBetter(cells, { ...cell, value: inWords(cell) });
		else unread.add(cell.column);
	}
	return basis;
}

/** Such an amount without its like in the order's prices is told of as one that cannot be read. */
const inWords = ({ value, basis }: Cell): unknown =>
	typeof value === 'string' || typeof value === 'number' ? `${value} ${basis ?? ''}` : value;

const isCharged = ({ field, value }: Cell): boolean =>
	['line.discount', 'shipping.amount', 'discounts.amount'].includes(field) &&
	known(readDecimal(value))?.isZero() !== true;

interface Cell {
	readonly field: RowField;
	/** The lowest one counts. */
	readonly rank: number;
	readonly value: unknown;
	readonly column: string;
	readonly means?: KnownColumn;
	/** As the column's name has them. */
	readonly currency?: string | undefined;
	readonly basis?: Basis | undefined;
}

interface Understood {
	readonly means: KnownColumn | undefined;
	readonly currency?: string | undefined;
	readonly basis?: Basis;
	/** Nobody reads it, and it seems to be of the delivery address. */
	readonly delivers?: boolean;
}

function understanding(columns: ReadonlyMap<string, KnownColumn>): (column: string) => Understood {
	const understood = new Map<string, Understood>();
	return (column) => {
		const before = understood.get(column);
		if (before) return before;
		const fresh = column.length > longestName ? { means: undefined } : meaningOf(column, columns);
		understood.set(column, fresh);
		return fresh;
	};
}

const longestName = 200;

function meaningOf(column: string, columns: ReadonlyMap<string, KnownColumn>): Understood {
	const found = columns.get(foldedName(column));
	const meaning = found ? { means: found } : withBasis(column, columns);
	return meaning
		? { ...meaning, currency: currencyIn(column) }
		: { means: undefined, delivers: namesDelivery(column) };
}

function keepBetter(cells: Map<RowField, Cell>, cell: Cell): void {
	const before = cells.get(cell.field);
	if (before === undefined || cell.rank < before.rank) cells.set(cell.field, cell);
}

function cellOf(means: KnownColumn, written: unknown, column: string, { currency, basis }: Understood): Cell {
	const value = means.as ? means.as(written) : currency ? inCurrency(written, currency) : written;
	const field = means.orStatus && isStatusWord(value) ? 'status' : means.field;
	const rank = field === 'status' ? statusRank(value, means.rank) : means.rank;
	return { field, rank, value, column, means, currency, basis };
}

/** Says at an amount what its column's name says, so that another currency of the order is noticed. */
function inCurrency(value: unknown, currency: string): unknown {
	// as a number it can be read one way only, and as a text 1.234 could be thousands
	if (typeof value === 'number')
		return `${value}${/^\d+\.\d{3}$/.test(String(value)) ? '0' : ''} ${currency}`;
	return typeof value === 'string' && /\d\s*$/.test(value) ? `${value.trim()} ${currency}` : value;
}

/** The currency that columns of amounts name; the signs of dollar and pound stand for several. */
function namedCurrency(cells: ReadonlyMap<RowField, Cell>): string | undefined {
	if (cells.has('currency')) return undefined;
	for (const { currency } of cells.values())
		if (currency !== undefined && /^[A-Z]{3}$|^€$/.test(currency)) return currency;
	return undefined;
}

/** A flat row has an order number and something about a line in it. */
export const isRow = (lookup: Lookup): boolean =>
	(!isEmpty(lookup('number')) || !isEmpty(lookup('date'))) &&
	(['line.sku', 'line.quantity', 'line.name'] as const).some((field) => !isEmpty(lookup(field)));

/** Rows that an earlier run rejected come back under `rows`. */
export function rowsIn(value: unknown): readonly Row[] | undefined {
	const rows = own(value, 'rows');
	return Array.isArray(rows) && rows.length > 0 && rows.every(isRecord) ? rows : undefined;
}
