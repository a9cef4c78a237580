import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { watchedShop } from '../support/watchedShop.js';
import { opened, push, pushAndDie, shopsWithoutTransactions } from '../support/withoutTransactions.js';

/** A line of so many is refused by the shop's database, as it would refuse any value. */
const tooMany = 60;
const triggers: Readonly<Record<string, { readonly table: string; readonly quantity: string }>> = {
	'opencart-3.0': { table: 'oc_order_product', quantity: 'quantity' },
	'modified-3.3': { table: 'orders_products', quantity: 'products_quantity' },
};

describe.each(shopsWithoutTransactions)('$platform on MyISAM', (about) => {
	const { platform } = about;
	let shop: TestShop;
	beforeEach(async () => {
		shop = await createShop(sharedMariaDb(), platform, { engine: 'MyISAM' });
		await push(shop, supplierOrderOf([customerOrder(platform, { number: 'FIRST' })]));
		const { table, quantity } = triggers[platform] ?? {};
		await shop.query(
			`CREATE TRIGGER too_many BEFORE INSERT ON ${table} FOR EACH ROW IF NEW.${quantity} >= ${tooMany} THEN SIGNAL SQLSTATE '45000'; END IF`,
		);
	});
	afterEach(() => shop.drop());

	const figure = async () => Number((await shop.query(about.stock))[0]?.['n']);
	const numbers = async () => (await shop.query(about.orders)).map(({ number }) => number).sort();
	const ids = async (sql: string) => (await shop.query(sql)).map(({ id }) => id).sort();
	const bad = (number: string) =>
		customerOrder(platform, { number, email: `${number.toLowerCase()}@kunde.test`, quantity: tooMany });

	test('orders that the shop’s tables refuse are found at once and refused alone, and nothing of them stays', async () => {
		const good = manyOrders(platform, 20);
		const orders = good.flatMap((one, at) => (at % 7 === 3 ? [one, bad(`BAD-${at}`)] : [one]));
		const open = await opened(shop);
		const before = open.database.roundTrips;
		const { receipts, refused } = await pushSupplierOrder(open, supplierOrderOf(orders));
		expect(receipts.map(({ order }) => order)).toEqual(good.map(({ number }) => number));
		expect(refused.map(({ customerOrder: { number }, problems: [found] }) => [number, found?.code])).toEqual(
			['BAD-3', 'BAD-10', 'BAD-17'].map((number) => [number, 'database.dataRefused']),
		);
		// What a batch takes, its rows twice, what finds and removes, and whether another run has them; in halves it would be some hundreds.
		expect(open.database.roundTrips - before).toBeLessThan(44);
		await open.close();
		expect(await shop.query(about.halfDone)).toEqual([]);
		expect(await ids(about.lines)).toEqual(await ids(about.orders));
		expect(await ids(about.customers)).toHaveLength(21);
	});

	test('an order that comes alone and is refused leaves nothing behind, and its customer is new still', async () => {
		const left = await figure();
		const { receipts, refused } = await push(shop, supplierOrderOf([bad('ALONE')]));
		expect(receipts).toEqual([]);
		expect(refused.map(({ customerOrder: { number }, problems: [found] }) => [number, found?.code])).toEqual([
			['ALONE', 'database.dataRefused'],
		]);
		expect(await shop.query(about.halfDone)).toEqual([]);
		expect(await figure()).toBe(left);
		expect(await numbers()).toEqual(['FIRST']);
		expect(await ids(about.lines)).toEqual(await ids(about.orders));
		expect(await ids(about.customers)).toHaveLength(1);
		expect(new Set(await ids(about.addresses))).toEqual(new Set(await ids(about.customers)));

		const corrected = { ...bad('ALONE'), lines: customerOrder(platform, { number: 'ALONE' }).lines };
		const sent = await push(shop, supplierOrderOf([corrected]));
		expect(sent.receipts.map(({ status, customer }) => [status, customer])).toEqual([['written', 'new']]);
	});

	test.each([1, 2])(
		'a log that somebody drops while %d orders are written leaves nothing hidden in the shop',
		async (count) => {
			const open = await opened(shop);
			const log = `${open.found.prefix}order_exchange_log`;
			const drop = () => shop.query(`DROP TABLE IF EXISTS ${log}`);
			const dropping = watchedShop(open, (database) => ({
				insertTogether: async (inserts, savepoint) =>
					(await drop()) && database.insertTogether(inserts, savepoint),
				write: async (sql, values) => {
					if (/^INSERT INTO `(oc_)?order/.test(sql) && !sql.includes(log)) await drop();
					return await database.write(sql, values);
				},
			}));
			const order = supplierOrderOf(manyOrders(platform, count));
			const { retryLater } = await pushSupplierOrder(dropping, order);
			await open.close();
			expect(retryLater.map(({ problems }) => problems[0]?.code)).toEqual(
				Array(count).fill('database.schemaChanged'),
			);
			expect((await push(shop, order)).receipts).toHaveLength(count);
			expect(await shop.query(about.halfDone)).toEqual([]);
			expect(await numbers()).toHaveLength(count + 1);
			expect(await ids(about.lines)).toEqual(await ids(about.orders));
		},
	);

	test('a customer whose first order is refused gets a whole account by the second one', async () => {
		const email = 'both@kunde.test';
		const second = customerOrder(platform, { number: 'SECOND', email });
		const other = customerOrder(platform, { number: 'OTHER', email: 'other@kunde.test' });
		const refusedFirst = { ...bad('BAD'), customer: { ...second.customer, email } };
		const { receipts, refused } = await push(shop, supplierOrderOf([refusedFirst, second, other]));
		expect(refused.map(({ customerOrder: { number } }) => number)).toEqual(['BAD']);
		expect(receipts.map(({ order, customer }) => [order, customer])).toEqual([
			['SECOND', 'new'],
			['OTHER', 'new'],
		]);
		expect(await shop.query(about.halfDone)).toEqual([]);
		expect(await ids(about.customers)).toHaveLength(3);
		expect(new Set(await ids(about.addresses))).toEqual(new Set(await ids(about.customers)));
	});

	test.each(['before', 'amid', 'after'] as const)(
		'a process that dies %s any one statement with such an order alone leaves nothing of it',
		async (when) => {
			let died = true;
			for (let statement = 1; died; statement += 1) {
				const order = supplierOrderOf([bad(`BAD-${statement}`)]);
				({ died } = await pushAndDie(shop, order, statement, when));
				const { receipts, refused } = await push(shop, order);
				expect([statement, await shop.query(about.halfDone)]).toEqual([statement, []]);
				expect([receipts, refused.length]).toEqual([[], 1]);
				expect(await numbers()).toEqual(['FIRST']);
				expect(await ids(about.lines)).toEqual(await ids(about.orders));
				expect(await ids(about.customers)).toHaveLength(1);
			}
		},
	);

	test.each(['before', 'after'] as const)(
		'a process that dies %s any one statement of a batch with such an order leaves nothing half done',
		async (when) => {
			let died = true;
			for (let statement = 1; died; statement += 1) {
				const [before, orders, known] = [await figure(), await numbers(), await ids(about.customers)];
				const [first, second] = manyOrders(platform, 2, `D${statement}`);
				if (!first || !second) throw new Error('Two orders were wanted');
				const order = supplierOrderOf([first, bad(`BAD-${statement}`), second]);
				({ died } = await pushAndDie(shop, order, statement, when));

				const { receipts, refused } = await push(shop, order);
				expect([statement, await shop.query(about.halfDone)]).toEqual([statement, []]);
				expect(receipts.map((receipt) => receipt.order)).toEqual([first.number, second.number]);
				expect(refused.map(({ customerOrder: { number } }) => number)).toEqual([`BAD-${statement}`]);
				expect(await numbers()).toEqual([...orders, first.number, second.number].sort());
				expect([statement, await figure()]).toEqual([statement, before - 2]);
				expect(await ids(about.lines)).toEqual(await ids(about.orders));
				expect(await ids(about.customers)).toHaveLength(known.length + 2);
				expect(new Set(await ids(about.addresses))).toEqual(new Set(await ids(about.customers)));
			}
		},
	);
});
