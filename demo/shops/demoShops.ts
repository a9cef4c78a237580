import { createLogSql } from '../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import type { MariaDb } from '../../scripts/system/mariadb.js';
import { referenceRows, type DataRow } from '../../sandbox/shops/shopData.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { suppliers, type DemoSupplier } from '../suppliers.js';
import { modifiedSeed } from './modified.js';
import { inviteDistributor, type DemoInvitation, type Reach } from './invitation.js';
import { opencart30Seed, opencartSeed } from './opencart.js';
import type { SeededProduct, ShopSeed } from './shopSeed.js';
import { woocommerceSeed } from './woocommerce.js';

const seeds: Readonly<Record<DemoSupplier['platform'], ShopSeed>> = {
	'opencart-4.1': opencartSeed,
	'opencart-3.0': opencart30Seed,
	'modified-3.3': modifiedSeed,
	'woocommerce-11-hpos': woocommerceSeed,
};

/** One supplier's shop database. */
export interface DemoShop {
	readonly supplier: DemoSupplier;
	readonly database: string;
	/** Lets the distributor in, as the command `invite` does; the database server answers at `reach`. */
	invite(reach: Reach): Promise<DemoInvitation>;
	/** Orders as the shop's own tables show them now. */
	readOrders(): Promise<readonly ReadOrder[]>;
	/** Rows in each table that has any: tells whether anything was written twice. */
	counts(): Promise<Readonly<Record<string, number>>>;
	/** As it was before the first order; the logins of whoever was invited stay. */
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

/** Builds the four shops with their products. */
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
		return shop;
	};
	const shop = await create();
	return {
		supplier,
		database,
		invite: (reach) => inviteDistributor(shop.settings, supplier, reach, mariaDb.certificates?.ca),
		readOrders: () => readOrders(shop, seed),
		counts: () => shop.counts(),
		startAgain: async () => {
			await shop.drop();
			const { query } = await create();
			await query(createLogSql(seed.tablePrefix));
		},
	};
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
