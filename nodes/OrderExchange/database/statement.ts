import { format } from 'mysql2';
import type { BoundValue, Read, SqlValue } from './read.js';

const identifier = /^[A-Za-z0-9_$]+$/;

/** Quotes a table or column name. Names come from our own code or the database's own schema only. */
export function quoted(name: string): string {
	if (!identifier.test(name)) throw new Error('Not an identifier of ours');
	return `\`${name}\``;
}

/** Quotes a name that somebody else chose, of a database or of a plug-in's column: `shop-2024` and such are common. */
export const quotedForeign = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Replaces `{order_product}` by that table's quoted name with the shop's prefix. */
export const withTables = (sql: string, prefix: string): string =>
	sql.replace(/\{(\w+)\}/g, (_, table: string) => quoted(prefix + table));

/** A read whose `IN (?)` list is empty can give no rows, so it is not sent. */
export const isEmpty = (read: Read): boolean =>
	(read.values ?? []).some((value) => Array.isArray(value) && value.length === 0);

export interface Statement {
	readonly sql: string;
	readonly values: readonly BoundValue[];
}

/** A multi-row INSERT and its values, for rows of the same columns. */
export function insertStatement(
	table: string,
	columns: readonly string[],
	rows: readonly (readonly SqlValue[])[],
): Statement {
	return { sql: `${insertInto(table, columns)} VALUES ?`, values: [rows] };
}

/**
 * The same INSERT, that leaves behind which row it came to: `marks` has a text for each row, and when the statement is
 * refused, `rowMark` reads that of the row which it was refused for. On servers of every age, other than ROW_NUMBER in
 * GET DIAGNOSTICS (MariaDB 10.7), and whatever language their messages are in.
 */
export function markingInsertStatement(
	table: string,
	columns: readonly string[],
	rows: readonly (readonly SqlValue[])[],
	marks: readonly string[],
): Statement {
	// A real comparison, since MariaDB leaves out an assignment whose value decides nothing.
	const first = `IF((${markVariable} := ?) = '', NULL, ?)`;
	const row = `(${[first, ...columns.slice(1).map(() => '?')].join(', ')})`;
	return {
		sql: `${insertInto(table, columns)} VALUES ${rows.map(() => row).join(', ')}`,
		values: rows.flatMap((values, index) => [marks[index] ?? '', ...values]),
	};
}

const markVariable = '@order_exchange_row';

/** The mark of the row that the latest marking INSERT of this session came to. */
export const rowMark: Read<'rowMark'> = { name: 'rowMark', columns: [['mark', markVariable]], from: '' };

/**
 * INSERTs as one statement, which gives the first id that each of them made (MariaDB manual, "BEGIN NOT ATOMIC"). `savepoint`:
 * where the transaction stood before.
 */
export function insertBlock(inserts: readonly Statement[], savepoint: string): Statement {
	const ids = inserts.map((_, place) => `first_id_${place}`).join(', ');
	const steps = inserts.map(({ sql }, place) => `${sql}; SET first_id_${place} = LAST_INSERT_ID();`);
	return {
		sql: `BEGIN NOT ATOMIC DECLARE ${ids} BIGINT UNSIGNED; SAVEPOINT ${quoted(savepoint)}; ${steps.join(' ')} SELECT ${ids}; END`,
		values: inserts.flatMap(({ values }) => values),
	};
}

const insertInto = (table: string, columns: readonly string[]): string =>
	`INSERT INTO ${quoted(table)} (${columns.map(quotedForeign).join(', ')})`;

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
