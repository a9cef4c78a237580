import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../nodes/OrderExchange/database/connect.js';
import { openShop, type OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import {
	pushSupplierOrder,
	type PushOptions,
} from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import type { ShopSettings } from '../../nodes/OrderExchange/shops/platform.js';
import { cuttingProxy } from '../support/cuttingProxy.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

/** `quantity`: a few orders of it take all that the shop has, `most`: one; `strict`: SQL that makes the shop refuse more than that. */
const shops = [
	{
		platform: 'woocommerce-11-hpos',
		orders: 'wp_wc_orders',
		email: 'billing_email',
		customers: 'wp_users',
		quantity: 30,
		most: 80,
		strict: 'DO 1',
	},
	{
		platform: 'modified-3.3',
		orders: 'orders',
		email: 'customers_email_address',
		customers: 'customers',
		quantity: 30,
		most: 80,
		strict:
			"UPDATE configuration SET configuration_value = 'false' WHERE configuration_key = 'STOCK_ALLOW_CHECKOUT'",
	},
	{
		platform: 'opencart-4.1',
		orders: 'oc_order',
		email: 'email',
		customers: 'oc_customer',
		quantity: 300,
		most: 900,
		strict: 'DO 1',
	},
] as const;

/** The same connection, as if its answers took their time: then the most connections are opened. */
const farAway = (database: Database): Database => ({
	...database,
	get roundTrips() {
		return database.roundTrips;
	},
	roundTripMs: 20,
});

/** Small batches, so that few orders already take all connections. */
const small: PushOptions = { batchSize: 3 };

describe.each(shops)('many orders for $platform, over several connections', (names) => {
	const { platform, orders, email, customers } = names;
	let test: TestShop;
	beforeEach(async () => {
		test = await createShop(sharedMariaDb(), platform);
		await (await opened()).close(); // the exchange log is there from now on
	});
	afterEach(() => test.drop());

	async function opened(
		settings: Partial<ShopSettings> = {},
		connection = test.settings,
	): Promise<OpenShop & { readonly more: OpenShop[] }> {
		const result = await openShop(connection, {
			...{ unknownCustomers: 'account', shortStock: 'accept', ...settings },
		});
		if (!result.ok) throw new Error(result.problems[0]?.message);
		const more: OpenShop[] = [];
		const shop = result.shop;
		return {
			...shop,
			get database() {
				return farAway(shop.database);
			},
			more,
			another: async (signal) => {
				const other = await shop.another(signal);
				more.push(other);
				return other;
			},
		};
	}

	async function pushed(order: SupplierOrder, options = small, settings: Partial<ShopSettings> = {}) {
		const shop = await opened(settings);
		try {
			const outcome = await pushSupplierOrder(shop, order, options);
			return { ...outcome, shop };
		} finally {
			await shop.close();
		}
	}

	const count = async (table: string) => (await test.counts())[table] ?? 0;
	const numbers = (list: readonly { readonly customerOrder: { readonly number: string } }[]) =>
		list.map(({ customerOrder }) => customerOrder.number);

	it('are written once each, with receipts in the order of the orders', async () => {
		const before = await count(orders);
		const order = supplierOrderOf(manyOrders(platform, 30));
		const { receipts, refused, retryLater, shop } = await pushed(order);
		expect([...refused, ...retryLater]).toEqual([]);
		expect(receipts.map((receipt) => [receipt.order, receipt.status])).toEqual(
			order.customerOrders.map(({ number }) => [number, 'written']),
		);
		expect(await count(orders)).toBe(before + 30);
		expect(shop.more).toHaveLength(3);
		expect(shop.more.every(({ database }) => database.roundTrips > 6)).toBe(true);

		const again = await pushed(order);
		expect(again.receipts.map(({ status }) => status)).toEqual(Array(30).fill('alreadyWritten'));
		expect(again.receipts.map(({ shopOrderId }) => shopOrderId)).toEqual(
			receipts.map(({ shopOrderId }) => shopOrderId),
		);
		expect(await count(orders)).toBe(before + 30);
	});

	it('leave no connection open', async () => {
		await pushed(supplierOrderOf(manyOrders(platform, 12)));
		const open = async () => {
			const others = 'information_schema.processlist WHERE db = ? AND id <> CONNECTION_ID()';
			const [row] = await test.query(`SELECT COUNT(*) AS n FROM ${others}`, [test.settings.database]);
			return row?.['n'];
		};
		// MySQL takes a moment to forget who said goodbye
		for (let looks = 0; looks < 30 && (await open()) !== '0'; looks += 1) await pause(100);
		expect(await open()).toBe('0');
	});

	it('of one new customer create that customer once', async () => {
		const before = await count(customers);
		const all = Array.from({ length: 12 }, (_, index) =>
			customerOrder(platform, {
				number: `C-${index}`,
				email: index % 2 === 0 ? 'Eine@kunde.test' : `x${index}@kunde.test`,
			}),
		);
		const { receipts } = await pushed(supplierOrderOf(all));
		expect(receipts).toHaveLength(12);
		expect(await count(customers)).toBe(before + 7);
	});

	it('of a new customer whose first one the database refuses get their account with the second', async () => {
		await test.query(
			`CREATE TRIGGER refuse_first BEFORE INSERT ON \`${orders}\` FOR EACH ROW
			BEGIN IF BINARY NEW.${email} = 'Once@kunde.test' THEN SIGNAL SQLSTATE '45000'; END IF; END`,
		);
		const before = await count(customers);
		const [first, second, third] = ['Once@kunde.test', 'once@kunde.test', 'once@kunde.test'].map((one, at) =>
			customerOrder(platform, { number: `ONCE-${at + 1}`, email: one }),
		);
		if (!first || !second || !third) throw new Error('Three orders were wanted');
		const { receipts, refused, retryLater } = await pushed(
			supplierOrderOf([first, second, ...manyOrders(platform, 9), third]),
			{ batchSize: 4 },
		);
		expect([numbers(refused), numbers(retryLater)]).toEqual([['ONCE-1'], []]);
		const ofOne = receipts.filter(({ order }) => order.startsWith('ONCE'));
		expect(ofOne.map(({ order }) => order)).toEqual(['ONCE-2', 'ONCE-3']);
		expect(ofOne[0]?.customer).toBe('new');
		expect(await count(customers)).toBe(before + 10);
	});

	it('take from stock what there is and no more, the first orders first', async () => {
		await test.query(names.strict);
		const order = supplierOrderOf(
			manyOrders(platform, 12).map((one) => ({
				...one,
				lines: one.lines.map((line) => ({ ...line, quantity: names.quantity })),
			})),
		);
		const { receipts, refused, retryLater } = await pushed(order, small, { shortStock: 'followShop' });
		expect(retryLater).toEqual([]);
		expect(receipts.length).toBeGreaterThan(0);
		expect(refused.length).toBeGreaterThan(0);
		const wanted = order.customerOrders.map(({ number }) => number);
		expect([...receipts.map((receipt) => receipt.order), ...numbers(refused)]).toEqual(wanted);
	});

	it('are not refused for stock that an order took which was refused itself, after a deadlock', async () => {
		await test.query(names.strict);
		await test.query(
			`CREATE TRIGGER refuse_first BEFORE INSERT ON \`${orders}\` FOR EACH ROW
			BEGIN IF NEW.${email} = 'N1@kunde.test' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END`,
		);
		const all = manyOrders(platform, 2).map((one) => ({
			...one,
			lines: one.lines.map((line) => ({ ...line, quantity: names.most })),
		}));
		let deadlocks = 1;
		const shop = await opened({ shortStock: 'followShop' });
		const meetingDeadlock = (open: OpenShop): OpenShop => ({
			...open,
			get database() {
				const { database } = open;
				return {
					...database,
					takesBlocks: false, // so that the orders go by themselves
					roundTripMs: 20,
					get roundTrips() {
						return database.roundTrips;
					},
					write: async (sql: string, values: Parameters<Database['write']>[1]) => {
						if (sql.includes(`INSERT INTO \`${orders}\``) && deadlocks-- > 0)
							throw Object.assign(new Error('Deadlock'), { errno: 1213 });
						return await database.write(sql, values);
					},
				};
			},
			another: async (signal) => meetingDeadlock(await open.another(signal)),
		});
		const outcome = await pushSupplierOrder(meetingDeadlock(shop), supplierOrderOf(all), { batchSize: 1 });
		await shop.close();
		expect(numbers(outcome.refused)).toEqual(['N-1']);
		expect(outcome.receipts.map(({ order }) => order)).toEqual(['N-2']);
	});

	it('go through but for those that the database itself refuses', async () => {
		await test.query(
			`CREATE TRIGGER refuse_some BEFORE INSERT ON \`${orders}\` FOR EACH ROW
			BEGIN IF NEW.${email} IN ('N2@kunde.test', 'N3@kunde.test', 'N17@kunde.test')
			THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END`,
		);
		const before = await count(orders);
		const { receipts, refused, retryLater } = await pushed(supplierOrderOf(manyOrders(platform, 24)));
		expect(retryLater).toEqual([]);
		expect(numbers(refused)).toEqual(['N-2', 'N-3', 'N-17']);
		expect(refused.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(
			Array(3).fill('database.dataRefused'),
		);
		expect(receipts).toHaveLength(21);
		expect(await count(orders)).toBe(before + 21);
	});

	it('are written once by several runs at the same time', async () => {
		const before = await count(orders);
		const customersBefore = await count(customers);
		const order = supplierOrderOf(manyOrders(platform, 24));
		const outcomes = await Promise.all([1, 2, 3].map(() => pushed(order)));
		for (const { receipts, refused, retryLater } of outcomes) {
			expect([...refused, ...retryLater]).toEqual([]);
			expect(receipts).toHaveLength(24);
		}
		expect(await count(orders)).toBe(before + 24);
		expect(await count(customers)).toBe(customersBefore + 24);
	});

	it.each([
		['COMMIT', 'before'],
		['COMMIT', 'after'],
		['INSERT INTO', 'after'],
	] as const)(
		'are there once each when one connection is cut at %s, %s it has its effect',
		async (statement, when) => {
			const before = await count(orders);
			const proxy = await cuttingProxy(test.settings.port);
			try {
				const shop = await opened({}, { ...test.settings, host: '127.0.0.1', port: proxy.port });
				proxy.cutAt(statement, when);
				const { receipts, retryLater } = await pushSupplierOrder(
					shop,
					supplierOrderOf(manyOrders(platform, 24)),
					small,
				);
				await shop.close();
				expect(proxy.cuts).toBeGreaterThan(0);
				expect(retryLater).toEqual([]);
				expect(receipts).toHaveLength(24);
				expect(await count(orders)).toBe(before + 24);
			} finally {
				await proxy.close();
			}
		},
	);

	it('do with fewer connections where the shop allows no more', async () => {
		const shop = await opened();
		const alone: OpenShop = {
			...shop,
			get database() {
				return shop.database;
			},
			another: () => Promise.reject(Object.assign(new Error('too many'), { errno: 1226 })),
		};
		const { receipts } = await pushSupplierOrder(alone, supplierOrderOf(manyOrders(platform, 12)), small);
		await shop.close();
		expect(receipts).toHaveLength(12);
	});

	it('that a stopped run did not reach come out of Retry Later, and all are there once after the next', async () => {
		const before = await count(orders);
		const order = supplierOrderOf(manyOrders(platform, 24));
		const stop = new AbortController();
		const shop = await opened();
		const begun = shop.database.roundTrips;
		const pushing = pushSupplierOrder(shop, order, { ...small, signal: stop.signal });
		while (shop.database.roundTrips < begun + 8) await new Promise((resolve) => setImmediate(resolve));
		stop.abort();
		const { receipts, retryLater } = await pushing;
		await shop.close();
		expect(receipts.length + retryLater.length).toBe(24);
		expect(retryLater.length).toBeGreaterThan(0);
		expect(await count(orders)).toBe(before + receipts.length);
		const next = await pushed(order);
		expect(next.receipts).toHaveLength(24);
		expect(await count(orders)).toBe(before + 24);
	});
});
