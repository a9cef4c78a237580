import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type Connection } from 'mysql2/promise';
import { openAsAdmin } from '../../nodes/OrderExchange/invitations/adminShop.js';
import { runAndStop, runAtTerminal, type Answers } from '../support/command.js';
import { commandShop, type CommandShop } from '../support/commandShop.js';

let at: CommandShop;
beforeAll(async () => {
	at = await commandShop();
}, 600_000);
afterAll(() => at?.close());

describe('stopped while the new user is tried', () => {
	const args = ['invite', '--distributor', 'N', '--email', 'o@a.example', '--code', 'a', '--name', 'A'];
	const inviting = [...args, '--public-host', '127.0.0.1', '--yes'];
	const newUsers = async () =>
		(await at.server.query("SELECT User FROM mysql.user WHERE User LIKE 'ox\\_%'")).length;
	let usersBefore: number;
	let others: Connection;
	beforeEach(async () => {
		usersBefore = await newUsers();
		const { host, port, user, password, database } = at.shop.settings;
		others = await createConnection({ host, port, user, password, database });
		await others.query('BEGIN');
		await others.query('UPDATE oc_product SET model = model'); // the made-up order waits for it
	});
	afterEach(() => others.end());

	const trying = async () => {
		const [row] = await at.server.query(
			"SELECT COUNT(*) AS waiting FROM information_schema.PROCESSLIST WHERE USER LIKE 'ox\\_%' AND INFO LIKE '%oc\\_product%'",
		);
		return Number(row?.['waiting']) > 0;
	};

	test('by Ctrl-C at the terminal, the command takes the user back and says that it was stopped', async () => {
		const answers: Answers = [[/Making and trying the new user/, '\u0003']];
		const { exit, out } = await runAtTerminal(at.folder, inviting, answers);
		expect([exit, out]).toEqual([130, expect.stringContaining('You stopped the command.')]);
		expect(await newUsers()).toBe(usersBefore);
	});

	test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s, the same', async (signal) => {
		const { exit, err } = await runAndStop(at.folder, inviting, signal, trying);
		expect([exit, err]).toEqual([130, expect.stringContaining('You stopped the command.')]);
		expect(await newUsers()).toBe(usersBefore);
	});
});

describe('stopped while a server does not answer', () => {
	const guests: Socket[] = [];
	let silent: Server;
	let place: { host: string; port: number };
	beforeAll(async () => {
		silent = createServer((guest) => guests.push(guest));
		await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
		place = { host: '127.0.0.1', port: (silent.address() as AddressInfo).port };
	});
	afterAll(() => {
		for (const guest of guests) guest.destroy();
		silent.close();
	});

	test('the command ends at once and says that it was stopped', async () => {
		const before = guests.length;
		const args = ['list', '--host', place.host, '--port', String(place.port)];
		let stopped = 0;
		const { exit, err } = await runAndStop(at.folder, args, 'SIGINT', async () => {
			stopped = Date.now();
			return guests.length > before;
		});
		expect([exit, err]).toEqual([130, expect.stringContaining('You stopped the command.')]);
		expect(Date.now() - stopped).toBeLessThan(5_000);
	});

	test('so does Set Up Shop’s look at the shop', async () => {
		const stop = new AbortController();
		const settings = {
			...place,
			database: 'shop',
			user: 'root',
			password: '',
			tls: { mode: 'off' } as const,
		};
		const opening = openAsAdmin(settings, stop.signal);
		await pause(100);
		const stopped = Date.now();
		stop.abort();
		expect(await opening).toMatchObject({ ok: false, problems: [{ code: 'exchange.cancelled' }] });
		expect(Date.now() - stopped).toBeLessThan(5_000);
	});
});
