import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { probeRecipients, probeSmtp } from '../../../nodes/OrderExchange/mail/probe.js';
import type { SmtpSettings } from '../../../nodes/OrderExchange/mail/smtpSettings.js';
import { openMailer } from '../../../nodes/OrderExchange/mail/transport.js';
import { mailToSend } from '../../support/mailToSend.js';
import { scriptedMailServers, type ScriptedMailServer } from '../../support/scriptedMailServer.js';

const serve = scriptedMailServers();

const outcome = async (
	server: ScriptedMailServer,
	{ text, settings }: { text?: string; settings?: Partial<SmtpSettings> } = {},
) => {
	const mailer = openMailer(server.settings(settings));
	try {
		const sent = await mailer.send(mailToSend({ text }));
		return 'problem' in sent ? `${sent.outcome}, ${sent.problem.code}` : sent.outcome;
	} finally {
		mailer.close();
	}
};

describe.each([
	{ way: 'all commands at once', extensions: ['PIPELINING', '8BITMIME'] },
	{ way: 'one command at a time', extensions: ['8BITMIME'] },
])('a server that answers late ($way)', ({ extensions }) => {
	const late = { lateMs: 50, extensions };
	const texts = { 'a small mail': 'T', 'a big mail': 'Text of the order\n'.repeat(100_000) };

	describe.each(Object.entries(texts))('%s', (_name, text) => {
		test.each(['MAIL', 'RCPT', 'DATA'] as const)(
			'whose connection breaks at %s is not sent for certain',
			async (at) => {
				for (const ends of ['cut', 'end'] as const) {
					const server = await serve({ ...late, reply: ({ step }) => (step === at ? ends : undefined) });
					expect(await outcome(server, { text })).toBe('notSent, mail.cut');
					expect(server.taken).toEqual([]);
				}
			},
		);

		test.each(['MAIL', 'RCPT', 'DATA'] as const)(
			'whose server falls silent at %s is not sent for certain',
			async (at) => {
				const server = await serve({ ...late, reply: ({ step }) => (step === at ? 'silence' : undefined) });
				expect(await outcome(server, { text })).toBe('notSent, mail.timeout');
				expect(server.taken).toEqual([]);
			},
		);

		test.each(['cut', 'end', 'silence'] as const)(
			'whose answer does not come (%s) may have been sent',
			async (ends) => {
				const server = await serve({
					...late,
					reply: ({ step }) => (step === 'message' ? ends : undefined),
				});
				expect(await outcome(server, { text })).toBe('unknown, mail.answerLost');
			},
		);
	});
});

test('the answer to a whole mail is waited for longer than it took to leave', async () => {
	const limits = { message: 1_000, answer: 5_000 };
	const server = await serve({
		reply: async ({ step }) => {
			if (step === 'message') await pause(2_000);
			return undefined;
		},
	});
	expect(await outcome(server, { settings: { limits } })).toBe('sent');
});

test('a mail that does not leave in time is not sent for certain', async () => {
	const limits = { message: 1_000, answer: 60_000 };
	const server = await serve({ reply: ({ step }) => (step === 'RCPT' ? 'silence' : undefined) });
	const started = performance.now();
	expect(await outcome(server, { settings: { limits } })).toBe('notSent, mail.timeout');
	expect(performance.now() - started).toBeLessThan(3_000);
});

test('a server that ends the connection before it greets is told as that', async () => {
	const server = await serve({ reply: () => 'end' });
	expect(await outcome(server)).toBe('notSent, mail.noGreeting');
	expect((await probeSmtp(server.settings()))?.code).toBe('mail.noGreeting');
});

test('the Test button does not take a server for another kind that ends the connection at the sender', async () => {
	const server = await serve({ reply: ({ step }) => (step === 'MAIL' ? 'end' : undefined) });
	expect((await probeSmtp(server.settings()))?.code).toBe('mail.cut');
});

test('a machine without a full name greets the server with the domain of the sender', async () => {
	const server = await serve({});
	const sender = { name: '', address: 'orders@bücher.example' };
	await outcome(server, { settings: { sender } });
	await probeSmtp(server.settings({ sender }));
	const own = hostname().includes('.') ? hostname() : 'xn--bcher-kva.example';
	expect(server.said.filter((line) => line.startsWith('EHLO'))).toEqual([`EHLO ${own}`, `EHLO ${own}`]);
});

test.each([
	['454 4.7.0 Temporary authentication failure', 'mail.busy'],
	['421 4.7.0 Try again later, closing connection', 'mail.busy'],
	['535 5.7.8 Authentication credentials invalid', 'mail.login.refused'],
])('a login answered with %j is told as %s, by the Test button too', async (answer, code) => {
	const server = await serve({
		extensions: ['AUTH PLAIN'],
		reply: ({ step }) => (step === 'AUTH' ? answer : undefined),
	});
	const login = { user: 'northwind', password: 'secret-word' };
	expect(await outcome(server, { settings: login })).toBe(`notSent, ${code}`);
	expect((await probeSmtp(server.settings(login)))?.code).toBe(code);
});

describe('a login that the server does not take on this connection', () => {
	const login = { user: 'northwind', password: 'secret-word' };

	test('is not sent to a server that offers none, and Save says so', async () => {
		const server = await serve({ extensions: [] });
		expect((await probeSmtp(server.settings(login)))?.code).toBe('mail.login.notOffered');
		expect(server.said.filter((line) => line.startsWith('AUTH'))).toEqual([]);
	});

	test('is named as what is missing when the server wants it', async () => {
		const server = await serve({
			reply: ({ step }) => (step === 'MAIL' ? '530 5.7.0 Authentication required' : undefined),
		});
		expect(await outcome(server)).toBe('notSent, mail.login.wanted');
		expect((await probeSmtp(server.settings()))?.code).toBe('mail.login.wanted');
	});
});

test('an address with signs beyond ASCII is asked about as it would be sent to (SMTPUTF8)', async () => {
	let international = false;
	const server = await serve({
		extensions: ['SMTPUTF8', '8BITMIME'],
		reply: ({ step, said }) => {
			if (step === 'MAIL') international = / SMTPUTF8/.test(said);
			return step === 'RCPT' && /[^ -~]/.test(said) && !international ? '501 5.6.7 Malformed' : undefined;
		},
	});
	const asked = ['einkauf@bücher.example', 'jürgen@x.example'];
	const { answers } = await probeRecipients(server.settings(), asked);
	expect([...answers]).toEqual(asked.map((address) => [address, undefined]));
	await probeRecipients(server.settings(), asked.slice(0, 1));
	expect(server.said.filter((line) => line.startsWith('MAIL'))).toEqual([
		'MAIL FROM:<orders@northwind.example> SMTPUTF8',
		'MAIL FROM:<orders@northwind.example>',
	]);
});

describe('a server that says a login back', () => {
	const login = { user: 'orders@northwind.example', password: 'S3cret-Pass!' };
	const plain = Buffer.from(`\0${login.user}\0${login.password}`).toString('base64');
	const alone = Buffer.from(login.password).toString('base64');

	test.each([
		['500 5.5.1', `Command unrecognized: "AUTH PLAIN ${plain}"`],
		['500 5.3.3', `Unrecognized command '${alone}'`],
		['500', `What is ${alone.slice(0, 10)}...?`],
		['535 5.7.8', `No such password: ${login.password}`],
	])('%s is shown without its words', async (numbers, words) => {
		const server = await serve({
			extensions: ['AUTH PLAIN'],
			reply: ({ step }) => (step === 'AUTH' ? `${numbers} ${words}` : undefined),
		});
		const mailer = openMailer(server.settings(login));
		const sent = await mailer.send(mailToSend());
		mailer.close();
		for (const told of [sent, await probeSmtp(server.settings(login))]) {
			const text = JSON.stringify(told);
			expect(text).toContain(`${numbers} (its words repeat the login)`);
			expect(text).not.toContain(words.slice(-14, -3));
		}
	});

	test('is not trusted with it later either, when it answers about a recipient', async () => {
		const server = await serve({
			extensions: ['AUTH PLAIN'],
			reply: ({ step }) => (step === 'RCPT' ? `550 5.1.1 ${alone}` : undefined),
		});
		const { answers } = await probeRecipients(server.settings(login), ['a@x.example']);
		expect(answers.get('a@x.example')).toBe('550 5.1.1 (its words repeat the login)');
	});
});
