import { composeMessage, type MessageParts } from '../../../nodes/OrderExchange/mail/message.js';
import { probeRecipients, probeSmtp } from '../../../nodes/OrderExchange/mail/probe.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { createRenderer } from '../../../nodes/OrderExchange/mail/renderer.js';
import type { SmtpSettings } from '../../../nodes/OrderExchange/mail/smtpSettings.js';
import { openMailer, type Sent } from '../../../nodes/OrderExchange/mail/transport.js';
import { sampleAnnouncement, sampleOrder } from '../../../sandbox/orders/announcements.js';
import { startMailServer, type MailServer, type MailServerOptions } from '../../support/mailServer.js';

const servers: MailServer[] = [];
const serve = async (options?: MailServerOptions) => {
	const server = await startMailServer(options);
	servers.push(server);
	return server;
};
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

const parts = (changes: Partial<MessageParts> = {}): MessageParts => ({
	messageId: '<m1@northwind.example>',
	from: { name: 'Northwind Orders', address: 'orders@northwind.example' },
	to: ['clerk@supplier.example'],
	cc: [],
	bcc: [],
	subject: 'New orders',
	text: 'Text',
	html: '<p>HTML</p>',
	attachments: [],
	language: 'en',
	...changes,
});

const send = async (settings: SmtpSettings, changes?: Partial<MessageParts>): Promise<Sent> => {
	const mailer = openMailer(settings);
	try {
		return await mailer.send(composeMessage(parts(changes)));
	} finally {
		mailer.close();
	}
};
const codeOf = (sent: Sent) => ('problem' in sent ? sent.problem.code : 'none');
const login = { user: 'northwind', password: 'secret-word' };

/** Refuses for now whoever comes behind the second recipient of a mail. */
const twoAtATime = () => {
	let taken = 0;
	return (stage: string) => {
		taken = stage === 'recipient' ? taken + 1 : 0;
		return taken > 2 ? { code: 452, text: 'Too many recipients' } : undefined;
	};
};

describe('a mail that is accepted', () => {
	test('arrives with its texts, its table and its headers, umlauts and all', async () => {
		const server = await serve();
		const announcement = sampleAnnouncement([sampleOrder(0), sampleOrder(3)]);
		const rendered = atOnce(
			createRenderer('Europe/Berlin')(announcement, { language: 'de', attachCsv: true }),
		);
		const sent = await send(server.settings(), { ...rendered, cc: ['cc@x.example'], bcc: ['bcc@x.example'] });
		expect(sent).toEqual({
			outcome: 'sent',
			accepted: ['clerk@supplier.example', 'cc@x.example', 'bcc@x.example'],
			rejected: [],
			warnings: [],
		});
		const [mail] = server.mails;
		expect(mail?.parsed.subject).toBe('2 neue Bestellungen von Northwind Handel');
		expect(mail?.parsed.messageId).toBe('<m1@northwind.example>');
		expect(mail?.parsed.from?.text).toBe('"Northwind Orders" <orders@northwind.example>');
		expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
		expect(mail?.parsed.text).toContain('Jürgen Groß');
		expect(mail?.parsed.html).toContain('Katarzyna Wiśniewska');
		expect(mail?.parsed.attachments[0]?.filename).toBe('bestellungen-SO-7F3A-2210.csv');
		expect(mail?.parsed.attachments[0]?.content.toString('utf8')).toContain('Käsespätzle');
		expect(mail?.raw).not.toContain('bcc@x.example');
	});

	test.each([
		['implicit', 'implicit'],
		['startTls', 'startTls'],
		['startTls', 'startTlsIfOffered'],
		['none', 'startTlsIfOffered'],
	] as const)(
		'goes to a server with TLS %s in the mode %s, with a login where that is safe',
		async (offered, mode) => {
			const server = await serve({ tls: offered, ...(offered !== 'none' && { login }) });
			expect(await send(server.settings({ tls: mode }))).toMatchObject({ outcome: 'sent' });
			expect(server.mails).toHaveLength(1);
		},
	);

	test('uses one connection for many mails of a run', async () => {
		const server = await serve();
		const mailer = openMailer(server.settings());
		for (const n of [1, 2, 3]) await mailer.send(composeMessage(parts({ messageId: `<${n}@x.example>` })));
		mailer.close();
		expect(server.mails).toHaveLength(3);
		expect(server.connections).toBe(1);
	});

	test('cannot be given more headers or recipients by the data in it', async () => {
		const server = await serve();
		const evil = 'x\r\nBcc: evil@evil.example\r\n\r\nbody\0';
		const sent = await send(server.settings(), {
			subject: evil,
			from: { name: evil, address: 'orders@northwind.example' },
			attachments: [{ filename: `${evil}.csv`, content: Buffer.from('a'), contentType: 'text/csv' }],
		});
		expect(sent.outcome).toBe('sent');
		expect(server.mails[0]?.to).toEqual(['clerk@supplier.example']);
		expect(server.mails[0]?.parsed.headers.has('bcc')).toBe(false);
		expect(server.mails[0]?.parsed.text).toBe('Text');
	});
});

describe('what the server refuses', () => {
	test('one of two recipients: the other gets the mail, and the refusal is told', async () => {
		const server = await serve();
		server.behave({
			refuse: (stage, address) =>
				stage === 'recipient' && address.startsWith('gone') ? { code: 550, text: 'No such user' } : undefined,
		});
		const sent = await send(server.settings(), { to: ['clerk@supplier.example', 'gone@supplier.example'] });
		expect(sent).toMatchObject({
			outcome: 'sent',
			accepted: ['clerk@supplier.example'],
			rejected: [{ recipient: 'gone@supplier.example', answer: '550 No such user' }],
			warnings: [{ code: 'mail.recipients.someRefused', severity: 'warn' }],
		});
	});

	test.each([450, 550])(
		'the supplier with %i, while a copy is accepted: that is no mail to the supplier',
		async (code) => {
			const server = await serve();
			const main = ['clerk@bücher.example', 'second@supplier.example'];
			const refused = (address: string) => /^(clerk|second)@/.test(address);
			server.behave({
				refuse: (stage, address) =>
					stage === 'recipient' && refused(address) ? { code, text: 'Not here' } : undefined,
			});
			const sent = await send(server.settings(), { to: main, bcc: ['archive@northwind.example'] });
			expect(sent).toMatchObject({
				outcome: 'partlySent',
				accepted: ['archive@northwind.example'],
				problem: { code: 'mail.recipients.copiesOnly', value: 'clerk@xn--bcher-kva.example' },
			});
			expect(server.mails.map(({ to }) => to)).toEqual([['archive@northwind.example']]);
		},
	);

	test('more than two recipients at a time: all get the mail, each once, and see the others in it', async () => {
		const server = await serve();
		server.behave({ refuse: twoAtATime() });
		const five = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@supplier.example`);
		const sent = await send(server.settings(), { to: five.slice(0, 2), cc: five.slice(2) });
		expect(sent).toEqual({ outcome: 'sent', accepted: five, rejected: [], warnings: [] });
		expect(server.mails.map(({ to }) => to)).toEqual([five.slice(0, 2), five.slice(2, 4), five.slice(4)]);
		for (const { parsed } of server.mails) expect(parsed.text).toBe('Text');
		expect(new Set(server.mails.map(({ parsed }) => JSON.stringify([parsed.to, parsed.cc]))).size).toBe(1);
	});

	test('one of two recipients for now: it is told who is still to get the mail', async () => {
		const server = await serve();
		server.behave({
			refuse: (stage, address) =>
				stage === 'recipient' && address.startsWith('second') ? { code: 450, text: 'Greylisted' } : undefined,
		});
		const to = ['clerk@supplier.example', 'second@supplier.example'];
		const sent = await send(server.settings(), { to });
		expect(sent).toMatchObject({
			outcome: 'partlySent',
			accepted: ['clerk@supplier.example'],
			rejected: [{ recipient: 'second@supplier.example', answer: '450 Greylisted', forNow: true }],
			problem: { code: 'mail.recipients.later', value: 'second@supplier.example' },
		});
		expect(await send(server.settings(), { to, reached: to.slice(0, 1) })).toMatchObject({
			outcome: 'partlySent',
			problem: { code: 'mail.recipients.later' },
		});
		server.behave({});
		const later = await send(server.settings(), { to, reached: to.slice(0, 1) });
		expect(later).toMatchObject({ outcome: 'sent', accepted: ['second@supplier.example'] });
		expect(server.mails.map((mail) => mail.to.join())).toEqual(to);
		expect(server.mails[1]?.parsed.to).toMatchObject({ text: to.join(', ') });
	});

	test('for good those who have not got the mail yet: it counts as sent, and the refusal is told', async () => {
		const server = await serve();
		server.behave({
			refuse: (stage) => (stage === 'recipient' ? { code: 550, text: 'No such user' } : undefined),
		});
		const to = ['clerk@bücher.example', 'second@supplier.example'];
		const sent = await send(server.settings(), { to, reached: ['clerk@xn--bcher-kva.example'] });
		expect(sent).toMatchObject({
			outcome: 'sent',
			accepted: [],
			warnings: [{ code: 'mail.recipients.someRefused', value: 'second@supplier.example' }],
		});
	});

	test('nobody is asked where everybody has the mail', async () => {
		const server = await serve();
		const sent = await send(server.settings(), { reached: ['clerk@supplier.example'] });
		expect(sent).toEqual({ outcome: 'sent', accepted: [], rejected: [], warnings: [] });
		expect(server.connections).toBe(0);
	});

	test('no more: a second transaction that is cut behind its final dot may have reached the others', async () => {
		const server = await serve();
		let first = true;
		server.behave({
			refuse: (stage, address) => {
				if (stage !== 'recipient' || !address.startsWith('second') || !first) return undefined;
				first = false;
				return { code: 452, text: 'One domain at a time' };
			},
		});
		const to = ['clerk@supplier.example', 'second@supplier.example'];
		const mailer = openMailer(server.settings());
		const sending = mailer.send(composeMessage(parts({ to })));
		while (server.mails.length === 0) await new Promise((resolve) => setImmediate(resolve));
		server.behave({ cutAfterDot: true });
		const sent = await sending;
		mailer.close();
		expect(sent).toMatchObject({
			outcome: 'unknown',
			accepted: ['clerk@supplier.example'],
			problem: { code: 'mail.answerLost' },
		});
		expect(server.mails.map((mail) => mail.to.join())).toEqual(to);
	});

	test.each([
		['recipient', 550, 'mail.recipients.refused'],
		['sender', 553, 'mail.sender.refused'],
		['message', 554, 'mail.message.refused'],
		['recipient', 451, 'mail.busy'],
		['message', 452, 'mail.busy'],
	] as const)('the %s with %i: %s, and nothing was sent', async (at, code, expected) => {
		const server = await serve();
		server.behave({ refuse: (stage) => (stage === at ? { code, text: 'Not today' } : undefined) });
		const sent = await send(server.settings());
		expect(sent.outcome).toBe('notSent');
		expect(codeOf(sent)).toBe(expected);
		expect(server.mails).toHaveLength(0);
	});
});

describe('a connection that breaks', () => {
	test('behind the final dot: the mail may have been sent', async () => {
		const server = await serve();
		server.behave({ cutAfterDot: true });
		const sent = await send(server.settings());
		expect(sent.outcome).toBe('unknown');
		expect(codeOf(sent)).toBe('mail.answerLost');
		expect(server.mails).toHaveLength(1);
	});

	test('by silence behind the final dot: the same', async () => {
		const server = await serve();
		server.behave({ stall: 'message' });
		const sent = await send(server.settings());
		expect(codeOf(sent)).toBe('mail.answerLost');
	});
});

describe('the test of the SMTP credential names the first thing that stands in the way', () => {
	const probe = async (settings: SmtpSettings) => (await probeSmtp(settings))?.code ?? 'none';

	test('the name of the host', async () => {
		const server = await serve();
		expect(await probe(server.settings({ host: 'no-such-host.invalid' }))).toBe('mail.hostUnknown');
	});

	test('the connection', async () => {
		const server = await startMailServer();
		await server.close();
		expect(await probe(server.settings())).toBe('mail.unreachable');
	});

	test('a server that never greets', async () => {
		const server = await serve();
		server.behave({ stall: 'greeting' });
		expect(await probe(server.settings())).toBe('mail.noGreeting');
	});

	test('465 and 587 mixed up, either way', async () => {
		const implicit = await serve({ tls: 'implicit' });
		expect(await probe(implicit.settings({ tls: 'startTls' }))).toBe('mail.noGreeting');
		const startTls = await serve({ tls: 'startTls' });
		expect(await probe(startTls.settings({ tls: 'implicit' }))).toBe('mail.tls.failed');
	});

	test.each(['implicit', 'startTls'] as const)('a certificate nobody vouches for (%s)', async (tls) => {
		const server = await serve({ tls });
		const publicOnly = { ...server.settings(), ca: undefined };
		expect(await probe(publicOnly)).toBe('mail.tls.certificate');
		expect(await probe({ ...publicOnly, verifyCertificate: false })).toBe('none');
	});

	test('a certificate made out to another name', async () => {
		const server = await serve({ tls: 'implicit' });
		expect(await probe(server.settings({ host: '127.0.0.1' }))).toBe('mail.tls.certificate');
	});

	test('STARTTLS that the server does not have', async () => {
		const server = await serve();
		expect(await probe(server.settings({ tls: 'startTls' }))).toBe('mail.tls.notOffered');
	});

	test('the login, and its password is never shown', async () => {
		const server = await serve({ tls: 'startTls', login });
		const found = await probeSmtp(server.settings({ password: 'wrong-word' }));
		expect(found?.code).toBe('mail.login.refused');
		expect(JSON.stringify(found)).not.toContain('wrong-word');
	});

	test('the sender, and nothing else when all is well', async () => {
		const server = await serve({ tls: 'startTls', login });
		expect(await probe(server.settings())).toBe('none');
		server.behave({
			refuse: (stage) => (stage === 'sender' ? { code: 553, text: 'Not your address' } : undefined),
		});
		const found = await probeSmtp(server.settings());
		expect(found?.code).toBe('mail.sender.refused');
		expect(found?.message).toContain('553 Not your address');
		expect(server.mails).toHaveLength(0);
	});
});

test('asking about many addresses is no hindrance for a server that takes two recipients at a time', async () => {
	const server = await serve();
	server.behave({ refuse: twoAtATime() });
	const five = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@supplier.example`);
	const { problem, answers } = await probeRecipients(server.settings(), five);
	expect(problem).toBeUndefined();
	expect([...answers]).toEqual(five.map((address) => [address, undefined]));
	expect(server.mails).toEqual([]);
});
