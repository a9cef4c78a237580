import { createLogSql, logTable } from '../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import type { MariaDbAddress } from '../../scripts/system/mariadb.js';
import { referenceRows, type DataRow } from '../../sandbox/shops/shopData.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { quoted } from '../../sandbox/shops/shopTables.js';
import { products } from './catalogue.js';
import { refusedCity } from './orders.js';
import type { MeasuredPlatform } from './platforms.js';

/** A shop that is put back to its first state between the measurements. */
export interface MeasuredShop {
	readonly platform: MeasuredPlatform;
	readonly settings: DatabaseSettings;
	/** The same shop in its first state, in another database of the server. */
	readonly template: string;
	/** Tables that a push may change, parents before children. */
	readonly tables: readonly string[];
	/** Columns of a table, in its order, and those of its primary key. */
	columns(table: string): Promise<TableColumns>;
	query(sql: string): Promise<DataRow[]>;
	/** As nothing had been pushed yet. */
	reset(): Promise<void>;
	/** From now on the database refuses orders to one city, as it would refuse any data. */
	refuseOrders(): Promise<void>;
}

export interface TableColumns {
	readonly names: readonly string[];
	readonly numeric: ReadonlySet<string>;
	readonly key: readonly string[];
}

/** Makes the shop twice, with a thousand articles and the exchange log. */
export async function measuredShop(
	mariaDb: MariaDbAddress,
	platform: MeasuredPlatform,
): Promise<MeasuredShop> {
	const name = `bench_${platform.id.replace(/\W/g, '_')}`;
	const template = await filledShop(mariaDb, platform, `${name}_template`);
	const shop = await filledShop(mariaDb, platform, name);
	const known = platforms.find(({ id }) => id === platform.id)?.tables ?? [];
	const prefix = platform.seed.tablePrefix;
	const written = known.filter(({ rights }) => rights.some((right) => right !== 'SELECT'));
	const all = [...written.map(({ table }) => prefix + table), prefix + logTable];
	const tables = all.filter((table) => table in shop.schema || table === prefix + logTable);
	const there = template.settings.database;
	return {
		platform,
		settings: shop.settings,
		template: there,
		tables,
		columns: (table) => columnsOf(shop, table),
		query: shop.query,
		reset: async () => {
			for (const table of tables) {
				await shop.query(`TRUNCATE TABLE ${quoted(table)}`);
				const columns = (await columnsOf(shop, table)).names.map(quoted).join(', ');
				await shop.query(
					`INSERT INTO ${quoted(table)} (${columns}) SELECT ${columns} FROM ${quoted(there)}.${quoted(table)}`,
				);
			}
		},
		refuseOrders: async () => {
			const { table, city } = platform.orders;
			await shop.query(
				`CREATE OR REPLACE TRIGGER bench_refuses BEFORE INSERT ON ${quoted(table)} FOR EACH ROW
				IF NEW.${quoted(city)} = '${refusedCity}' THEN SIGNAL SQLSTATE '45000'; END IF`,
			);
		},
	};
}

async function filledShop(
	mariaDb: MariaDbAddress,
	{ id, seed }: MeasuredPlatform,
	database: string,
): Promise<TestShop> {
	const shop = await createShop(mariaDb, id, { database });
	for (const [table, rows] of Object.entries(seed.productRows(products, referenceRows(id))))
		await shop.insert(table, rows);
	await shop.query(createLogSql(seed.tablePrefix));
	return shop;
}

async function columnsOf(shop: TestShop, table: string): Promise<TableColumns> {
	const columns = await shop.query(
		`SELECT COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_KEY AS indexed FROM information_schema.COLUMNS
		WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND IS_GENERATED = 'NEVER' ORDER BY ORDINAL_POSITION`,
		[shop.settings.database, table],
	);
	const named = (wanted: readonly DataRow[]) => wanted.map(({ name }) => name ?? '');
	return {
		names: named(columns),
		numeric: new Set(named(columns.filter(({ type }) => /int$|^decimal$|^float$|^double$/.test(type ?? '')))),
		key: named(columns.filter(({ indexed }) => indexed === 'PRI')),
	};
}
