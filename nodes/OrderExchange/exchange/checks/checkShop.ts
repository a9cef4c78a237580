import { connect, type Database } from '../../database/connect.js';
import { problemOf } from '../../database/faults.js';
import { readSchema } from '../../database/readSchema.js';
import type { SchemaView } from '../../database/schemaView.js';
import type { DatabaseSettings } from '../../database/settings.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { FoundShop, ShopPlatform } from '../../shops/platform.js';
import { createLogSql, logTable } from '../log/exchangeLog.js';
import { recogniseShop } from '../shop/recogniseShop.js';
import { unsafeLog, unwritable } from '../shop/tablesWithoutTransactions.js';
import { articlesMissing, clockAhead, endingCertificate, unsafeWay, wrongClock } from './checkWarnings.js';
import { earlyConfirmationWarning } from './earlyConfirmation.js';
import { galeraWarning } from './galera.js';
import { excessRights } from './excessRights.js';
import { missingArticles } from './missingArticles.js';
import { refusedGrants } from './refusedGrants.js';
import { grantSql, grantsInWords, heldRights, missingGrants, neededGrants, type Grant } from './rights.js';

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
	/** What does not stand in the way and should be looked at: rights beyond need, encryption, clock, missing articles. */
	readonly warnings: readonly Problem[];
	/** By how much the clock of the database is ahead of ours, in milliseconds. */
	readonly clockAheadMs?: number;
	/** Article numbers that were asked for and that the shop does not have. */
	readonly missingArticles?: readonly string[];
}

export interface CheckOptions {
	readonly createLog: boolean;
	readonly signal?: AbortSignal | undefined;
	/** The only platform that may be found, as in `ShopPlatform.id`. */
	readonly platform?: string | undefined;
	/** The supplier's article numbers that the shop should have. */
	readonly articles?: readonly string[] | undefined;
}

/**
 * Goes from name resolution, connection, TLS, login and database over the shop, its tables and rights to transactions and
 * the exchange log. With `createLog` it creates the log. Never throws and writes nothing else.
 */
export async function checkShop(settings: DatabaseSettings, options: CheckOptions): Promise<ShopCheck> {
	let database: Database | undefined;
	try {
		database = await connect(settings, options.signal);
		return await checkTables(database, settings, options);
	} catch (error) {
		return { logReady: false, sql: [], problems: [problemOf(error)], warnings: [] };
	} finally {
		await database?.close();
	}
}

async function checkTables(
	database: Database,
	settings: DatabaseSettings,
	options: CheckOptions,
): Promise<ShopCheck> {
	const clockAheadMs = await clockAhead(database);
	const reached = [
		...unsafeWay(settings),
		...endingCertificate(database, settings, new Date()),
		...wrongClock(clockAheadMs),
		...(await galeraWarning(database)),
		...(await earlyConfirmationWarning(database)),
	];
	const schema = await readSchema(database);
	const recognised = recogniseShop(schema, settings.tablePrefix, options.platform);
	if (!recognised.ok)
		return { logReady: false, sql: [], problems: recognised.problems, warnings: reached, clockAheadMs };
	const { platform, found } = recognised;
	const missingTables = platform.tables
		.filter(({ table }) => !schema.has(found.prefix + table))
		.map(({ table }) => problem('shop.tableMissing', {}, { table: found.prefix + table }));
	const needed = neededGrants(platform, found, schema);
	const held = await heldRights(database);
	const refused = await refusedGrants(database, schema, missingGrants(held, needed));
	if (missingTables.length + refused.length === 0)
		refused.push(...(await refusedGrants(database, schema, await unseenGrants(database, platform, found))));
	const rights = await checkRights(database, refused);
	const unsafe = [...unwritable(platform, found, schema), ...unsafeLog(found, schema)];
	const log = await checkLog(database, found.prefix, schema, options);
	const problems = [...missingTables, ...rights.problems, ...unsafe, ...log.problems];
	const mayRead = missingTables.length + rights.problems.length === 0;
	const missing =
		options.articles && mayRead
			? await missingArticles(database, platform, found, options.articles)
			: undefined;
	return {
		platform: platform.title,
		version: found.version,
		prefix: found.prefix,
		logReady: log.problems.length === 0,
		sql: [...rights.sql, ...log.sql],
		problems,
		warnings: [
			...reached,
			...excessRights(held, needed, platform, found.prefix),
			...articlesMissing(missing ?? [], options.articles ?? []),
		],
		clockAheadMs,
		...(missing && { missingArticles: missing }),
	};
}

/** Rights on tables that the shop's settings speak of and the user does not see. */
async function unseenGrants(
	database: Database,
	{ ownTablesRead }: ShopPlatform,
	{ prefix, ownTables = [] }: FoundShop,
): Promise<readonly Grant[]> {
	const rows = ownTablesRead ? await database.read(ownTablesRead, prefix) : [];
	return rows
		.map((row) => row['table'] ?? '')
		.filter((name) => !ownTables.some(({ table }) => table === name))
		.map((name) => ({ table: prefix + name, right: 'SELECT' }));
}

/** The exchange log, and the SQL that makes it where it is missing and not to be made, or cannot be. */
async function checkLog(database: Database, prefix: string, schema: SchemaView, { createLog }: CheckOptions) {
	if (schema.has(prefix + logTable)) return { sql: [], problems: [] };
	const sql = [`${createLogSql(prefix)};`];
	if (!createLog) return { sql, problems: [problem('exchange.notSetUp')] };
	try {
		await database.write(createLogSql(prefix), []);
		return { sql: [], problems: [] };
	} catch {
		return { sql, problems: [problem('exchange.notSetUp')] };
	}
}

/** The SQL that gives the user what it lacks. */
async function checkRights(database: Database, missing: readonly Grant[]) {
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
