import type { IDataObject } from 'n8n-workflow';
import { codes, notifyStage } from './notifyStage.js';

const stage = notifyStage();
const { pushedItem, newVersion, notify } = stage;

const shopOrderOf = (item: IDataObject) =>
	(item['receipts'] as { shopOrderNumber: string }[])[0]?.shopOrderNumber ?? '';
const mailServerRefuses = () => stage.mailServer.behave({ refuse: () => ({ code: 451, text: 'Later' }) });

test('an order that was replaced before its mail went out is not announced any more, and its item says by which', async () => {
	const first = await pushedItem(['A1']);
	mailServerRefuses();
	await notify([first]);
	stage.mailServer.behave({});
	const second = await newVersion('A1', 'Two pieces, please');
	await notify([second]);
	const { notified, failed } = await notify([first]);
	expect(notified).toEqual([]);
	expect(codes(failed)).toEqual([['mail.replacedSince']]);
	const [found] = failed[0]?.json['problems'] as { order: string; message: string }[];
	expect(found?.order).toBe('A1');
	expect(found?.message).toContain(`order ${shopOrderOf(second)} in the shop`);
	expect(stage.mailServer.mails).toHaveLength(1);
	expect(stage.mailServer.mails[0]?.parsed.text).toContain(`Please cancel order ${shopOrderOf(first)}.`);
});

test('an order that was replaced leaves the others of its item to be announced', async () => {
	const first = await pushedItem(['A1', 'A2']);
	await newVersion('A1', 'Two pieces, please');
	const { failed } = await notify([first]);
	expect(codes(failed)).toEqual([['mail.replacedSince']]);
	expect(failed[0]?.json['notification']).toMatchObject({ mails: [{ orders: ['A2'], status: 'sent' }] });
	expect(stage.mailServer.mails[0]?.parsed.text).not.toContain('no. A1');
});

test('a parked mail about an order that was replaced is not sent again, and can be marked as sent', async () => {
	const first = await pushedItem(['A1']);
	stage.mailServer.behave({ cutAfterDot: true });
	await notify([first], { parameters: { options: { unconfirmed: 'park' } } });
	stage.mailServer.behave({});
	await newVersion('A1', 'Two pieces, please');
	const settle = (settleAs: string) =>
		notify([first], { parameters: { operation: 'settleParked', settleAs } });
	expect(codes((await settle('sendAgain')).failed)).toEqual([['mail.replacedSince']]);
	expect(stage.mailServer.mails).toHaveLength(1);
	expect((await settle('sent')).notified).toHaveLength(1);
});

describe('an order that the supplier’s staff deleted', () => {
	const deleted = async (item: IDataObject) => {
		await stage.shop.query(`DELETE FROM orders WHERE orders_id = ${shopOrderOf(item)}`);
		return shopOrderOf(item);
	};

	test('before its mail went out is not announced, and its item says so; the others are', async () => {
		const shopOrder = await deleted(await pushedItem(['A1']));
		const item = await pushedItem(['A1', 'A2']);
		const { notified, failed } = await notify([item]);
		expect(notified).toEqual([]);
		expect(codes(failed)).toEqual([['mail.orderGone']]);
		expect(failed[0]?.json['problems']).toMatchObject([
			{ order: 'A1', message: expect.stringContaining(`(${shopOrder})`) as string },
		]);
		expect(failed[0]?.json['notification']).toMatchObject({ mails: [{ orders: ['A2'], status: 'sent' }] });
		expect(stage.mailServer.mails[0]?.parsed.subject).toMatch(/^New order from Northwind Handel: \d+$/);
	});

	test('behind its mail costs nothing: the item is told as before', async () => {
		const first = await pushedItem(['A1']);
		await notify([first]);
		await deleted(first);
		const { notified } = await notify([await pushedItem(['A1'])]);
		expect(notified[0]?.json['notification']).toMatchObject({ status: 'alreadySent' });
	});

	test('whose mail is parked is not told about again, and can be marked as sent', async () => {
		const first = await pushedItem(['A1']);
		stage.mailServer.behave({ cutAfterDot: true });
		await notify([first], { parameters: { options: { unconfirmed: 'park' } } });
		stage.mailServer.behave({});
		await deleted(first);
		const item = await pushedItem(['A1']);
		const settle = (settleAs: string) =>
			notify([item], { parameters: { operation: 'settleParked', settleAs } });
		expect(codes((await settle('sendAgain')).failed)).toEqual([['mail.orderGone']]);
		expect((await settle('sent')).notified).toHaveLength(1);
		expect(stage.mailServer.mails).toHaveLength(1);
	});
});
