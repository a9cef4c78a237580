import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { SmtpSettings } from '../../nodes/OrderExchange/mail/smtpSettings.js';

/** Where the server is asked for an answer; `message` is the final dot. */
export type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'message';

export interface Moment {
	readonly step: Step;
	/** From 1. */
	readonly connection: number;
	/** Connections open now, oldest first. */
	readonly open: readonly number[];
	/** Messages that this connection took before. */
	readonly taken: number;
	/** What the client said; of a message nothing. */
	readonly said: string;
}

/** An SMTP reply, or no reply any more: the connection is cut, ended in order, or falls silent. */
export type Reply = string | 'cut' | 'end' | 'silence';

export interface ScriptedMailServer {
	readonly port: number;
	/** Message-IDs of what it took, in order, and what clients said. */
	readonly taken: readonly string[];
	readonly said: readonly string[];
	/** Connections accepted so far. */
	readonly connections: number;
	settings(changes?: Partial<SmtpSettings>): SmtpSettings;
	close(): Promise<void>;
}

export interface Script {
	/** Undefined: the usual yes. */
	readonly reply?: (moment: Moment) => Reply | undefined | Promise<undefined>;
	readonly lateMs?: number;
	readonly extensions?: readonly string[];
}

const yes: Readonly<Record<Exclude<Step, 'EHLO'>, string>> = {
	greeting: '220 mx ESMTP',
	AUTH: '235 2.7.0 Yes',
	MAIL: '250 2.1.0 Yes',
	RCPT: '250 2.1.5 Yes',
	DATA: '354 Go on',
	message: '250 2.0.0 Queued',
};

/** A mail server that answers by a script, where a real one could not be brought to. 421 ends the connection. */
async function startScriptedMailServer({
	reply = () => undefined,
	lateMs = 0,
	extensions = ['PIPELINING', '8BITMIME'],
}: Script = {}): Promise<ScriptedMailServer> {
	const taken: string[] = [];
	const said: string[] = [];
	const open = new Map<number, Socket>();
	let connections = 0;
	const server = createServer(async (socket) => {
		const connection = (connections += 1);
		let [mails, body]: [number, string | undefined] = [0, undefined];
		open.set(connection, socket);
		socket.on('error', () => undefined).on('close', () => open.delete(connection));
		const answer = async (step: Step, usual: string, heard = ''): Promise<boolean> => {
			if (lateMs > 0) await pause(lateMs);
			const given =
				(await reply({ step, connection, open: [...open.keys()], taken: mails, said: heard })) ?? usual;
			if (given === 'cut') socket.destroy();
			else if (given === 'end') socket.end();
			else if (given !== 'silence') socket.write(`${given}\r\n`);
			if (given.startsWith('421')) socket.end();
			return given === usual;
		};
		const hear = async (line: string): Promise<void> => {
			if (body !== undefined) {
				if (line !== '.') {
					body += `${line}\n`;
					return;
				}
				const id = /^Message-ID: (.*)$/m.exec(body)?.[1] ?? '';
				body = undefined;
				if (!(await answer('message', yes.message))) return;
				taken.push(id);
				mails += 1;
				return;
			}
			said.push(line);
			const verb = line.slice(0, 4).toUpperCase();
			if (verb === 'EHLO')
				await answer('EHLO', ['250-mx', ...extensions.map((one) => `250-${one}`), '250 HELP'].join('\r\n'));
			else if (verb === 'QUIT') socket.end('221 Bye\r\n');
			else if (verb === 'AUTH' || verb === 'MAIL' || verb === 'RCPT') await answer(verb, yes[verb], line);
			else if (verb === 'DATA') body = (await answer('DATA', yes.DATA)) ? '' : undefined;
			else socket.write('250 Yes\r\n');
		};
		await answer('greeting', yes.greeting);
		let rest = '';
		try {
			for await (const chunk of socket) {
				const lines = (rest + String(chunk)).split('\r\n');
				rest = lines.pop() ?? '';
				for (const line of lines) await hear(line);
			}
		} catch {
			// the client went away
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		port,
		taken,
		said,
		get connections() {
			return connections;
		},
		settings: (changes) => ({
			host: 'localhost',
			port,
			tls: 'none',
			sender: { name: 'Northwind Orders', address: 'orders@northwind.example' },
			verifyCertificate: true,
			connections: 5,
			limits: { connect: 2_000, greeting: 1_000, message: 3_000, answer: 1_000 },
			...changes,
		}),
		close: async () => {
			for (const socket of open.values()) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

/** Starts servers for the tests of a file, each closed behind the test that started it. */
export function scriptedMailServers() {
	const servers: ScriptedMailServer[] = [];
	afterEach(async () => {
		for (const server of servers.splice(0)) await server.close();
	});
	return async (script: Script): Promise<ScriptedMailServer> => {
		const server = await startScriptedMailServer(script);
		servers.push(server);
		return server;
	};
}
