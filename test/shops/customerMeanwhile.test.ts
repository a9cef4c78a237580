import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { openedShop } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';
import { outrunShop, watchedShop } from '../support/watchedShop.js';

/** Pushes one order of the same new customer; `written` happens once it is in the shop, before it is read back. */
async function push(
	{ settings, platform }: { settings: DatabaseSettings; platform: string },
	{ number, street, now }: { number: string; street: string; now: Date },
	written = async () => {},
) {
	const open = await openedShop(settings);
	const watched = watchedShop(open, (database) => ({
		commit: async (options) => {
			await database.commit(options);
			await written();
		},
	}));
	const order = customerOrder(platform, { number, email: 'anna@kunde.test' });
	const moved = { ...order, billTo: { ...order.billTo, street }, shipTo: { ...order.billTo, street } };
	const outcome = await pushSupplierOrder(watched, supplierOrderOf([moved]), { now });
	await open.close();
	const unsettled = [...outcome.refused, ...outcome.retryLater].flatMap(({ problems }) => problems);
	return [...outcome.receipts.map(({ status }) => status), ...unsettled.map(({ message }) => message)];
}

test.each(['opencart-4.1', 'opencart-3.0', 'modified-3.3', 'woocommerce-11-hpos'])(
	'%s: what another run’s order changes in a new account, in the same moment, does not speak against the first order',
	async (platform) => {
		const shop = await createShop(sharedMariaDb(), platform, { engine: 'InnoDB' });
		const under = { settings: shop.settings, platform };
		const first = { number: 'A1', street: 'Alter Weg 1', now: new Date('2026-11-30T10:00:00Z') };
		const second = { number: 'A2', street: 'Neue Gasse 2', now: new Date('2026-11-30T10:00:05Z') };
		const outcome = await push(under, first, async () =>
			expect(await push(under, second)).toEqual(['written']),
		);
		await shop.drop();
		expect(outcome).toEqual(['written']);
	},
);

test('woocommerce-11-hpos: what the shop deletes of an account in the same moment does not speak against the order', async () => {
	const platform = 'woocommerce-11-hpos';
	const shop = await createShop(sharedMariaDb(), platform);
	const order = (number: string) =>
		supplierOrderOf([customerOrder(platform, { number, email: 'anna@kunde.test' })]);
	const open = await openedShop(shop.settings);
	await pushSupplierOrder(open, order('A1'));
	await shop.query(
		"INSERT INTO wp_usermeta (user_id, meta_key, meta_value) SELECT ID, 'wc_order_count_wp', '1' FROM wp_users",
	);
	let counted = true;
	const outrun = outrunShop(open, async () => {
		await shop.query("DELETE FROM wp_usermeta WHERE meta_key = 'wc_order_count_wp'");
		counted = false;
	});
	const { receipts, refused, retryLater } = await pushSupplierOrder(outrun, order('A2'));
	await open.close();
	expect(counted).toBe(false);
	expect([...refused, ...retryLater]).toEqual([]);
	expect(receipts.map(({ status, customer }) => [status, customer])).toEqual([['written', 'regular']]);
	expect(await shop.rows('wp_usermeta', "meta_key LIKE 'wc_order_count%'")).toEqual([]);
	await shop.drop();
});
