import type { Database } from '../../nodes/OrderExchange/database/connect.js';
import { openShop, type OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';

const platform = 'modified-3.3';
const shopSettings = { unknownCustomers: 'account', shortStock: 'accept' } as const;

let mariaDb: MariaDb;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true });
});
afterAll(() => mariaDb?.stop());

/** A fault of the server or the connection, as mysql2 throws it. */
const fault = (errno: number | string): Error =>
	Object.assign(new Error('injected'), typeof errno === 'number' ? { errno } : { code: errno });

interface Trap {
	/** Counted from 1, over all statements of the shop's connections. */
	readonly statement: number;
	readonly error: number | string;
	/** Whether the server did what it was told before the fault. */
	readonly when: 'before' | 'after';
	sent: number;
}

/** The same shop, whose n-th statement ends in a fault, once. Connection faults end the session for real. */
function trapped(shop: OpenShop, trap: Trap): OpenShop {
	const guard = async <Result>(database: Database, send: () => Promise<Result>): Promise<Result> => {
		trap.sent += 1;
		if (trap.sent !== trap.statement) return await send();
		if (trap.when === 'after') await send();
		if (typeof trap.error === 'string') await database.close();
		throw fault(trap.error);
	};
	return {
		...shop,
		get database(): Database {
			const database = shop.database;
			return {
				...database,
				read: (read, prefix) => guard(database, () => database.read(read, prefix)),
				readAll: (reads, prefix) => guard(database, () => database.readAll(reads, prefix)),
				readLists: (reads, prefix) => guard(database, () => database.readLists(reads, prefix)),
				write: (sql, values) => guard(database, () => database.write(sql, values)),
				insertTogether: (inserts, savepoint) =>
					guard(database, () => database.insertTogether(inserts, savepoint)),
				takeInsertsBack: (savepoint) => guard(database, () => database.takeInsertsBack(savepoint)),
				begin: () => guard(database, () => database.begin()),
				commit: () => guard(database, () => database.commit()),
			};
		},
	};
}

/** What may become of the orders at first; the run after it always settles them. */
const faults = [
	{ name: 'deadlock', error: 1213 },
	{ name: 'lock wait timeout', error: 1205 },
	{ name: 'duplicate key', error: 1062 },
	{ name: 'data too long', error: 1406 },
	{ name: 'packet too large', error: 1153 },
	{ name: 'too many connections', error: 1040 },
	{ name: 'server read-only', error: 1290 },
	{ name: 'disk full', error: 1021 },
	{ name: 'connection lost', error: 'PROTOCOL_CONNECTION_LOST' },
	{ name: 'no answer in time', error: 'PROTOCOL_SEQUENCE_TIMEOUT' },
] as const;

describe.each(faults)('$name', ({ error }) => {
	test.each(['before', 'after'] as const)(
		'%s any one statement: each order is there once after a re-run, and no receipt was false',
		async (when) => {
			const shop = await createShop(mariaDb, platform);
			const opened = await openShop(shop.settings, shopSettings);
			if (!opened.ok) throw new Error(opened.problems[0]?.message);
			const count = async () => Number((await shop.query('SELECT COUNT(*) AS n FROM orders'))[0]?.['n']);
			let expected = await count();
			let statements = Infinity;
			for (let statement = 1; statement <= statements; statement += 1) {
				const order = supplierOrderOf(manyOrders(platform, 2, `S${statement}`));
				const trap: Trap = { statement, error, when, sent: 0 };
				const first = await pushSupplierOrder(trapped(opened.shop, trap), order);
				if (trap.sent < statement) statements = statement;
				expect(first.receipts.length + first.refused.length + first.retryLater.length).toBe(2);
				expect(first.refused).toEqual([]);
				expect(await count()).toBeGreaterThanOrEqual(expected + first.receipts.length);

				const second = await pushSupplierOrder(opened.shop, order);
				expect(second.receipts).toHaveLength(2);
				expected += 2;
				expect(await count()).toBe(expected);
			}
			await opened.shop.close();
			expect(statements).toBeGreaterThan(10);
			const [totals] = await shop.query(
				`SELECT COUNT(*) AS incomplete FROM orders o WHERE o.orders_id NOT IN (SELECT orders_id FROM orders_total)
				AND o.orders_id IN (SELECT shop_order_id FROM order_exchange_log WHERE kind = 'order')`,
			);
			expect(totals?.['incomplete']).toBe('0');
			await shop.drop();
		},
	);
});

test.each(['InnoDB', 'MyISAM'])(
	'%s: an order is never refused and written, whichever statement is answered as if its data were bad',
	async (engine) => {
		const shop = await createShop(mariaDb, platform, { engine });
		const opened = await openShop(shop.settings, shopSettings);
		if (!opened.ok) throw new Error(opened.problems[0]?.message);
		const count = async () => Number((await shop.query('SELECT COUNT(*) AS n FROM orders'))[0]?.['n']);
		const answers: string[] = [];
		let statements = Infinity;
		for (let statement = 1; statement <= statements; statement += 1) {
			const before = await count();
			const order = supplierOrderOf(manyOrders(platform, 1, `D${statement}`));
			const trap: Trap = { statement, error: 1406, when: 'after', sent: 0 };
			const { refused, receipts } = await pushSupplierOrder(trapped(opened.shop, trap), order);
			if (trap.sent < statement) statements = statement;
			answers.push(refused.length > 0 ? 'refused' : 'notRefused');
			expect([statement, refused.length, await count()]).toEqual([
				statement,
				1 - receipts.length,
				before + receipts.length,
			]);
		}
		await opened.shop.close();
		await shop.drop();
		expect(new Set(answers)).toEqual(new Set(['refused', 'notRefused']));
	},
);
