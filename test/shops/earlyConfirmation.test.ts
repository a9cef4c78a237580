import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import { invite } from '../../nodes/OrderExchange/invitations/invite.js';
import { adminShop, passPhrase, planFor } from '../support/invitations.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

let server: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	server = await startMariaDb();
	shop = await createShop(server, 'opencart-4.1');
});
afterAll(() => server?.stop());

const confirming = (when: 0 | 1 | 2) => server.query(`SET GLOBAL innodb_flush_log_at_trx_commit = ${when}`);
const warned = async () =>
	(await checkShop(shop.settings, { createLog: true })).warnings.map(({ code }) => code);

test('a server that confirms orders before it keeps them is found out by the check of its supplier', async () => {
	await confirming(0);
	expect(await warned()).toContain('database.confirmsEarly');
});

test.each([1, 2] as const)('one that keeps them when it is killed is not (%s)', async (when) => {
	await confirming(when);
	expect(await warned()).not.toContain('database.confirmsEarly');
});

test('its supplier is told with the invitation', async () => {
	await confirming(0);
	const admin = await adminShop(shop.settings);
	const plan = await planFor(admin, { requireTls: false });
	const invited = await invite(admin, plan, passPhrase, { rehearse: true });
	await admin.close();
	if (!invited.ok) throw new Error(JSON.stringify(invited.problems));
	expect(invited.findings.map(({ code }) => code)).toContain('database.confirmsEarly');
});
