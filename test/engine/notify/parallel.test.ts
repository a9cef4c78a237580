import type { IDataObject } from 'n8n-workflow';
import { startMailServer } from '../../support/mailServer.js';
import { notifyStage } from './notifyStage.js';

// ten orders are really pushed first
jest.setTimeout(60_000);

const stage = notifyStage();
const { pushedItem, credentials, notify } = stage;

const items = async (count: number): Promise<readonly IDataObject[]> => {
	const made: IDataObject[] = [];
	for (let n = 1; n <= count; n += 1) made.push(await pushedItem([`A${n}`, `B${n}`]));
	return made;
};
const statuses = (of: readonly { readonly json: IDataObject }[]) =>
	of.map(({ json }) => (json['notification'] as IDataObject)['status']);

const serverStatus = async (name: string): Promise<number> => {
	const [row] = await stage.shop.query(`SHOW GLOBAL STATUS LIKE '${name}'`);
	return Number(row?.['Value']);
};
/** Times that the server carried out a statement of this kind. */
const carriedOut = (statement: string) => serverStatus(`Com_${statement}`);

test('five mails are on their way at a time, over as many connections', async () => {
	const ten = await items(10);
	// whoever sent one after the other would wait for an answer that never comes
	stage.mailServer.behave({ answerTogether: 5 });
	const { notified, failed } = await notify(ten);
	expect(failed).toEqual([]);
	expect(statuses(notified)).toEqual(ten.map(() => 'sent'));
	expect(notified.map(({ pairedItem }) => pairedItem)).toEqual(ten.map((_, item) => [{ item }]));
	expect(new Set(stage.mailServer.mails.map(({ parsed }) => parsed.messageId)).size).toBe(10);
	expect(stage.mailServer.connections).toBe(5);
});

test('the credential says how many connections the mail server gets', async () => {
	const six = await items(6);
	stage.mailServer.behave({ answerTogether: 2 });
	const { notified } = await notify(six, { credentials: credentials({ connections: 2 }) });
	expect(notified).toHaveLength(6);
	expect(stage.mailServer.connections).toBe(2);
});

test('the orders of ten mails are claimed in a transaction or two', async () => {
	const ten = await items(10);
	const before = await carriedOut('commit');
	await notify(ten);
	expect((await carriedOut('commit')) - before).toBeLessThanOrEqual(2);
	expect(stage.mailServer.mails).toHaveLength(10);
});

test('what is noted while others are claimed goes over one connection more; a single mail needs one', async () => {
	const connectionsFor = async (count: number) => {
		const some = await items(count);
		const before = await serverStatus('Connections');
		await notify(some);
		const ofThisQuestion = 1;
		return (await serverStatus('Connections')) - before - ofThisQuestion;
	};
	expect(await connectionsFor(1)).toBe(1);
	expect(await connectionsFor(30)).toBe(2);
});

test('a mail server that takes fewer connections gets every mail all the same', async () => {
	const six = await items(6);
	const small = await startMailServer({ mostConnections: 1 });
	try {
		const { notified, failed } = await notify(six, { credentials: credentials({ port: small.port }) });
		expect(failed.map(({ json }) => json['problems'])).toEqual([]);
		expect(notified).toHaveLength(6);
		expect(small.mails).toHaveLength(6);
	} finally {
		await small.close();
	}
});

test('an item that comes twice in one run is told once', async () => {
	const [item] = await items(1);
	const { notified, failed } = await notify([item, item, item] as IDataObject[]);
	expect(failed).toEqual([]);
	expect(statuses(notified)).toEqual(['sent', 'alreadySent', 'alreadySent']);
	expect(stage.mailServer.mails).toHaveLength(1);
});

test('two runs that race over many mails send each of them once', async () => {
	const eight = await items(8);
	const runs = await Promise.all([notify(eight), notify([...eight].reverse())]);
	expect(stage.mailServer.mails).toHaveLength(8);
	expect(new Set(stage.mailServer.mails.map(({ parsed }) => parsed.messageId)).size).toBe(8);
	for (const { notified, failed } of runs) expect(notified.length + failed.length).toBe(8);
});

test('one mail that is refused costs the others nothing', async () => {
	const five = await items(4);
	const bad = await pushedItem(['C1'], { email: 'gone@x.example' });
	stage.mailServer.behave({
		refuse: (at, address) =>
			at === 'recipient' && address === 'gone@x.example' ? { code: 550, text: 'Gone' } : undefined,
	});
	const first = await notify([bad, ...five]);
	expect(first.failed.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }]]);
	expect(statuses(first.notified)).toEqual(['sent', 'sent', 'sent', 'sent']);
	stage.mailServer.behave({});
	const again = await notify([bad, ...five]);
	expect(statuses(again.notified)).toEqual(['sent', ...five.map(() => 'alreadySent')]);
});
