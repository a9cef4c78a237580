import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { invitedUser } from '../support/invitedUser.js';
import { onMySql, startMariaDb, type MariaDb } from '../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

// What servers are configured to do to every session; the shop's own PHP does not mind.

const servers: MariaDb[] = [];
const serverWith = async (...serverOptions: string[]): Promise<MariaDb> => {
	const server = await startMariaDb({ fast: true, serverOptions });
	servers.push(server);
	return server;
};
afterAll(async () => {
	for (const server of servers) await server.stop();
});

const comment = 'Grüße aus Łódź 🙂';

/** Pushes one order as a user that is no administrator, for whom `init_connect` counts. */
async function pushed(shop: TestShop, platform: string) {
	const user = await invitedUser(shop);
	try {
		const opening = await openShop(user.settings, { unknownCustomers: 'account', shortStock: 'accept' });
		if (!opening.ok) return opening.problems.map(({ code }) => code);
		const order = customerOrder(platform, { number: 'A-1', email: 'neu@kunde.test', comment });
		const outcome = await pushSupplierOrder(opening.shop, supplierOrderOf([order]));
		await opening.shop.close();
		const unsettled = [...outcome.refused, ...outcome.retryLater].flatMap(({ problems }) => problems);
		return [...outcome.receipts.map(({ status }) => status), ...unsettled.map(({ code }) => code)];
	} finally {
		await user.drop();
	}
}

/** How many orders there are, with the bytes of their comments as the shop's own way there sees them. */
const kept = (shop: TestShop) => shop.query('SELECT HEX(comment) AS comment FROM oc_order');
const once = [{ comment: Buffer.from(comment).toString('hex').toUpperCase() }];

const kinds = [
	['opencart-4.1', 'InnoDB'],
	['opencart-3.0', 'MyISAM'],
] as const;

describe.each(kinds)('an order for %s on %s', (platform, engine) => {
	test.each([
		'SET autocommit = 0',
		'SET NAMES utf8',
		'SET NAMES latin1',
		'SET sql_select_limit = 20',
		'SET completion_type = 2',
		'SET sql_safe_updates = 1',
		'SET max_join_size = 20',
	])('is written once and to the letter where every session begins with %s', async (initConnect) => {
		const server = (servers[0] ??= await serverWith());
		const shop = await createShop(server, platform, { engine });
		await server.query('SET GLOBAL init_connect = ?', [initConnect]);
		try {
			expect(await pushed(shop, platform)).toEqual(['written']);
			expect(await pushed(shop, platform)).toEqual(['alreadyWritten']);
		} finally {
			await server.query("SET GLOBAL init_connect = ''");
		}
		expect(await kept(shop)).toEqual(once);
		await shop.drop();
	});

	test('is written once where the server gives every session but the first rows of an answer', async () => {
		const server = (servers[0] ??= await serverWith());
		const shop = await createShop(server, platform, { engine });
		await server.query('SET GLOBAL sql_select_limit = 20');
		try {
			expect(await pushed(shop, platform)).toEqual(['written']);
			expect(await pushed(shop, platform)).toEqual(['alreadyWritten']);
		} finally {
			await server.query('SET GLOBAL sql_select_limit = DEFAULT');
		}
		expect(await kept(shop)).toEqual(once);
		await shop.drop();
	});

	test('is written to the letter where the server takes no character set from the handshake', async () => {
		const server = await serverWith('--skip-character-set-client-handshake', '--character-set-server=latin1');
		const shop = await createShop(server, platform, { engine });
		expect(await pushed(shop, platform)).toEqual(['written']);
		expect(await kept(shop)).toEqual(once);
	});

	test('waits with words where the server keeps its binary log by statement', async () => {
		const server = await serverWith('--log-bin', '--binlog-format=STATEMENT', '--server-id=1');
		const shop = await createShop(server, platform, { engine });
		expect(await pushed(shop, platform)).toEqual(['database.binaryLog']);
		expect(await kept(shop)).toEqual([]);
	});
});

// MySQL takes this only from a server that was set up with it
(onMySql ? test.skip : test)(
	'a shop whose prefix has capitals is found where the server writes table names in small letters, as on Windows',
	async () => {
		const server = await serverWith('--lower-case-table-names=1');
		const shop = await createShop(server, 'opencart-4.1', { prefix: 'OC_' });
		const configured = { ...shop, settings: { ...shop.settings, tablePrefix: 'OC_' } };
		expect(await pushed(configured, 'opencart-4.1')).toEqual(['written']);
		expect(await kept(shop)).toEqual(once);
	},
);
