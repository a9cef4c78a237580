import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { cuttingProxy } from '../../support/cuttingProxy.js';
import { clerk, codes, notifyStage } from './notifyStage.js';

const stage = notifyStage();
const { pushedItem, credentials, notify } = stage;

const second = 'office@quickshop.example';
const both: IDataObject = { recipients: `${clerk}, ${second}` };
const notificationOf = (items: readonly INodeExecutionData[]) =>
	items[0]?.json['notification'] as IDataObject;
const noTimeFor = (refused: string, code = 450) =>
	stage.mailServer.behave({
		refuse: (at, address) =>
			at === 'recipient' && address === refused ? { code, text: 'Not now' } : undefined,
	});
const receivers = () => stage.mailServer.mails.map(({ to }) => to);
const logged = async () =>
	(await stage.shop.query("SELECT notification FROM order_exchange_log WHERE kind = 'order'")).map(
		(row) => row['notification'],
	);

/** An item whose mail the clerk has, and the second recipient not yet. */
async function partlySent(parameters = both, order = 'A1') {
	const item = await pushedItem([order]);
	noTimeFor(second);
	const first = await notify([item], { parameters });
	return { item, first };
}

test('a recipient that the server has no time for gets the mail in the next run, and the others do not get it twice', async () => {
	const { item, first } = await partlySent();
	expect(first.notified).toEqual([]);
	expect(codes(first.failed)).toEqual([['mail.recipients.later']]);
	expect(notificationOf(first.failed)).toMatchObject({
		status: 'partlySent',
		accepted: [clerk],
		rejected: [{ recipient: second, forNow: true }],
		mayHaveBeenSent: false,
	});
	expect(await logged()).toEqual(['partlySent']);

	const stillNot = await notify([item], { parameters: both });
	expect(codes(stillNot.failed)).toEqual([['mail.recipients.later']]);
	stage.mailServer.behave({});
	const { notified, failed } = await notify([item], { parameters: both });
	expect(failed).toEqual([]);
	expect(notificationOf(notified)).toMatchObject({ status: 'sent', accepted: [second] });
	expect(receivers()).toEqual([[clerk], [second]]);
	const [one, other] = stage.mailServer.mails.map(({ parsed }) => parsed);
	expect(other?.messageId).toBe(one?.messageId);
	expect(other?.to).toEqual(one?.to);
	expect(other?.text).not.toContain('received this message before');

	expect(notificationOf((await notify([item], { parameters: both })).notified)).toMatchObject({
		status: 'alreadySent',
	});
	expect(receivers()).toHaveLength(2);
});

test('a recipient of a repeat that comes later still reads that it may be one', async () => {
	const item = await pushedItem(['A1']);
	stage.mailServer.behave({ cutAfterDot: true });
	await notify([item], { parameters: both });
	noTimeFor(second);
	const partly = await notify([item], { parameters: both });
	expect(codes(partly.failed)).toEqual([['mail.recipients.later']]);
	stage.mailServer.behave({});
	const { notified } = await notify([item], { parameters: both });
	expect(notificationOf(notified)).toMatchObject({ status: 'sent', mayHaveBeenSent: true });
	expect(receivers()).toEqual([[clerk, second], [clerk], [second]]);
	expect(stage.mailServer.mails[2]?.parsed.text).toContain('received this message before');
});

test('an address that was corrected gets the mail in its place, and one that was left out is missed by nobody', async () => {
	const { item } = await partlySent();
	stage.mailServer.behave({});
	const corrected = await notify([item], {
		parameters: { recipients: `${clerk}, bureau@quickshop.example` },
	});
	expect(notificationOf(corrected.notified)).toMatchObject({ status: 'sent' });
	expect(receivers()).toEqual([[clerk], ['bureau@quickshop.example']]);

	const { item: other } = await partlySent(both, 'A2');
	const leftOut = await notify([other], { parameters: { recipients: clerk } });
	expect(codes(leftOut.failed)).toEqual([]);
	expect(receivers()).toHaveLength(3);
	expect(await logged()).toEqual(['sent', 'sent']);
});

test('a server that goes away meanwhile, or another address that is refused, forgets nobody who has the mail', async () => {
	const { item } = await partlySent();
	const away = await notify([item], { parameters: both, credentials: credentials({ port: 1 }) });
	expect(codes(away.failed)).toEqual([['mail.unreachable']]);
	noTimeFor('bureau@quickshop.example', 550);
	const refused = await notify([item], { parameters: { recipients: 'bureau@quickshop.example' } });
	expect(codes(refused.failed)).toEqual([['mail.recipients.refused']]);
	stage.mailServer.behave({});
	await notify([item], { parameters: both });
	expect(receivers()).toEqual([[clerk], [second]]);
});

test('a person may call it sent, and copies that only the distributor knows stay unknown to the supplier', async () => {
	const secret = 'archive@northwind.example';
	const { item } = await partlySent({ ...both, options: { bcc: secret } });
	expect(receivers()).toEqual([[clerk, secret]]);
	expect(JSON.stringify(await stage.shop.query('SELECT * FROM order_exchange_log'))).not.toContain('archive');
	const settled = await notify([item], { parameters: { operation: 'settleParked', settleAs: 'sent' } });
	expect(notificationOf(settled.notified)).toMatchObject({ settled: ['A1'] });
	stage.mailServer.behave({});
	await notify([item], { parameters: both });
	expect(receivers()).toHaveLength(1);
});

test('who has the mail is noted over a new connection where the database went away', async () => {
	const item = await pushedItem(['A1']);
	noTimeFor(second);
	const proxy = await cuttingProxy(stage.shop.settings.port);
	try {
		proxy.cutAt("notification = 'partlySent'", 'before');
		await notify([item], { parameters: both, credentials: credentials({}, { port: proxy.port }) });
		expect(proxy.cuts).toBe(1);
	} finally {
		await proxy.close();
	}
	stage.mailServer.behave({});
	await notify([item], { parameters: both });
	expect(receivers()).toEqual([[clerk], [second]]);
});
