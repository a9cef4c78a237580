import { clerk, codes, notifyStage } from './notifyStage.js';

const stage = notifyStage();
const { pushedItem, notify } = stage;

describe('a mail that may have arrived', () => {
	test('goes out again with the same Message-ID, and says so', async () => {
		const item = await pushedItem(['A1']);
		stage.mailServer.behave({ cutAfterDot: true });
		const { failed } = await notify([item]);
		expect(codes(failed)).toEqual([['mail.answerLost']]);
		expect(failed[0]?.json['notification']).toMatchObject({ status: 'unknown', mayHaveBeenSent: true });
		stage.mailServer.behave({});
		const again = await notify([item]);
		expect(again.notified[0]?.json['notification']).toMatchObject({ status: 'sent', mayHaveBeenSent: true });
		const [first, second] = stage.mailServer.mails;
		expect(second?.parsed.messageId).toBe(first?.parsed.messageId);
		expect(second?.parsed.text).toContain('received this message before');
		await notify([item]);
		expect(stage.mailServer.mails).toHaveLength(2);
	});

	test('names the other orders of a mail whose answer got lost, where only some of them are sent again', async () => {
		const all = await pushedItem(['A1', 'A2', 'A3']);
		stage.mailServer.behave({ cutAfterDot: true });
		await notify([all]);
		stage.mailServer.behave({});
		await notify([await pushedItem(['A3'])]);
		const { notified } = await notify([all]);
		expect(notified[0]?.json['notification']).toMatchObject({ status: 'sent', alreadySent: ['A3'] });
		const [lost, some, others] = stage.mailServer.mails.map(({ parsed }) => parsed);
		expect(new Set([lost, some, others].map((mail) => mail?.messageId)).size).toBe(1);
		// whichever of the three the mailbox keeps, the supplier learns of all orders
		expect(some?.text).toMatch(
			/in your shop as well: \d+ \(Northwind Handel no\. A1\), \d+ \(Northwind Handel no\. A2\)\./,
		);
		expect(some?.text).toContain('(Northwind Handel no. A3)');
		expect(others?.text).toContain('(Northwind Handel no. A2)');
		expect(others?.text).not.toContain('no. A3');
	});

	test('sends every order of a lost mail again where each is an item of its own now', async () => {
		stage.mailServer.behave({ cutAfterDot: true });
		await notify([await pushedItem(['A1', 'A2', 'A3'])]);
		stage.mailServer.behave({
			refuse: (at, address) =>
				at === 'recipient' && address === clerk ? { code: 550, text: 'Gone' } : undefined,
		});
		const items = await Promise.all(['A1', 'A2', 'A3'].map((number) => pushedItem([number])));
		const refused = await notify(items, { parameters: { options: { bcc: 'archive@northwind.example' } } });
		expect(refused.notified).toEqual([]);
		stage.mailServer.behave({});
		const { notified } = await notify(items);
		expect(notified).toHaveLength(3);
	});

	test('a claim from before the server’s clock was set back ends as any other', async () => {
		const item = await pushedItem(['A1']);
		await stage.shop.query(
			"UPDATE order_exchange_log SET notification = 'claimed', notification_at = UTC_TIMESTAMP(3) + INTERVAL 3 HOUR, message_id = '<1@x>' WHERE kind = 'order'",
		);
		const { notified } = await notify([item]);
		expect(notified[0]?.json['notification']).toMatchObject({ status: 'sent', mayHaveBeenSent: true });
	});
});
