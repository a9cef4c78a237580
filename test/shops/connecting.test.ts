import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { openShop } from '../../nodes/OrderExchange/exchange/openShop.js';
import { onMySql, startMariaDb, type MariaDb } from '../support/mariadb.js';
import { createShop, type TestShop } from '../support/shopDatabase.js';

let mariaDb: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true });
	shop = await createShop(mariaDb, 'modified-3.3');
});
afterAll(() => mariaDb?.stop());

/** What stands in the way of opening the shop with these settings in place of the right ones. */
async function problemsWith(changes: Partial<DatabaseSettings>): Promise<readonly string[]> {
	const settings = { unknownCustomers: 'account', shortStock: 'accept' } as const;
	const result = await openShop({ ...shop.settings, ...changes }, settings);
	if (!result.ok) return result.problems.map(({ code }) => code);
	await result.shop.close();
	return [];
}

test('a wrong password and a closed port are told apart', async () => {
	expect(await problemsWith({ password: 'wrong' })).toEqual(['database.login']);
	expect(await problemsWith({ port: 1 })).toEqual(['database.unreachable']);
	expect(await problemsWith({ host: 'no-such-host.invalid' })).toEqual(['database.hostUnknown']);
	expect(await problemsWith({ database: 'no_such_database' })).toEqual(['database.unknownDatabase']);
	expect(await problemsWith({ tls: { mode: 'verify' } })).toEqual(['database.tls']);
});

(onMySql ? test.skip : test)(
	'a user whose login wants more than a password is told from a wrong password and a lost connection',
	async () => {
		const user = { user: 'elaborate', password: 'secret' };
		await mariaDb.query("INSTALL SONAME 'auth_ed25519'");
		await mariaDb.query("CREATE USER elaborate IDENTIFIED VIA ed25519 USING PASSWORD('secret')");
		expect(await problemsWith(user)).toEqual(['database.loginMethod']);
		// as the remedy says; the user then lacks the right on the database
		await mariaDb.query("ALTER USER elaborate IDENTIFIED BY 'secret'");
		expect(await problemsWith(user)).toEqual(['database.unknownDatabase']);
	},
);
