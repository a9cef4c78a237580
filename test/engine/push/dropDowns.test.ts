import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { supplierOrderTotals } from '../../../nodes/OrderExchange/orders/supplierOrderTotals.js';
import { supplierCustomerOrderSchema } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { runInEngine, searchInForm } from '../../../sandbox/n8n/engine.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

let mariaDb: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true });
});
afterAll(() => mariaDb?.stop());
beforeEach(async () => {
	shop = await createShop(mariaDb, 'modified-3.3');
});
afterEach(() => shop.drop());

const credentials = (changes: IDataObject = {}) => {
	const { host, port, database, user, password } = shop.settings;
	return {
		orderExchangeShopDatabase: { host, port, database, user, password, tlsMode: 'off', ...changes },
	} as never;
};
const listed = (method: string, filter?: string, changes?: IDataObject) =>
	searchInForm({ node: new PushToShopDb(), credentials: credentials(changes) }, method, filter);

describe('The drop-downs of Push', () => {
	test('show what the shop has, and what fits the text that was typed', async () => {
		expect(await listed('searchLanguages')).toEqual([
			{ value: 'de', name: 'Deutsch (de)' },
			{ value: 'en', name: 'English (en)' },
		]);
		expect(await listed('searchLanguages', 'DEUT')).toEqual([{ value: 'de', name: 'Deutsch (de)' }]);
		expect(await listed('searchOrderStatuses')).toContainEqual({ value: '1', name: 'Offen' });
		expect(await listed('searchPaymentMethods')).toEqual([{ value: 'invoice', name: 'invoice' }]);
		expect(await listed('searchShippingMethods')).toHaveLength(1);
	});

	test('write nothing into the shop, not even the exchange log', async () => {
		const before = await shop.counts();
		await listed('searchOrderStatuses');
		expect(await shop.counts()).toEqual(before);
		expect(await shop.query("SHOW TABLES LIKE 'order_exchange_log'")).toHaveLength(0);
	});

	test('say that this shop has nothing to choose from, and what to do then', async () => {
		await expect(listed('searchStores')).rejects.toThrow(
			'modified eCommerce 3.3 offers no stores to choose from. Remove this option: the shop decides by itself.',
		);
	});

	test.each([
		['the database is down', { port: 1 }, 'could not be reached. Check host and port'],
		['the password is wrong', { password: 'wrong' }, 'refused user or password. Check user and password'],
		[
			'the prefix is wrong',
			{ tablePrefix: 'nix_' },
			'No known shop software was found in the database. Check',
		],
		[
			'the credential is incomplete',
			{ host: undefined },
			'the Shop Database credential is missing or incomplete',
		],
	])('say in words that %s', async (_, changes, words) => {
		await expect(listed('searchStores', '', changes)).rejects.toThrow(words);
	});

	test.each([
		['chosen from the list', { __rl: true, mode: 'list', value: '3', cachedResultName: 'Versendet' }],
		['typed', { __rl: true, mode: 'typed', value: ' 3 ' }],
		['saved as a plain text by an earlier version', '3'],
		['given as a number by an expression', '={{ 1 + 2 }}'],
	])('a status %s is the status of the order', async (_, orderStatus) => {
		const order = supplierCustomerOrderSchema.parse(
			JSON.parse(readFileSync('sandbox/shops/data/modified-3.3/checkout-new.order.json', 'utf8')),
		);
		const supplierOrder = {
			number: 'SO-1',
			supplier: { code: 'feinkost', name: 'Feinkost' },
			distributor: { code: 'nordwind', name: 'Nordwind' },
			customerOrders: [order],
			totals: atOnce(supplierOrderTotals([order])),
		};
		await runInEngine({
			node: new PushToShopDb(),
			parameters: { options: { orderStatus } } as never,
			inputs: [[{ supplierOrder } as never]],
			credentials: credentials(),
		});
		const [row] = await shop.rows('orders');
		expect(row?.['orders_status']).toBe('3');
	});
});
