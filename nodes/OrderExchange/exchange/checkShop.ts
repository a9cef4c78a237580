import { connect, type Database } from '../database/connect.js';
import { problemOf } from '../database/faults.js';
import { readSchema } from '../database/readSchema.js';
import type { DatabaseSettings } from '../database/settings.js';
import { problem, type Problem } from '../problems/problem.js';
import { createLogSql, logTable } from './exchangeLog.js';
import { recogniseShop, withoutTransactions } from './openShop.js';
import { grantSql, grantsInWords, missingGrants, neededGrants, type Grant } from './rights.js';

export interface ShopCheck {
	/** Set as soon as the shop is recognised. */
	readonly platform?: string;
	readonly version?: string;
	readonly prefix?: string;
	readonly logReady: boolean;
	/** What the supplier's admin has to run; empty when nothing is missing. */
	readonly sql: readonly string[];
	/** What stands in the way, in the order of the checks; the first is the one to cure first. */
	readonly problems: readonly Problem[];
}

export interface CheckOptions {
	readonly createLog: boolean;
	readonly signal?: AbortSignal | undefined;
	/** The only platform that may be found, as in `ShopPlatform.id`. */
	readonly platform?: string | undefined;
}

/**
 * Goes from name resolution, connection, TLS, login and database over the shop, its tables and rights to transactions and
 * the exchange log. With `createLog` it creates the log. Never throws and writes nothing else.
 */
export async function checkShop(
	settings: DatabaseSettings,
	{ createLog, signal, platform }: CheckOptions,
): Promise<ShopCheck> {
	let database: Database | undefined;
	try {
		database = await connect(settings, signal);
		return await checkTables(database, settings, createLog, platform);
	} catch (error) {
		return { logReady: false, sql: [], problems: [problemOf(error)] };
	} finally {
		await database?.close();
	}
}

async function checkTables(
	database: Database,
	settings: DatabaseSettings,
	createLog: boolean,
	expected: string | undefined,
): Promise<ShopCheck> {
	const schema = await readSchema(database);
	const recognised = recogniseShop(schema, settings.tablePrefix, expected);
	if (!recognised.ok) return { logReady: false, sql: [], problems: recognised.problems };
	const { platform, found } = recognised;
	const missingTables = platform.tables
		.filter(({ table }) => !schema.has(found.prefix + table))
		.map(({ table }) => problem('shop.tableMissing', {}, { table: found.prefix + table }));
	const rights = await checkRights(database, neededGrants(platform, found.prefix, schema));
	const unsafe = withoutTransactions(platform, found, schema);
	const log = await checkLog(database, found.prefix, schema.has(found.prefix + logTable), createLog);
	return {
		platform: platform.title,
		version: found.version,
		prefix: found.prefix,
		logReady: log.problems.length === 0,
		sql: [...rights.sql, ...log.sql],
		problems: [...missingTables, ...rights.problems, ...unsafe, ...log.problems],
	};
}

async function checkLog(database: Database, prefix: string, there: boolean, create: boolean) {
	const sql = [`${createLogSql(prefix)};`];
	if (there) return { sql: [], problems: [] };
	if (!create) return { sql, problems: [problem('exchange.notSetUp')] };
	try {
		await database.write(createLogSql(prefix), []);
		return { sql: [], problems: [] };
	} catch {
		return { sql, problems: [problem('exchange.notSetUp')] };
	}
}

/** Compares what the platform needs with what the user and its role hold. */
async function checkRights(database: Database, needed: readonly Grant[]) {
	const missing = await missingGrants(database, needed);
	if (missing.length === 0) return { sql: [], problems: [] };
	const [user] = await database.read(
		{
			name: 'user',
			columns: [
				['name', 'CURRENT_USER()'],
				['db', 'DATABASE()'],
			],
			from: '',
		},
		'',
	);
	const account = (user?.name ?? '')
		.split('@')
		.map((part) => `'${part.replaceAll("'", "''")}'`)
		.join('@');
	const sql = grantSql(missing, user?.db ?? '', account).map((statement) => `${statement};`);
	const details = { rights: grantsInWords(missing), sql: sql.join(' ') };
	return { sql, problems: [problem('exchange.rightsMissing', {}, details)] };
}
