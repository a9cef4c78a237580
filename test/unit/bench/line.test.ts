import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { delayLine, type DelayLine } from '../../../bench/line/delayLine.js';
import { stepReader } from '../../../bench/line/steps.js';
import { wireCounter } from '../../../bench/line/wireCounter.js';

const packet = (sequence: number, payload: string | Buffer): Buffer => {
	const body = Buffer.from(payload);
	return Buffer.concat([Buffer.from([body.length & 0xff, body.length >> 8, 0, sequence]), body]);
};
const query = (sql: string) => packet(0, `\x03${sql}`);

jest.setTimeout(60_000);

describe('The delaying line', () => {
	let echo: Server;
	let line: DelayLine;
	const open = async (roundTripMs: number) => {
		echo = createServer({ noDelay: true }, (socket) => socket.on('data', (chunk) => socket.write(chunk)));
		echo.listen(0, '127.0.0.1');
		await once(echo, 'listening');
		line = await delayLine((echo.address() as AddressInfo).port, roundTripMs);
		const client = connect({ port: line.port, host: '127.0.0.1', noDelay: true });
		await once(client, 'connect');
		return client;
	};
	afterEach(async () => {
		await line.close();
		echo.close();
	});

	test('takes a whole round trip for an answer, and one and a half to reach the server first', async () => {
		const client = await open(40);
		const started = performance.now();
		client.write('a');
		await once(client, 'data');
		// Data that waits for the connection leaves with it: the server has it after 60 ms, the client 20 ms later.
		expect(performance.now() - started).toBeGreaterThanOrEqual(79);
		const warm = performance.now();
		client.write('b');
		await once(client, 'data');
		expect(performance.now() - warm).toBeGreaterThanOrEqual(39.5);
		client.destroy();
	});

	test('keeps the order and loses no byte, however much is on the way at once', async () => {
		const client = await open(20);
		const sent = Buffer.alloc(600_000, 0);
		sent.forEach((_, index) => (sent[index] = (index * 7) % 251));
		let received = Buffer.alloc(0);
		client.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
		for (let start = 0; start < sent.length; start += 60_000)
			client.write(sent.subarray(start, start + 60_000));
		while (received.length < sent.length) await once(client, 'data');
		expect(received.equals(sent)).toBe(true);
		client.destroy();
	});
});

describe('Counting on the wire', () => {
	let moment = 0;
	const counted = () => {
		moment = 0;
		const counter = wireCounter(() => moment);
		const connection = counter.opened();
		return {
			counter,
			says: (at: number, chunk: Buffer) => {
				moment = at;
				connection.fromClient(chunk);
			},
			hears: (at: number, bytes: number) => {
				moment = at;
				connection.fromServer(bytes);
			},
		};
	};

	test('a statement with its answer is one round trip, opening a connection two and its login', () => {
		const { counter, says, hears } = counted();
		hears(20, 90);
		says(21, packet(1, 'login'));
		hears(31, 11);
		says(35, query('SELECT 1'));
		hears(45, 60);
		expect(counter.take()).toMatchObject({
			connections: 1,
			roundTrips: 4,
			statements: 1,
			bytesToServer: 9 + 13,
			bytesToClient: 161,
		});
	});

	test('statements sent without waiting are one round trip, a long one in many pieces too', () => {
		const { counter, says, hears } = counted();
		says(0, Buffer.concat([query('INSERT INTO a VALUES (1)'), query('INSERT INTO b VALUES (1)')]));
		hears(10, 7);
		hears(10, 7);
		const long = query(`INSERT INTO c VALUES ('${'x'.repeat(5000)}')`);
		for (let start = 0; start < long.length; start += 100) says(11, long.subarray(start, start + 100));
		hears(20, 7);
		expect(counter.take()).toMatchObject({ roundTrips: 2 + 2, statements: 3 });
	});

	test('the goodbye waits for nobody', () => {
		const { counter, says } = counted();
		counter.take();
		says(0, packet(0, '\x01'));
		expect(counter.take()).toMatchObject({ roundTrips: 0, statements: 0 });
	});

	test('time between an answer and the next statement is our own, the rest belongs to the step', () => {
		const { counter, says, hears } = counted();
		hears(20, 90);
		says(20, packet(1, 'login'));
		hears(30, 7);
		says(35, query('START TRANSACTION'));
		hears(45, 7);
		says(50, query('INSERT INTO oc_order VALUES (1)'));
		hears(61, 7);
		says(62, query('COMMIT'));
		hears(75, 7);
		says(75, query('SELECT order_id FROM oc_order'));
		hears(85, 7);
		const { steps, commits } = counter.take();
		expect(commits).toBe(1);
		expect(steps).toEqual({
			connect: { milliseconds: 30, statements: 0 },
			write: { milliseconds: 21, statements: 2 },
			commit: { milliseconds: 13, statements: 1 },
			readBack: { milliseconds: 10, statements: 1 },
			own: { milliseconds: 11, statements: 0 },
		});
	});

	test('what one count has taken the next one does not count again', () => {
		const { counter, says, hears } = counted();
		says(0, query('SELECT 1'));
		hears(1, 9);
		counter.take();
		expect(counter.take()).toMatchObject({
			connections: 0,
			roundTrips: 0,
			bytesToServer: 0,
			bytesToClient: 0,
		});
	});
});

test('The steps of a push are told from its statements', () => {
	const stepOf = stepReader();
	const said = [
		['SELECT @@max_allowed_packet', 'connect'],
		['SELECT t.TABLE_NAME FROM information_schema.TABLES t', 'recognise'],
		['SELECT * FROM `oc_setting`', 'reference'],
		['SELECT exchange_key FROM `oc_order_exchange_log` WHERE exchange_key IN (1)', 'lookups'],
		['SELECT * FROM `oc_product`', 'lookups'],
		['START TRANSACTION', 'write'],
		['BEGIN NOT ATOMIC DECLARE first_id_0, first_id_1 BIGINT UNSIGNED', 'write'],
		['SELECT * FROM `oc_product`', 'write'],
		['UPDATE (SELECT 1 AS step) steps LEFT JOIN ((SELECT 28 AS k0) v1', 'write'],
		['COMMIT', 'commit'],
		['SELECT * FROM `oc_order`', 'readBack'],
	] as const;
	expect(said.map(([sql]) => stepOf(sql))).toEqual(said.map(([, step]) => step));
});

test('Where tables know no transactions, the statement that shows the orders is the commit', () => {
	const stepOf = stepReader();
	const said = [
		['SELECT GET_LOCK(1, 10) UNION ALL SELECT exchange_key FROM `oc_order_exchange_log`', 'lookups'],
		['SELECT * FROM `oc_product`', 'lookups'],
		["UPDATE `oc_order_exchange_log` SET kind = 'writing' WHERE kind = 'over'", 'write'],
		['INSERT INTO `oc_order` VALUES (1)', 'write'],
		['BEGIN NOT ATOMIC SAVEPOINT `s`; INSERT INTO `oc_order_total` VALUES (1); END', 'write'],
		['SELECT * FROM `oc_order`', 'write'],
		['UPDATE (SELECT 1 AS step) steps JOIN `oc_order_exchange_log` l ON l.exchange_key = 1', 'write'],
		['UPDATE (SELECT 1 AS step UNION ALL SELECT 2) steps LEFT JOIN ((SELECT 5 AS k0) v1', 'commit'],
		['SELECT * FROM `oc_order`', 'readBack'],
	] as const;
	expect(said.map(([sql]) => stepOf(sql))).toEqual(said.map(([, step]) => step));
});
