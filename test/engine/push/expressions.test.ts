import type { IDataObject } from 'n8n-workflow';
import { NotifySupplier } from '../../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { PrepareSupplierOrder } from '../../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { directoryCredential } from '../../support/directory.js';
import { runInEngine, type EngineRun } from '../../../sandbox/n8n/engine.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../../sandbox/orders/ordersToPush.js';
import { shopCredential } from '../../../sandbox/n8n/shopCredential.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';
import { order } from '../../unit/orders/samples.js';

jest.setTimeout(120_000);

let mariaDb: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	mariaDb = await startMariaDb();
	shop = await createShop(mariaDb, 'modified-3.3');
});
afterAll(async () => {
	await shop?.drop();
	await mariaDb?.stop();
});

const item = (number: string, extra: IDataObject = {}): IDataObject =>
	({
		...extra,
		supplierOrder: supplierOrderOf([customerOrder('modified-3.3', { number })]),
	}) as unknown as IDataObject;
const push = (items: readonly IDataObject[], parameters: IDataObject, more: Partial<EngineRun> = {}) =>
	runInEngine({
		...{ node: new PushToShopDb(), parameters, inputs: [items], credentials: shopCredential(shop.settings) },
		...more,
	});
const statuses = () => shop.query('SELECT orders_ident_key, orders_status FROM orders ORDER BY orders_id');

describe('An expression in the options of Push', () => {
	test('counts for the item that it speaks of, not for all as the first item gives it', async () => {
		const options = { orderStatus: '={{ $json.urgent ? 3 : "" }}' };
		const before = (await statuses()).length;
		const { outputs } = await push([item('E-1'), item('E-2', { urgent: true }), item('E-3')], { options });
		expect(outputs[0]).toHaveLength(3);
		const written = (await statuses()).slice(before).map((row) => String(row['orders_status']));
		expect(written).toEqual(['1', '3', '1']);
	});

	test('that cannot be used for one item stops the node before anything is written, and names the item', async () => {
		const options = { batchSize: '={{ $json.size }}' };
		const before = (await statuses()).length;
		const { task } = await push([item('E-4', { size: 5 }), item('E-5', { size: 'many' })], { options });
		expect(task.error?.message).toContain('Batch Size cannot be “many”');
		expect(task.error).toMatchObject({ context: { itemIndex: 1 } });
		expect(await statuses()).toHaveLength(before);
	});

	test('costs under Continue On Fail only the items for which it cannot be used', async () => {
		const options = { batchSize: '={{ $json.size }}' };
		const items = [item('E-6', { size: 5 }), item('E-7', { size: 'many' })];
		const { outputs } = await push(items, { options }, { onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }]]);
		expect(outputs[2]).toMatchObject([
			{ pairedItem: [{ item: 1 }], json: { problems: [{ code: 'node.settings' }] } },
		]);
	});
});

describe('An expression in a field that holds for a whole run', () => {
	const said = async (test: EngineRun) => {
		const { task } = await runInEngine(test);
		return `${task.error?.message} ${task.error?.description}`;
	};

	test('of Prepare stops it where items get different values, with both of them and what to do', async () => {
		const node = new PrepareSupplierOrder();
		const inputs = [[order('1'), order('2'), { ...order('3'), channel: 'SHOP-B' }]];
		const fixed = { distributorCode: 'NW', distributorName: 'Northwind' };
		const code = '={{ $json.channel ?? "SHOP-A" }}';
		expect(await said({ node, inputs, parameters: { ...fixed, distributorCode: code } })).toMatch(
			/Distributor Code gives “SHOP-A” for item 0 and “SHOP-B” for item 2\..*Divide the orders/s,
		);
		const options = { maximumAge: 0, currencyIfMissing: code };
		expect(await said({ node, inputs, parameters: { ...fixed, options } })).toContain(
			'Currency If Missing gives',
		);
		const same = await runInEngine({
			...{ node, inputs, parameters: { ...fixed, distributorCode: '={{ $json.number ? "NW" : "" }}' } },
		});
		expect(same.outputs[0]).toHaveLength(1);
	});

	test('of a Shop Database credential stops the node where it names several shops', async () => {
		const to = (code: string) => {
			const one = item(`TO-${code}`) as { supplierOrder: IDataObject };
			return { supplierOrder: { ...one.supplierOrder, supplier: { code, name: code } } };
		};
		const before = (await statuses()).length;
		const databases = [shop.settings.database, shop.settings.database, 'another'];
		const shopOf = (number: number) =>
			shopCredential(shop.settings, { database: databases[number] ?? '' }).orderExchangeShopDatabase ?? {};
		const words = await said({
			node: new PushToShopDb(),
			inputs: [[to('a'), to('b'), to('c')]],
			credentials: { orderExchangeShopDatabase: shopOf },
		});
		expect(words).toMatch(/give item 2 another shop than item 0\..*Supplier Directory/s);
		expect(await statuses()).toHaveLength(before);
	});

	test('Supplier of Push is to be left empty where items are for several suppliers', async () => {
		const supplier = '={{ $json.to }}';
		const words = await said({
			node: new PushToShopDb(),
			parameters: { connectThrough: 'supplierDirectory', supplier },
			inputs: [[item('E-8', { to: 'a' }), item('E-9', { to: 'b' })]],
			credentials: directoryCredential([]),
		});
		expect(words).toMatch(/Supplier gives “a” for item 0 and “b” for item 1\..*Leave Supplier empty/s);
	});

	test('Set Up Shop invites nobody where items name different distributors', async () => {
		const parameters = {
			...{ operation: 'setUpShop', inviteDistributor: true, publicHost: '', invitation: {} },
			...{ distributor: '={{ $json.name }}', passPhrase: '={{ $json.phrase }}' },
		};
		const inputs = [
			{ name: 'One', phrase: 'a phrase of one' },
			{ name: 'Two', phrase: 'a phrase of two' },
		];
		const { outputs } = await push(inputs, parameters);
		const found = JSON.stringify(outputs[1]?.[0]?.json['problems']);
		expect(found).toContain('Distributor gives “One” for item 0 and “Two” for item 1');
		expect(found).toContain('Pass Phrase gives one value for item 0 and another for item 1');
	});

	test('Send Test Email sends nothing where items name different recipients', async () => {
		const words = await said({
			node: new NotifySupplier(),
			parameters: { operation: 'sendTestEmail', testRecipients: '={{ $json.mail }}', options: {} },
			inputs: [[{ mail: 'a@one.example' }, { mail: 'b@two.example' }]],
			credentials: {
				orderExchangeSmtp: { host: '127.0.0.1', port: 1, tlsMode: 'none', senderAddress: 'c@d.example' },
			},
		});
		expect(words).toContain('Recipients gives “a@one.example” for item 0 and “b@two.example” for item 1');
	});
});
