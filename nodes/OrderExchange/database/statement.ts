import { format } from 'mysql2';
import type { BoundValue, Read, SqlValue } from './read.js';

const identifier = /^[A-Za-z0-9_$]+$/;

/** Quotes a table or column name. Names come from our own code or the database's own schema only. */
export function quoted(name: string): string {
	if (!identifier.test(name)) throw new Error('Not an identifier of ours');
	return `\`${name}\``;
}

/** Quotes the name of a database, which its owner chose: `shop-2024` and such are common with hosters. */
export const quotedDatabase = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Replaces `{order_product}` by that table's quoted name with the shop's prefix. */
export const withTables = (sql: string, prefix: string): string =>
	sql.replace(/\{(\w+)\}/g, (_, table: string) => quoted(prefix + table));

/** A read whose `IN (?)` list is empty can give no rows, so it is not sent. */
export const isEmpty = (read: Read): boolean =>
	(read.values ?? []).some((value) => Array.isArray(value) && value.length === 0);

/** A multi-row INSERT and its values, for rows of the same columns. */
export function insertStatement(
	table: string,
	columns: readonly string[],
	rows: readonly (readonly SqlValue[])[],
): { readonly sql: string; readonly values: readonly BoundValue[] } {
	return {
		sql: `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES ?`,
		values: [rows],
	};
}

/** The statement as it goes to the server. */
export const withValues = (sql: string, values: readonly BoundValue[]): string =>
	format(sql, values as Parameters<typeof format>[1]);

/** What the values take up in the statement, quotes included; backslashes are not counted. */
export const boundBytes = (values: readonly unknown[]): number =>
	values.reduce<number>(
		(total, value) =>
			total + (Array.isArray(value) ? boundBytes(value) : Buffer.byteLength(String(value)) + 4),
		0,
	);
