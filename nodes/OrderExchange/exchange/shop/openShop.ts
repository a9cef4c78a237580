import { connect, type Database } from '../../database/connect.js';
import { problemOf } from '../../database/faults.js';
import { readSchema } from '../../database/readSchema.js';
import type { DatabaseSettings } from '../../database/settings.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { FoundShop, ShopPlatform, ShopSettings } from '../../shops/platform.js';
import type { SchemaView } from '../../database/schemaView.js';
import { createLogSql, logTable } from '../log/exchangeLog.js';
import { latestBatch, leftRow } from '../log/latestBatch.js';
import { recogniseShop } from './recogniseShop.js';
import { tablesWithoutTransactions, unsafeLog, unwritable } from './tablesWithoutTransactions.js';

/** A recognised shop with an open connection: the state of one run. */
export interface OpenShop {
	readonly platform: ShopPlatform;
	readonly found: FoundShop;
	readonly schema: SchemaView;
	readonly settings: ShopSettings;
	readonly reference: unknown;
	readonly refusedBy?: OpenOptions['refusedBy'];
	/** Some of the tables that are written know no transactions, or did when a batch was begun that is not over. */
	readonly withoutTransactions: boolean;
	/** The connection of the moment; `reconnect` replaces it. */
	readonly database: Database;
	/** The same shop over the same connection, for orders that are written by other settings. */
	withSettings(settings: ShopSettings): OpenShop;
	/** The same shop over one more connection. */
	another(signal?: AbortSignal): Promise<OpenShop>;
	/** `signal` ends connecting; left out, only the time limits of the connection do. */
	reconnect(signal?: AbortSignal): Promise<void>;
	close(): Promise<void>;
}

export type Opened =
	| { readonly ok: true; readonly shop: OpenShop }
	| { readonly ok: false; readonly problems: readonly Problem[] };

export interface OpenOptions {
	readonly createLog?: boolean;
	/** Stops the run: connecting ends at once, a statement soon. */
	readonly signal?: AbortSignal | undefined;
	/** The only platform that may be found, as in `ShopPlatform.id`. */
	readonly platform?: string | undefined;
	/** What stands against an order before the shop is asked; such an order is refused unless it was written before. */
	readonly refusedBy?: ((order: SupplierCustomerOrder) => readonly Problem[]) | undefined;
}

/**
 * Connects, recognises the shop and reads its reference data. `createLog` creates the exchange log where it is missing.
 * Returns problems for whatever stands in the way; never throws, and leaves no connection open then.
 */
export async function openShop(
	connection: DatabaseSettings,
	settings: ShopSettings,
	{ createLog = true, signal, platform: expected, refusedBy }: OpenOptions = {},
): Promise<Opened> {
	let database: Database | undefined;
	try {
		database = await connect(connection, signal);
		const schema = await readSchema(database);
		const recognised = recogniseShop(schema, connection.tablePrefix, expected);
		if (!recognised.ok) return await failed(database, recognised.problems);
		const { platform, found } = recognised;
		const unsafe = [...unwritable(platform, found, schema), ...unsafeLog(found, schema)];
		if (unsafe.length > 0) return await failed(database, unsafe);
		if (!schema.has(found.prefix + logTable)) {
			if (!createLog) return await failed(database, [problem('exchange.notSetUp')]);
			const refused = await createLogTable(database, found.prefix);
			if (refused) return await failed(database, [refused]);
		}
		const byTables = tablesWithoutTransactions(platform, found, schema).length > 0;
		const mayBeConverted = platform.plansForTablesWithoutTransactions === true && !byTables;
		const reads = [...platform.referenceReads, ...(mayBeConverted ? [latestBatch] : [])];
		const rows = await database.readAll(reads, found.prefix);
		const reference = platform.readReference(rows);
		// What was begun without transactions is ended so.
		const withoutTransactions = byTables || leftRow(rows) !== undefined;
		return {
			ok: true,
			shop: openedShop(connection, database, {
				platform,
				found,
				schema,
				settings,
				reference,
				refusedBy,
				withoutTransactions,
			}),
		};
	} catch (error) {
		return await failed(database, [problemOf(error)]);
	}
}

async function createLogTable(database: Database, prefix: string): Promise<Problem | undefined> {
	try {
		await database.write(createLogSql(prefix), []);
		return undefined;
	} catch (error) {
		const found = problemOf(error);
		return found.code === 'database.rights' ? problem('exchange.notSetUp') : found;
	}
}

const failed = async (database: Database | undefined, problems: readonly Problem[]) => {
	await database?.close();
	return { ok: false as const, problems };
};

function openedShop(
	connection: DatabaseSettings,
	first: Database,
	shop: Omit<OpenShop, 'database' | 'withSettings' | 'another' | 'reconnect' | 'close'>,
): OpenShop {
	let database = first;
	const withSettings = (settings: ShopSettings): OpenShop => ({
		...shop,
		settings,
		get database() {
			return database;
		},
		withSettings,
		another: async (signal) =>
			openedShop(connection, await connect(connection, signal), { ...shop, settings }),
		reconnect: async (signal) => {
			await database.close();
			database = await connect(connection, signal);
		},
		close: () => database.close(),
	});
	return withSettings(shop.settings);
}
