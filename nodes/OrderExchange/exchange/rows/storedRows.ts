import type { ColumnView } from '../../database/schemaView.js';
import type { RowList, SqlValue } from '../../database/read.js';
import { Decimal } from '../../orders/money.js';
import type { OpenShop } from '../shop/openShop.js';

/** The column of a table, named without the shop's prefix, that the database fills with ascending ids. */
export const idColumnOf = (shop: OpenShop, table: string): string | undefined =>
	[...(shop.schema.get(shop.found.prefix + table)?.columns.values() ?? [])].find(
		({ autoIncrement }) => autoIncrement,
	)?.name;

/** Those of the columns that the exchange may read: not the passwords. */
export const readableColumns = (
	shop: OpenShop,
	table: string,
	columns: readonly string[],
): readonly string[] => {
	const secret = shop.platform.tables.find((use) => use.table === table)?.secret ?? [];
	return columns.filter((column) => !secret.includes(column));
};

/** A statement's reads are all as wide as its widest one. */
const columnsPerRead = 16;

/** Columns for several narrow reads of the same rows: one wide read would fill those beside it up with NULLs. */
export function columnPortions(columns: readonly string[]): readonly (readonly string[])[] {
	const count = Math.max(1, Math.ceil(columns.length / columnsPerRead));
	const size = Math.ceil(columns.length / count);
	return Array.from({ length: count }, (_, place) => columns.slice(place * size, (place + 1) * size));
}

/**
 * Compares rows of a table, written in the order of `columns`, with what is stored, read in the order of `read`: gives the
 * first of the `compared` columns in which a stored row holds something else.
 */
export function comparison(
	shop: OpenShop,
	table: string,
	{ columns, compared, read }: Readonly<Record<'columns' | 'compared' | 'read', readonly string[]>>,
): (written: readonly SqlValue[], stored: RowList) => string | undefined {
	const views = shop.schema.get(shop.found.prefix + table)?.columns;
	const toCompare = compared.map((name) => ({
		name,
		view: views?.get(name),
		at: columns.indexOf(name),
		readAt: read.indexOf(name),
	}));
	return (written, stored) => {
		for (const { name, view, at, readAt } of toCompare) {
			const value = written[at] ?? null;
			const found = stored[readAt] ?? null;
			if (value !== found && !(view && sameValue(value, found, view))) return name;
		}
		return undefined;
	};
}

/** Whether a column holds what was written: numbers by value at the column's scale, all else to the letter. */
export function sameValue(written: SqlValue, stored: string | null, column: ColumnView): boolean {
	if (written === null || stored === null) return written === stored;
	const text = String(written);
	if (text === stored) return true;
	const scale = /^decimal\(\d+,(\d+)\)/.exec(column.type)?.[1];
	if (scale !== undefined) return new Decimal(text).toDecimalPlaces(Number(scale)).equals(stored);
	if (/^(double|float)/.test(column.type)) return Number(text) === Number(stored);
	if (/^(tinyint|smallint|mediumint|int|bigint)/.test(column.type)) return new Decimal(text).equals(stored);
	if (/^(datetime|timestamp)/.test(column.type)) return text.replace(/\.0+$/, '') === stored;
	return false;
}
