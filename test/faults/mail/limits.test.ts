import { openMailer, type Sent } from '../../../nodes/OrderExchange/mail/transport.js';
import { mailToSend } from '../../support/mailToSend.js';
import {
	scriptedMailServers,
	type Moment,
	type Script,
	type ScriptedMailServer,
} from '../../support/scriptedMailServer.js';

const serve = scriptedMailServers();

const idOf = (n: number) => `<m${n}@northwind.example>`;

const patient = { connect: 5_000, greeting: 5_000, message: 60_000, answer: 5_000 };
const login = { user: 'northwind', password: 'secret-word' };

/** So many mails over five connections, each as soon as one before it is done. */
async function sendAll(server: ScriptedMailServer, count: number): Promise<readonly Sent[]> {
	const mailer = openMailer(
		server.settings({
			...login,
			limits: { connect: 5_000, greeting: 5_000, message: 60_000, answer: 5_000 },
		}),
	);
	const numbers = Array.from({ length: count }, (_, n) => n);
	const results: Sent[] = [];
	const sendNext = async (): Promise<void> => {
		const n = numbers.shift();
		if (n === undefined) return;
		results.push(await mailer.send(mailToSend({ messageId: idOf(n) })));
		await sendNext();
	};
	try {
		await Promise.all([1, 2, 3, 4, 5].map(sendNext));
	} finally {
		mailer.close();
	}
	return results;
}

const perConnection = 3;
const ended = (at: 'MAIL' | 'DATA', answer: string) => ({
	reply: ({ step, taken }: Moment) => (step === at && taken >= perConnection ? answer : undefined),
});

/** Microsoft 365: more than three that send at the same time are refused, whatever connections are open. */
function sendersAtOnce(most: number): Script {
	const sending = new Set<number>();
	return {
		lateMs: 10,
		extensions: ['8BITMIME', 'AUTH PLAIN'],
		reply: ({ step, connection }) => {
			if (step === 'MAIL') sending.add(connection);
			if (step === 'message') sending.delete(connection);
			if (step !== 'DATA' || sending.size <= most) return undefined;
			sending.delete(connection);
			return '432 4.3.2 Concurrent connections limit exceeded';
		},
	};
}

const once = { extensions: ['PIPELINING', '8BITMIME', 'AUTH PLAIN'] };
const oneByOne = { extensions: ['8BITMIME', 'AUTH PLAIN'] };
let throttled = 0;

test.each<[string, () => Script]>([
	[
		'ends a connection after some mails (421)',
		() => ({ ...once, ...ended('MAIL', '421 4.7.0 Too many messages') }),
	],
	[
		'does so, one command at a time',
		() => ({ ...oneByOne, ...ended('MAIL', '421 4.7.0 Too many messages') }),
	],
	['does so at DATA', () => ({ ...once, ...ended('DATA', '421 4.7.0 Too many messages') })],
	['ends it without a word', () => ({ ...once, ...ended('MAIL', 'end') })],
	['cuts it', () => ({ ...oneByOne, ...ended('MAIL', 'cut') })],
	['takes three senders at a time', () => sendersAtOnce(3)],
	['takes one sender at a time', () => sendersAtOnce(1)],
	[
		'serves the first three connections only (432 at DATA)',
		() => ({
			...oneByOne,
			reply: ({ step, connection, open }) =>
				step === 'DATA' && open.indexOf(connection) >= 3
					? '432 4.3.2 Concurrent connections limit exceeded'
					: undefined,
		}),
	],
	[
		'lets three log in at a time (432)',
		() => ({
			...once,
			reply: ({ step, connection, open }) =>
				step === 'AUTH' && open.indexOf(connection) >= 3
					? '432 4.3.2 Concurrent connections limit exceeded'
					: undefined,
		}),
	],
	[
		'finds the mails too fast now and then (454)',
		() => ({
			...once,
			reply: ({ step }) =>
				step === 'message' && (throttled += 1) % 4 === 0
					? '454 Throttling failure: Maximum sending rate exceeded'
					: undefined,
		}),
	],
])(
	'a server that %s gets every mail, and each once',
	async (_what, script) => {
		const server = await serve(script());
		const results = await sendAll(server, 30);
		expect(results.filter(({ outcome }) => outcome !== 'sent')).toEqual([]);
		expect([...server.taken].sort()).toEqual(Array.from({ length: 30 }, (_, n) => idOf(n)).sort());
	},
	60_000,
);

const sendOne = async (server: ScriptedMailServer, signal?: AbortSignal) => {
	const mailer = openMailer(server.settings({ limits: patient }));
	try {
		const sent = await mailer.send(mailToSend({ messageId: idOf(1) }), signal);
		return 'problem' in sent ? `${sent.outcome}, ${sent.problem.code}` : sent.outcome;
	} finally {
		mailer.close();
	}
};

test('a recipient that is greylisted is not asked about again in the same run', async () => {
	const server = await serve({ reply: ({ step }) => (step === 'RCPT' ? '450 4.2.0 Greylisted' : undefined) });
	expect(await sendOne(server)).toBe('notSent, mail.busy');
	expect(server.said.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
});

test('a server that stays busy is asked some times, and the mail is not sent for certain', async () => {
	const server = await serve({ reply: ({ step }) => (step === 'DATA' ? '432 4.3.2 Too many' : undefined) });
	expect(await sendOne(server)).toBe('notSent, mail.busy');
	expect(server.said.filter((line) => line.startsWith('MAIL'))).toHaveLength(6);
	expect(server.taken).toEqual([]);
}, 60_000);

test('a run that is stopped does not wait for a busy server', async () => {
	const server = await serve({ reply: () => '421 4.3.2 Too busy' });
	const stop = new AbortController();
	const started = performance.now();
	setTimeout(() => stop.abort(), 300);
	expect(await sendOne(server, stop.signal)).toMatch(/^notSent/);
	expect(performance.now() - started).toBeLessThan(2_000);
});
