import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { readSchema } from '../../nodes/OrderExchange/database/readSchema.js';
import { quoted, quotedForeign } from '../../nodes/OrderExchange/database/statement.js';
import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import { grantSql, neededGrants, type Grant } from '../../nodes/OrderExchange/exchange/checks/rights.js';
import { accountSql } from '../../nodes/OrderExchange/invitations/account.js';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import { invitedUser, type InvitedUser } from '../support/invitedUser.js';
import { onMySql } from '../support/mariadb.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

describe.each(platforms.map((platform) => [platform.id, platform] as const))('%s', (id, platform) => {
	let shop: TestShop;
	let user: InvitedUser;
	let account: string;
	let role: string;
	let needed: readonly Grant[];
	beforeAll(async () => {
		shop = await createShop(sharedMariaDb(), id);
		user = await invitedUser(shop);
		account = accountSql({ user: user.settings.user, host: '%' });
		role = `r_${user.settings.user}`;
		const database = await connect(shop.settings);
		const schema = await readSchema(database);
		await database.close();
		const [found] = platform.recognise(schema);
		if (!found) throw new Error('The shop was not recognised');
		const { prefix } = found;
		needed = neededGrants(platform, found, schema);
		const written = platform.tables.filter(({ rights, columns }) => rights.includes('INSERT') && !columns);
		for (const table of written.map((use) => quoted(prefix + use.table)))
			await shop.query(`ALTER TABLE ${table} ADD \`plug-in’s own\` INT NULL, ADD twice INT AS (1 + 1)`);
		await shop.query(`REVOKE ALL PRIVILEGES, GRANT OPTION FROM ${account}`);
		await shop.query(`CREATE ROLE ${role}`);
		await shop.query(`GRANT ${role} TO ${account}`);
		await shop.query(`SET DEFAULT ROLE ${role} ${onMySql ? 'TO' : 'FOR'} ${account}`);
	});
	afterAll(async () => {
		await shop?.query(`DROP ROLE IF EXISTS ${role}`);
		await user?.drop();
		await shop?.drop();
	});

	const give = async (grants: readonly Grant[]) => {
		for (const sql of grantSql(grants, shop.settings.database, role)) await shop.query(sql);
	};
	const check = async () => {
		const { sql, problems, logReady } = await checkShop(user.settings, { createLog: false });
		return { sql, problems: problems.map(({ code }) => code), logReady };
	};

	it('names what a user may not do whose role may only read', async () => {
		const others = needed.filter(({ right }) => right !== 'SELECT');
		await shop.query(`GRANT SELECT ON ${quotedForeign(shop.settings.database)}.* TO ${role}`);
		expect(await check()).toEqual({
			sql: grantSql(others, shop.settings.database, account).map((statement) => `${statement};`),
			problems: ['exchange.rightsMissing'],
			logReady: true,
		});
	});

	it('misses nothing where the role may do all that is needed', async () => {
		await give(needed);
		expect(await check()).toEqual({ sql: [], problems: [], logReady: true });
	});
});
