import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { connect } from '../../../nodes/OrderExchange/database/connect.js';
import { problemOf } from '../../../nodes/OrderExchange/database/faults.js';
import type { TlsSettings } from '../../../nodes/OrderExchange/database/settings.js';
import { activeResources, leftSince } from '../../support/leftovers.js';
import {
	columnPayload,
	eofPayload,
	packet,
	resultSet,
	rogueMySql,
	type Answer,
	type RogueMySql,
	type RogueOptions,
} from '../../support/rogueMySql.js';

const servers: RogueMySql[] = [];
const serve = async (options?: RogueOptions) => {
	const server = await rogueMySql(options);
	servers.push(server);
	return server;
};
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

const password = 'secret-word';
const connectTo = ({ port }: RogueMySql, tls: TlsSettings = { mode: 'off' }) =>
	connect({
		...{ host: '127.0.0.1', port, database: 'shop', user: 'someone', password, tls },
		connectTimeoutMs: 2_000,
	});

/** Connects and reads one row; the code of what went wrong. */
async function used(server: RogueMySql, tls?: TlsSettings): Promise<string> {
	const before = activeResources();
	try {
		const database = await connectTo(server, tls);
		try {
			await database.read({ name: 'any', columns: ['name'], from: 'FROM {goods}' }, '');
			return 'none';
		} finally {
			await database.close();
		}
	} catch (error) {
		return problemOf(error).code;
	} finally {
		// nothing of ours keeps the process alive; what the server itself has open is not ours
		expect((await leftSince(before, 5_000))['Timeout']).toBeUndefined();
	}
}

/** The statements that set up the session, and the first one after them. */
const statements = [1, 2, 3] as const;

test.each(statements)(
	'asked for a local file in answer to statement %i, nothing leaves the house',
	async (at) => {
		let asked = 0;
		let before = 0;
		const server: RogueMySql = await serve({
			answer: (n) => {
				if (n !== at) return undefined;
				asked += 1;
				before = server.received.length;
				return [Buffer.concat([Buffer.from([0xfb]), Buffer.from('/etc/hosts')])];
			},
		});
		expect(await used(server)).toBe('database.localFileWanted');
		expect(asked).toBe(1);
		expect(server.received.length).toBe(before);
	},
);

describe('no credentials are sent', () => {
	test.each(['verify', 'noVerify'] as const)('to a server that offers no TLS (%s)', async (mode) => {
		const server = await serve({ offersTls: false });
		expect(await used(server, { mode })).toBe('database.tls');
		expect(server.received).toHaveLength(0);
	});

	const tlsFile = (name: string) => readFileSync(join(__dirname, '../../data/tls', name), 'utf8');
	test.each([
		['that nobody vouches for', { mode: 'verify' }],
		['that is made out to another host', { mode: 'verify', ca: tlsFile('ca.pem') }],
	] as const)('to a server with a certificate %s', async (_, tls) => {
		let decrypted = 0;
		const server = await serve({
			offersTls: true,
			onTls: (socket) => {
				const secure = new TLSSocket(socket, {
					isServer: true,
					key: tlsFile('server.key'),
					cert: tlsFile('server.pem'),
				});
				secure.on('error', () => undefined);
				secure.on('data', (chunk: Buffer) => {
					decrypted += chunk.length;
				});
			},
		});
		expect(await used(server, tls)).toBe('database.tls');
		expect(decrypted).toBe(0);
		expect(server.received.toString('latin1')).not.toContain('someone');
	});

	test('in clear text to a server that asks for them so', async () => {
		const askForClearText = Buffer.concat([Buffer.from([0xfe]), Buffer.from('mysql_clear_password\0')]);
		const server = await serve({ login: [askForClearText] });
		expect(await used(server)).not.toBe('none');
		expect(server.received.toString('latin1')).not.toContain(password);
	});
});

describe('an answer without end is cut off', () => {
	const mostBytes = 80 * 1024 * 1024;
	const row = Buffer.concat([Buffer.from([200]), Buffer.alloc(200, 'x')]);
	// numbers of packets go round at 256
	const rows = Buffer.concat(Array.from({ length: 256 }, (_, at) => packet(row, 4 + at)));
	const hugePart = Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 1]), Buffer.alloc(0xffffff, 'x')]);

	const head = [packet(Buffer.from([1]), 1), packet(columnPayload('a'), 2), packet(eofPayload, 3)];

	test.each([
		['rows', Buffer.concat(head), rows],
		['a packet', hugePart, hugePart],
	])(
		'be it of %s',
		async (_, raw, endless) => {
			const server = await serve({
				answer: (n) => (n === 3 ? { raw, endless } : undefined),
			});
			expect(await used(server)).toBe('database.answerTooLong');
			expect(server.sent).toBeLessThan(mostBytes);
		},
		60_000,
	);
});

describe('nonsense ends the connection and nothing else', () => {
	const noise = jest.spyOn(console, 'error').mockImplementation(() => undefined);
	afterAll(() => noise.mockRestore());

	const survives = async (options: RogueOptions) => {
		const server = await rogueMySql(options);
		try {
			expect(await used(server)).toMatch(/^(none|database\.\w+)$/);
		} finally {
			await server.close();
		}
	};
	const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((list) => Buffer.from(list));
	/** "Done", where rows were asked for. */
	const done = packet(Buffer.from([0, 2, 0, 0, 2, 0, 0]), 1);
	const payloads = fc.array(bytes, { minLength: 1, maxLength: 6 });

	test('as a greeting', async () => {
		await fc.assert(
			fc.asyncProperty(bytes, async (body) => {
				const server = await rogueMySql({ greeting: packet(body, 0) });
				try {
					const before = activeResources();
					await expect(connectTo(server)).rejects.toBeDefined();
					expect((await leftSince(before, 5_000))['Timeout']).toBeUndefined();
				} finally {
					await server.close();
				}
			}),
			{ numRuns: 20, examples: [[Buffer.from([255])], [Buffer.from([10, 0])]] },
		);
	}, 120_000);

	test('as an answer, in packets of the right form or none', async () => {
		const answers: fc.Arbitrary<Answer> = fc.oneof(
			payloads.map((list) => ({ raw: Buffer.concat(list.map((body, at) => packet(body, at + 1))) })),
			bytes.map((raw) => ({ raw })),
		);
		await fc.assert(
			fc.asyncProperty(answers, fc.constantFrom(...statements), async (answer, at) => {
				await survives({ answer: (n) => (n === at ? answer : undefined) });
			}),
			{
				numRuns: 100,
				examples: [
					[{ raw: done }, 2],
					[{ raw: done }, 3],
				],
			},
		);
	}, 120_000);

	test.each(['__proto__', 'constructor', "'];process.exit();//"])('as a column called %s', async (name) => {
		await survives({ answer: (n) => (n === 3 ? resultSet([name], [['x']]) : undefined) });
	});
});
