import { randomBytes } from 'node:crypto';
import { createLogSql, logTable } from '../../nodes/OrderExchange/exchange/exchangeLog.js';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import type { MariaDb } from '../../scripts/system/mariadb.js';
import { referenceRows, type DataRow } from '../../test/support/shopData.js';
import { createShop, type TestShop } from '../../test/support/shopDatabase.js';
import { suppliers, type DemoSupplier } from '../suppliers.js';
import { modifiedSeed } from './modified.js';
import { opencartSeed } from './opencart.js';
import type { SeededProduct, ShopSeed } from './shopSeed.js';
import { woocommerceSeed } from './woocommerce.js';

const seeds: Readonly<Record<DemoSupplier['platform'], ShopSeed>> = {
	'opencart-4.1': opencartSeed,
	'modified-3.3': modifiedSeed,
	'woocommerce-11-hpos': woocommerceSeed,
};

/** One supplier's shop database, with the login that its supplier gave the distributor. */
export interface DemoShop {
	readonly supplier: DemoSupplier;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	/** Orders as the shop's own tables show them now. */
	readOrders(): Promise<readonly ReadOrder[]>;
	/** Rows in each table that has any: tells whether anything was written twice. */
	counts(): Promise<Readonly<Record<string, number>>>;
	/** As it was before the first order; logins stay. */
	startAgain(): Promise<void>;
}

export interface ReadLine {
	readonly sku: string;
	readonly quantity: number;
	/** Net of the whole line, two places. */
	readonly total: string;
}

/** One order in a shop, read by the demo's own SQL and not by the package's. */
export interface ReadOrder {
	/** The distributor's. */
	readonly number: string;
	readonly shopOrderId: string;
	readonly total: string;
	readonly company: string;
	readonly lastName: string;
	readonly city: string;
	readonly street: string;
	readonly lines: readonly ReadLine[];
}

/** Builds the three shops with their products, the exchange log and one database user each. */
export async function createDemoShops(
	mariaDb: MariaDb,
	products: readonly SeededProduct[],
): Promise<readonly DemoShop[]> {
	return Promise.all(suppliers.map((supplier) => createDemoShop(mariaDb, supplier, products)));
}

async function createDemoShop(
	mariaDb: MariaDb,
	supplier: DemoSupplier,
	products: readonly SeededProduct[],
): Promise<DemoShop> {
	const seed = seeds[supplier.platform];
	const database = `shop_${supplier.code}`;
	const own = products.filter((product) => product.supplier.code === supplier.code);
	const create = async () => {
		const shop = await createShop(mariaDb, supplier.platform, { database });
		for (const [table, rows] of Object.entries(seed.productRows(own, referenceRows(supplier.platform))))
			await shop.insert(table, rows);
		await shop.query(createLogSql(seed.tablePrefix));
		return shop;
	};
	const shop = await create();
	const login = await createUser(mariaDb, shop, supplier, seed.tablePrefix, database);
	return {
		supplier,
		database,
		...login,
		readOrders: () => readOrders(shop, seed),
		counts: () => shop.counts(),
		startAgain: async () => {
			await shop.drop();
			await create();
		},
	};
}

/** A login with the rights that the platform names, table by table, and no other. */
async function createUser(
	mariaDb: MariaDb,
	shop: TestShop,
	supplier: DemoSupplier,
	prefix: string,
	database: string,
): Promise<{ readonly user: string; readonly password: string }> {
	const platform = platforms.find(({ id }) => id === supplier.platform);
	if (!platform) throw new Error(`The package does not know the platform ${supplier.platform}`);
	const user = `exchange_${supplier.code}`;
	const password = randomBytes(12).toString('hex');
	await mariaDb.query(`CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`);
	const grants = [
		...platform.tables.map(({ table, rights }) => ({ table: prefix + table, rights: rights.join(', ') })),
		{ table: prefix + logTable, rights: 'SELECT, INSERT, UPDATE, DELETE' },
	];
	for (const { table, rights } of grants) {
		if (table !== prefix + logTable && !(table in shop.schema)) continue;
		await mariaDb.query(`GRANT ${rights} ON \`${database}\`.\`${table}\` TO '${user}'@'%'`);
	}
	return { user, password };
}

async function readOrders(shop: TestShop, seed: ShopSeed): Promise<readonly ReadOrder[]> {
	const log = `${seed.tablePrefix}order_exchange_log`;
	const select = (sql: string) => shop.query(sql.replaceAll('order_exchange_log', log));
	const lines = new Map<string, ReadLine[]>();
	for (const row of await select(seed.linesSql)) {
		const line = {
			sku: text(row, 'sku'),
			quantity: Number(text(row, 'quantity')),
			total: text(row, 'total'),
		};
		lines.set(text(row, 'number'), [...(lines.get(text(row, 'number')) ?? []), line]);
	}
	return (await select(seed.headsSql)).map((row) => ({
		number: text(row, 'number'),
		shopOrderId: text(row, 'id'),
		total: text(row, 'total'),
		company: text(row, 'company'),
		lastName: text(row, 'lastName'),
		city: text(row, 'city'),
		street: text(row, 'street'),
		lines: lines.get(text(row, 'number')) ?? [],
	}));
}

const text = (row: DataRow, column: string): string => row[column] ?? '';
