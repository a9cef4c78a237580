import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SmtpSettings } from '../../nodes/OrderExchange/mail/smtpSettings.js';

const tlsFile = (name: string) => readFileSync(join(__dirname, '../data/tls', name), 'utf8');

/** Signed the test server's certificate, which is made out to `localhost`. */
export const testCa = tlsFile('ca.pem');

export interface Behaviour {
	/** What the server answers instead of accepting; undefined accepts. */
	readonly refuse?: (
		stage: 'sender' | 'recipient' | 'message',
		address: string,
	) => { readonly code: number; readonly text: string } | undefined;
	/** Says nothing any more: instead of its greeting, or after the final dot. */
	readonly stall?: 'greeting' | 'message';
	/** Keeps the message, and cuts the connection instead of answering. */
	readonly cutAfterDot?: boolean;
	/** Answers to messages only when so many wait for their answers. */
	readonly answerTogether?: number;
}

export interface ReceivedMail {
	readonly to: readonly string[];
	readonly raw: string;
	readonly parsed: ParsedMail;
}

export interface MailServer {
	readonly port: number;
	readonly mails: readonly ReceivedMail[];
	/** Connections accepted so far. */
	readonly connections: number;
	behave(behaviour: Behaviour): void;
	/** How to reach it; short time limits. */
	settings(changes?: Partial<SmtpSettings>): SmtpSettings;
	close(): Promise<void>;
}

export interface MailServerOptions {
	/** implicit: TLS from the first byte; startTls: offered, and needed before a login. */
	readonly tls?: 'implicit' | 'startTls' | 'none';
	readonly login?: { readonly user: string; readonly password: string };
	/** Connections that it takes at a time; it sends others away for now (421). */
	readonly mostConnections?: number;
	/** Takes sender, recipients and DATA in one go (default), or each after the answer to the one before. */
	readonly pipelining?: boolean;
}

/** A real SMTP server on a free port that keeps what it gets and errs as it is told. */
export async function startMailServer({
	tls = 'none',
	login,
	mostConnections,
	pipelining = true,
}: MailServerOptions = {}): Promise<MailServer> {
	let behaviour: Behaviour = {};
	let connections = 0;
	let waiting: (() => void)[] = [];
	const mails: ReceivedMail[] = [];
	const refusal = (stage: 'sender' | 'recipient' | 'message', address: string) => {
		const answer = behaviour.refuse?.(stage, address);
		return answer && Object.assign(new Error(answer.text), { responseCode: answer.code });
	};
	const server = new SMTPServer({
		secure: tls === 'implicit',
		...(tls !== 'none' && { cert: tlsFile('server.pem'), key: tlsFile('server.key') }),
		disabledCommands: [...(login ? [] : ['AUTH']), ...(tls === 'none' ? ['STARTTLS'] : [])],
		authOptional: login === undefined,
		...(mostConnections !== undefined && { maxClients: mostConnections }),
		hidePIPELINING: !pipelining,
		disableReverseLookup: true,
		logger: false,
		onConnect(_session, done) {
			connections += 1;
			if (behaviour.stall !== 'greeting') done();
		},
		onAuth({ username, password }, _session, done) {
			const right = username === login?.user && password === login?.password;
			done(right ? null : new Error('Wrong user or password'), right ? { user: username } : undefined);
		},
		onMailFrom: ({ address }, _session, done) => done(refusal('sender', address)),
		onRcptTo: ({ address }, _session, done) => done(refusal('recipient', address)),
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', async () => {
				const refused = refusal('message', '');
				if (refused) return done(refused);
				const raw = Buffer.concat(chunks);
				const to = session.envelope.rcptTo.map(({ address }) => address);
				mails.push({ to, raw: raw.toString('utf8'), parsed: await simpleParser(raw) });
				if (behaviour.cutAfterDot) for (const { _socket } of server.connections) _socket.destroy();
				else if (behaviour.stall !== 'message') {
					waiting.push(done);
					if (waiting.length < (behaviour.answerTogether ?? 1)) return;
					for (const answer of waiting) answer();
					waiting = [];
				}
			});
		},
	});
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		port,
		mails,
		get connections() {
			return connections;
		},
		behave: (next) => {
			behaviour = next;
		},
		settings: (changes) => ({
			host: 'localhost',
			port,
			tls,
			...(login && { user: login.user, password: login.password }),
			sender: { name: 'Northwind Orders', address: 'orders@northwind.example' },
			verifyCertificate: true,
			connections: 5,
			ca: testCa,
			limits: { connect: 2_000, greeting: 500, message: 3_000, answer: 500 },
			...changes,
		}),
		close: async () => {
			for (const { _socket } of server.connections) _socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
