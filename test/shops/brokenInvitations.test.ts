import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { createLogSql } from '../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import type { AdminShop } from '../../nodes/OrderExchange/invitations/adminShop.js';
import { carryOut, takeBack } from '../../nodes/OrderExchange/invitations/carryOut.js';
import { invite } from '../../nodes/OrderExchange/invitations/invite.js';
import type { Undo } from '../../nodes/OrderExchange/invitations/records.js';
import { adminShop, passPhrase, planFor } from '../support/invitations.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

let server: MariaDb;
beforeAll(async () => {
	server = await startMariaDb({ fast: true, withTls: true });
});
afterAll(() => server?.stop());

const users = async (): Promise<string[]> =>
	(await server.query("SELECT User FROM mysql.user WHERE User LIKE 'ox\\_%' ORDER BY User")).map(
		({ User }) => User ?? '',
	);

describe('an invitation that fails half-way', () => {
	let shop: TestShop;
	let admin: AdminShop;
	beforeEach(async () => {
		shop = await createShop(server, 'opencart-4.1');
		admin = await adminShop(shop.settings);
	});
	afterEach(async () => {
		await admin?.close();
		await shop?.drop();
	});

	const broken = { what: 'Break', sql: 'SELECT nonsense', values: [] };
	const remains = async () => ({
		users: await users(),
		tables: (await shop.query("SHOW TABLES LIKE '%order\\_exchange%'")).length,
	});

	test('takes everything back, whichever step it was', async () => {
		const { steps } = await planFor(admin);
		const grants = steps.findIndex(({ what }) => what.startsWith('Grant'));
		for (const step of [...Array(grants + 2).keys(), steps.length - 1]) {
			const plan = await planFor(admin);
			const broken = plan.steps.map((one, index) =>
				index === step ? { ...one, sql: 'SELECT nonsense' } : one,
			);
			const outcome = await invite(admin, { ...plan, steps: broken }, passPhrase, { rehearse: false });
			expect(outcome).toMatchObject({ ok: false, leftOver: [] });
			expect(await remains()).toEqual({ users: [], tables: 0 });
		}
	});

	test.each([
		['the exchange log that another one has made meanwhile', 0],
		['the exchange log that it made, once somebody’s order stands there', 2],
	])('leaves %s', async (_, made) => {
		const plan = await planFor(admin);
		const tables = plan.steps.findIndex(({ undo }) => undo?.unused);
		const other = [
			...(made === 0 ? [createLogSql('oc_')] : []),
			"INSERT INTO oc_order_exchange_log (exchange_key, kind, created_at) VALUES ('k', 'order', NOW())",
		].map((sql) => ({ what: 'Another run', sql, values: [] }));
		const steps = [
			...plan.steps.slice(0, tables + made),
			...other,
			...plan.steps.slice(tables + made),
			broken,
		];
		const outcome = await invite(admin, { ...plan, steps }, passPhrase, { rehearse: false });
		expect(outcome).toMatchObject({ ok: false, leftOver: [] });
		expect(await shop.query('SELECT exchange_key FROM oc_order_exchange_log')).toEqual([
			{ exchange_key: 'k' },
		]);
		expect(await users()).toEqual([]);
	});

	test('leaves the tables to another invitation that was made meanwhile', async () => {
		const [plan, other] = [await planFor(admin), await planFor(admin)];
		const logMade = plan.steps.findIndex(({ undo }) => undo?.unused) + 1;
		const others = other.steps.map(({ what, sql, values }) => ({ what, sql, values }));
		const steps = [...plan.steps.slice(0, logMade), ...others, ...plan.steps.slice(logMade), broken];
		expect(await invite(admin, { ...plan, steps }, passPhrase, { rehearse: false })).toMatchObject({
			ok: false,
			leftOver: [],
		});
		const { user } = other.record.account;
		expect(await remains()).toEqual({ users: [user], tables: 2 });
		await server.query(`DROP USER '${user}'@'%'`);
	});

	test('leaves the exchange log when an order was on its way into it', async () => {
		const { steps } = await planFor(admin);
		const logs = steps.filter(({ undo }) => undo?.unused).slice(0, 1);
		const undo: Undo[] = [];
		await carryOut(admin.database, logs, undo, 'root');
		const { host, port, user, password, database } = shop.settings;
		const pushing = await createConnection({ host, port, user, password, database });
		await pushing.query('BEGIN');
		await pushing.query(
			"INSERT INTO oc_order_exchange_log (exchange_key, kind, created_at) VALUES ('k', 'order', NOW())",
		);
		const left = takeBack(admin.database, () => connect(shop.settings), undo);
		await pause(300);
		await pushing.query('COMMIT');
		await pushing.end();
		expect(await left).toEqual([]);
		expect(await shop.query('SELECT COUNT(*) AS count FROM oc_order_exchange_log')).toEqual([{ count: '1' }]);
	});

	test('takes everything back when a right is missing at the trial', async () => {
		const plan = await planFor(admin);
		const steps = plan.steps.filter(({ what }) => !what.endsWith('on oc_statistics'));
		expect(steps).toHaveLength(plan.steps.length - 1);
		const outcome = await invite(admin, { ...plan, steps }, passPhrase, { rehearse: true });
		expect(outcome.ok ? [] : outcome.problems.map(({ code }) => code)).toContain('exchange.rightsMissing');
		expect(await remains()).toEqual({ users: [], tables: 0 });
	});

	test('takes everything back on a new connection when the old one is cut', async () => {
		const plan = await planFor(admin);
		const [thread] = await admin.database.read(
			{ name: 'id', columns: [['id', 'CONNECTION_ID()']], from: '' },
			'',
		);
		const cut = { what: 'Cut', sql: `KILL CONNECTION ${thread?.id}`, values: [] };
		const steps = [...plan.steps.slice(0, 6), cut, ...plan.steps.slice(6)];
		expect(await invite(admin, { ...plan, steps }, passPhrase, { rehearse: false })).toMatchObject({
			ok: false,
			leftOver: [],
		});
		expect(await remains()).toEqual({ users: [], tables: 0 });
	});

	test('names what stays with the SQL that removes it', async () => {
		const plan = await planFor(admin);
		const undo = { sql: 'DROP USER ox_nobody_000000', values: [] };
		const stuck = { what: 'Nothing', sql: 'DO 1', values: [], undo };
		const outcome = await invite(admin, { ...plan, steps: [stuck, broken] }, passPhrase, { rehearse: false });
		expect(outcome).toMatchObject({ ok: false, leftOver: ['DROP USER ox_nobody_000000;'] });
	});

	test('for lack of rights says which account would have them, and makes nothing', async () => {
		await server.query("CREATE USER plain IDENTIFIED BY 'plain'");
		await server.query(`GRANT ALL ON \`${shop.settings.database}\`.* TO plain`);
		const plain = await adminShop({ ...shop.settings, user: 'plain', password: 'plain' });
		try {
			expect(plain.doubts.map(({ code }) => code)).toEqual(['invitation.adminRights']);
			const outcome = await invite(plain, await planFor(plain), passPhrase, { rehearse: true });
			expect(outcome.ok ? [] : outcome.problems.map(({ code }) => code)).toEqual(['invitation.adminRights']);
			expect(await remains()).toEqual({ users: [], tables: 0 });
		} finally {
			await plain.close();
			await server.query('DROP USER plain');
		}
	});
});
