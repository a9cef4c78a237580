import { createConnection } from 'mysql2/promise';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { codesOf, openedShop, pushedTo } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { watchedShop } from '../support/watchedShop.js';

const log = 'order_exchange_log';

/** The tables to count, one row per order and one per customer, and the columns that hold what a test changes. */
const platforms = [
	{
		...{ platform: 'woocommerce-11-hpos', prefix: 'wp_', orders: 'wp_wc_orders', customers: 'wp_users' },
		...{ id: 'id', email: 'billing_email', comment: 'customer_note', child: 'wp_wc_order_addresses' },
		stored: (text: string) => text,
	},
	{
		...{ platform: 'modified-3.3', prefix: '', orders: 'orders', customers: 'customers' },
		...{ id: 'orders_id', email: 'customers_email_address', comment: 'comments', child: 'orders_total' },
		stored: (text: string) => text,
	},
	{
		...{ platform: 'opencart-4.1', prefix: 'oc_', orders: 'oc_order', customers: 'oc_customer' },
		...{ id: 'order_id', email: 'email', comment: 'comment', child: 'oc_order_total' },
		// As everything that a customer types there.
		stored: (text: string) => text.replace(/"/g, '&quot;'),
	},
] as const;

const mariaDb = sharedMariaDb();

describe.each(platforms)('pushing to $platform', (names) => {
	const { platform, prefix, orders, customers } = names;
	let shop: TestShop;
	beforeEach(async () => {
		shop = await createShop(mariaDb, platform);
	});
	afterEach(() => shop.drop());
	const count = async (table: string) => (await shop.counts())[table] ?? 0;

	test('writes an order once, however often it is pushed', async () => {
		const order = supplierOrderOf(manyOrders(platform, 3));
		const before = await count(orders);
		const first = await pushedTo(shop.settings, order);
		expect(codesOf([...first.refused, ...first.retryLater])).toEqual([]);
		expect(first.receipts.map(({ status }) => status)).toEqual(['written', 'written', 'written']);
		const after = await shop.counts();
		const second = await pushedTo(shop.settings, order);
		expect(second.receipts.map(({ status }) => status)).toEqual(Array(3).fill('alreadyWritten'));
		expect(second.receipts.map(({ shopOrderId, total }) => [shopOrderId, total])).toEqual(
			first.receipts.map(({ shopOrderId, total }) => [shopOrderId, total]),
		);
		expect(await shop.counts()).toEqual(after);
		expect(await count(orders)).toBe(before + 3);
	});

	test('an order that is gone from the shop since is not written again, and its receipt says so', async () => {
		const order = supplierOrderOf([customerOrder(platform, { number: 'GONE' })]);
		const [written] = (await pushedTo(shop.settings, order)).receipts;
		expect(written?.warnings).toBeUndefined();
		await shop.query(`DELETE FROM \`${orders}\` WHERE ${names.id} = ?`, [written?.shopOrderId]);
		const before = await count(orders);
		const [again] = (await pushedTo(shop.settings, order)).receipts;
		expect(again).toMatchObject({
			...{ status: 'alreadyWritten', shopOrderId: written?.shopOrderId, shopStatus: 'notFound' },
			warnings: [{ code: 'exchange.goneSince', order: 'GONE' }],
		});
		expect(await count(orders)).toBe(before);
	});

	test('two pushers of the same orders at the same time write each order and each customer once', async () => {
		const order = supplierOrderOf(manyOrders(platform, 20));
		const [ordersBefore, customersBefore] = [await count(orders), await count(customers)];
		await (await openedShop(shop.settings)).close();
		const outcomes = await Promise.all([1, 2, 3].map(() => pushedTo(shop.settings, order, { batchSize: 7 })));
		for (const { receipts, refused, retryLater } of outcomes) {
			expect(codesOf([...refused, ...retryLater])).toEqual([]);
			expect(receipts).toHaveLength(20);
		}
		expect(await count(orders)).toBe(ordersBefore + 20);
		expect(await count(customers)).toBe(customersBefore + 20);
	});

	test('different orders of one new customer, pushed at the same time, create that customer once', async () => {
		const before = await count(customers);
		await (await openedShop(shop.settings)).close();
		const outcomes = await Promise.all(
			['A', 'B', 'C'].map((number) =>
				pushedTo(
					shop.settings,
					supplierOrderOf([customerOrder(platform, { number, email: 'Neu@kunde.test' })], number),
				),
			),
		);
		expect(outcomes.flatMap(({ receipts }) => receipts)).toHaveLength(3);
		expect(await count(customers)).toBe(before + 1);
	});

	test('an order number that occurs twice in a supplier order is written once', async () => {
		const before = await count(orders);
		const one = customerOrder(platform, { number: 'TWICE' });
		const same = await pushedTo(shop.settings, supplierOrderOf([one, one]));
		expect(same.receipts.map(({ status }) => status)).toEqual(['written', 'alreadyWritten']);
		const other = customerOrder(platform, { number: 'OTHER' });
		const differing = await pushedTo(
			shop.settings,
			supplierOrderOf([other, { ...other, comment: 'something else' }]),
		);
		expect(differing.receipts).toHaveLength(1);
		expect(codesOf(differing.refused)).toEqual(['exchange.changedAfterSending']);
		expect(await count(orders)).toBe(before + 2);
	});

	test('an order that changed after it was sent is refused with the difference in words', async () => {
		await pushedTo(shop.settings, supplierOrderOf([customerOrder(platform)]));
		const { refused, receipts } = await pushedTo(
			shop.settings,
			supplierOrderOf([customerOrder(platform, { quantity: 3, city: 'Köln' })]),
		);
		expect(receipts).toEqual([]);
		expect(refused[0]?.problems[0]?.message).toContain('quantity 1 → 3');
		expect(refused[0]?.problems[0]?.message).toContain('bill-to address changed');
	});

	test('a bad order is refused alone and the others are written', async () => {
		const all = [
			...manyOrders(platform, 4),
			customerOrder(platform, { number: 'BAD', sku: 'NO-SUCH-ARTICLE' }),
			customerOrder(platform, { number: 'LONG', email: 'l@kunde.test', city: 'x'.repeat(70_000) }),
		];
		const { receipts, refused } = await pushedTo(shop.settings, supplierOrderOf(all));
		expect(receipts).toHaveLength(4);
		expect(refused.map(({ customerOrder: { number } }) => number).sort()).toEqual(['BAD', 'LONG']);
		expect(codesOf(refused)).toContain('shop.sku.unknown');
	});

	test('an order that only the database itself refuses is found and refused alone', async () => {
		await shop.query(
			`CREATE TRIGGER refuse_one BEFORE INSERT ON \`${orders}\` FOR EACH ROW
			BEGIN IF NEW.${names.email} = 'N6@kunde.test'
			THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END`,
		);
		const before = await count(orders);
		const { receipts, refused, retryLater } = await pushedTo(
			shop.settings,
			supplierOrderOf(manyOrders(platform, 9)),
		);
		expect(retryLater).toEqual([]);
		expect(refused.map(({ customerOrder: { number } }) => number)).toEqual(['N-6']);
		expect(codesOf(refused)).toEqual(['database.dataRefused']);
		expect(receipts).toHaveLength(8);
		expect(await count(orders)).toBe(before + 8);
	});

	test('an order that the database refuses among many is found in few round trips, however many there are', async () => {
		const trips = async (prefix: string) => {
			const open = await openedShop(shop.settings);
			const before = open.database.roundTrips;
			const order = supplierOrderOf(manyOrders(platform, 40, prefix), prefix);
			const { refused } = await pushSupplierOrder(open, order);
			const count = open.database.roundTrips - before;
			await open.close();
			return { refused, count };
		};
		await trips('FIRST');
		const without = await trips('GOOD');
		await shop.query(
			`CREATE TRIGGER refuse_one BEFORE INSERT ON \`${orders}\` FOR EACH ROW
			BEGIN IF NEW.${names.email} = 'BAD31@kunde.test' THEN SIGNAL SQLSTATE '45000'; END IF; END`,
		);
		const withOne = await trips('BAD');
		expect([without, withOne].map(({ refused }) => refused.length)).toEqual([0, 1]);
		// of a block: taking it back, and its INSERTs up to the refused one
		const apart = 1 + 3;
		// those of the batch until it is refused, the search, taking it back, and those of the batch without the order
		expect(withOne.count - without.count).toBeLessThanOrEqual(without.count + apart + 3 + 1);
	});

	test.each(['before', 'after'] as const)(
		'rows of several tables that are refused together, %s they were written, are written once all the same',
		async (when) => {
			await (await openedShop(shop.settings)).close();
			const grown = async (push: () => Promise<{ receipts: readonly unknown[] }>) => {
				const before = await shop.counts();
				expect((await push()).receipts).toHaveLength(4);
				const after = await shop.counts();
				return Object.entries(after).map(([table, rows]) => [table, rows - (before[table] ?? 0)]);
			};
			const usual = await grown(() => pushedTo(shop.settings, supplierOrderOf(manyOrders(platform, 4, 'A'))));
			const open = await openedShop(shop.settings);
			const refusing = watchedShop(open, (database) => ({
				insertTogether: async (inserts, savepoint) => {
					if (when === 'after') await database.insertTogether(inserts, savepoint);
					throw Object.assign(new Error('data too long'), { errno: 1406 });
				},
			}));
			const order = supplierOrderOf(manyOrders(platform, 4, 'B'));
			expect(await grown(() => pushSupplierOrder(refusing, order))).toEqual(usual);
			await open.close();
		},
	);

	test('a rehearsal keeps nothing and says what would be written', async () => {
		await (await openedShop(shop.settings)).close();
		const before = await shop.counts();
		const { receipts } = await pushedTo(shop.settings, supplierOrderOf(manyOrders(platform, 2)), {
			keep: false,
		});
		expect(receipts.map(({ status, shopOrderId, lines }) => [status, shopOrderId, lines])).toEqual([
			['rehearsed', '', 1],
			['rehearsed', '', 1],
		]);
		expect(receipts.map(({ shopOrderNumber }) => shopOrderNumber)).toEqual(['', '']);
		expect(Number(receipts[0]?.total)).toBeGreaterThan(0);
		expect(await shop.counts()).toEqual(before);
	});

	test('a key that another session holds for a while is waited for', async () => {
		const open = await openedShop(shop.settings);
		const other = await createConnection({ ...mariaDb.rootUser, host: mariaDb.host, port: mariaDb.port });
		const written = await pushedTo(
			shop.settings,
			supplierOrderOf([customerOrder(platform, { number: 'KEY' })]),
		);
		const key = written.receipts[0]?.exchangeKey;
		await shop.query(`DELETE FROM ${prefix}${log} WHERE exchange_key = ?`, [key]);
		await other.query('START TRANSACTION');
		await other.query(
			`INSERT INTO ${shop.settings.database}.${prefix}${log} (exchange_key, kind, created_at) VALUES (?, 'order', NOW())`,
			[key],
		);
		const pushing = pushSupplierOrder(open, supplierOrderOf([customerOrder(platform, { number: 'KEY' })]));
		await new Promise((resolve) => setTimeout(resolve, 500));
		await other.query('ROLLBACK');
		await other.end();
		expect((await pushing).receipts.map(({ status }) => status)).toEqual(['written']);
		await open.close();
	});

	test('a table that is missing in the shop sends the orders to Retry Later and keeps nothing', async () => {
		const open = await openedShop(shop.settings);
		await shop.query(`RENAME TABLE \`${names.child}\` TO \`${names.child}_gone\``);
		const before = await count(orders);
		const { receipts, retryLater } = await pushSupplierOrder(open, supplierOrderOf(manyOrders(platform, 2)));
		await open.close();
		expect(receipts).toEqual([]);
		expect(codesOf(retryLater)).toEqual(['database.schemaChanged', 'database.schemaChanged']);
		expect(await count(orders)).toBe(before);
	});

	test('a stopped run sends the orders it did not reach to Retry Later', async () => {
		const stopped = AbortSignal.abort();
		const { retryLater } = await pushedTo(shop.settings, supplierOrderOf(manyOrders(platform, 2)), {
			signal: stopped,
		});
		expect(codesOf(retryLater)).toEqual(['exchange.cancelled', 'exchange.cancelled']);
	});

	test('values arrive to the letter: quotes, backslashes, umlauts, other scripts', async () => {
		const comment = `a'b"c\\d;-- \u0000?{x} %s ÄÖÜ ß € 漢字 \r\n\t`.replace('\u0000', '');
		const { receipts, refused } = await pushedTo(
			shop.settings,
			supplierOrderOf([customerOrder(platform, { comment })]),
		);
		expect(codesOf(refused)).toEqual([]);
		const id = receipts[0]?.shopOrderId;
		const [row] = await shop.rows(orders, `${names.id} = ?`, [id]);
		expect(row?.[names.comment]).toContain(names.stored(comment.trim()));
	});
});

test('tables without transactions are refused where nobody planned for them', async () => {
	const shop = await createShop(mariaDb, 'woocommerce-11-hpos', { engine: 'MyISAM' });
	const result = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
	expect(result.ok ? [] : result.problems.map(({ code }) => code)).toContain('exchange.noTransactions');
	await shop.drop();
});
