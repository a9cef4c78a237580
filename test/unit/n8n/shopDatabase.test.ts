import { EventEmitter } from 'node:events';
import { PassThrough, type Duplex } from 'node:stream';
import { problemOf } from '../../../nodes/OrderExchange/database/faults.js';
import { openWay } from '../../../nodes/OrderExchange/database/way.js';
import { unsafeWay } from '../../../nodes/OrderExchange/exchange/checks/checkWarnings.js';
import { shopDatabaseAccess } from '../../../nodes/OrderExchange/n8n/shopDatabase.js';

/** The global ones, which jest can turn. */
jest.mock('node:timers', () => ({
	setInterval: (...args: Parameters<typeof setInterval>) => setInterval(...args),
	setTimeout: (...args: Parameters<typeof setTimeout>) => setTimeout(...args),
	clearInterval: (timer: NodeJS.Timeout) => clearInterval(timer),
	clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
}));

const credential = { host: ' db.example ', port: 3307, database: 'shop', user: 'u', sshTunnel: true };

/** Stands in for ssh2's client, which needs an SSH server; `forward` is asked for a stream. */
class SshClient extends EventEmitter {
	closed = false;
	constructor(private readonly forward: (done: (error?: Error, stream?: Duplex) => void) => void) {
		super();
	}
	forwardOut(...args: readonly unknown[]) {
		this.forward(args.at(-1) as Parameters<typeof this.forward>[0]);
	}
	destroy() {
		this.closed = true;
	}
}

const helpers = (client: () => Promise<SshClient>) => {
	const used: unknown[] = [];
	return { getSSHClient: client as never, updateLastUsed: (one: unknown) => void used.push(one), used };
};
const opened = (client: SshClient) =>
	openWay(
		{
			...shopDatabaseAccess(
				credential,
				helpers(async () => client),
			).settings,
			connectTimeoutMs: 100,
		},
		undefined,
	);
const codeOf = (thrown: unknown) => problemOf(thrown).code;

test.each([0, 65_536, '33o6'])(
	'a port that none can have is a credential that cannot be used: %s',
	(port) => {
		const client = helpers(async () => new SshClient(() => undefined));
		expect(() => shopDatabaseAccess({ ...credential, port }, client)).toThrow(
			expect.objectContaining({ name: 'ZodError' }),
		);
	},
);

describe('the SSH tunnel', () => {
	test.each([
		['ssh.shop.example', 'off', ['database.tunnelNotChecked']],
		['ssh.shop.example', 'noVerify', ['database.tunnelNotChecked']],
		['ssh.shop.example', 'verify', []],
		['10.0.0.7', 'off', []],
	])('through %s with TLS %s is warned of as %j', (sshHost, tlsMode, codes) => {
		const client = helpers(async () => new SshClient(() => undefined));
		const { settings } = shopDatabaseAccess({ ...credential, sshHost, tlsMode }, client);
		expect(unsafeWay(settings).map(({ code }) => code)).toEqual(codes);
	});

	test('gives each connection a stream of its own', async () => {
		const stream = new PassThrough();
		const client = new SshClient((done) => done(undefined, stream));
		expect(await opened(client)).toBe(stream);
		expect(
			shopDatabaseAccess(
				credential,
				helpers(async () => client),
			).settings.host,
		).toBe('db.example');
	});

	test.each([
		['the login is refused', async () => Promise.reject(new Error('secret'))],
		['forwarding is refused', async () => new SshClient((done) => done(new Error('secret')))],
	])('says so when %s, and nothing more', async (_, client) => {
		const { settings } = shopDatabaseAccess(credential, helpers(client));
		const thrown = await settings.openStream?.(new AbortController().signal).catch((error: unknown) => error);
		expect(codeOf(thrown)).toBe('database.tunnel');
		expect(String(thrown)).not.toContain('secret');
	});

	test('that does not answer is closed, so that n8n makes a new one for the next try', async () => {
		const silent = new SshClient(() => undefined);
		expect(codeOf(await opened(silent).catch((error: unknown) => error))).toBe('database.tunnel');
		expect(silent.closed).toBe(true);
	});

	test('stays for others when only the database behind it cannot be reached', async () => {
		const refusal = Object.assign(new Error('Channel open failure'), { reason: 2 });
		const client = new SshClient((done) => done(refusal));
		expect(codeOf(await opened(client).catch((error: unknown) => error))).toBe('database.tunnel');
		expect(client.closed).toBe(false);
	});

	test('of many connections gets one listener', async () => {
		const client = new SshClient((done) => done(undefined, new PassThrough()));
		for (let n = 0; n < 20; n += 1) await opened(client);
		expect(client.listenerCount('error')).toBe(1);
	});

	test('counts as used as long as a connection goes through it, and no longer', async () => {
		jest.useFakeTimers();
		const stream = new PassThrough();
		const ssh = helpers(async () => new SshClient((done) => done(undefined, stream)));
		const { settings } = shopDatabaseAccess(credential, ssh);
		await settings.openStream?.(new AbortController().signal);
		jest.advanceTimersByTime(60_000);
		expect(ssh.used).toHaveLength(3);
		stream.emit('close');
		jest.advanceTimersByTime(60_000);
		expect(ssh.used).toHaveLength(3);
		jest.useRealTimers();
	});
});
