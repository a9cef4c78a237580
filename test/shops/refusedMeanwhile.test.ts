import { setTimeout as pause } from 'node:timers/promises';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { problem } from '../../nodes/OrderExchange/problems/problem.js';
import { breakpointProxy } from '../support/breakpointProxy.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { cuttingProxy } from '../support/cuttingProxy.js';
import { openedShop } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { watchedShop } from '../support/watchedShop.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';

const platform = 'modified-3.3';

test('an order that another run is about to commit is not called refused', async () => {
	const shop = await createShop(sharedMariaDb(), platform);
	const way = await breakpointProxy(shop.settings.port);
	const [first, second] = manyOrders(platform, 2);
	if (!first || !second) throw new Error('There are no orders');
	const writer = await openedShop({ ...shop.settings, host: '127.0.0.1', port: way.port });
	// Terms that changed meanwhile, a country switched off: whatever speaks against an order that was well before.
	const unwilling = await openedShop(shop.settings, {}, { refusedBy: () => [problem('exchange.cancelled')] });
	const commit = way.breakAt((sent) => sent.includes('COMMIT AND CHAIN'), 'before');

	const writing = pushSupplierOrder(writer, supplierOrderOf([first]));
	await commit.reached;
	const refusing = pushSupplierOrder(unwilling, supplierOrderOf([first, second]));
	await pause(500);
	commit.release();

	expect((await writing).receipts.map(({ status }) => status)).toEqual(['written']);
	const { receipts, refused } = await refusing;
	expect(receipts.map(({ order, status }) => [order, status])).toEqual([[first.number, 'alreadyWritten']]);
	expect(refused.map(({ customerOrder }) => customerOrder.number)).toEqual([second.number]);
	await writer.close();
	await unwilling.close();
	await way.close();
	await shop.drop();
});

test('an order that another run has written is not called refused where the connection breaks before the look at it', async () => {
	const shop = await createShop(sharedMariaDb(), platform);
	const way = await cuttingProxy(shop.settings.port);
	const order = supplierOrderOf(manyOrders(platform, 1));
	const writer = await openedShop(shop.settings);
	let written = false;
	const unwilling = await openedShop(
		{ ...shop.settings, host: '127.0.0.1', port: way.port },
		{},
		{ refusedBy: () => (written ? [] : [problem('exchange.cancelled')]) },
	);
	// Another run comes in between.
	const meanwhile = watchedShop(unwilling, (database) => ({
		begin: async () => {
			if (!written) await pushSupplierOrder(writer, order);
			written = true;
			await database.begin();
		},
	}));
	way.cutAt('LOCK IN SHARE MODE', 'before');
	const { receipts, refused } = await pushSupplierOrder(meanwhile, order);
	expect(way.cuts).toBe(1);
	expect(refused).toEqual([]);
	expect(receipts.map(({ status }) => status)).toEqual(['alreadyWritten']);
	await writer.close();
	await unwilling.close();
	await way.close();
	await shop.drop();
});
