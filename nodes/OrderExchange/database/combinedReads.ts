import type { BoundValue, Read, ReadColumn, ReadLists, ReadRows, Row, RowList } from './read.js';
import { boundBytes, isEmpty, quoted, withTables } from './statement.js';

/** One statement for several reads: its rows are lists, the last value numbers the read. */
export interface CombinedRead {
	readonly sql: string;
	readonly values: readonly BoundValue[];
	readonly reads: readonly Read[];
}

/** LIMIT without a limit: without one a server may drop the ORDER BY of a part (MariaDB and MySQL manuals, UNION). */
const all = '18446744073709551615';

/**
 * Packs reads into as few statements as the server's longest one allows, in their order. Every value travels as utf8mb4
 * text with one collation, so that columns of any character set and type can stand below each other.
 */
export function combinedReads(
	reads: readonly Read[],
	prefix: string,
	longestStatement: number,
): readonly CombinedRead[] {
	const batches: Read[][] = [];
	let bytes = 0;
	for (const read of reads.filter((one) => !isEmpty(one))) {
		const size = bytesOf(read);
		const batch = batches.at(-1);
		if (batch && bytes + size <= longestStatement) batch.push(read);
		else {
			batches.push([read]);
			bytes = 0;
		}
		bytes += size;
	}
	return batches.map((batch) => union(batch, prefix));
}

/** The rows of each read, in the order in which the read asked for them. */
export function readLists(reads: readonly Read[], rows: readonly RowList[]): ReadLists {
	const lists = reads.map((): RowList[] => []);
	for (const row of rows) lists[Number(row.at(-1))]?.push(row);
	return Object.fromEntries(reads.map(({ name }, index) => [name, lists[index] ?? []]));
}

/** The same with the columns' names. */
export const namedRows = (reads: readonly Read[], lists: ReadLists): ReadRows =>
	Object.fromEntries(
		reads.map(({ name, columns }) => {
			const names = columns.map(aliasOf);
			return [name, (lists[name] ?? []).map((list) => namedRow(names, list))];
		}),
	);

function namedRow(names: readonly string[], list: RowList): Row {
	const row: Record<string, string | null> = {};
	for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = list[index] ?? null;
	return row;
}

/** A read as a statement of its own. */
export const singleRead = (read: Read, prefix: string): string =>
	withTables(`SELECT ${read.columns.map(named).join(', ')} ${restOf(read)}`, prefix);

function union(reads: readonly Read[], prefix: string): CombinedRead {
	const width = Math.max(...reads.map(({ columns }) => columns.length));
	const parts = reads.map((read, index) => {
		const columns = Array.from({ length: width }, (_, at) => {
			const column = read.columns[at];
			return column === undefined ? 'NULL' : asText(expressionOf(column));
		});
		const limit = read.orderBy === undefined ? '' : ` LIMIT ${all}`;
		return `(SELECT ${[...columns, index].join(', ')} ${restOf(read)}${limit})`;
	});
	return {
		sql: withTables(parts.join(' UNION ALL '), prefix),
		values: reads.flatMap(({ values }) => values ?? []),
		reads,
	};
}

const restOf = ({ from, orderBy }: Read): string =>
	orderBy === undefined ? from : `${from} ORDER BY ${orderBy}`;

const asText = (expression: string): string => `CONVERT(${expression} USING utf8mb4) COLLATE utf8mb4_bin`;

const named = (column: ReadColumn): string =>
	typeof column === 'string' ? expressionOf(column) : `${column[1]} AS ${quoted(column[0])}`;

const aliasOf = (column: ReadColumn): string =>
	typeof column === 'string' ? (column.split('.').at(-1) ?? column) : column[0];

const expressionOf = (column: ReadColumn): string =>
	typeof column === 'string' ? column.split('.').map(quoted).join('.') : column[1];

/** With the wrapping of each column and the prefixes of its tables, generously. */
const bytesOf = (read: Read): number =>
	boundBytes(read.values ?? []) + 2 * Buffer.byteLength(read.from) + 150 * (read.columns.length + 4);
