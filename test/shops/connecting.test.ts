import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { onMySql, startMariaDb, type MariaDb } from '../support/mariadb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

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

(onMySql ? test : test.skip)(
	'a user made for a way of login that the server has switched off since is told from a lost connection',
	async () => {
		const user = { user: 'ancient', password: 'secret' };
		await mariaDb.query("CREATE USER ancient IDENTIFIED BY 'secret'");
		// as an upgrade to MySQL 8.4 leaves it
		await mariaDb.query("UPDATE mysql.user SET plugin = 'mysql_native_password' WHERE user = 'ancient'");
		await mariaDb.query('FLUSH PRIVILEGES');
		expect(await problemsWith(user)).toEqual(['database.loginMethod']);
		await mariaDb.query("ALTER USER ancient IDENTIFIED WITH caching_sha2_password BY 'secret'");
		expect(await problemsWith(user)).toEqual(['database.unknownDatabase']);
	},
);

test('a user that was locked, and one whose password has expired, are told from a wrong password', async () => {
	const [locked, expired] = ['locked', 'expired'].map((user) => ({ user, password: 'secret' }));
	for (const user of ['locked', 'expired']) {
		await mariaDb.query(`CREATE USER ${user} IDENTIFIED BY 'secret'`);
		await mariaDb.query(`GRANT ALL ON ${shop.settings.database}.* TO ${user}`);
	}
	await mariaDb.query('ALTER USER locked ACCOUNT LOCK');
	await mariaDb.query('ALTER USER expired PASSWORD EXPIRE');
	expect(await problemsWith({ ...locked })).toEqual(['database.accountClosed']);
	expect(await problemsWith({ ...expired })).toEqual(['database.accountClosed']);
	// as the remedy says
	await mariaDb.query('ALTER USER locked ACCOUNT UNLOCK');
	await mariaDb.query("ALTER USER expired IDENTIFIED BY 'secret' PASSWORD EXPIRE NEVER");
	expect(await problemsWith({ ...locked })).toEqual([]);
	expect(await problemsWith({ ...expired })).toEqual([]);
});

test('a user with whose name too many wrong passwords were tried is told from a wrong password', async () => {
	const user = { user: 'forgetful', password: 'secret' };
	await mariaDb.query(
		`CREATE USER forgetful IDENTIFIED BY 'secret' ${onMySql ? 'FAILED_LOGIN_ATTEMPTS 1 PASSWORD_LOCK_TIME UNBOUNDED' : ''}`,
	);
	if (!onMySql) await mariaDb.query('SET GLOBAL max_password_errors = 1');
	await problemsWith({ ...user, password: 'wrong' });
	expect(await problemsWith(user)).toEqual(['database.accountClosed']);
	await mariaDb.query(onMySql ? 'ALTER USER forgetful ACCOUNT UNLOCK' : 'FLUSH PRIVILEGES');
	expect(await problemsWith(user)).toEqual(['database.unknownDatabase']);
});
