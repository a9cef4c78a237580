import { createConnection, type Connection } from 'mysql2/promise';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseSettings } from '../../../nodes/OrderExchange/database/settings.js';
import type { MariaDbAddress } from '../../../scripts/system/mariadb.js';
import type { DataRow } from '../../../sandbox/shops/shopData.js';
import { createShop } from '../../../sandbox/shops/shopDatabase.js';
import { autoIncrementOf, quoted } from '../../../sandbox/shops/shopTables.js';
import { shopTables, type ShopTables } from './tables.js';

/** A real shop that a trial writes into. */
export interface StockedShop {
	readonly tables: ShopTables;
	readonly settings: DatabaseSettings;
	/** Waits while the server is down. Rows come as text. */
	query(sql: string): Promise<readonly DataRow[]>;
	/** Resolved when no session but this one's is left in the database. */
	quiet(): Promise<void>;
	drop(): Promise<void>;
}

const firstId = 1_000_000;

/** A fresh shop with full shelves. Its next ids all have seven digits, so that answers keep their length. */
export async function stockedShop(
	mariaDb: MariaDbAddress,
	platform: string,
	engine: string,
): Promise<StockedShop> {
	const tables = shopTables.find((one) => one.platform === platform);
	if (!tables) throw new Error(`Nobody said where ${platform} keeps its orders`);
	const shop = await createShop(mariaDb, platform, { engine });
	for (const sql of tables.restock) await shop.query(sql);
	for (const [table, definition] of Object.entries(shop.schema))
		if (autoIncrementOf(definition))
			await shop.query(`ALTER TABLE ${quoted(table)} AUTO_INCREMENT = ${firstId}`);

	/** One for all who ask at the same time: a second one that nobody closes would never let the shop be quiet. */
	let open: Promise<Connection> | undefined;
	const query = async (sql: string): Promise<readonly DataRow[]> => {
		for (let attempt = 0; ; attempt += 1) {
			const mine = (open ??= connectTo(shop.settings));
			try {
				const [rows] = await (await mine).query(sql);
				return Array.isArray(rows) ? (rows as DataRow[]) : [];
			} catch (cause) {
				if (open === mine) open = undefined;
				await mine.then(
					(connection) => connection.destroy(),
					() => undefined,
				);
				if (attempt === patience) throw cause;
				await pause(50);
			}
		}
	};
	const { database } = shop.settings;
	return {
		tables,
		settings: shop.settings,
		query,
		quiet: async () => {
			const others = `SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE DB = '${database}' AND ID <> CONNECTION_ID()`;
			while ((await query(others))[0]?.['n'] !== '0') await pause(5);
		},
		drop: async () => {
			await query(`DROP DATABASE ${quoted(database)}`);
			(await open)?.destroy();
		},
	};
}

/** Tries until the server is back from a kill. */
const patience = 200;

async function connectTo({ host, port, user, password, database }: DatabaseSettings): Promise<Connection> {
	const connection = await createConnection({
		...{ host, port, user, password, database },
		charset: 'utf8mb4',
		typeCast: (field) => field.string(),
	});
	connection.on('error', () => undefined);
	await connection.query("SET time_zone = '+00:00'");
	return connection;
}
