import { createConnection, type Connection } from 'mysql2/promise';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import type { MariaDbAddress } from '../../scripts/system/mariadb.js';
import { referenceRows, shopSchema, type DataRow, type RowsByTable } from './shopData.js';
import {
	columnsWithoutDefault,
	createTableSql,
	leastValue,
	quoted,
	type ShopSchema,
	type ShopTable,
} from './shopTables.js';

export interface ShopOptions {
	/** Of the database; left out, one is made from the platform and a counter. */
	readonly database?: string;
	/** Instead of the prefix that the tables have in the data, e.g. `shop2_` for `oc_`. */
	readonly prefix?: string;
	/** All tables in this engine, e.g. MyISAM as old shops have. */
	readonly engine?: string;
	/** Instead of the project's own data. */
	readonly schema?: ShopSchema;
	readonly rows?: RowsByTable;
}

/** A real shop's tables, with its reference data, in a database of its own. */
export interface TestShop {
	readonly settings: DatabaseSettings;
	readonly schema: ShopSchema;
	/** Rows as text or null, in the order of the primary key. `where` is SQL. Tables by their names in the data. */
	rows(table: string, where?: string, values?: readonly unknown[]): Promise<DataRow[]>;
	/** Rows in each table that has any. */
	counts(): Promise<Record<string, number>>;
	query(sql: string, values?: readonly unknown[]): Promise<DataRow[]>;
	insert(table: string, rows: readonly DataRow[]): Promise<void>;
	drop(): Promise<void>;
}

const maxRowsPerInsert = 500;

/** Creates the platform's tables as its installer does and fills them with the reference rows. */
export async function createShop(
	mariaDb: MariaDbAddress,
	platform: string,
	options: ShopOptions = {},
): Promise<TestShop> {
	const schema = options.schema ?? shopSchema(platform);
	const database = options.database ?? freshName(platform);
	const named = renamer(schema, options.prefix);
	const settings: DatabaseSettings = {
		host: mariaDb.host,
		port: mariaDb.port,
		database,
		user: mariaDb.rootUser.user,
		password: mariaDb.rootUser.password,
		tls: { mode: 'off' },
	};
	const query: TestShop['query'] = (sql, values) =>
		withConnection(settings, (connection) => rowsOf(connection, sql, values));

	await query(`CREATE DATABASE ${quoted(database)} CHARACTER SET utf8mb4`);
	await withConnection(settings, async (connection) => {
		await connection.query('SET foreign_key_checks = 0');
		for (const [table, definition] of Object.entries(schema)) {
			const inEngine = options.engine ? { ...definition, engine: options.engine } : definition;
			await connection.query(createTableSql(named(table), inEngine));
		}
		for (const [table, rows] of Object.entries(options.rows ?? referenceRows(platform))) {
			await insertRows(connection, named(table), schema[table], rows);
		}
	});

	return {
		settings,
		schema,
		query,
		rows: (table, where = 'TRUE', values = []) => {
			const order = schema[table]?.indexes['PRIMARY']?.columns.map(quoted).join(', ');
			return query(
				`SELECT * FROM ${quoted(named(table))} WHERE ${where}${order ? ` ORDER BY ${order}` : ''}`,
				values,
			);
		},
		counts: async () => countRows(query, database),
		insert: (table, rows) =>
			withConnection(settings, (connection) => insertRows(connection, named(table), schema[table], rows)),
		drop: async () => {
			await query(`DROP DATABASE ${quoted(database)}`);
		},
	};
}

async function countRows(query: TestShop['query'], database: string): Promise<Record<string, number>> {
	const tables = await query(
		'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
		[database],
	);
	const counts: Record<string, number> = {};
	for (const { name } of tables) {
		const [row] = await query(`SELECT COUNT(*) AS count FROM ${quoted(name ?? '')}`);
		if (row?.['count'] !== '0') counts[name ?? ''] = Number(row?.['count']);
	}
	return counts;
}

async function insertRows(
	connection: Connection,
	name: string,
	table: ShopTable | undefined,
	rows: readonly DataRow[],
): Promise<void> {
	if (!table) throw new Error(`The schema has no table for the rows of ${name}`);
	const [first] = rows;
	if (!first) return;
	const given = table.columns.filter((column) => column.name in first && !column.generated);
	const filled = columnsWithoutDefault(table).filter((column) => !(column.name in first));
	const columns = [...given, ...filled].map((column) => quoted(column.name)).join(', ');
	for (let start = 0; start < rows.length; start += maxRowsPerInsert) {
		const values = rows
			.slice(start, start + maxRowsPerInsert)
			.map((row) => [...given.map((column) => row[column.name] ?? null), ...filled.map(leastValue)]);
		await connection.query(`INSERT INTO ${quoted(name)} (${columns}) VALUES ?`, [values]);
	}
}

/** Opened in the relaxed mode that shops run in: zero dates, and 0 as a value of an auto-increment column. */
async function withConnection<Result>(
	{ host, port, user, password, database }: DatabaseSettings,
	use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
	const connection = await createConnection({
		host,
		port,
		user,
		password,
		charset: 'utf8mb4',
		typeCast: (field) => field.string(),
	});
	try {
		await connection.query("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'");
		await connection.query(`USE ${quoted(database)}`).catch((cause: { code?: string }) => {
			if (cause.code !== 'ER_BAD_DB_ERROR') throw cause;
		});
		return await use(connection);
	} finally {
		await connection.end();
	}
}

async function rowsOf(
	connection: Connection,
	sql: string,
	values: readonly unknown[] = [],
): Promise<DataRow[]> {
	const [rows] = await connection.query(sql, [...values]);
	return Array.isArray(rows) ? (rows as DataRow[]) : [];
}

/** Database names are unique on the server: process, time and chance. */
const freshName = (platform: string): string =>
	`${platform.replace(/\W/g, '_')}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;

/** Gives tables another prefix: what all of the shop's tables start with, up to the last underscore. */
function renamer(schema: ShopSchema, prefix: string | undefined): (table: string) => string {
	if (prefix === undefined) return (table) => table;
	const names = Object.keys(schema);
	const [first = ''] = names;
	let common = first;
	while (!names.every((name) => name.startsWith(common))) common = common.slice(0, -1);
	const old = common.slice(0, common.lastIndexOf('_') + 1);
	return (table) => prefix + table.slice(old.length);
}
