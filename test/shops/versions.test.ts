import { lookUpOrders } from '../../nodes/OrderExchange/exchange/receipts/lookUpOrders.js';
import { openShop, type OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import {
	pushSupplierOrder,
	type PushOptions,
} from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrder, supplierOrderOf, type OrderChanges } from '../../sandbox/orders/ordersToPush.js';
import { platformsUnderTest } from '../support/platformsUnderTest.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

/** Where a shop's staff read the comment of an order. */
const commentsOf: Readonly<Record<string, string>> = {
	'opencart-3.0': 'SELECT comment FROM oc_order WHERE order_id = ',
	'opencart-4.1': 'SELECT comment FROM oc_order WHERE order_id = ',
	'modified-3.3': 'SELECT comments AS comment FROM orders WHERE orders_id = ',
	'woocommerce-11-hpos': 'SELECT customer_note AS comment FROM wp_wc_orders WHERE id = ',
};

describe.each(platformsUnderTest.map(({ id }) => id))('%s', (platform) => {
	let shop: TestShop;
	const open: OpenShop[] = [];
	beforeAll(async () => {
		shop = await createShop(sharedMariaDb(), platform);
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map((one) => one.close()));
	});
	afterAll(async () => {
		await shop?.drop();
	});

	const opened = async (): Promise<OpenShop> => {
		const result = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
		if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
		open.push(result.shop);
		return result.shop;
	};
	const orderOf = (changes: OrderChanges) => supplierOrderOf([customerOrder(platform, changes)]);
	const send = async (changes: OrderChanges, options: PushOptions = { changedOrders: 'newVersion' }) => {
		const { receipts, refused, retryLater } = await pushSupplierOrder(
			await opened(),
			orderOf(changes),
			options,
		);
		expect(retryLater).toEqual([]);
		return { receipt: receipts[0], found: refused[0]?.problems[0] };
	};

	test('a changed order sent on purpose is a second shop order that names the first and what changed', async () => {
		const first = (await send({ number: 'V-1', quantity: 1 })).receipt;
		const second = (await send({ number: 'V-1', quantity: 2, comment: 'Please ring' })).receipt;
		expect(first).toMatchObject({ status: 'written', version: 1 });
		expect(first?.replaces).toBeUndefined();
		expect(second).toMatchObject({
			...{ order: 'V-1', status: 'written', version: 2, quantity: '2' },
			replaces: { shopOrderId: first?.shopOrderId, shopOrderNumber: first?.shopOrderNumber },
		});
		expect(second?.shopOrderId).not.toBe(first?.shopOrderId);
		const [row] = await shop.query(`${commentsOf[platform]}${second?.shopOrderId}`);
		expect(row?.['comment']).toContain(`Replaces order ${first?.shopOrderId} (`);
		expect(row?.['comment']).toContain('quantity 1 -');
		expect(row?.['comment']).toContain('Please ring');
	});

	test('the new version sent again is found, not written again, also without the option', async () => {
		await send({ number: 'V-2', quantity: 1 });
		const second = (await send({ number: 'V-2', quantity: 2 })).receipt;
		for (const options of [{ changedOrders: 'newVersion' }, {}] as const) {
			const again = (await send({ number: 'V-2', quantity: 2 }, options)).receipt;
			expect(again).toMatchObject({ ...second, status: 'alreadyWritten', writtenAt: again?.writtenAt });
		}
		const third = (await send({ number: 'V-2', quantity: 3 })).receipt;
		expect(third).toMatchObject({ version: 3, replaces: { shopOrderId: second?.shopOrderId } });
	});

	test('an old run started again does not bring the replaced content back', async () => {
		await send({ number: 'V-3', quantity: 1 });
		const { receipt } = await send({ number: 'V-3', quantity: 2 });
		for (const options of [{ changedOrders: 'newVersion' }, {}] as const) {
			const { found } = await send({ number: 'V-3', quantity: 1 }, options);
			expect(found).toMatchObject({ code: 'exchange.replacedSince', order: 'V-3' });
			expect(found?.message).toContain(`version 2 is order ${receipt?.shopOrderId}`);
		}
	});

	test('workers that send the same new version at the same time write it once', async () => {
		await send({ number: 'V-4', quantity: 1 });
		const sent = await Promise.all([1, 2, 3].map(() => send({ number: 'V-4', quantity: 2 })));
		expect(sent.map(({ receipt }) => receipt?.status).sort()).toEqual([
			'alreadyWritten',
			'alreadyWritten',
			'written',
		]);
		expect(new Set(sent.map(({ receipt }) => receipt?.shopOrderId)).size).toBe(1);
	});

	test('a rehearsed new version keeps nothing, and Look Up shows the latest version', async () => {
		const first = (await send({ number: 'V-5', quantity: 1 })).receipt;
		const rehearsed = await send(
			{ number: 'V-5', quantity: 2 },
			{ changedOrders: 'newVersion', keep: false },
		);
		expect(rehearsed.receipt).toMatchObject({
			...{ status: 'rehearsed', version: 2 },
			replaces: { shopOrderId: first?.shopOrderId },
		});
		const before = await lookUpOrders(await opened(), orderOf({ number: 'V-5' }));
		expect(before.receipts).toMatchObject([{ version: 1, shopOrderId: first?.shopOrderId }]);
		const second = (await send({ number: 'V-5', quantity: 2 })).receipt;
		const after = await lookUpOrders(await opened(), orderOf({ number: 'V-5' }));
		expect(after.receipts).toMatchObject([
			{ version: 2, shopOrderId: second?.shopOrderId, replaces: { shopOrderId: first?.shopOrderId } },
		]);
	});
});
