import type { IDataObject } from 'n8n-workflow';
import { NotifySupplier } from '../../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { cuttingProxy, type CuttingProxy } from '../../support/cuttingProxy.js';
import type { EngineRun } from '../../../sandbox/n8n/engine.js';
import { clerk, codes, notifyStage } from './notifyStage.js';

const stage = notifyStage();
const { pushedItem, credentials, notify } = stage;

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
		expect(stage.mailServer.mails).toHaveLength(1);
		const mail = stage.mailServer.mails[0]?.parsed;
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
		expect(stage.mailServer.mails).toHaveLength(1);
	});

	test('leaves out of the mail what was announced before', async () => {
		await notify([await pushedItem(['A1'])]);
		const { notified } = await notify([await pushedItem(['A1', 'A2'])]);
		expect(notified[0]?.json['notification']).toMatchObject({
			status: 'sent',
			alreadySent: ['A1'],
			mails: [{ orders: ['A2'] }],
		});
		expect(stage.mailServer.mails.map(({ parsed }) => parsed.subject)).toHaveLength(2);
		expect(stage.mailServer.mails[1]?.parsed.text).toContain('no. A2');
		expect(stage.mailServer.mails[1]?.parsed.text).not.toContain('no. A1');
	});

	test('announces each order once when two runs race', async () => {
		const item = await pushedItem(['A1']);
		const runs = await Promise.all([notify([item]), notify([item]), notify([item])]);
		expect(stage.mailServer.mails).toHaveLength(1);
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
		const [mail] = stage.mailServer.mails;
		expect(mail?.to).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']);
		expect(mail?.parsed.subject).toMatch(/^\[NW\] Neue Bestellung von Northwind Handel: /);
		expect(mail?.parsed.attachments).toEqual([]);
	});

	test('writes in the supplier’s language', async () => {
		await notify([await pushedItem(['A1'], { language: 'de' })]);
		expect(stage.mailServer.mails[0]?.parsed.subject).toContain('Neue Bestellung');
	});

	test('tells of a recipient that was refused, and is Notified all the same', async () => {
		stage.mailServer.behave({
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
		stage.mailServer.behave({ refuse: () => ({ code: 550, text: 'No' }) });
		const { notified, failed } = await notify([item]);
		expect(notified).toEqual([]);
		expect(codes(failed)).toEqual([['mail.sender.refused']]);
		expect(failed[0]?.json['notification']).toMatchObject({ status: 'notSent', mayHaveBeenSent: false });
		stage.mailServer.behave({});
		const again = await notify([item]);
		expect(again.notified[0]?.json['notification']).toMatchObject({ status: 'sent', mayHaveBeenSent: false });
		expect(stage.mailServer.mails[0]?.parsed.text).not.toContain('received this message before');
	});

	test('fails when only the copy is accepted, and announces the orders to the supplier in the next run', async () => {
		const item = await pushedItem(['A1']);
		const parameters = { options: { bcc: 'archive@northwind.example' } };
		stage.mailServer.behave({
			refuse: (stage, address) =>
				stage === 'recipient' && address === clerk ? { code: 450, text: 'Greylisted' } : undefined,
		});
		const { notified, failed } = await notify([item], { parameters });
		expect(notified).toEqual([]);
		expect(codes(failed)).toEqual([['mail.recipients.copiesOnly']]);
		stage.mailServer.behave({});
		const again = await notify([item], { parameters });
		expect(again.notified[0]?.json['notification']).toMatchObject({
			status: 'sent',
			accepted: [clerk],
			mayHaveBeenSent: false,
		});
		expect(stage.mailServer.mails.map(({ to }) => to)).toEqual([['archive@northwind.example'], [clerk]]);
	});

	test('does not announce an order that is not in this shop’s log', async () => {
		const item = await pushedItem(['A1']);
		await stage.shop.query('DELETE FROM order_exchange_log');
		const { failed } = await notify([item]);
		expect(codes(failed)).toEqual([['mail.receipts.notInShop']]);
		expect(stage.mailServer.mails).toEqual([]);
	});
});

describe('a shop whose database goes away while mails are sent', () => {
	const through = async (work: (proxy: CuttingProxy) => Promise<void>) => {
		const proxy = await cuttingProxy(stage.shop.settings.port);
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
		expect(stage.mailServer.mails).toHaveLength(1);
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
		expect(stage.mailServer.mails).toHaveLength(1);
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
		expect(stage.mailServer.mails).toHaveLength(1);
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
		expect(stage.mailServer.mails.map(({ to }) => to)).toEqual([[clerk]]);
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
		expect(stopped.task.error?.message).toContain('Sender Address in the SMTP credential');
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

	test('a field that cannot be used is named as the form names it', async () => {
		const { failed } = await notify([await pushedItem(['A1'])], {
			parameters: { options: { subjectPrefix: { no: 'text' } } },
			onError: 'continueErrorOutput',
		});
		expect(failed[0]?.json['problems']).toMatchObject([
			{ code: 'node.settings', message: expect.stringContaining('Subject Prefix cannot be') as string },
		]);
	});

	test('Retry On Fail after a stop sends no second mail', async () => {
		const item = await pushedItem(['A1']);
		await notify([item], { retryOnFail: true });
		const broken = await notify([item], { retryOnFail: true, credentials: credentials({ host: ' ' }) });
		expect(broken.task.error?.message).toContain('Host in the SMTP credential');
		await notify([item], { retryOnFail: true, onError: 'continueErrorOutput' });
		expect(stage.mailServer.mails).toHaveLength(1);
	});
});

describe('Send Test Email', () => {
	const test1 = (parameters: IDataObject, changes: Partial<EngineRun> = {}) =>
		notify([{}, {}], { parameters: { operation: 'sendTestEmail', ...parameters }, ...changes });

	test('sends one mail with made-up orders, without a shop, and says that it is a test', async () => {
		const { orderExchangeSmtp } = credentials();
		const { notified } = await test1(
			{ testRecipients: 'me@x.example', testLanguage: 'de' },
			{ credentials: { orderExchangeSmtp } },
		);
		expect(notified).toHaveLength(1);
		expect(notified[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		expect(notified[0]?.json['notification']).toMatchObject({ status: 'sent', accepted: ['me@x.example'] });
		expect(stage.mailServer.mails).toHaveLength(1);
		expect(stage.mailServer.mails[0]?.parsed.subject).toBe('Test: 2 neue Bestellungen von Order Exchange');
		expect(stage.mailServer.mails[0]?.parsed.text).toContain('Dies ist eine Testnachricht');
		expect(stage.mailServer.mails[0]?.parsed.text).toContain(
			'oder an purchasing@northwind.example schreiben',
		);
	});

	test('names what stands in the way', async () => {
		const noAddress = await test1({ testRecipients: ' , ' });
		expect(noAddress.task.error?.message).toContain('Recipients is empty');
		const refused = await test1({ testRecipients: 'not an address' }, { onError: 'continueErrorOutput' });
		expect(codes(refused.failed)).toEqual([['mail.address.invalid']]);
		stage.mailServer.behave({ refuse: () => ({ code: 550, text: 'No' }) });
		const rejected = await test1({ testRecipients: 'me@x.example' });
		expect(codes(rejected.failed)).toEqual([['mail.sender.refused']]);
	});
});

describe('the test of the SMTP credential', () => {
	const press = (smtp: IDataObject) =>
		new NotifySupplier().methods.credentialTest.smtpTest.call({} as never, {
			id: '1',
			name: 'SMTP',
			type: 'orderExchangeSmtp',
			data: credentials(smtp).orderExchangeSmtp as never,
		});

	test('says OK and sends nothing', async () => {
		expect(await press({})).toMatchObject({ status: 'OK' });
		expect(stage.mailServer.mails).toEqual([]);
	});

	test('says what happened and what to do', async () => {
		expect(await press({ port: 1 })).toEqual({
			status: 'Error',
			message:
				'The mail server localhost:1 could not be reached. Check Host, Port and Encryption in the SMTP credential, and the firewall.',
		});
		expect((await press({ host: '' })).message).toContain('Host in the SMTP credential');
	});
});
