import { readDecimal } from '../values/decimal.js';
import { isEmpty, isRecord, known, own } from '../values/reading.js';
import { addedByTools } from './blank.js';
import { currencyIn, foldedName, namesDelivery } from './columnNames.js';
import { type KnownColumn, knownColumns } from './columns.js';
import { columnsOf, type ExportFormat, exportOf, type Row } from './exports.js';
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
	const inExports = new Map<ExportFormat, (column: string) => Column>();
	const understandingOf = (format: ExportFormat) => {
		const understood = inExports.get(format) ?? understanding(columnsOf(format));
		inExports.set(format, understood);
		return understood;
	};
	return (row) => {
		const format = exportOf(row);
		const understood = format ? understandingOf(format) : inAny;
		const cells: Cells = new Map();
		let taxed: Cell[] | undefined;
		let surname: Cell | undefined;
		let hasArticles = false;
		for (const name of Object.keys(row)) {
			const value = row[name];
			const column = understood(name);
			const { means } = column;
			if (isEmpty(value)) hasArticles ||= means?.field === 'line.sku' && means.alone === undefined;
			else if (means === undefined) {
				if (column.delivers) keepBetter(cells, 'shipTo.unread', { rank: 0, value: name, column });
				if (format === undefined && column.isName) surname = { rank: 0, value, column };
				if (column.met || format !== undefined || column.isName) continue;
				column.met = true;
				if (!addedByTools.has(name)) unread.add(name);
			} else if (column.basis) (taxed ??= []).push(cellOf(means, value, column));
			else {
				const cell = cellOf(means, value, column);
				keepBetter(cells, means.orStatus && isStatusWord(value) ? 'status' : means.field, cell);
			}
		}
		if (surname && !addSurname(cells, surname)) unread.add(surname.column.name);
		if (hasArticles && cells.get('line.sku')?.column.means?.alone) cells.delete('line.sku');
		const basis = taxed && addTaxed(cells, taxed, unread);
		const valueOf: Lookup = (field) => cells.get(field)?.value;
		const rate = cells.get('line.taxRate');
		if (rate?.column.means?.orAmount && !isTaxRate(rate.value, valueOf)) {
			cells.delete('line.taxRate');
			unread.add(rate.column.name);
		}
		const add = (field: RowField, value: unknown) => {
			if (value !== undefined && !cells.has(field)) cells.set(field, { rank: 0, value, column: ofSeveral });
		};
		if (format) for (const [field, value] of format.derived(row)) add(field, value);
		else {
			add('prices', basis);
			add('currency', namedCurrency(cells));
		}
		return valueOf;
	};
}

/** A column Name is a product's as well as a person's; beside a first name without a last one it is that. */
function addSurname(cells: Cells, cell: Cell): boolean {
	const isSurname =
		cells.has('billTo.firstName') && !cells.has('billTo.lastName') && !cells.has('billTo.name');
	if (isSurname) cells.set('billTo.lastName', cell);
	return isSurname;
}

/** Amounts with or without tax, as their columns say it, where the column of the unit price says which of them counts. */
function addTaxed(cells: Cells, taxed: readonly Cell[], unread: Set<string>): Basis | undefined {
	const fieldOf = ({ column }: Cell): RowField => column.means?.field ?? 'line.unitPrice';
	const prices = taxed.filter((cell) => fieldOf(cell) === 'line.unitPrice').map(({ column }) => column.basis);
	const basis = cells.has('line.unitPrice') ? undefined : prices.includes('gross') ? 'gross' : prices[0];
	for (const cell of taxed)
		if (basis !== undefined && cell.column.basis === basis) keepBetter(cells, fieldOf(cell), cell);
	for (const cell of taxed) {
		const field = fieldOf(cell);
		if (basis !== undefined && cell.column.basis === basis) continue;
		const missing = basis !== undefined && !cells.has(field) && isCharged(field, cell);
		if (missing) keepBetter(cells, field, { ...cell, value: inWords(cell) });
		else unread.add(cell.column.name);
	}
	return basis;
}

/** Such an amount without its like in the order's prices is told of as one that cannot be read. */
const inWords = ({ value, column }: Cell): unknown =>
	typeof value === 'string' || typeof value === 'number' ? `${value} ${column.basis ?? ''}` : value;

const isCharged = (field: RowField, { value }: Cell): boolean =>
	['line.discount', 'shipping.amount', 'discounts.amount'].includes(field) &&
	known(readDecimal(value))?.isZero() !== true;

/** What a column's name says. */
interface Column {
	readonly name: string;
	readonly means: KnownColumn | undefined;
	readonly currency: string | undefined;
	readonly basis: Basis | undefined;
	/** Nobody reads it, and it seems to be of the delivery address. */
	readonly delivers: boolean;
	/** It says Name and no more. */
	readonly isName: boolean;
	/** Whether it held something before. */
	met: boolean;
}

interface Cell {
	/** The lowest one counts. */
	readonly rank: number;
	readonly value: unknown;
	readonly column: Column;
}

type Cells = Map<RowField, Cell>;

const ofSeveral = columnNamed('', undefined);

function understanding(columns: ReadonlyMap<string, KnownColumn>): (name: string) => Column {
	const understood = new Map<string, Column>();
	return (name) => {
		const before = understood.get(name);
		if (before) return before;
		const fresh = columnNamed(name, name.length > longestName ? undefined : columns);
		understood.set(name, fresh);
		return fresh;
	};
}

const longestName = 200;

function columnNamed(name: string, columns: ReadonlyMap<string, KnownColumn> | undefined): Column {
	const found = columns?.get(foldedName(name));
	const based = found || columns === undefined ? undefined : withBasis(name, columns);
	const means = found ?? based?.means;
	return {
		name,
		means,
		currency: means && currencyIn(name),
		basis: based?.basis,
		delivers: means === undefined && namesDelivery(name),
		isName: means === undefined && columns !== undefined && foldedName(name) === 'name',
		met: false,
	};
}

function keepBetter(cells: Cells, field: RowField, cell: Cell): void {
	const before = cells.get(field);
	if (before === undefined || cell.rank < before.rank) cells.set(field, cell);
}

function cellOf(means: KnownColumn, written: unknown, column: Column): Cell {
	const { currency } = column;
	const value = means.as ? means.as(written) : currency ? inCurrency(written, currency) : written;
	const isStatus = means.field === 'status' || (means.orStatus && isStatusWord(value));
	return { rank: isStatus ? statusRank(value, means.rank) : means.rank, value, column };
}

/** Says at an amount what its column's name says, so that another currency of the order is noticed. */
function inCurrency(value: unknown, currency: string): unknown {
	// as a number it can be read one way only, and as a text 1.234 could be thousands
	if (typeof value === 'number')
		return `${value}${/^\d+\.\d{3}$/.test(String(value)) ? '0' : ''} ${currency}`;
	return typeof value === 'string' && /\d\s*$/.test(value) ? `${value.trim()} ${currency}` : value;
}

/** The currency that columns of amounts name; the signs of dollar and pound stand for several. */
function namedCurrency(cells: Cells): string | undefined {
	if (cells.has('currency')) return undefined;
	for (const { column } of cells.values())
		if (column.currency !== undefined && /^[A-Z]{3}$|^€$/.test(column.currency)) return column.currency;
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
