import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { breakpointProxy } from '../../support/breakpointProxy.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { clerk, codes, notifyStage } from './notifyStage.js';

const stage = notifyStage();
const { pushedItem, notify } = stage;

const parking: IDataObject = { options: { unconfirmed: 'park' } };
const settle = (settleAs: 'sent' | 'sendAgain'): IDataObject => ({ operation: 'settleParked', settleAs });
const notificationOf = (items: readonly INodeExecutionData[]) =>
	items[0]?.json['notification'] as IDataObject;
const logged = async () =>
	(
		await stage.shop.query('SELECT notification, message_id FROM order_exchange_log WHERE kind = "order"')
	).map((row) => row['notification']);
const passTime = () =>
	stage.shop.query(
		'UPDATE order_exchange_log SET notification_at = notification_at - INTERVAL 11 MINUTE WHERE notification_at IS NOT NULL',
	);
/** What a worker leaves that is killed after its claim: the mail is out, or it is not. */
const claimedByTheDead = async (item: IDataObject) => {
	stage.mailServer.behave({ refuse: () => ({ code: 550, text: 'No' }) });
	await notify([item]);
	stage.mailServer.behave({});
	await stage.shop.query(
		"UPDATE order_exchange_log SET notification = 'claimed', notification_at = UTC_TIMESTAMP(3) WHERE kind = 'order'",
	);
};

/** One order whose mail arrived, and the answer did not. */
async function parkedItem(numbers: readonly string[] = ['A1']) {
	const item = await pushedItem(numbers);
	stage.mailServer.behave({ cutAfterDot: true });
	const first = await notify([item], { parameters: parking });
	stage.mailServer.behave({});
	return { item, first };
}

describe('a mail whose answer got lost, where the node parks it', () => {
	test('is Failed with what is known about it, and with what to do', async () => {
		const { first } = await parkedItem();
		expect(first.notified).toEqual([]);
		expect(codes(first.failed)).toEqual([['mail.parked']]);
		expect(notificationOf(first.failed)).toMatchObject({
			status: 'parked',
			parked: ['A1'],
			mayHaveBeenSent: true,
		});
		const [found] = first.failed[0]?.json['problems'] as { message: string; value: string; remedy: string }[];
		expect(found?.value).toBe(stage.mailServer.mails[0]?.parsed.messageId);
		expect(found?.message).toMatch(
			new RegExp(
				`about A1, tried on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC with localhost:${stage.mailServer.port} for ${clerk},`,
			),
		);
		expect(found?.remedy).toContain('Settle Parked');
	});

	test('is never sent again by itself, whatever the next runs are set to', async () => {
		const { item } = await parkedItem();
		await passTime();
		for (const parameters of [parking, {}, parking]) {
			const { notified, failed } = await notify([item], {
				parameters: { ...parameters, recipients: 'other@x.example' },
			});
			expect(notified).toEqual([]);
			expect(codes(failed)).toEqual([['mail.parked']]);
			// whom the first run wrote to is not known any more
			expect(JSON.stringify(failed[0]?.json['problems'])).not.toContain('other@x.example');
		}
		expect(stage.mailServer.mails).toHaveLength(1);
	});

	test('is marked as sent by a person, and then counts as sent for ever', async () => {
		const { item } = await parkedItem();
		const { notified, failed } = await notify([item], { parameters: settle('sent') });
		expect(failed).toEqual([]);
		expect(notificationOf(notified)).toMatchObject({ status: 'alreadySent', settled: ['A1'], parked: [] });
		const later = await notify([item], { parameters: parking });
		expect(notificationOf(later.notified)).toMatchObject({ status: 'alreadySent', alreadySent: ['A1'] });
		expect(stage.mailServer.mails).toHaveLength(1);
	});

	test('is sent again on purpose under its first Message-ID, with a line that it may be a repeat', async () => {
		const { item } = await parkedItem();
		const { notified, failed } = await notify([item], { parameters: settle('sendAgain') });
		expect(failed).toEqual([]);
		expect(notificationOf(notified)).toMatchObject({ status: 'sent', mayHaveBeenSent: true });
		const [first, second, ...others] = stage.mailServer.mails;
		expect(others).toEqual([]);
		expect(second?.parsed.messageId).toBe(first?.parsed.messageId);
		expect(second?.parsed.text).toContain('received this message before');
		expect(await logged()).toEqual(['sent']);
	});

	test('stays parked when the person’s own try is refused, or its answer is lost as well', async () => {
		const { item } = await parkedItem();
		stage.mailServer.behave({ refuse: () => ({ code: 550, text: 'No' }) });
		const refused = await notify([item], { parameters: settle('sendAgain') });
		expect(codes(refused.failed)).toEqual([['mail.sender.refused']]);
		expect(await logged()).toEqual(['parked']);
		stage.mailServer.behave({ cutAfterDot: true });
		const lost = await notify([item], { parameters: settle('sendAgain') });
		expect(codes(lost.failed)).toEqual([['mail.parked']]);
		expect(await logged()).toEqual(['parked']);
	});

	test('is settled once when two people settle it at the same time', async () => {
		const { item } = await parkedItem();
		await Promise.all([1, 2, 3].map(() => notify([item], { parameters: settle('sendAgain') })));
		expect(stage.mailServer.mails).toHaveLength(2);
		expect(await logged()).toEqual(['sent']);
	});

	test('does not hold up the new orders of the same item', async () => {
		await parkedItem(['A1']);
		const { failed } = await notify([await pushedItem(['A1', 'A2'])], { parameters: parking });
		expect(codes(failed)).toEqual([['mail.parked']]);
		expect(notificationOf(failed)).toMatchObject({
			parked: ['A1'],
			mails: [{ orders: ['A2'], status: 'sent' }],
		});
		expect(stage.mailServer.mails[1]?.parsed.text).not.toContain('no. A1');
	});
});

describe('a worker that is killed', () => {
	test('between claim and answer: others wait, and after ten minutes the mail goes out as a possible repeat', async () => {
		const item = await pushedItem(['A1']);
		await claimedByTheDead(item);
		expect(codes((await notify([item])).failed)).toEqual([['mail.inProgress']]);
		await passTime();
		const { notified } = await notify([item]);
		expect(notificationOf(notified)).toMatchObject({ status: 'sent', mayHaveBeenSent: true });
		expect(stage.mailServer.mails).toHaveLength(1);
	});

	test('between claim and answer, where the node parks: it is parked once for all workers', async () => {
		const item = await pushedItem(['A1']);
		await claimedByTheDead(item);
		expect(codes((await notify([item], { parameters: parking })).failed)).toEqual([['mail.inProgress']]);
		await passTime();
		const runs = await Promise.all([1, 2, 3].map(() => notify([item], { parameters: parking })));
		for (const { failed } of runs) expect(codes(failed)).toEqual([['mail.parked']]);
		expect(stage.mailServer.mails).toEqual([]);
		await notify([item], { parameters: settle('sendAgain') });
		expect(stage.mailServer.mails).toHaveLength(1);
	});

	test('is not waited for by the person who settles: an unconfirmed mail is settled like a parked one', async () => {
		const item = await pushedItem(['A1']);
		stage.mailServer.behave({ cutAfterDot: true });
		await notify([item]);
		stage.mailServer.behave({});
		const { notified } = await notify([item], { parameters: settle('sent') });
		expect(notificationOf(notified)).toMatchObject({ settled: ['A1'] });
		await notify([item]);
		expect(stage.mailServer.mails).toHaveLength(1);
	});
});

describe('Settle Parked', () => {
	test('says so where there is nothing to settle, and sends nothing', async () => {
		const untold = await pushedItem(['A1']);
		for (const settleAs of ['sent', 'sendAgain'] as const) {
			const { notified, failed } = await notify([untold], { parameters: settle(settleAs) });
			expect(notified).toEqual([]);
			expect(codes(failed)).toEqual([['mail.notParked']]);
		}
		expect(stage.mailServer.mails).toEqual([]);
		await notify([untold]);
		const { notified } = await notify([untold], { parameters: settle('sendAgain') });
		expect(notificationOf(notified)).toMatchObject({ status: 'alreadySent' });
		expect(stage.mailServer.mails).toHaveLength(1);
	});

	test('needs no recipients to mark as sent', async () => {
		const { item } = await parkedItem();
		const supplierOrder = item['supplierOrder'] as IDataObject;
		const { code, name } = supplierOrder['supplier'] as IDataObject;
		const without = { ...item, supplierOrder: { ...supplierOrder, supplier: { code, name } } };
		const { notified } = await notify([without], { parameters: settle('sent') });
		expect(notificationOf(notified)).toMatchObject({ settled: ['A1'] });
	});

	test('is chosen item by item with an expression', async () => {
		const { item } = await parkedItem(['A1']);
		const { item: other } = await parkedItem(['A2']);
		const { notified } = await notify(
			[
				{ ...item, decision: 'sent' },
				{ ...other, decision: 'sendAgain' },
			],
			{ parameters: { operation: 'settleParked', settleAs: '={{ $json.decision }}' } },
		);
		expect(notified.map((one) => notificationOf([one])['status'])).toEqual(['alreadySent', 'sent']);
		expect(stage.mailServer.mails).toHaveLength(3);
	});
});

test('Look Up shows what became of each order’s mail', async () => {
	const { item } = await parkedItem(['A1']);
	await notify([await pushedItem(['A2'])]);
	const all = await pushedItem(['A1', 'A2', 'A3']);
	const lookUp = async () => {
		const { outputs } = await runInEngine({
			node: new PushToShopDb(),
			parameters: { operation: 'lookUp' },
			inputs: [[all]],
			credentials: { orderExchangeShopDatabase: stage.credentials().orderExchangeShopDatabase },
		});
		return (outputs[0]?.[0]?.json['receipts'] as { notification: IDataObject }[]).map(
			({ notification }) => notification,
		);
	};
	const [first, second, third] = await lookUp();
	expect(first).toEqual({
		state: 'parked',
		messageId: stage.mailServer.mails[0]?.parsed.messageId,
		at: expect.stringMatching(/^\d{4}-/),
	});
	expect(second).toMatchObject({ state: 'sent', messageId: stage.mailServer.mails[1]?.parsed.messageId });
	expect(third).toEqual({ state: 'none', messageId: '', at: '' });
	await notify([item], { parameters: settle('sent') });
	expect((await lookUp())[0]).toMatchObject({ state: 'sent' });
});

test('a mail whose claim got lost on the way goes out in the same run, and nobody is told that it may be a repeat', async () => {
	const item = await pushedItem(['A1']);
	const way = await breakpointProxy(stage.shop.settings.port);
	const claimed = way.breakAt((sent) => /[^-]COMMIT$/.test(sent), 'after');
	const running = notify([item], {
		parameters: parking,
		credentials: stage.credentials({}, { port: way.port }),
	});
	await claimed.reached;
	expect(await logged()).toEqual(['claimed']);
	const sessions = await stage.shop.query(
		'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()',
	);
	for (const { id } of sessions) await stage.shop.query(`KILL ${id}`);
	claimed.release();
	const { notified, failed } = await running;
	await way.close();

	expect(codes(failed)).toEqual([]);
	expect(notificationOf(notified)).toMatchObject({ status: 'sent', mayHaveBeenSent: false });
	expect(stage.mailServer.mails).toHaveLength(1);
	expect(await logged()).toEqual(['sent']);
});
