import { createConnection, type Connection } from 'mysql2/promise';
import type { DataRow } from '../../sandbox/shops/shopData.js';
import { quoted } from '../../sandbox/shops/shopTables.js';
import type { MeasuredShop, TableColumns } from './measuredShop.js';

/** What a push left in one table. */
export interface TableChanges extends TableColumns {
	readonly table: string;
	/** New rows, by primary key. */
	readonly inserted: readonly DataRow[];
	readonly changed: readonly ChangedRow[];
}

export interface ChangedRow {
	readonly key: DataRow;
	/** Changed columns only. */
	readonly before: DataRow;
	readonly after: DataRow;
}

/** The very rows that a push wrote: the shop compared with its first state, a table at a time, parents first. */
export async function* writtenRows(shop: MeasuredShop): AsyncGenerator<TableChanges> {
	const { host, port, user, password, database } = shop.settings;
	const connection = await createConnection({
		host,
		port,
		user,
		password,
		database,
		charset: 'utf8mb4',
		typeCast: (field) => field.string(),
	});
	try {
		for (const table of shop.tables) {
			const columns = await shop.columns(table);
			const inserted = await newRows(connection, shop, table, columns);
			const changed = await changedRows(connection, shop, table, columns);
			if (inserted.length > 0 || changed.length > 0) yield { table, ...columns, inserted, changed };
		}
	} finally {
		await connection.end();
	}
}

async function newRows(
	connection: Connection,
	{ template }: MeasuredShop,
	table: string,
	{ names, key }: TableColumns,
): Promise<readonly DataRow[]> {
	const columns = names.map((name) => `n.${quoted(name)}`).join(', ');
	const order = key.map((name) => `n.${quoted(name)}`).join(', ');
	const [rows] = await connection.query(
		`SELECT ${columns} FROM ${quoted(table)} n LEFT JOIN ${quoted(template)}.${quoted(table)} o
		ON ${matching(key)} WHERE o.${quoted(key[0] ?? '')} IS NULL ORDER BY ${order}`,
	);
	return rows as DataRow[];
}

async function changedRows(
	connection: Connection,
	{ template }: MeasuredShop,
	table: string,
	{ names, key }: TableColumns,
): Promise<readonly ChangedRow[]> {
	const columns = names.flatMap((name) => [
		`o.${quoted(name)} AS ${quoted(`o.${name}`)}`,
		`n.${quoted(name)} AS ${quoted(`n.${name}`)}`,
	]);
	const differs = names.map((name) => `NOT (n.${quoted(name)} <=> o.${quoted(name)})`).join(' OR ');
	const [rows] = await connection.query(
		`SELECT ${columns.join(', ')} FROM ${quoted(table)} n JOIN ${quoted(template)}.${quoted(table)} o
		ON ${matching(key)} WHERE ${differs}`,
	);
	const part = (row: DataRow, side: 'o' | 'n', wanted: readonly string[]) =>
		Object.fromEntries(wanted.map((name) => [name, row[`${side}.${name}`] ?? null]));
	return (rows as DataRow[]).map((row) => {
		const different = names.filter((name) => row[`o.${name}`] !== row[`n.${name}`]);
		return { key: part(row, 'n', key), before: part(row, 'o', different), after: part(row, 'n', different) };
	});
}

const matching = (key: readonly string[]): string =>
	key.map((name) => `n.${quoted(name)} = o.${quoted(name)}`).join(' AND ');

/** The n-th of `parts` shares of a list, as even as it goes. */
export const share = <Item>(list: readonly Item[], part: number, parts: number): readonly Item[] =>
	list.slice(Math.floor((part * list.length) / parts), Math.floor(((part + 1) * list.length) / parts));
