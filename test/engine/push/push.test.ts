import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { supplierOrderTotals } from '../../../nodes/OrderExchange/orders/supplierOrderTotals.js';
import { supplierCustomerOrderSchema } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { shopCredential } from '../../../sandbox/n8n/shopCredential.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

const golden: unknown = JSON.parse(
	readFileSync('sandbox/shops/data/modified-3.3/checkout-new.order.json', 'utf8'),
);
const customerOrder = (number: string) => ({ ...supplierCustomerOrderSchema.parse(golden), number });
const supplierOrder = (orders: readonly ReturnType<typeof customerOrder>[], code = 'feinkost') => ({
	number: 'SO-1',
	supplier: { code, name: 'Feinkost' },
	distributor: { code: 'nordwind', name: 'Nordwind' },
	customerOrders: [...orders],
	totals: atOnce(supplierOrderTotals(orders)),
});

let mariaDb: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	mariaDb = await startMariaDb();
});
afterAll(() => mariaDb.stop());
beforeEach(async () => {
	shop = await createShop(mariaDb, 'modified-3.3');
});
afterEach(() => shop.drop());

const credential = (changes: ICredentialDataDecryptedObject = {}) => shopCredential(shop.settings, changes);

const pushed = (items: readonly object[], parameters: IDataObject = {}, credentials = credential()) =>
	runInEngine({
		node: new PushToShopDb(),
		parameters,
		inputs: [items as IDataObject[]],
		credentials,
		onError: 'continueErrorOutput',
	});

describe('Push', () => {
	test('writes the order and hands out its receipt, linked to the item it came from', async () => {
		const { outputs } = await pushed([{ supplierOrder: supplierOrder([customerOrder('1001')]) }]);
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[0]?.[0]?.pairedItem).toEqual([{ item: 0 }]);
		expect(outputs[0]?.[0]?.json['receipts']).toMatchObject([
			{ order: '1001', status: 'written', platform: 'modified-3.3', customer: 'new', total: '120.80' },
		]);
		expect(await shop.rows('orders')).toHaveLength(1);
	});

	test('writes nothing the second time and gives the same shop order again', async () => {
		const items = [{ supplierOrder: supplierOrder([customerOrder('1001'), customerOrder('1002')]) }];
		const first = await pushed(items);
		const counts = await shop.counts();
		const second = await pushed(items);
		expect(await shop.counts()).toEqual(counts);
		const ids = (result: typeof first) =>
			(result.outputs[0]?.[0]?.json['receipts'] as { shopOrderId: string }[]).map((one) => one.shopOrderId);
		expect(ids(second)).toEqual(ids(first));
	});

	test('refuses an unknown article whole, and writes the order beside it', async () => {
		const bad = customerOrder('1001');
		bad.lines = bad.lines.map((line) => ({ ...line, supplierSku: 'NO-SUCH' }));
		const { outputs } = await pushed([{ supplierOrder: supplierOrder([bad, customerOrder('1002')]) }]);
		expect(outputs[0]?.[0]?.json['receipts']).toMatchObject([{ order: '1002' }]);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			customerOrder: { number: '1001' },
			supplier: { code: 'feinkost' },
			problems: [{ code: 'shop.sku.unknown' }, { code: 'shop.sku.unknown' }],
		});
	});

	test('refuses an order that was changed after sending, and says what changed', async () => {
		await pushed([{ supplierOrder: supplierOrder([customerOrder('1001')]) }]);
		const changed = customerOrder('1001');
		changed.lines = changed.lines.map((line) => ({ ...line, quantity: line.quantity + 1 }));
		const { outputs } = await pushed([{ supplierOrder: supplierOrder([changed]) }]);
		const [found] = outputs[1]?.[0]?.json['problems'] as { code: string; message: string }[];
		expect(found?.code).toBe('exchange.changedAfterSending');
		expect(found?.message).toContain('quantity 2 → 3');
	});

	test('hands everything to Retry Later while the database is down', async () => {
		const { outputs } = await pushed(
			[{ supplierOrder: supplierOrder([customerOrder('1001')]) }],
			{},
			credential({ port: 1 }),
		);
		expect(outputs[2]?.[0]?.json).toMatchObject({
			supplierOrder: { customerOrders: [{ number: '1001' }] },
			problems: [{ code: 'database.unreachable' }],
		});
		expect(outputs[0]).toHaveLength(0);
	});

	test('refuses the order of another supplier than the credential is for', async () => {
		const items = [{ supplierOrder: supplierOrder([customerOrder('1001')], 'other') }];
		const { outputs } = await pushed(items, {}, credential({ supplierCode: 'feinkost' }));
		expect(outputs[1]?.[0]?.json).toMatchObject({ problems: [{ code: 'exchange.otherSupplier' }] });
		expect(await shop.rows('orders')).toHaveLength(0);
	});

	test('refuses an item that is no supplier order, with what it holds', async () => {
		const { outputs } = await pushed([{ something: 'else' }]);
		expect(outputs[1]?.[0]?.json).toMatchObject({ something: 'else', problems: [{ severity: 'block' }] });
	});
});

describe('Rehearse', () => {
	test('says that the shop would take the order, and keeps nothing', async () => {
		await pushed([{}], { operation: 'setUpShop' });
		const { outputs } = await pushed([{ supplierOrder: supplierOrder([customerOrder('1001')]) }], {
			operation: 'rehearse',
		});
		expect(outputs[0]).toHaveLength(1);
		expect(await shop.rows('orders')).toHaveLength(0);
		expect(await shop.rows('customers')).toHaveLength(0);
	});

	test('says that a shop has no exchange log yet, and does not make one', async () => {
		const { outputs } = await pushed([{ supplierOrder: supplierOrder([customerOrder('1001')]) }], {
			operation: 'rehearse',
		});
		expect(outputs[2]?.[0]?.json).toMatchObject({ problems: [{ code: 'exchange.notSetUp' }] });
		expect(await shop.query("SHOW TABLES LIKE 'order_exchange_log'")).toHaveLength(0);
	});
});

describe('Look Up', () => {
	test('tells which orders the shop has and which it has not', async () => {
		await pushed([{ supplierOrder: supplierOrder([customerOrder('1001')]) }]);
		const { outputs } = await pushed(
			[{ supplierOrder: supplierOrder([customerOrder('1001'), customerOrder('1002')]) }],
			{ operation: 'lookUp' },
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			receipts: [{ order: '1001', status: 'alreadyWritten' }],
			notInShop: ['1002'],
		});
	});
});

describe('Set Up Shop', () => {
	test('creates the exchange log and says which shop it found', async () => {
		const { outputs } = await pushed([{}], { operation: 'setUpShop' });
		expect(outputs[0]?.[0]?.json).toMatchObject({ ready: true, logReady: true, problems: [] });
		expect(await shop.query("SHOW TABLES LIKE 'order_exchange_log'")).toHaveLength(1);
	});

	test('gives the SQL for the admin when the user lacks rights', async () => {
		await shop.query(`CREATE USER IF NOT EXISTS 'poor'@'%' IDENTIFIED BY 'poor'`);
		await shop.query(`GRANT SELECT ON \`${shop.settings.database}\`.* TO 'poor'@'%'`);
		const { outputs } = await pushed(
			[{}],
			{ operation: 'setUpShop' },
			credential({ user: 'poor', password: 'poor' }),
		);
		expect(outputs[1]?.[0]?.json).toMatchObject({ ready: false, logReady: false });
		expect(String((outputs[1]?.[0]?.json['sql'] as string[]).join())).toMatch(
			/GRANT INSERT.*ON .*`orders` TO/,
		);
	});
});
