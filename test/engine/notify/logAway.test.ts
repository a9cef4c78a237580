import { cuttingProxy, type CuttingProxy } from '../../support/cuttingProxy.js';
import { codes, notifyStage } from './notifyStage.js';

// several runs over a way that breaks
jest.setTimeout(60_000);

const stage = notifyStage();
const { pushedItem, credentials, notify } = stage;

/** Lets the node reach the shop's database over a way that breaks. */
async function through(work: (proxy: CuttingProxy, run: typeof notify) => Promise<void>): Promise<void> {
	const proxy = await cuttingProxy(stage.shop.settings.port);
	try {
		await work(proxy, (items, changes) =>
			notify(items, { credentials: credentials({}, { port: proxy.port }), ...changes }),
		);
	} finally {
		await proxy.close();
	}
}

/** Its two orders are told in two mails: A1 once more, A2 for the first time. */
async function itemOfTwoMails() {
	const lost = await pushedItem(['A1']);
	stage.mailServer.behave({ cutAfterDot: true });
	await notify([lost]);
	stage.mailServer.behave({});
	return await pushedItem(['A1', 'A2']);
}

test.each([
	['the idle session to the shop ended meanwhile', 'before'],
	['the shop’s answer about its claim got lost', 'after'],
] as const)('a mail that waited for another one goes out where %s', async (_what, when) => {
	const item = await itemOfTwoMails();
	await through(async (proxy, run) => {
		proxy.cutAt('SET notification_at', when);
		const { notified, failed } = await run([item]);
		expect(proxy.cuts).toBe(1);
		expect(failed.map(({ json }) => json['problems'])).toEqual([]);
		expect(notified[0]?.json['notification']).toMatchObject({ status: 'sent' });
	});
	expect(stage.mailServer.mails).toHaveLength(3);
});

test('a mail that was refused and could not be noted as free says that it has to wait', async () => {
	const item = await pushedItem(['A1']);
	stage.mailServer.behave({ refuse: () => ({ code: 550, text: 'No' }) });
	await through(async (proxy, run) => {
		proxy.refuseAfterCut(true);
		proxy.cutAt("notification = ''", 'before');
		const { failed } = await run([item]);
		expect(codes(failed)).toEqual([['mail.sender.refused', 'mail.outcomeNotRecorded']]);
	});
	expect(codes((await notify([item])).failed)).toEqual([['mail.inProgress']]);
});
