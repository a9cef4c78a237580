import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PrepareSupplierOrder } from '../../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import type { SupplierOrder } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { runInEngine, type EngineRun } from '../../../sandbox/n8n/engine.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../../sandbox/orders/ordersToPush.js';
import { directoryCredential } from '../../support/directory.js';
import { shopCredential } from '../../../sandbox/n8n/shopCredential.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

jest.setTimeout(300_000);

const platform = 'modified-3.3';
const golden = customerOrder(platform);
const order = (number: string) => ({ ...golden, number });
const unknownArticle = (number: string) => ({
	...order(number),
	lines: golden.lines.map((line) => ({ ...line, supplierSku: 'NO-SUCH' })),
});

let mariaDb: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	mariaDb = await startMariaDb();
});
afterAll(() => mariaDb.stop());
beforeEach(async () => {
	shop = await createShop(mariaDb, platform);
});
afterEach(() => shop.drop());

const item = (...orders: ReturnType<typeof order>[]): IDataObject =>
	({ supplierOrder: supplierOrderOf(orders) }) as unknown as IDataObject;

async function push(
	items: readonly IDataObject[],
	{ changes = {}, ...run }: Partial<EngineRun> & { readonly changes?: ICredentialDataDecryptedObject } = {},
) {
	const { outputs, task } = await runInEngine({
		node: new PushToShopDb(),
		inputs: [items],
		credentials: shopCredential(shop.settings, changes),
		...run,
	});
	const [pushed = [], refused = [], later = []] = outputs;
	return { pushed, refused, later, task };
}

const receipts = (items: readonly INodeExecutionData[]) =>
	items.flatMap(({ json }) => (json['receipts'] as { order: string; status: string }[] | undefined) ?? []);
const cameFrom = (items: readonly INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);
const codes = (items: readonly INodeExecutionData[]) =>
	items.map(({ json }) => (json['problems'] as { code: string }[])[0]?.code);

const errorModes = ['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const;

describe.each(errorModes)('under %s', (onError) => {
	test('every order comes out of exactly one output, linked to its item', async () => {
		const items = [{ something: 'else' }, item(order('1001'), unknownArticle('1002')), item(order('1003'))];
		const { pushed, refused, later } = await push(items, { onError });
		expect(receipts(pushed)).toMatchObject([{ order: '1001' }, { order: '1003' }]);
		expect(cameFrom(pushed)).toEqual([[{ item: 1 }], [{ item: 2 }]]);
		expect(codes(refused)).toEqual(['node.noSupplierOrder', 'shop.sku.unknown']);
		expect(cameFrom(refused)).toEqual([[{ item: 0 }], [{ item: 1 }]]);
		expect(later).toEqual([]);
	});

	test('a shop that is down gives every item back whole, and the same items arrive once it is up', async () => {
		const items = [item(order('1001'), order('1002')), item(order('1003'))];
		const down = await push(items, { onError, changes: { port: 1 } });
		expect(down.pushed).toEqual([]);
		expect(codes(down.later)).toEqual(['database.unreachable', 'database.unreachable']);
		const back = down.later.map(({ json }) => ({ supplierOrder: json['supplierOrder'] }) as IDataObject);
		expect(back).toEqual(items);
		const up = await push(back, { onError });
		expect(receipts(up.pushed).map((one) => one.status)).toEqual(['written', 'written', 'written']);
	});
});

test('an order that has the number of a pushed one and other content comes out of Refused alone', async () => {
	const [first, second] = [order('1001'), { ...order('1001'), comment: 'To the back door' }];
	const { pushed, refused } = await push([item(first, second)]);
	const { customerOrders, totals } = pushed[0]?.json['supplierOrder'] as unknown as SupplierOrder;
	expect([customerOrders, totals.customerOrders]).toEqual([[first], 1]);
	expect(refused.map(({ json }) => json['customerOrder'])).toEqual([second]);
});

describe.each(['push', 'rehearse', 'lookUp'])('with the operation %s', (operation) => {
	const items = [item(order('1001'), order('1002')), item(order('1003'))];
	const orders = ({ json }: INodeExecutionData) =>
		json['customerOrder'] ? [json['customerOrder']] : (json['supplierOrder'] as SupplierOrder).customerOrders;
	const all = [order('1001'), order('1002'), order('1003')];

	test('every order comes out of Retry Later when the shop is out of reach', async () => {
		const { pushed, refused, later } = await push(items, { parameters: { operation }, changes: { port: 1 } });
		expect([pushed, refused]).toEqual([[], []]);
		expect(later.flatMap(orders)).toEqual(all);
		expect(cameFrom(later)).toEqual([[{ item: 0 }], [{ item: 1 }]]);
	});

	test('every order comes out of Refused when its supplier has no code', async () => {
		const { pushed, refused, later } = await push(items, {
			parameters: { operation, connectThrough: 'supplierDirectory' },
			credentials: directoryCredential([]),
		});
		expect([pushed, later]).toEqual([[], []]);
		expect(refused.flatMap(orders)).toEqual(all);
		expect(new Set(codes(refused))).toEqual(new Set(['directory.unknownSupplier']));
	});

	test('every order comes out of Refused when the shop is another supplier’s', async () => {
		const changes = { supplierCode: 'feinkost' };
		const { pushed, refused, later } = await push(items, { parameters: { operation }, changes });
		expect([pushed, later]).toEqual([[], []]);
		expect(refused.flatMap(orders)).toEqual(all);
	});
});

test.each(['host', 'database', 'user'])(
	'a credential without %s stops the node, or gives each item back where it may go on',
	async (field) => {
		const items = [item(order('1001')), item(order('1002'))];
		const changes = { [field]: '' };
		const stopped = await push(items, { changes });
		expect(stopped.task.error?.message).toContain('the Shop Database credential is missing or incomplete');
		const goesOn = await push(items, { changes, onError: 'continueErrorOutput' });
		expect([...goesOn.pushed, ...goesOn.refused]).toEqual([]);
		expect(codes(goesOn.later)).toEqual(['node.settings', 'node.settings']);
		expect(cameFrom(goesOn.later)).toEqual([[{ item: 0 }], [{ item: 1 }]]);
		expect(await shop.rows('orders')).toHaveLength(0);
	},
);

test('an option that cannot be used stops the node with the form’s own words, or gives each item back', async () => {
	const items = [item(order('1001')), item(order('1002'))];
	const parameters = { options: { changedOrders: '={{ "Refuse" }}', batchSize: 'many' } };
	const stopped = await push(items, { parameters });
	expect(stopped.task.error?.message).toContain('Batch Size cannot be “many”');
	expect(stopped.task.error?.description).toContain('Changed Orders cannot be “Refuse”. Choose');
	const goesOn = await push(items, { parameters, onError: 'continueErrorOutput' });
	expect([...goesOn.pushed, ...goesOn.refused]).toEqual([]);
	expect(codes(goesOn.later)).toEqual(['node.settings', 'node.settings']);
	expect(await shop.rows('orders')).toHaveLength(0);
});

test('Retry On Fail writes nothing twice', async () => {
	const items = [item(order('1001'), order('1002'))];
	await push(items, { retryOnFail: true, changes: { port: 1 } });
	await push(items, { retryOnFail: true });
	const again = await push(items, { retryOnFail: true, onError: 'continueErrorOutput' });
	expect(receipts(again.pushed).map(({ status }) => status)).toEqual(['alreadyWritten', 'alreadyWritten']);
	expect(await shop.rows('orders')).toHaveLength(2);
});

test('ten thousand items become ten thousand orders in the shop, none twice and none left out', async () => {
	const orders = manyOrders(platform, 10_000);
	const prepared = await runInEngine({
		node: new PrepareSupplierOrder(),
		parameters: { distributorCode: 'nordwind', distributorName: 'Nordwind' },
		inputs: [orders.map((one) => ({ ...one, supplier: 'feinkost' }) as unknown as IDataObject)],
	});
	const [ready = [], rejected = []] = prepared.outputs;
	expect(rejected).toEqual([]);
	const { pushed, refused, later } = await push(ready.map(({ json }) => json));
	expect([...refused, ...later]).toEqual([]);
	expect(receipts(pushed).map((one) => one.order)).toEqual(orders.map(({ number }) => number));
	expect(await shop.rows('orders')).toHaveLength(orders.length);
});
