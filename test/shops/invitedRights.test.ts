import { createConnection, type Connection } from 'mysql2/promise';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { readSchema } from '../../nodes/OrderExchange/database/readSchema.js';
import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import { dropUserSql } from '../../nodes/OrderExchange/invitations/account.js';
import type { TableUse } from '../../nodes/OrderExchange/shops/platform.js';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import { invitedUser, type InvitedUser } from '../support/invitedUser.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

/** Error numbers by which the server says: not you. */
// 1419: MySQL asks for more than the right where it writes a binary log
const denied = [1044, 1045, 1142, 1143, 1227, 1370, 1419];

describe.each(platforms.map((platform) => [platform.id, platform] as const))('%s', (id, platform) => {
	let shop: TestShop;
	let user: InvitedUser;
	let connection: Connection;
	let prefix: string;
	let ownTables: readonly TableUse[];
	beforeAll(async () => {
		shop = await createShop(sharedMariaDb(), id);
		user = await invitedUser(shop);
		const { host, port, database, password } = user.settings;
		connection = await createConnection({ host, port, database, user: user.settings.user, password });
		const reader = await connect(user.settings);
		const [found] = platform.recognise(await readSchema(reader));
		await reader.close();
		({ prefix = '', ownTables = [] } = found ?? {});
	});
	afterAll(async () => {
		await connection?.end();
		await user?.drop();
		await shop?.drop();
	});

	const answer = async (sql: string): Promise<number | 'done'> =>
		connection.query(sql).then(
			() => 'done' as const,
			(error: { errno?: number }) => error.errno ?? 0,
		);
	const columnsOf = (table: string) => shop.schema[prefix + table]?.columns.map(({ name }) => name) ?? [];

	it('gives the user everything that the credential’s test asks for', async () => {
		const check = await checkShop(user.settings, { createLog: false });
		expect(check).toMatchObject({ logReady: true, sql: [], problems: [], warnings: [] });
	});

	it('is told from a user who may do more, and read passwords', async () => {
		const { warnings } = await checkShop(shop.settings, { createLog: false });
		expect(warnings.map(({ code }) => code)).toEqual([
			'exchange.secretsReadable',
			'exchange.rightsBeyondNeed',
		]);
		expect(warnings[1]?.message).toContain('on the whole server; passing its rights on to others');
		const table = `\`${shop.settings.database}\`.\`${prefix}${platform.tables[0]?.table}\``;
		await shop.query(`GRANT DELETE ON ${table} TO '${user.settings.user}'@'%'`);
		const more = await checkShop(user.settings, { createLog: false });
		expect(more.warnings.map(({ message }) => message)).toEqual([
			`The database user may do more than a push needs: DELETE on ${prefix}${platform.tables[0]?.table}.`,
		]);
		await shop.query(`REVOKE DELETE ON ${table} FROM '${user.settings.user}'@'%'`);
	});

	it('lets nobody read passwords, salts and tokens', async () => {
		const secret = platform.tables.flatMap(({ table, secret: never = [], columns: used }) => {
			const unused = used ? columnsOf(table).filter((column) => !used.includes(column)) : [];
			return [...never, ...unused].map((column) => `SELECT \`${column}\` FROM \`${prefix}${table}\``);
		});
		expect(secret.length).toBeGreaterThan(1);
		for (const sql of secret) expect([sql, await answer(sql)]).toEqual([sql, 1143]);
		const withSecrets = platform.tables.filter((use) => use.secret);
		for (const { table } of withSecrets)
			expect(denied).toContain(await answer(`SELECT * FROM \`${prefix}${table}\``));
	});

	it('shows no other table of the shop', async () => {
		await shop.query(`CREATE TABLE \`${prefix}zz_vault\` (id INT)`);
		const used = new Set([...platform.tables, ...ownTables].map(({ table }) => prefix + table));
		const others = [...Object.keys(shop.schema).filter((table) => !used.has(table)), `${prefix}zz_vault`];
		for (const table of others)
			for (const sql of [`SELECT 1 FROM \`${table}\``, `INSERT INTO \`${table}\` VALUES ()`])
				expect([sql, await answer(sql)]).toEqual([sql, 1142]);
		const [visible] = await connection.query<never[]>('SHOW TABLES');
		expect(visible).toHaveLength(used.size + 1);
	});

	it('lets the user change nothing but what a push changes', async () => {
		for (const { table, rights, changed } of platform.tables) {
			const name = `\`${prefix}${table}\``;
			const columns = columnsOf(table);
			const fixed = columns.find((column) => !changed?.includes(column)) ?? '';
			// Where tables know no transactions, what a broken-off push left must be removed row by row.
			const cleanedUp = rights.includes('INSERT') && shop.schema[prefix + table]?.engine !== 'InnoDB';
			const refused = [
				...(cleanedUp ? [] : [`DELETE FROM ${name}`, `UPDATE ${name} SET \`${fixed}\` = \`${fixed}\``]),
				...(rights.includes('INSERT') ? [] : [`INSERT INTO ${name} (\`${fixed}\`) VALUES (1)`]),
			];
			for (const sql of refused)
				expect([sql, denied.includes(Number(await answer(sql)))]).toEqual([sql, true]);
		}
	});

	it.each([
		['drop a table', (table: string) => `DROP TABLE ${table}`],
		['empty a table', (table: string) => `TRUNCATE ${table}`],
		['alter a table', (table: string) => `ALTER TABLE ${table} ADD x INT`],
		['create a table', () => 'CREATE TABLE zz_new (id INT)'],
		[
			'create a trigger',
			(table: string) => `CREATE TRIGGER zz BEFORE INSERT ON ${table} FOR EACH ROW SET @x = 1`,
		],
		['create a view', (table: string) => `CREATE VIEW zz_view AS SELECT 1 FROM ${table}`],
		['lock tables', (table: string) => `LOCK TABLES ${table} WRITE`],
		['drop the database', () => 'DROP DATABASE `{database}`'],
		['create a database', () => 'CREATE DATABASE zz_other'],
		['use another database', () => 'USE mysql'],
		['read the server’s users', () => 'SELECT * FROM mysql.user'],
		['create a user', () => "CREATE USER zz IDENTIFIED BY 'x'"],
		['pass rights on', (table: string) => `GRANT SELECT ON ${table} TO root@localhost`],
		['write a file', () => "SELECT 1 INTO OUTFILE '/tmp/zz_outfile'"],
		['load a file', (table: string) => `LOAD DATA INFILE '/etc/hosts' INTO TABLE ${table}`],
		['change the server', () => 'SET GLOBAL max_connections = 1'],
	])('does not let the user %s', async (_, statement) => {
		const table = `\`${prefix}${platform.tables.at(-1)?.table ?? ''}\``;
		const sql = statement(table).replace('{database}', user.settings.database);
		expect(denied).toContain(await answer(sql));
	});

	it('shows no other database, no file and nobody else’s connections', async () => {
		const [databases] = await connection.query('SHOW DATABASES');
		const names = (databases as { Database: string }[]).map(({ Database }) => Database);
		// MySQL 8 shows everybody this one, with as little in it
		const others = names.filter((name) => name !== 'performance_schema');
		expect(others.sort()).toEqual(['information_schema', user.settings.database].sort());
		const [rows] = await connection.query("SELECT LOAD_FILE('/etc/hosts') AS content");
		expect(rows).toEqual([{ content: null }]);
		const [processes] = await connection.query('SHOW PROCESSLIST');
		expect(new Set((processes as { User: string }[]).map(({ User }) => User))).toEqual(
			new Set([user.settings.user]),
		);
	});
});

test('a user without a right on one column learns which', async () => {
	const shop = await createShop(sharedMariaDb(), 'opencart-4.1');
	const user = await invitedUser(shop);
	try {
		await shop.query(
			`REVOKE UPDATE (quantity) ON \`${shop.settings.database}\`.oc_product FROM '${user.settings.user}'@'%'`,
		);
		const check = await checkShop(user.settings, { createLog: false });
		expect(check.problems.map(({ code }) => code)).toEqual(['exchange.rightsMissing']);
		expect(check.sql).toEqual([
			`GRANT UPDATE (\`quantity\`) ON \`${shop.settings.database}\`.\`oc_product\` TO '${user.settings.user}'@'%';`,
		]);
		await shop.query(check.sql[0] ?? '');
		expect((await checkShop(user.settings, { createLog: false })).problems).toEqual([]);
	} finally {
		await shop.query(dropUserSql({ user: user.settings.user, host: '%' }));
		await shop.drop();
	}
});
