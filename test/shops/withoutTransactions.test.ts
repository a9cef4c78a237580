import type { Database } from '../../nodes/OrderExchange/database/connect.js';
import { lookUpOrders } from '../../nodes/OrderExchange/exchange/lookUp.js';
import { openShop, type OpenShop } from '../../nodes/OrderExchange/exchange/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push.js';
import { shopLock } from '../../nodes/OrderExchange/exchange/withoutTransactions/shopLock.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../support/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../support/shopDatabase.js';

jest.setTimeout(300_000);

const settings = { unknownCustomers: 'account', shortStock: 'accept' } as const;

interface MyIsamShop {
	readonly platform: string;
	/** For one order of a new customer; each table that is written costs one. */
	readonly single: number;
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

const shops: readonly MyIsamShop[] = [
	{
		platform: 'opencart-3.0',
		single: 14,
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
		single: 15,
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

async function opened(shop: TestShop): Promise<OpenShop> {
	const result = await openShop(shop.settings, settings);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join());
	return result.shop;
}

async function push(shop: TestShop, order: SupplierOrder, keep = true) {
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
const guarded = (open: OpenShop, guard: Guard, takesBack: () => boolean): OpenShop => ({
	...open,
	get database(): Database {
		const { database } = open;
		return {
			...database,
			read: (read, prefix) => guard(() => database.read(read, prefix)),
			readAll: (reads, prefix) => guard(() => database.readAll(reads, prefix)),
			readLists: (reads, prefix) => guard(() => database.readLists(reads, prefix)),
			write: (sql, values) => guard(() => database.write(sql, values)),
			begin: () => guard(() => database.begin()),
			commit: () => guard(() => database.commit()),
			rollback: () => (takesBack() ? database.rollback() : Promise.resolve()),
		};
	},
});

/** The tables of an UPDATE, without derived ones. */
const tablesChangedBy = (sql: string): readonly string[] =>
	sql.startsWith('UPDATE ')
		? [...sql.matchAll(/(?:UPDATE|JOIN) `(\w+)`/g)].map(([, table = '']) => table)
		: [];

/** Pushes to a server that carries the n-th statement out and then says that it could not; the process may die soon after. */
async function pushAndDoubt(shop: TestShop, order: SupplierOrder, statement: number, diesAfter = Infinity) {
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

/** Pushes in a process that dies at its n-th statement: before the server gets it, or after it has carried it out. */
async function pushAndDie(
	shop: TestShop,
	order: SupplierOrder,
	statement: number,
	when: 'before' | 'after',
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
	const dying: OpenShop = {
		...guarded(open, guard, () => sent < statement),
		reconnect: () => Promise.reject(lost()),
	};
	await pushSupplierOrder(dying, order, { signal: stop.signal });
	await open.close();
	return { died: sent >= statement };
}

describe.each(shops)('$platform on MyISAM', (about) => {
	const { platform } = about;
	let shop: TestShop;
	beforeEach(async () => {
		shop = await createShop(sharedMariaDb(), platform, { engine: 'MyISAM' });
		await push(shop, supplierOrderOf([customerOrder(platform, { number: 'FIRST' })]));
	});
	afterEach(() => shop.drop());

	const figure = async () => Number((await shop.query(about.stock))[0]?.['n']);
	const numbers = async () => (await shop.query(about.orders)).map(({ number }) => number);
	/** Leaves the order behind by a process that died when all its rows were there; gives its last statement. */
	const statementThatIsReady = async (order: SupplierOrder) => {
		for (let statement = 1; ; statement += 1) {
			// settles what the try before left behind
			await push(shop, supplierOrderOf([customerOrder(platform, { number: `S${statement}` })]));
			await pushAndDie(shop, order, statement, 'after');
			const left = await shop.query(about.halfDone);
			if (left.some(({ what }) => String(what).startsWith('publishing'))) return statement;
		}
	};
	const ids = async (sql: string) => (await shop.query(sql)).map(({ id }) => id).sort();

	test('a batch is written with few statements, whatever its size', async () => {
		const roundTrips = async (count: number) => {
			const open = await opened(shop);
			const before = open.database.roundTrips;
			const { receipts } = await pushSupplierOrder(
				open,
				supplierOrderOf(manyOrders(platform, count, `B${count}`)),
			);
			expect(receipts.map(({ status }) => status)).toEqual(Array(count).fill('written'));
			await open.close();
			return open.database.roundTrips - before;
		};
		const one = await roundTrips(1);
		expect(await roundTrips(40)).toBeLessThanOrEqual(one + 2);
		expect(one).toBe(about.single);
		expect(await shop.query(about.halfDone)).toEqual([]);
	});

	test('orders that were sent before are recognised in two round trips, also while somebody else writes', async () => {
		const order = supplierOrderOf(manyOrders(platform, 3));
		const [open, other] = [await opened(shop), await opened(shop)];
		await pushSupplierOrder(open, order);
		await shopLock(other).take();
		const before = open.database.roundTrips;
		const { receipts } = await pushSupplierOrder(open, order);
		expect(receipts.map(({ status }) => status)).toEqual(Array(3).fill('alreadyWritten'));
		expect(open.database.roundTrips - before).toBe(2);
		await Promise.all([open.close(), other.close()]);
	});

	test('others need not wait once a batch is over, though its run goes on', async () => {
		const open = await opened(shop);
		const bad = customerOrder(platform, { number: 'X', sku: 'NO-SUCH' });
		for (const orders of [manyOrders(platform, 3), [bad], manyOrders(platform, 3, 'M')])
			await pushSupplierOrder(open, supplierOrderOf(orders));
		const other = await opened(shop);
		await expect(shopLock(other).take()).resolves.toBeUndefined();
		await Promise.all([open.close(), other.close()]);
	});

	test('a server that says no after it gave the lock does not keep others waiting either', async () => {
		const open = await opened(shop);
		let saidNo = false;
		const doubting = guarded(
			open,
			async (send) => {
				const answer = await send();
				if (saidNo) return answer;
				saidNo = true;
				throw Object.assign(new Error('Deadlock found'), { errno: 1213, sqlState: '40001' });
			},
			() => true,
		);
		const { receipts } = await pushSupplierOrder(doubting, supplierOrderOf(manyOrders(platform, 2)));
		expect(receipts).toHaveLength(2);
		const other = await opened(shop);
		await expect(shopLock(other).take()).resolves.toBeUndefined();
		await Promise.all([open.close(), other.close()]);
	});

	test.each(['before', 'after'] as const)(
		'a process that dies %s any one statement leaves nothing half done, and the stock is right to the piece',
		async (when) => {
			let died = true;
			for (let statement = 1; died; statement += 1) {
				const [before, orders, known] = [await figure(), await numbers(), await ids(about.customers)];
				const order = supplierOrderOf(manyOrders(platform, 2, `D${statement}`));
				({ died } = await pushAndDie(shop, order, statement, when));
				// What the shop sells itself before anybody comes back.
				await shop.query(about.sellOne);
				// Whoever comes next settles it: here for another order at first.
				const other = supplierOrderOf([customerOrder(platform, { number: `O${statement}` })]);
				expect((await push(shop, other)).receipts).toHaveLength(1);
				expect([statement, await shop.query(about.halfDone)]).toEqual([statement, []]);

				const { receipts } = await push(shop, order);
				expect(receipts.map((receipt) => receipt.order)).toEqual([`D${statement}-1`, `D${statement}-2`]);
				const added = [`D${statement}-1`, `D${statement}-2`, `O${statement}`];
				expect((await numbers()).sort()).toEqual([...orders, ...added].sort());
				expect([statement, await figure()]).toEqual([statement, before - 4]);
				expect(await ids(about.lines)).toEqual(await ids(about.orders));
				expect(await ids(about.customers)).toHaveLength(known.length + 2);
				expect(new Set(await ids(about.addresses))).toEqual(new Set(await ids(about.customers)));
			}
		},
	);

	test('a server that says no to what it has done all the same gets every order once', async () => {
		let doubted = true;
		for (let statement = 1; doubted; statement += 1) {
			const [before, orders] = [await figure(), await numbers()];
			const order = supplierOrderOf(manyOrders(platform, 2, `D${statement}`));
			({ doubted } = await pushAndDoubt(shop, order, statement));
			const { receipts } = await push(shop, order);
			expect([statement, receipts.length, await shop.query(about.halfDone)]).toEqual([statement, 2, []]);
			expect((await numbers()).sort()).toEqual([...orders, `D${statement}-1`, `D${statement}-2`].sort());
			expect(await ids(about.orders)).toEqual(expect.arrayContaining(receipts.map((one) => one.shopOrderId)));
			expect([statement, await figure()]).toEqual([statement, before - 2]);
		}
	});

	test('a server that refuses to change tables with and without transactions together, as MySQL with GTIDs does, gets every order once', async () => {
		const open = await opened(shop);
		const [before, orders] = [await figure(), await numbers()];
		let refused = 0;
		const refusing: OpenShop = {
			...open,
			get database(): Database {
				const { database } = open;
				return {
					...database,
					write: (sql, values) => {
						const isOfLog = (name = '') => name.endsWith('order_exchange_log');
						const kinds = new Set(tablesChangedBy(sql).map(isOfLog));
						if (kinds.size < 2) return database.write(sql, values);
						refused += 1;
						return Promise.reject(
							Object.assign(new Error('GTID consistency'), { errno: 1785, sqlState: 'HY000' }),
						);
					},
				};
			},
		};
		const { receipts } = await pushSupplierOrder(refusing, supplierOrderOf(manyOrders(platform, 3)));
		await open.close();
		expect(receipts.map(({ status }) => status)).toEqual(Array(3).fill('written'));
		expect(refused).toBe(2);
		expect(await shop.query(about.halfDone)).toEqual([]);
		expect((await numbers()).sort()).toEqual([...orders, 'N-1', 'N-2', 'N-3'].sort());
		expect(await figure()).toBe(before - 3);
		expect(await ids(about.lines)).toEqual(await ids(about.orders));
	});

	test('a process that dies while it takes back what the server had done all the same leaves nothing half done', async () => {
		const first = supplierOrderOf(manyOrders(platform, 2, 'READY'));
		const ready = await statementThatIsReady(first);
		await push(shop, first);
		let died = true;
		for (let more = 0; died; more += 1) {
			const [before, orders] = [await figure(), await numbers()];
			const order = supplierOrderOf(manyOrders(platform, 2, `D${more}`));
			({ died } = await pushAndDoubt(shop, order, ready, more));
			const { receipts } = await push(shop, order);
			expect([more, receipts.length, await shop.query(about.halfDone)]).toEqual([more, 2, []]);
			expect((await numbers()).sort()).toEqual([...orders, `D${more}-1`, `D${more}-2`].sort());
			expect(await ids(about.lines)).toEqual(await ids(about.orders));
			expect([more, await figure()]).toEqual([more, before - 2]);
		}
	});

	test('an order that lost rows before the next run finished it is a finding, not a success', async () => {
		const [first, second] = manyOrders(platform, 2);
		const sameId = (one: typeof first) => one && { ...one, lines: [...one.lines, ...one.lines] };
		const order = supplierOrderOf([sameId(first), sameId(second)].flatMap((one) => one ?? []));
		await statementThatIsReady(order);
		await shop.query(about.loseLine);
		const problems = async () => (await push(shop, order)).refused.map((one) => one.problems[0]?.message);
		const found = [expect.stringContaining('differs from what was written in the number of lines')];
		expect(await problems()).toEqual(found);
		expect(await problems()).toEqual(found);
		expect(await shop.query(about.halfDone)).toEqual([]);
	});

	test('an order that the shop’s columns refuse is refused alone, and nothing of it stays', async () => {
		await shop.query(
			platform === 'modified-3.3'
				? 'ALTER TABLE orders_products ADD CHECK (products_quantity < 50)'
				: 'ALTER TABLE oc_order_product ADD CHECK (quantity < 50)',
		);
		const good = manyOrders(platform, 3);
		const bad = customerOrder(platform, { number: 'BAD', email: 'bad@kunde.test', quantity: 60 });
		const { receipts, refused } = await push(shop, supplierOrderOf([...good, bad]));
		expect(receipts.map(({ order }) => order)).toEqual(['N-1', 'N-2', 'N-3']);
		expect(refused.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
			['database.dataRefused'],
		]);
		expect(await shop.query(about.halfDone)).toEqual([]);
		expect(await ids(about.lines)).toEqual(await ids(about.orders));
		expect(await ids(about.customers)).toHaveLength(4);
	});

	test('two runs with the same orders at the same time write each once', async () => {
		const order = supplierOrderOf(manyOrders(platform, 5));
		const before = await figure();
		const outcomes = await Promise.all([push(shop, order), push(shop, order), push(shop, order)]);
		const receipts = outcomes.flatMap((outcome) => outcome.receipts);
		expect(receipts).toHaveLength(15);
		expect(receipts.filter(({ status }) => status === 'written')).toHaveLength(5);
		expect(await figure()).toBe(before - 5);
		expect(await shop.query(about.halfDone)).toEqual([]);
	});

	test('a rehearsal checks and plans, says so, and writes nothing', async () => {
		const counts = await shop.counts();
		const unknown = customerOrder(platform, { number: 'X', sku: 'NO-SUCH' });
		const { receipts, refused } = await push(
			shop,
			supplierOrderOf([...manyOrders(platform, 2), unknown]),
			false,
		);
		expect(receipts).toMatchObject([
			{ status: 'rehearsed', shopStatus: 'checkedOnly', shopOrderId: '', lines: 1, quantity: '1' },
			{ status: 'rehearsed', shopStatus: 'checkedOnly' },
		]);
		expect(refused.map(({ problems }) => problems[0]?.code)).toEqual(['shop.sku.unknown']);
		expect(await shop.counts()).toEqual(counts);
	});

	test('Look Up finds what is complete, and nothing of what is half written', async () => {
		const order = supplierOrderOf(manyOrders(platform, 2));
		const lookUp = async () => {
			const open = await opened(shop);
			const found = await lookUpOrders(open, order);
			await open.close();
			return found;
		};
		await statementThatIsReady(order);
		expect(await lookUp()).toMatchObject({ receipts: [], notInShop: ['N-1', 'N-2'] });
		await push(shop, order);
		expect((await lookUp()).receipts).toHaveLength(2);
	});
});
