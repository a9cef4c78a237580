import { truncate, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';
import { opened } from '../support/withoutTransactions.js';

let server: MariaDb;
beforeAll(async () => {
	server = await startMariaDb({ fast: true, serverOptions: ['--myisam-recover-options=OFF'] });
});
afterAll(() => server?.stop());

test('orders wait while a table of the shop is damaged, and are written once when it is repaired', async () => {
	const shop = await createShop(server, 'opencart-3.0', { engine: 'MyISAM' });
	const orders = supplierOrderOf(manyOrders('opencart-3.0', 3));
	const push = async () => {
		const open = await opened(shop);
		const outcome = await pushSupplierOrder(open, orders);
		await open.close();
		return outcome;
	};
	await shop.query('FLUSH TABLES oc_order_product');
	const [row] = await shop.query('SELECT @@datadir AS folder');
	const index = join(row?.folder ?? '', shop.settings.database, 'oc_order_product.MYI');
	await truncate(index, (await stat(index)).size - 1_024);

	const { receipts, refused, retryLater } = await push();
	expect([receipts, refused]).toEqual([[], []]);
	expect(retryLater.map(({ problems }) => problems.map(({ code }) => code))).toEqual(
		Array(3).fill(['database.tableDamaged']),
	);
	await shop.query('REPAIR TABLE oc_order_product USE_FRM');
	expect((await push()).receipts.map(({ status }) => status)).toEqual(Array(3).fill('written'));
	expect(await shop.rows('oc_order')).toHaveLength(3);
	expect(await shop.rows('oc_order_product')).toHaveLength(3);
});
