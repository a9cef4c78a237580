import { connect as connectSocket, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as after } from 'node:timers';
import { connect } from '../../../nodes/OrderExchange/database/connect.js';
import { problemOf } from '../../../nodes/OrderExchange/database/faults.js';
import type { DatabaseSettings } from '../../../nodes/OrderExchange/database/settings.js';
import { badServer, dripping, type BadServer } from '../../support/badServers.js';
import { activeResources, leftSince } from '../../support/leftovers.js';

const settings = (port: number, changes: Partial<DatabaseSettings> = {}): DatabaseSettings => ({
	host: '127.0.0.1',
	port,
	database: 'shop',
	user: 'someone',
	password: 'secret',
	tls: { mode: 'off' },
	connectTimeoutMs: 300,
	...changes,
});

/** The code of what stands in the way, and how long it took to find out. */
async function refused(wanted: DatabaseSettings, signal?: AbortSignal) {
	const started = Date.now();
	try {
		await (await connect(wanted, signal)).close();
		return { code: 'none', milliseconds: Date.now() - started };
	} catch (error) {
		return { code: problemOf(error).code, milliseconds: Date.now() - started };
	}
}

/** A MySQL greeting that offers TLS; whoever answers it waits for a TLS handshake. */
const greeting = (() => {
	const body = Buffer.concat([
		Buffer.from([10]),
		Buffer.from('8.0.0\0'),
		Buffer.from([1, 0, 0, 0]),
		Buffer.from('12345678\0'),
		Buffer.from([0xff, 0xff, 0x21, 2, 0, 0xff, 0xdf, 21]),
		Buffer.alloc(10),
		Buffer.from('123456789012\0'),
		Buffer.from('mysql_native_password\0'),
	]);
	return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
})();

const servers: BadServer[] = [];
const serve = async (...treat: Parameters<typeof badServer>) => {
	const server = await badServer(...treat);
	servers.push(server);
	return server;
};
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

const greet = (socket: Socket): void => void socket.write(greeting);

/** Far below the limits of the driver and of the test, and enough for a busy machine. */
const soonMs = 5_000;

describe.each([
	['accepts and never speaks', () => undefined, 'off'],
	['speaks a byte at a time', dripping(greeting), 'off'],
	['greets and never answers the login', greet, 'off'],
	['never ends the TLS handshake', greet, 'noVerify'],
] as const)('a database server that %s', (_, treat, mode) => {
	test('is given up after the time limit, and nothing is left', async () => {
		const server = await serve(treat);
		const before = activeResources();
		const { code, milliseconds } = await refused(settings(server.port, { tls: { mode } }));
		expect(code).toBe('database.unreachable');
		expect(milliseconds).toBeLessThan(soonMs);
		expect(await leftSince(before)).toEqual({});
		expect(await server.open()).toBe(0);
	});

	test('is given up at once when the run is stopped', async () => {
		const server = await serve(treat);
		const before = activeResources();
		const stop = new AbortController();
		after(() => stop.abort(), 100);
		const { code, milliseconds } = await refused(
			settings(server.port, { tls: { mode }, connectTimeoutMs: 60_000 }),
			stop.signal,
		);
		expect(code).toBe('exchange.cancelled');
		expect(milliseconds).toBeLessThan(soonMs);
		expect(await leftSince(before)).toEqual({});
		expect(await server.open()).toBe(0);
	});
});

describe('a tunnel', () => {
	test('that never opens is given up after the time limit', async () => {
		const before = activeResources();
		const found = await refused(settings(1, { openStream: () => new Promise<Duplex>(() => undefined) }));
		expect(found.code).toBe('database.tunnel');
		expect(await leftSince(before)).toEqual({});
	});

	test('that opens after the run was stopped is closed again', async () => {
		const server = await serve();
		const before = activeResources();
		const stop = new AbortController();
		let open: (stream: Duplex) => void = () => undefined;
		const opening = new Promise<Duplex>((resolve) => {
			open = resolve;
		});
		after(() => stop.abort(), 50);
		const found = await refused(settings(1, { openStream: () => opening }), stop.signal);
		expect(found.code).toBe('exchange.cancelled');
		open(connectSocket(server.port, '127.0.0.1'));
		expect(await leftSince(before)).toEqual({});
	});
});

test('a run that was stopped before opens no connection', async () => {
	const server = await serve();
	const { code } = await refused(settings(server.port), AbortSignal.abort());
	expect(code).toBe('exchange.cancelled');
	expect(await server.open()).toBe(0);
});
