import { createConnection } from 'mysql2/promise';
import { madeOutcome } from '../../cli/commands/made.js';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { classify } from '../../nodes/OrderExchange/database/faults.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { AdminShop } from '../../nodes/OrderExchange/invitations/adminShop.js';
import { endInvitation } from '../../nodes/OrderExchange/invitations/endInvitation.js';
import { invite, type Invited } from '../../nodes/OrderExchange/invitations/invite.js';
import { findInvitation, listInvitations } from '../../nodes/OrderExchange/invitations/listInvitations.js';
import { renewInvitation } from '../../nodes/OrderExchange/invitations/renew.js';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import type { Invitation } from '../../nodes/OrderExchange/suppliers/invitation.js';
import { connectionOf } from '../../nodes/OrderExchange/suppliers/invitedShop.js';
import { proveServer } from '../../nodes/OrderExchange/invitations/serverProof.js';
import { adminShop, openedCode, passPhrase, planFor, terms } from '../support/invitations.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

let server: MariaDb;
beforeAll(async () => {
	server = await startMariaDb({ fast: true, withTls: true });
});
afterAll(() => server?.stop());

async function invited(shop: AdminShop, changes: object = {}): Promise<Invited & { invitation: Invitation }> {
	const outcome = await invite(shop, await planFor(shop, changes), passPhrase, { rehearse: true });
	if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join(' '));
	return { ...outcome, invitation: await openedCode(outcome.code) };
}

/** The code by which the server or the connection refuses the login; `in` when it does not. */
const login = async (settings: DatabaseSettings): Promise<string> =>
	connect(settings).then(
		async (database) => {
			await database.close();
			return 'in';
		},
		(error: unknown) => classify(error).problem,
	);

const users = async (): Promise<string[]> =>
	(await server.query("SELECT User FROM mysql.user WHERE User LIKE 'ox\\_%' ORDER BY User")).map(
		({ User }) => User ?? '',
	);

describe.each(platforms.map(({ id }) => [id]))('%s', (id) => {
	let shop: TestShop;
	let admin: AdminShop;
	beforeEach(async () => {
		shop = await createShop(server, id);
		admin = await adminShop(shop.settings);
	});
	afterEach(async () => {
		await admin?.close();
		await shop?.drop();
	});

	it('is invited with one user that may push, tried with an order of which nothing stays', async () => {
		const before = await shop.counts();
		const { trial, invitation, findings } = await invited(admin);
		const engines = new Set(Object.values(shop.schema).map(({ engine }) => engine));
		const onlyPlanned = engines.has('MyISAM') ? ['invitation.onlyPlanned'] : [];
		expect(trial?.rehearsedSku).toMatch(/./);
		expect(trial?.problems.map(({ code }) => code)).toEqual(onlyPlanned);
		expect(findings.map(({ code }) => code)).toEqual([
			'invitation.localAddress',
			'invitation.certificateEnds',
			...onlyPlanned,
		]);
		const { order_exchange_invitation, ...others } = await withoutPrefix(shop, admin);
		expect(order_exchange_invitation).toBe(1);
		expect(others).toEqual(strip(before, admin));
		expect(invitation).toMatchObject({
			supplier: { code: 'acme', name: 'Acme Supplies' },
			shop: { platform: id, prefix: admin.found.prefix },
			connection: { host: '127.0.0.1', port: server.port, tls: { mode: 'verify' } },
		});
	});

	it('takes real orders from whoever opens the code', async () => {
		const { invitation } = await invited(admin);
		const opened = await openShop(
			connectionOf(invitation),
			{ unknownCustomers: 'account', shortStock: 'followShop' },
			{ createLog: false },
		);
		if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join(' '));
		try {
			const order = supplierOrderOf([customerOrder(id, { number: 'INV-1' })]);
			const outcome = await pushSupplierOrder(opened.shop, order);
			expect(outcome).toMatchObject({ receipts: [{ status: 'written' }], refused: [], retryLater: [] });
		} finally {
			await opened.shop.close();
		}
	});
});

const withoutPrefix = async (shop: TestShop, admin: AdminShop) => strip(await shop.counts(), admin);
const strip = (counts: Record<string, number>, { found }: AdminShop): Record<string, number> =>
	Object.fromEntries(
		Object.entries(counts).map(([table, count]) => [table.slice(found.prefix.length), count]),
	);

describe('an invitation', () => {
	let shop: TestShop;
	let admin: AdminShop;
	beforeEach(async () => {
		shop = await createShop(server, 'opencart-4.1');
		admin = await adminShop(shop.settings);
	});
	afterEach(async () => {
		for (const user of await users()) await server.query(`DROP USER IF EXISTS '${user}'@'%'`);
		await admin?.close();
		await shop?.drop();
	});

	test('lets nobody in without encryption, nor one connection more than agreed', async () => {
		const { invitation } = await invited(admin, { connections: 2 });
		const settings = connectionOf(invitation);
		expect(await login({ ...settings, tls: { mode: 'off' } })).toBe('database.login');
		const open = [await connect(settings), await connect(settings)];
		try {
			expect(await login(settings)).toBe('database.tooManyConnections');
		} finally {
			for (const one of open) await one.close();
		}
		expect(await login(settings)).toBe('in');
	});

	test('names the shop as people write it, whatever its software makes of the signs', async () => {
		await server.query(
			`UPDATE ${shop.settings.database}.oc_setting SET value = 'Müller &amp; Söhne &quot;Bio&quot; &#039;27' WHERE \`key\` = 'config_name'`,
		);
		const renamed = await adminShop(shop.settings);
		await renamed.close();
		expect(renamed.home.name).toBe(`Müller & Söhne "Bio" '27`);
	});

	test('may be used over a private network without encryption when the supplier says so', async () => {
		const { invitation } = await invited(admin, { requireTls: false });
		expect(invitation.connection.tls).toEqual({ mode: 'off' });
		expect(await login(connectionOf(invitation))).toBe('in');
	});

	test('is not seen by the distributor: neither the list of invitations nor another one’s terms', async () => {
		const { invitation } = await invited(admin);
		const database = await connect(connectionOf(invitation));
		try {
			for (const sql of [
				'SELECT * FROM oc_order_exchange_invitation',
				'DELETE FROM oc_order_exchange_invitation',
				"INSERT INTO oc_order_exchange_invitation (code_id) VALUES ('X')",
				"UPDATE oc_order_exchange_invitation SET state = 'active'",
				'DROP TABLE oc_order_exchange_log',
			]) {
				const refusal: unknown = await database.write(sql, []).catch((error: unknown) => error);
				expect([sql, classify(refusal).problem]).toEqual([sql, 'database.rights']);
			}
		} finally {
			await database.close();
		}
	});

	test('for one address only is tried by a user of the moment', async () => {
		const { record, trial } = await invited(admin, { from: '203.0.113.7' });
		expect(trial.rehearsedSku).toBeDefined();
		expect(await users()).toEqual([record.account.user]);
		const [row] = await server.query('SELECT Host FROM mysql.user WHERE User = ?', [record.account.user]);
		expect(row?.['Host']).toBe('203.0.113.7');
		await server.query(`DROP USER '${record.account.user}'@'203.0.113.7'`);
	});

	test.each([
		['127.0.0.0/8', '127.0.0.0/255.0.0.0', 'in'],
		['127.0.0.1/12', '127.0.0.0/255.240.0.0', 'in'],
		['127.0.0.1/32', '127.0.0.1/255.255.255.255', 'in'],
		['203.0.113.0/24', '203.0.113.0/255.255.255.0', 'database.login'],
	])('for the network %s lets in whoever comes from there, and nobody else', async (from, host, expected) => {
		const { record, invitation } = await invited(admin, { from });
		const [row] = await server.query('SELECT Host FROM mysql.user WHERE User = ?', [record.account.user]);
		expect([row?.['Host'], await login(connectionOf(invitation))]).toEqual([host, expected]);
		await server.query(`DROP USER '${record.account.user}'@'${host}'`);
	});

	test.each(['2001:db8::/32', '203.0.113.0/33', '203.0.113.0/255.0.255.0', '203.0.113/24'])(
		'for a network that no server takes is not made: %s',
		(from) => {
			expect(() => terms(admin.settings, { from })).toThrow('from: must be an address, a network');
		},
	);

	test('for a name says that the server has to look it up, and is not made where it does not', async () => {
		const agreed = terms(admin.settings, { from: 'n8n.northwind.example' });
		const codesWhere = async (resolvesNames: boolean) => {
			const shopThere: AdminShop = { ...admin, server: { ...admin.server, resolvesNames } };
			const { findings } = await proveServer(shopThere, agreed, undefined, new Date());
			return findings.map(({ code, severity }) => `${severity} ${code}`);
		};
		expect(await codesWhere(true)).toContain('warn invitation.fromName');
		expect(await codesWhere(false)).toContain('block invitation.namesNotLookedUp');
		const [row] = await server.query('SELECT @@GLOBAL.skip_name_resolve AS off');
		expect(admin.server.resolvesNames).toBe(row?.['off'] === '0');
	});

	test('is listed with its state, and without any secret', async () => {
		const first = await invited(admin, { distributor: 'First', validDays: 30 });
		await shop.query('UPDATE oc_order_exchange_invitation SET expires_at = ?', ['2026-01-01 00:00:00.000']);
		const second = await invited(await again(), { distributor: 'Second' });
		const third = await invited(await again(), { distributor: 'Third' });
		await server.query(`DROP USER '${third.record.account.user}'@'%'`);
		const listed = await listInvitations(await again(), new Date());
		expect(listed).toMatchObject({ ok: true, orders: 0 });
		const states = listed.ok ? listed.invitations.map(({ terms, now }) => [terms.distributor, now]) : [];
		expect(states.sort()).toEqual([
			['First', 'expired'],
			['Second', 'active'],
			['Third', 'gone'],
		]);
		const rows = JSON.stringify(await shop.query('SELECT * FROM oc_order_exchange_invitation'));
		for (const { code, invitation } of [first, second, third])
			for (const secret of [invitation.connection.password, code, passPhrase])
				expect(rows).not.toContain(secret);
	});

	test('that is revoked lets nobody in, and cuts whoever is in', async () => {
		const { record, invitation } = await invited(admin);
		const settings = connectionOf(invitation);
		const { host, port, user, password, database } = settings;
		const open = await createConnection({
			host,
			port,
			user,
			password,
			database,
			ssl: { rejectUnauthorized: false },
		});
		open.on('error', () => undefined);
		expect(await endInvitation(admin, record, 'revoked', new Date())).toEqual({ ok: true, findings: [] });
		await expect(open.query('SELECT 1')).rejects.toThrow();
		open.destroy();
		expect(await login(settings)).toBe('database.login');
		const listed = await listInvitations(await again(), new Date());
		expect(listed.ok && listed.invitations[0]).toMatchObject({
			now: 'revoked',
			endedAt: expect.any(String) as string,
		});
		expect(await endInvitation(admin, record, 'revoked', new Date())).toMatchObject({ ok: true });
	});

	test('that is renewed works with the new code only', async () => {
		const old = await invited(admin);
		const fresh = await again();
		const renewed = await renewInvitation(
			fresh,
			old.record,
			await planFor(fresh),
			'another pass phrase',
			{ rehearse: true },
			new Date(),
		);
		if (!renewed.ok) throw new Error('not renewed');
		expect(await login(connectionOf(old.invitation))).toBe('database.login');
		expect(await login(connectionOf(await openedCode(renewed.code, 'another pass phrase')))).toBe('in');
		expect(await users()).toEqual([renewed.record.account.user]);
	});

	test('that is renewed while its user cannot be removed says that the old code still works', async () => {
		const old = await invited(admin);
		const fresh = await again();
		const write: AdminShop['database']['write'] = (sql, values) =>
			sql.startsWith('DROP USER')
				? Promise.reject(Object.assign(new Error('denied'), { errno: 1227 }))
				: fresh.database.write(sql, values);
		const mayNotDrop = { ...fresh, database: { ...fresh.database, write } };
		const plan = await planFor(fresh);
		const renewed = await renewInvitation(
			mayNotDrop,
			old.record,
			plan,
			passPhrase,
			{ rehearse: false },
			new Date(),
		);
		if (!renewed.ok) throw new Error('not renewed');
		const outcome = madeOutcome(fresh, plan, renewed, { text: passPhrase, made: false }, true);
		expect(outcome.exit).toBe(3);
		expect(outcome.text.join('\n')).toContain(`DROP USER IF EXISTS '${old.record.account.user}'@'%';`);
		expect(outcome.text).toContain(renewed.code);
	});

	test('that another version wrote is named when it cannot be read', async () => {
		const { record } = await invited(admin);
		await shop.query(`UPDATE oc_order_exchange_invitation SET state = 'newer'`);
		const listed = await listInvitations(await again(), new Date());
		expect(listed).toMatchObject({ ok: true, invitations: [], unreadable: [{ codeId: record.codeId }] });
	});

	test('that cannot be renewed leaves the old code working', async () => {
		const old = await invited(admin);
		await shop.query('ALTER TABLE oc_product_code RENAME TO oc_product_code_away');
		const renewed = await renewInvitation(
			admin,
			old.record,
			await planFor(admin),
			passPhrase,
			{ rehearse: true },
			new Date(),
		);
		expect(renewed).toMatchObject({ ok: false, leftOver: [] });
		expect(await login(connectionOf(old.invitation))).toBe('in');
		expect(await users()).toEqual([old.record.account.user]);
	});

	test('ends by itself at the server when its days are over', async () => {
		const { record } = await invited(admin, { validDays: 30 });
		const [row] = await server.query(`SHOW CREATE USER '${record.account.user}'@'%'`);
		expect(Object.values(row ?? {})[0]).toContain('PASSWORD EXPIRE INTERVAL 30 DAY');
	});

	test.each([
		['is not known here', 'NOSUCHCODE', 'invitation.unknown'],
		['is named by its user, in whatever case', 'user', undefined],
	])('that %s', async (_, wanted, problem) => {
		const { record } = await invited(admin);
		const listed = await listInvitations(await again(), new Date());
		const found = findInvitation(
			listed.ok ? listed.invitations : [],
			wanted === 'user' ? record.account.user.toUpperCase() : wanted,
		);
		expect(found.ok ? undefined : found.problem.code).toBe(problem);
	});

	/** The shop as a later run of the command sees it. */
	async function again(): Promise<AdminShop> {
		await admin.close();
		admin = await adminShop(shop.settings);
		return admin;
	}
});
