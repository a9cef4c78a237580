import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { problemOf } from '../../../nodes/OrderExchange/database/faults.js';
import { shopDatabaseAccess } from '../../../nodes/OrderExchange/n8n/shopDatabase.js';

const credential = { host: ' db.example ', port: 3307, database: 'shop', user: 'u', sshTunnel: true };

/** Stands in for ssh2's client, which needs an SSH server. */
const sshClient = (forwarded: Error | PassThrough) =>
	Object.assign(new EventEmitter(), {
		forwardOut: (...args: unknown[]) => {
			const done = args.at(-1) as (error: Error | undefined, stream?: PassThrough) => void;
			if (forwarded instanceof Error) done(forwarded);
			else done(undefined, forwarded);
		},
	}) as never;

describe('the SSH tunnel', () => {
	test('gives each connection a stream of its own', async () => {
		const stream = new PassThrough();
		const { settings } = shopDatabaseAccess(credential, async () => sshClient(stream));
		expect(await settings.openStream?.()).toBe(stream);
		expect(settings.host).toBe('db.example');
	});

	test.each([
		['the login is refused', async () => Promise.reject(new Error('secret'))],
		['forwarding is refused', async () => sshClient(new Error('secret'))],
	])('says so when %s, and nothing more', async (_, getSSHClient) => {
		const { settings } = shopDatabaseAccess(credential, getSSHClient as never);
		const thrown = await settings.openStream?.().catch((error: unknown) => error);
		expect(problemOf(thrown).code).toBe('database.tunnel');
		expect(String(thrown)).not.toContain('secret');
	});
});
