import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { claimNotifications } from '../../nodes/OrderExchange/exchange/notifications/claims.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';

test('a run that waited for another’s claim never claims at that one’s moment, by which each knows its own', async () => {
	const platform = 'opencart-4.1';
	const shop = await createShop(sharedMariaDb(), platform);
	const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'followShop' });
	if (!opened.ok) throw new Error(opened.problems[0]?.message);
	const order = supplierOrderOf(['A1', 'A2'].map((number) => customerOrder(platform, { number })));
	const { receipts } = await pushSupplierOrder(opened.shop, order);
	const exchangeKeys = receipts.map(({ exchangeKey }) => exchangeKey).sort();
	const { host, port, database, user, password } = shop.settings;
	const other = await createConnection({ host, port, database, user, password });
	await other.query("SET time_zone = '+00:00'");
	await other.query('BEGIN');
	await other.query('SELECT 1 FROM oc_order_exchange_log WHERE exchange_key = ? FOR UPDATE', [
		exchangeKeys.at(-1),
	]);

	const claiming = claimNotifications(
		opened.shop,
		[{ exchangeKeys, gone: [], recipients: [], purpose: 'sendAgain' }],
		'northwind.example',
	);
	const waits = "SELECT 1 FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'";
	while ((await shop.query(waits)).length === 0) await pause(20);
	const [[ended]] = await other.query<RowDataPacket[]>('SELECT CAST(SYSDATE(3) AS CHAR) AS at');
	await other.query('COMMIT');
	const [claim] = await claiming;
	const [logged] = await shop.query(
		"SELECT notification_at AS at FROM oc_order_exchange_log WHERE kind = 'order'",
	);
	await other.end();
	await opened.shop.close();
	await shop.drop();

	expect(claim?.toSend[0]?.exchangeKeys).toHaveLength(2);
	expect(String(logged?.['at']) >= String(ended?.['at'])).toBe(true);
});
