import type { Database } from '../../nodes/OrderExchange/database/connect.js';
import { openShop, type OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import type { TestShop } from '../../sandbox/shops/shopDatabase.js';
import { watchedShop } from './watchedShop.js';

const settings = { unknownCustomers: 'account', shortStock: 'accept' } as const;

interface MyIsamShop {
	readonly platform: string;
	/** Round trips for one order of a new customer. */
	readonly single: number;
	/** And for several: each table that is written costs one. */
	readonly several: number;
	readonly orders: string;
	readonly lines: string;
	/** The last line that was written is gone. */
	readonly loseLine: string;
	readonly customers: string;
	readonly addresses: string;
	/** What is left of the product that the orders take one of. */
	readonly stock: string;
	/** The shop's own checkout sells one of it. */
	readonly sellOne: string;
	/** Rows that are hidden or marked. */
	readonly halfDone: string;
}

export const shopsWithoutTransactions: readonly MyIsamShop[] = [
	{
		platform: 'opencart-3.0',
		single: 11,
		several: 14,
		orders: 'SELECT order_id AS id, tracking AS number FROM oc_order',
		lines: 'SELECT order_id AS id FROM oc_order_product',
		loseLine: 'DELETE FROM oc_order_product ORDER BY order_product_id DESC LIMIT 1',
		customers: 'SELECT customer_id AS id FROM oc_customer WHERE address_id > 0',
		addresses: 'SELECT customer_id AS id FROM oc_address',
		stock: 'SELECT quantity AS n FROM oc_product WHERE product_id = 28',
		sellOne: 'UPDATE oc_product SET quantity = quantity - 1 WHERE product_id = 28',
		halfDone: `SELECT 'order' AS what FROM oc_order WHERE order_status_id = 0 OR forwarded_ip <> ''
			UNION ALL SELECT 'customer' FROM oc_customer WHERE ip <> ''
			UNION ALL SELECT 'address' FROM oc_address WHERE zone_id < 0
			UNION ALL SELECT kind FROM oc_order_exchange_log WHERE kind NOT IN ('order', 'over')`,
	},
	{
		platform: 'modified-3.3',
		single: 11,
		several: 15,
		orders: 'SELECT orders_id AS id, orders_ident_key AS number FROM orders',
		lines: 'SELECT orders_id AS id FROM orders_products',
		loseLine: 'DELETE FROM orders_products ORDER BY orders_products_id DESC LIMIT 1',
		customers: 'SELECT customers_id AS id FROM customers WHERE customers_default_address_id > 0',
		addresses: 'SELECT customers_id AS id FROM address_book',
		stock: 'SELECT products_quantity AS n FROM products WHERE products_id = 1',
		sellOne: 'UPDATE products SET products_quantity = products_quantity - 1 WHERE products_id = 1',
		halfDone: `SELECT 'order' AS what FROM orders WHERE orders_status = 0 OR LENGTH(orders_ident_key) = 64
			UNION ALL SELECT 'customer' FROM customers WHERE payment_unallowed <> ''
			UNION ALL SELECT 'address' FROM address_book WHERE entry_zone_id < 0
			UNION ALL SELECT kind FROM order_exchange_log WHERE kind NOT IN ('order', 'over')`,
	},
];

export async function opened(shop: TestShop): Promise<OpenShop> {
	const result = await openShop(shop.settings, settings);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join());
	return result.shop;
}

export async function push(shop: TestShop, order: SupplierOrder, keep = true) {
	const open = await opened(shop);
	try {
		return await pushSupplierOrder(open, order, { keep });
	} finally {
		await open.close();
	}
}

const lost = (): Error =>
	Object.assign(new Error('the process is gone'), { code: 'PROTOCOL_CONNECTION_LOST' });

type Guard = <Result>(send: () => Promise<Result>) => Promise<Result>;

/** The shop with something in front of every statement; `takesBack`: whether ROLLBACK still reaches it. */
export const guarded = (open: OpenShop, guard: Guard, takesBack: () => boolean): OpenShop => ({
	...open,
	get database(): Database {
		const { database } = open;
		return {
			...database,
			read: (read, prefix) => guard(() => database.read(read, prefix)),
			readAll: (reads, prefix) => guard(() => database.readAll(reads, prefix)),
			readLists: (reads, prefix) => guard(() => database.readLists(reads, prefix)),
			write: (sql, values) => guard(() => database.write(sql, values)),
			insertTogether: (inserts, savepoint) => guard(() => database.insertTogether(inserts, savepoint)),
			begin: () => guard(() => database.begin()),
			commit: () => guard(() => database.commit()),
			rollback: () => (takesBack() ? database.rollback() : Promise.resolve()),
		};
	},
});

/** The tables of an UPDATE, without derived ones. */
export const tablesChangedBy = (sql: string): readonly string[] =>
	sql.startsWith('UPDATE ')
		? [...sql.matchAll(/(?:UPDATE|JOIN) `(\w+)`/g)].map(([, table = '']) => table)
		: [];

/** Pushes to a server that carries the n-th statement out and then says that it could not; the process may die soon after. */
export async function pushAndDoubt(
	shop: TestShop,
	order: SupplierOrder,
	statement: number,
	diesAfter = Infinity,
) {
	const open = await opened(shop);
	const stop = new AbortController();
	let sent = 0;
	const guard: Guard = async (send) => {
		sent += 1;
		if (sent > statement + diesAfter) {
			stop.abort();
			throw lost();
		}
		const answer = await send();
		if (sent !== statement) return answer;
		throw Object.assign(new Error('Lock wait timeout exceeded'), { errno: 1205, sqlState: 'HY000' });
	};
	const doubting: OpenShop = {
		...guarded(open, guard, () => sent <= statement + diesAfter),
		reconnect: () => Promise.reject(lost()),
	};
	await pushSupplierOrder(doubting, order, { signal: stop.signal });
	await open.close();
	return { doubted: sent >= statement, died: sent > statement + diesAfter };
}

/**
 * Pushes in a process that dies at its n-th statement: before the server gets it, or after it has carried it out; `amid`: a server
 * that died with it had done the first INSERT of a block.
 */
export async function pushAndDie(
	shop: TestShop,
	order: SupplierOrder,
	statement: number,
	when: 'before' | 'amid' | 'after',
): Promise<{ readonly died: boolean }> {
	const open = await opened(shop);
	const stop = new AbortController();
	let sent = 0;
	const guard = async <Result>(send: () => Promise<Result>): Promise<Result> => {
		sent += 1;
		if (sent < statement) return await send();
		if (sent === statement && when === 'after') await send();
		stop.abort();
		throw lost();
	};
	const guardedShop = guarded(open, guard, () => sent < statement);
	const brokenOff = watchedShop(guardedShop, (database) => ({
		insertTogether: async (inserts, savepoint) => {
			const [first] = inserts;
			if (when === 'amid' && first && sent + 1 === statement)
				await open.database.write(first.sql, first.values);
			return await database.insertTogether(inserts, savepoint);
		},
	}));
	const dying: OpenShop = {
		...brokenOff,
		reconnect: () => Promise.reject(lost()),
	};
	await pushSupplierOrder(dying, order, { signal: stop.signal });
	await open.close();
	return { died: sent >= statement };
}
