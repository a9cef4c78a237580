import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../nodes/OrderExchange/database/connect.js';
import { lookUpOrders } from '../../nodes/OrderExchange/exchange/receipts/lookUpOrders.js';
import type { OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { shopLock } from '../../nodes/OrderExchange/exchange/withoutTransactions/shopLock.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import {
	guarded,
	opened,
	push,
	pushAndDie,
	pushAndDoubt,
	shopsWithoutTransactions,
	tablesChangedBy,
} from '../support/withoutTransactions.js';
import { watchedShop } from '../support/watchedShop.js';

describe.each(shopsWithoutTransactions)('$platform on MyISAM', (about) => {
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
		expect(await roundTrips(1)).toBe(about.single);
		expect(await roundTrips(4)).toBe(about.several);
		expect(await roundTrips(40)).toBeLessThanOrEqual(about.several + 2);
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

	test('who waits for the lock does not keep the shop’s tables from whoever has it', async () => {
		const [open, other] = [await opened(shop), await opened(shop)];
		await shopLock(other).take();
		const waiting = pushSupplierOrder(open, supplierOrderOf(manyOrders(platform, 3)));
		const waits =
			"SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE = 'User lock' AND DB = DATABASE()";
		while ((await shop.query(waits)).length === 0) await pause(5);
		await shop.query(about.sellOne);
		expect(await shop.query(waits)).toHaveLength(1);
		await other.close();
		expect((await waiting).receipts.map(({ status }) => status)).toEqual(Array(3).fill('written'));
		await open.close();
	});

	test('who waited for the lock while others wrote some of its orders need not wait for it again', async () => {
		const [open, other] = [await opened(shop), await opened(shop)];
		await shopLock(other).take();
		let asked = 0;
		const counted = watchedShop(open, (database) => ({
			readAll: (reads, prefix) => {
				if (reads.some(({ name }) => name === 'lock')) asked += 1;
				return database.readAll(reads, prefix);
			},
		}));
		const orders = manyOrders(platform, 3);
		const waiting = pushSupplierOrder(counted, supplierOrderOf(orders));
		const waits =
			"SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE = 'User lock' AND DB = DATABASE()";
		while ((await shop.query(waits)).length === 0) await pause(5);
		await pushSupplierOrder(other, supplierOrderOf(orders.slice(1, 2)));
		await other.close();
		const { receipts } = await waiting;
		expect(receipts.map(({ status }) => status)).toEqual(['written', 'alreadyWritten', 'written']);
		expect(asked).toBe(1);
		expect(await numbers()).toHaveLength(4);
		const third = await opened(shop);
		await expect(shopLock(third).take()).resolves.toBeUndefined();
		await Promise.all([open.close(), third.close()]);
	});

	test('a batch whose products are looked up first is written once, and whole', async () => {
		const order = supplierOrderOf(manyOrders(platform, 101));
		const [first, again] = [await push(shop, order), await push(shop, order)];
		expect(first.receipts.map(({ status }) => status)).toEqual(Array(101).fill('written'));
		expect(again.receipts.map(({ status }) => status)).toEqual(Array(101).fill('alreadyWritten'));
		expect(await numbers()).toHaveLength(102);
		expect(await shop.query(about.halfDone)).toEqual([]);
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

	test.each([
		['before', 2],
		['after', 2],
		['before', 1],
		['amid', 1],
		['after', 1],
	] as const)(
		'a process that dies %s any one statement for %d orders leaves nothing half done, and the stock is right to the piece',
		async (when, count) => {
			let died = true;
			for (let statement = 1; died; statement += 1) {
				const [before, orders, known] = [await figure(), await numbers(), await ids(about.customers)];
				const order = supplierOrderOf(manyOrders(platform, count, `D${statement}`));
				const wanted = order.customerOrders.map(({ number }) => number);
				({ died } = await pushAndDie(shop, order, statement, when));
				// What the shop sells itself before anybody comes back.
				await shop.query(about.sellOne);
				// Whoever comes next settles it: here for another order at first.
				const other = supplierOrderOf([customerOrder(platform, { number: `O${statement}` })]);
				expect((await push(shop, other)).receipts).toHaveLength(1);
				expect([statement, await shop.query(about.halfDone)]).toEqual([statement, []]);

				const { receipts } = await push(shop, order);
				expect(receipts.map((receipt) => receipt.order)).toEqual(wanted);
				expect((await numbers()).sort()).toEqual([...orders, ...wanted, `O${statement}`].sort());
				expect([statement, await figure()]).toEqual([statement, before - count - 2]);
				expect(await ids(about.lines)).toEqual(await ids(about.orders));
				expect(await ids(about.customers)).toHaveLength(known.length + count);
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

	test.each([
		['writing', -1],
		['publishing', 0],
	])('what was half done (%s) when the shop was converted to InnoDB is settled first', async (state, at) => {
		const ready = await statementThatIsReady(supplierOrderOf(manyOrders(platform, 1, 'READY')));
		await push(shop, supplierOrderOf([customerOrder(platform, { number: 'SETTLES' })]));
		const [before, orders] = [await figure(), await numbers()];
		const order = supplierOrderOf(manyOrders(platform, 1, 'C'));
		await pushAndDie(shop, order, ready + at, 'after');
		const left = (await shop.query(about.halfDone)).map(({ what }) => what?.split(' ')[0]);
		expect(left).toEqual(expect.arrayContaining(['order', state]));
		const tables = await shop.query(
			"SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND ENGINE = 'MyISAM'",
		);
		for (const { name } of tables) await shop.query(`ALTER TABLE \`${name}\` ENGINE = InnoDB`);
		expect((await push(shop, order)).receipts).toHaveLength(1);
		expect((await push(shop, order)).receipts).toHaveLength(1);
		expect(await shop.query(about.halfDone)).toEqual([]);
		expect((await numbers()).sort()).toEqual([...orders, 'C-1'].sort());
		expect(await ids(about.lines)).toEqual(await ids(about.orders));
		expect(await figure()).toBe(before - 1);
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
