import type { IDataObject } from 'n8n-workflow';
import { openShop } from '../../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { NotifySupplier } from '../../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { codeTo, directoryCredential } from '../../support/directory.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { startMailServer, testCa, type MailServer } from '../../support/mailServer.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../../sandbox/orders/ordersToPush.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

jest.setTimeout(120_000);

const platformOf = { modi: 'modified-3.3', cart: 'opencart-4.1' } as const;
type Supplier = keyof typeof platformOf;

let mariaDb: MariaDb;
let mailServer: MailServer;
const shops = {} as Record<Supplier, TestShop>;
const items = {} as Record<Supplier, IDataObject>;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true });
});
afterAll(() => mariaDb?.stop());
beforeEach(async () => {
	mailServer = await startMailServer();
	for (const supplier of ['modi', 'cart'] as const) {
		shops[supplier] = await createShop(mariaDb, platformOf[supplier]);
		items[supplier] = await pushedItem(supplier);
	}
});
afterEach(async () => {
	await mailServer.close();
	for (const shop of Object.values(shops)) await shop.drop();
});

async function pushedItem(supplier: Supplier): Promise<IDataObject> {
	const order = customerOrder(platformOf[supplier], { number: `${supplier}-1` });
	const supplierOrder = { ...supplierOrderOf([order]), supplier: { code: supplier, name: supplier } };
	const opened = await openShop(shops[supplier].settings, {
		unknownCustomers: 'account',
		shortStock: 'accept',
	});
	if (!opened.ok) throw new Error(opened.problems[0]?.message);
	const { receipts } = await pushSupplierOrder(opened.shop, supplierOrder);
	await opened.shop.close();
	return { supplierOrder, receipts } as unknown as IDataObject;
}
const codeOf = (supplier: Supplier, changes: object = {}, connection: object = {}) =>
	codeTo(supplier, platformOf[supplier], { ...shops[supplier].settings, ...connection }, changes);

async function notify(codes: readonly string[], changes: object = {}, parameters: IDataObject = {}) {
	const { outputs } = await runInEngine({
		node: new NotifySupplier(),
		parameters: { connectThrough: 'supplierDirectory', ...parameters },
		inputs: [[items.modi, items.cart]],
		credentials: {
			...directoryCredential(codes, changes),
			orderExchangeSmtp: {
				host: 'localhost',
				port: mailServer.port,
				tlsMode: 'none',
				senderName: 'Northwind Orders',
				senderAddress: 'orders@northwind.example',
				ca: testCa,
			},
		},
		onError: 'continueErrorOutput',
	});
	const [notified = [], failed = []] = outputs;
	return { notified, failed };
}
const mailTo = (address: string) => mailServer.mails.find(({ to }) => to.includes(address))?.parsed;

test('each supplier is told at the addresses and in the language of its activation code, once', async () => {
	const notifyAt = { notify: { emails: ['lager@modi.example', 'chef@modi.example'], language: 'de' } };
	const codes = [await codeOf('cart'), await codeOf('modi', notifyAt)];
	const { notified, failed } = await notify(codes, { customerNumbers: 'modi = K-20417' });
	expect(failed).toEqual([]);
	expect(notified.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }], [{ item: 1 }]]);
	expect(mailServer.mails.map(({ to }) => to).sort()).toEqual([
		['lager@modi.example', 'chef@modi.example'],
		['orders@cart.example'],
	]);
	expect(mailTo('chef@modi.example')?.subject).toContain('Neue Bestellung von Northwind Traders');
	expect(mailTo('chef@modi.example')?.text).toContain('Kundennummer K-20417');
	expect(mailTo('orders@cart.example')?.subject).toContain('New order from Northwind Traders');
	expect(mailTo('orders@cart.example')?.text).not.toContain('number K-');

	const again = await notify(codes);
	expect(again.notified).toHaveLength(2);
	expect(mailServer.mails).toHaveLength(2);
});

test('the address that the item or the node names goes before that of the activation code', async () => {
	const named = items.modi['supplierOrder'] as { supplier: object };
	items.modi['supplierOrder'] = { ...named, supplier: { ...named.supplier, email: 'item@modi.example' } };
	await notify([await codeOf('cart'), await codeOf('modi')]);
	expect(mailServer.mails.flatMap(({ to }) => to).sort()).toEqual([
		'item@modi.example',
		'orders@cart.example',
	]);
});

test('a supplier that cannot be reached or has no address fails alone', async () => {
	const down = await codeOf('modi', {}, { port: 1 });
	const { notified, failed } = await notify([await codeOf('cart'), down]);
	expect(notified.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 1 }]]);
	expect(failed[0]?.json).toMatchObject({
		...items.modi,
		problems: [{ code: 'activation.unreachable', message: expect.stringContaining('Supplier modi') }],
	});
	const silent = await notify([await codeOf('cart'), await codeOf('modi', { notify: { emails: [] } })]);
	expect(silent.failed[0]?.json['problems']).toMatchObject([{ code: 'mail.address.missing' }]);
});
