import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { openShop } from '../../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { NotifySupplier } from '../../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import {
	supplierCustomerOrderSchema,
	type SupplierCustomerOrder,
} from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { sampleSupplierOrder } from '../../../sandbox/orders/announcements.js';
import { runInEngine, type EngineRun } from '../../../sandbox/n8n/engine.js';
import { startMailServer, testCa, type MailServer } from '../../support/mailServer.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { shopCredential } from '../../../sandbox/n8n/shopCredential.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

const golden = supplierCustomerOrderSchema.parse(
	JSON.parse(readFileSync('sandbox/shops/data/modified-3.3/checkout-new.order.json', 'utf8')),
);

/** Where the supplier of the sample orders is told. */
export const clerk = 'orders@quickshop.example';

/** A shop, a mail server and the node between them; both are fresh for every test. */
export interface NotifyStage {
	readonly shop: TestShop;
	readonly mailServer: MailServer;
	/** An item of Push's Pushed output, its orders really in the shop. */
	pushedItem(numbers: readonly string[], supplier?: object): Promise<IDataObject>;
	/** The same for one order that was changed: a new version of it. */
	newVersion(number: string, comment: string): Promise<IDataObject>;
	credentials(
		smtp?: IDataObject,
		database?: ICredentialDataDecryptedObject,
	): Record<'orderExchangeSmtp' | 'orderExchangeShopDatabase', IDataObject & Record<string, never>>;
	notify(items: readonly IDataObject[], changes?: Partial<EngineRun>): Promise<Notified>;
}

export interface Notified extends Pick<Awaited<ReturnType<typeof runInEngine>>, 'task' | 'run'> {
	readonly notified: readonly INodeExecutionData[];
	readonly failed: readonly INodeExecutionData[];
	readonly third: readonly INodeExecutionData[];
}

/** Call it once at the top of a test file. */
export function notifyStage(): NotifyStage {
	let mariaDb: MariaDb;
	let shop: TestShop;
	let mailServer: MailServer;
	beforeAll(async () => {
		mariaDb = await startMariaDb();
	});
	afterAll(() => mariaDb.stop());
	beforeEach(async () => {
		shop = await createShop(mariaDb, 'modified-3.3');
		mailServer = await startMailServer();
	});
	afterEach(async () => {
		await mailServer.close();
		await shop.drop();
	});

	const stage: NotifyStage = {
		get shop() {
			return shop;
		},
		get mailServer() {
			return mailServer;
		},
		pushedItem: (numbers, supplier = {}) =>
			push(
				shop,
				numbers.map((number) => ({ ...golden, number })),
				supplier,
			),
		newVersion: (number, comment) => push(shop, [{ ...golden, number, comment }]),
		credentials: (smtp = {}, database = {}) =>
			({
				orderExchangeSmtp: {
					host: 'localhost',
					port: mailServer.port,
					tlsMode: 'none',
					user: '',
					password: '',
					senderName: 'Northwind Orders',
					senderAddress: 'orders@northwind.example',
					replyTo: 'purchasing@northwind.example',
					verifyServer: true,
					ca: testCa,
					...smtp,
				},
				...shopCredential(shop.settings, database),
			}) as never,
		async notify(items, changes = {}) {
			const { outputs, task, run } = await runInEngine({
				node: new NotifySupplier(),
				inputs: [items],
				credentials: stage.credentials(),
				...changes,
			});
			return { notified: outputs[0] ?? [], failed: outputs[1] ?? [], third: outputs[2] ?? [], task, run };
		},
	};
	return stage;
}

async function push(
	shop: TestShop,
	orders: readonly SupplierCustomerOrder[],
	supplier: object = {},
): Promise<IDataObject> {
	const supplierOrder = sampleSupplierOrder(orders, supplier);
	const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
	if (!opened.ok) throw new Error(opened.problems[0]?.message);
	const { receipts } = await pushSupplierOrder(opened.shop, supplierOrder, { changedOrders: 'newVersion' });
	await opened.shop.close();
	expect(receipts).toHaveLength(orders.length);
	return { supplierOrder, receipts } as unknown as IDataObject;
}

/** Codes of the findings, item by item. */
export const codes = (items: readonly INodeExecutionData[], key = 'problems') =>
	items.map(({ json }) => (json[key] as { code: string }[]).map(({ code }) => code));
