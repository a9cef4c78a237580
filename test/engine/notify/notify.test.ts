import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { openShop } from '../../../nodes/OrderExchange/exchange/openShop.js';
import { pushSupplierOrder } from '../../../nodes/OrderExchange/exchange/push.js';
import { NotifySupplier } from '../../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { supplierCustomerOrderSchema } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { runInEngine, type EngineRun } from '../../support/engine.js';
import { sampleSupplierOrder } from '../../support/announcements.js';
import { startMailServer, testCa, type MailServer } from '../../support/mailServer.js';
import { cuttingProxy, type CuttingProxy } from '../../support/cuttingProxy.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { createShop, type TestShop } from '../../support/shopDatabase.js';

const golden = supplierCustomerOrderSchema.parse(
	JSON.parse(readFileSync('test/data/shops/modified-3.3/checkout-new.order.json', 'utf8')),
);
const clerk = 'orders@quickshop.example';

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

/** An item of Push's Pushed output, its orders really in the shop. */
async function pushedItem(numbers: readonly string[], supplier: object = {}): Promise<IDataObject> {
	const orders = numbers.map((number) => ({ ...golden, number }));
	const supplierOrder = sampleSupplierOrder(orders, supplier);
	const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
	if (!opened.ok) throw new Error(opened.problems[0]?.message);
	const { receipts } = await pushSupplierOrder(opened.shop, supplierOrder);
	await opened.shop.close();
	expect(receipts).toHaveLength(numbers.length);
	return { supplierOrder, receipts } as unknown as IDataObject;
}

const credentials = (smtp: IDataObject = {}, database: IDataObject = {}) => ({
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
	orderExchangeShopDatabase: {
		host: shop.settings.host,
		port: shop.settings.port,
		database: shop.settings.database,
		user: shop.settings.user,
		password: shop.settings.password,
		tlsMode: 'off',
		...database,
	},
});

async function notify(items: readonly IDataObject[], changes: Partial<EngineRun> = {}) {
	const { outputs, task, run } = await runInEngine({
		node: new NotifySupplier(),
		inputs: [items],
		credentials: credentials(),
		...changes,
	});
	return { notified: outputs[0] ?? [], failed: outputs[1] ?? [], third: outputs[2] ?? [], task, run };
}
const codes = (items: readonly INodeExecutionData[], key = 'problems') =>
	items.map(({ json }) => (json[key] as { code: string }[]).map(({ code }) => code));

describe('Notify', () => {
	test('sends one mail per supplier order and hands out what went in, plus the notification', async () => {
		const item = await pushedItem(['A1', 'A2']);
		const { notified, failed } = await notify([item]);
		expect(failed).toEqual([]);
		expect(notified).toHaveLength(1);
		expect(notified[0]?.pairedItem).toEqual([{ item: 0 }]);
		expect(notified[0]?.json).toMatchObject({
			...item,
			notification: {
				status: 'sent',
				accepted: [clerk],
				rejected: [],
				mayHaveBeenSent: false,
				alreadySent: [],
				mails: [{ orders: expect.arrayContaining(['A1', 'A2']), status: 'sent' }],
			},
		});
		expect(mailServer.mails).toHaveLength(1);
		const mail = mailServer.mails[0]?.parsed;
		expect(mail?.subject).toBe('2 new orders from Northwind Handel');
		expect(mail?.replyTo?.text).toBe('purchasing@northwind.example');
		expect(mail?.messageId).toBe((notified[0]?.json['notification'] as IDataObject)['messageId']);
		expect(mail?.attachments).toHaveLength(1);
	});

	test('sends nothing the second time, and the item still comes out of Notified', async () => {
		const item = await pushedItem(['A1']);
		const first = await notify([item]);
		const { notified, failed } = await notify([item]);
		expect(failed).toEqual([]);
		expect(notified[0]?.json['notification']).toMatchObject({
			status: 'alreadySent',
			alreadySent: ['A1'],
			messageId: (first.notified[0]?.json['notification'] as IDataObject)['messageId'],
		});
		expect(mailServer.mails).toHaveLength(1);
	});

	test('leaves out of the mail what was announced before', async () => {
		await notify([await pushedItem(['A1'])]);
		const { notified } = await notify([await pushedItem(['A1', 'A2'])]);
		expect(notified[0]?.json['notification']).toMatchObject({
			status: 'sent',
			alreadySent: ['A1'],
			mails: [{ orders: ['A2'] }],
		});
		expect(mailServer.mails.map(({ parsed }) => parsed.subject)).toHaveLength(2);
		expect(mailServer.mails[1]?.parsed.text).toContain('no. A2');
		expect(mailServer.mails[1]?.parsed.text).not.toContain('no. A1');
	});

	test('announces each order once when two runs race', async () => {
		const item = await pushedItem(['A1']);
		const runs = await Promise.all([notify([item]), notify([item]), notify([item])]);
		expect(mailServer.mails).toHaveLength(1);
		for (const { notified, failed } of runs) expect(notified.length + failed.length).toBe(1);
		for (const { failed } of runs)
			if (failed.length > 0) expect(codes(failed)).toEqual([['mail.inProgress']]);
	});

	test('takes recipients, copies, language and subject from the node', async () => {
		await notify([await pushedItem(['A1'], { language: 'en' })], {
			parameters: {
				recipients: 'a@x.example, b@x.example',
				language: 'de',
				options: { cc: 'c@x.example', bcc: 'd@x.example', subjectPrefix: '[NW]', attachCsv: false },
			},
		});
		const [mail] = mailServer.mails;
		expect(mail?.to).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']);
		expect(mail?.parsed.subject).toMatch(/^\[NW\] Neue Bestellung von Northwind Handel: /);
		expect(mail?.parsed.attachments).toEqual([]);
	});

	test('writes in the supplier’s language', async () => {
		await notify([await pushedItem(['A1'], { language: 'de' })]);
		expect(mailServer.mails[0]?.parsed.subject).toContain('Neue Bestellung');
	});

	test('tells of a recipient that was refused, and is Notified all the same', async () => {
		mailServer.behave({
			refuse: (stage, address) =>
				stage === 'recipient' && address === 'gone@x.example' ? { code: 550, text: 'Gone' } : undefined,
		});
		const { notified } = await notify([await pushedItem(['A1'])], {
			parameters: { options: { cc: 'gone@x.example' } },
		});
		expect(notified[0]?.json['notification']).toMatchObject({
			status: 'sent',
			accepted: [clerk],
			rejected: [{ recipient: 'gone@x.example', answer: '550 Gone' }],
		});
		expect(codes(notified, 'warnings')).toEqual([['mail.recipients.someRefused']]);
	});

	test('fails when all are refused, and the next run sends as if for the first time', async () => {
		const item = await pushedItem(['A1']);
		mailServer.behave({ refuse: () => ({ code: 550, text: 'No' }) });
		const { notified, failed } = await notify([item]);
		expect(notified).toEqual([]);
		expect(codes(failed)).toEqual([['mail.sender.refused']]);
		expect(failed[0]?.json['notification']).toMatchObject({ status: 'notSent', mayHaveBeenSent: false });
		mailServer.behave({});
		const again = await notify([item]);
		expect(again.notified[0]?.json['notification']).toMatchObject({ status: 'sent', mayHaveBeenSent: false });
		expect(mailServer.mails[0]?.parsed.text).not.toContain('received this message before');
	});

	test('sends again with the same Message-ID, and says so, when the answer got lost', async () => {
		const item = await pushedItem(['A1']);
		mailServer.behave({ cutAfterDot: true });
		const { failed } = await notify([item]);
		expect(codes(failed)).toEqual([['mail.answerLost']]);
		expect(failed[0]?.json['notification']).toMatchObject({ status: 'unknown', mayHaveBeenSent: true });
		mailServer.behave({});
		const again = await notify([item]);
		expect(again.notified[0]?.json['notification']).toMatchObject({ status: 'sent', mayHaveBeenSent: true });
		const [first, second] = mailServer.mails;
		expect(second?.parsed.messageId).toBe(first?.parsed.messageId);
		expect(second?.parsed.text).toContain('received this message before');
		await notify([item]);
		expect(mailServer.mails).toHaveLength(2);
	});

	test('does not announce an order that is not in this shop’s log', async () => {
		const item = await pushedItem(['A1']);
		await shop.query('DELETE FROM order_exchange_log');
		const { failed } = await notify([item]);
		expect(codes(failed)).toEqual([['mail.receipts.notInShop']]);
		expect(mailServer.mails).toEqual([]);
	});
});

describe('a shop whose database goes away while mails are sent', () => {
	const through = async (work: (proxy: CuttingProxy) => Promise<void>) => {
		const proxy = await cuttingProxy(shop.settings.port);
		try {
			await work(proxy);
		} finally {
			await proxy.close();
		}
	};

	test('before the claim: it is claimed over a new connection, and announced once', async () => {
		const item = await pushedItem(['A1']);
		await through(async (proxy) => {
			proxy.cutAt('FOR UPDATE', 'before');
			const { notified } = await notify([item], { credentials: credentials({}, { port: proxy.port }) });
			expect(proxy.cuts).toBe(1);
			expect(notified[0]?.json['notification']).toMatchObject({ status: 'sent' });
		});
		await notify([item]);
		expect(mailServer.mails).toHaveLength(1);
	});

	test('after the mail: what became of it is noted over a new connection', async () => {
		const item = await pushedItem(['A1']);
		await through(async (proxy) => {
			proxy.cutAt("notification = 'sent'", 'before');
			const { notified } = await notify([item], { credentials: credentials({}, { port: proxy.port }) });
			expect(proxy.cuts).toBe(1);
			expect(notified[0]?.json['warnings']).toBeUndefined();
		});
		await notify([item]);
		expect(mailServer.mails).toHaveLength(1);
	});

	test('after the mail and for good: the item is Notified, with a warning that it could not be noted', async () => {
		const item = await pushedItem(['A1']);
		await through(async (proxy) => {
			proxy.refuseAfterCut(true);
			proxy.cutAt("notification = 'sent'", 'before');
			const { notified } = await notify([item], { credentials: credentials({}, { port: proxy.port }) });
			expect(codes(notified, 'warnings')).toEqual([['mail.notRecorded']]);
		});
		const { failed } = await notify([item]);
		expect(codes(failed)).toEqual([['mail.inProgress']]);
		expect(mailServer.mails).toHaveLength(1);
	});
});

describe('every item ends in exactly one output', () => {
	test('what is no pushed supplier order is Failed with a code, beside a good one', async () => {
		const good = await pushedItem(['A1']);
		const { notified, failed } = await notify([
			{},
			good,
			{ supplierOrder: good['supplierOrder'] },
			{ ...good, receipts: [{ order: 'A1' }] },
			{ ...good, receipts: (good['receipts'] as IDataObject[]).map((one) => ({ ...one, order: 'ZZ' })) },
			await pushedItem(['A9'], { email: undefined }),
			await pushedItem(['A8'], { email: 'evil@x.example\r\nBcc: all@x.example' }),
		]);
		expect(notified.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 1 }]]);
		const found = codes(failed).map(([first]) => first);
		expect([...found].sort()).toEqual([
			'mail.address.invalid',
			'mail.address.missing',
			'mail.receipts.invalid',
			'mail.receipts.missing',
			'mail.receipts.unknownOrder',
			'node.noSupplierOrder',
		]);
		expect(failed.map(({ pairedItem }) => pairedItem)).toHaveLength(6);
		expect(mailServer.mails.map(({ to }) => to)).toEqual([[clerk]]);
	});

	test('an order of another supplier than the credential’s is Failed', async () => {
		const { failed } = await notify([await pushedItem(['A1'])], {
			credentials: credentials({}, { supplierCode: 'someone-else' }),
		});
		expect(codes(failed)).toEqual([['exchange.otherSupplier']]);
	});

	test.each(['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const)(
		'a shop or mail server that cannot be reached is Failed under %s',
		async (onError) => {
			const item = await pushedItem(['A1']);
			const noMail = await notify([item], { onError, credentials: credentials({ port: 1 }) });
			expect(noMail.notified).toEqual([]);
			expect(codes(noMail.failed)).toEqual([['mail.unreachable']]);
			const noShop = await notify([item], { onError, credentials: credentials({}, { port: 1 }) });
			expect(noShop.notified).toEqual([]);
			expect(codes(noShop.failed)).toEqual([['database.unreachable']]);
			const back = await notify([item], { onError });
			expect(back.notified[0]?.json['notification']).toMatchObject({ status: 'sent' });
		},
	);

	test('a credential that cannot be used stops the node, or fails each item where it may go on', async () => {
		const item = await pushedItem(['A1']);
		const broken = { credentials: credentials({ senderAddress: 'nobody' }) };
		const stopped = await notify([item], broken);
		expect(stopped.task.error?.message).toContain('senderAddress in the SMTP credential');
		const goesOn = await notify([item, {}], { ...broken, onError: 'continueErrorOutput' });
		expect(goesOn.notified).toEqual([]);
		expect(codes(goesOn.failed)).toEqual([['node.noSupplierOrder'], ['node.settings']]);
	});

	test('an expression that cannot be evaluated is Failed for its item, the others go out', async () => {
		const good = await pushedItem(['A1']);
		const { notified, failed } = await notify([await pushedItem(['A2']), { ...good, to: clerk }], {
			parameters: { recipients: '={{ $json.to ?? $("Nowhere").first().json.to }}' },
			onError: 'continueErrorOutput',
		});
		expect(notified.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 1 }]]);
		expect(codes(failed)).toEqual([['node.settings']]);
	});

	test('Retry On Fail after a stop sends no second mail', async () => {
		const item = await pushedItem(['A1']);
		await notify([item], { retryOnFail: true });
		const broken = await notify([item], { retryOnFail: true, credentials: credentials({ host: ' ' }) });
		expect(broken.task.error?.message).toContain('host in the SMTP credential');
		await notify([item], { retryOnFail: true, onError: 'continueErrorOutput' });
		expect(mailServer.mails).toHaveLength(1);
	});
});

describe('Send Test Email', () => {
	const test1 = (parameters: IDataObject, changes: Partial<EngineRun> = {}) =>
		notify([{}, {}], { parameters: { operation: 'sendTestEmail', ...parameters }, ...changes });

	test('sends one mail with made-up orders, without a shop, and says that it is a test', async () => {
		const { orderExchangeSmtp } = credentials();
		const { notified } = await test1(
			{ testRecipients: 'me@x.example', language: 'de' },
			{ credentials: { orderExchangeSmtp } },
		);
		expect(notified).toHaveLength(1);
		expect(notified[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		expect(notified[0]?.json['notification']).toMatchObject({ status: 'sent', accepted: ['me@x.example'] });
		expect(mailServer.mails).toHaveLength(1);
		expect(mailServer.mails[0]?.parsed.subject).toBe('Test: 2 neue Bestellungen von Order Exchange');
		expect(mailServer.mails[0]?.parsed.text).toContain('Dies ist eine Testnachricht');
	});

	test('names what stands in the way', async () => {
		const noAddress = await test1({ testRecipients: ' , ' });
		expect(noAddress.task.error?.message).toContain('Recipients is empty');
		const refused = await test1({ testRecipients: 'not an address' }, { onError: 'continueErrorOutput' });
		expect(codes(refused.failed)).toEqual([['mail.address.invalid']]);
		mailServer.behave({ refuse: () => ({ code: 550, text: 'No' }) });
		const rejected = await test1({ testRecipients: 'me@x.example' });
		expect(codes(rejected.failed)).toEqual([['mail.sender.refused']]);
	});
});

describe('the Test button of the SMTP credential', () => {
	const press = (smtp: IDataObject) =>
		new NotifySupplier().methods.credentialTest.smtpTest.call({} as never, {
			id: '1',
			name: 'SMTP',
			type: 'orderExchangeSmtp',
			data: credentials(smtp).orderExchangeSmtp as never,
		});

	test('says OK and sends nothing', async () => {
		expect(await press({})).toMatchObject({ status: 'OK' });
		expect(mailServer.mails).toEqual([]);
	});

	test('says what happened and what to do', async () => {
		expect(await press({ port: 1 })).toEqual({
			status: 'Error',
			message:
				'The mail server localhost:1 could not be reached. Check host, port and TLS mode of the SMTP credential, and the firewall.',
		});
		expect((await press({ host: '' })).message).toContain('host in the SMTP credential');
	});
});
