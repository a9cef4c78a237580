import { existsSync } from 'node:fs';
import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { invite } from '../../nodes/OrderExchange/invitations/invite.js';
import { freePort } from '../../scripts/system/ports.js';
import { adminShop, passPhrase, planFor } from '../support/invitations.js';
import { onMySql, startMariaDb, type MariaDb } from '../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';

const library = '/usr/lib/galera/libgalera_smm.so';
const whereThereIsOne = existsSync(library) && !onMySql ? describe : describe.skip;
const onMariaDb = onMySql ? test.skip : test;

const clusterOfOne = async (): Promise<MariaDb> =>
	startMariaDb({
		fast: true,
		serverOptions: [
			...['--wsrep-on=ON', '--wsrep-new-cluster', `--wsrep-provider=${library}`],
			...['--wsrep-cluster-address=gcomm://', '--binlog-format=ROW', '--innodb-autoinc-lock-mode=2'],
			`--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:${await freePort()}`,
		],
	});

whereThereIsOne('a shop in a Galera cluster', () => {
	let server: MariaDb;
	beforeAll(async () => {
		server = await clusterOfOne();
	});
	afterAll(() => server?.stop());

	test('is found out by the check of its supplier, takes orders all the same', async () => {
		const { settings, rows } = await createShop(server, 'opencart-4.1');
		const { warnings, problems } = await checkShop(settings, { createLog: true });
		expect(problems).toEqual([]);
		expect(warnings.map(({ code }) => code)).toContain('database.galera');
		const opened = await openShop(settings, { unknownCustomers: 'account', shortStock: 'followShop' });
		if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
		const order = supplierOrderOf([customerOrder('opencart-4.1', { number: 'G-1' })]);
		expect(await pushSupplierOrder(opened.shop, order)).toMatchObject({ receipts: [{ status: 'written' }] });
		await opened.shop.close();
		expect(await rows('oc_order')).toHaveLength(1);
	});

	test('is found out when it invites', async () => {
		const shop = await adminShop((await createShop(server, 'opencart-4.1')).settings);
		const plan = await planFor(shop, { requireTls: false });
		const invited = await invite(shop, plan, passPhrase, { rehearse: true });
		await shop.close();
		if (!invited.ok) throw new Error(JSON.stringify(invited.problems));
		expect(invited.findings.map(({ code }) => code)).toContain('database.galera');
	});
});

onMariaDb(
	'a server of its own is no cluster, even where the setting for clusters is switched on',
	async () => {
		const server = await startMariaDb({ fast: true, serverOptions: ['--wsrep-on=ON'] });
		try {
			const { settings } = await createShop(server, 'opencart-4.1');
			const { warnings } = await checkShop(settings, { createLog: true });
			expect(warnings.map(({ code }) => code)).not.toContain('database.galera');
		} finally {
			await server.stop();
		}
	},
);
