import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { intentKey } from '../../nodes/OrderExchange/exchange/log/latestBatch.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';
import { opened, push } from '../support/withoutTransactions.js';

const intent = {
	...{ writtenAt: '2026-01-05T09:30:00.000Z', exchangeKeys: [], parts: [], serverStart: 0 },
	marked: [] as readonly object[],
};
const change = { key: { user_id: '1' }, set: { password: 'known' }, add: {}, before: {} };
const readyWith = (table: string, set: object) => ({
	...{ shown: [], orders: [] },
	steps: [[{ ...change, table, set }]],
});
const admins = {
	...{ table: 'user', idColumn: 'user_id', markColumn: 'name', above: '0' },
	rows: [{ mark: 'admin', complete: {} }],
};

test.each([
	['sets an administrator’s password', 'publishing 0', [intent, readyWith('user', { password: 'known' })]],
	['sets a customer’s password', 'publishing 0', [intent, readyWith('customer', { password: 'known' })]],
	[
		'changes what no order changes of an article',
		'publishing 0',
		[intent, readyWith('product', { price: '0' })],
	],
	['removes administrators', 'writing', [{ ...intent, marked: [admins] }]],
	['cannot be read', 'writing', [{}]],
	['is in a state that nobody knows', 'waiting', [intent, readyWith('product', { quantity: '0' })]],
] as const)(
	'a note in the exchange log that %s is not carried out, whoever wrote it, and is told of',
	async (_, kind, notes) => {
		const shop = await createShop(sharedMariaDb(), 'opencart-3.0', { engine: 'InnoDB' });
		await push(shop, supplierOrderOf([customerOrder('opencart-3.0', { number: 'FIRST' })]));
		await shop.query(
			'CREATE TABLE oc_user (user_id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), password VARCHAR(40))',
		);
		await shop.query("INSERT INTO oc_user (name, password) VALUES ('admin', 'secret')");
		const state = async () => [
			await shop.query('SELECT * FROM oc_user'),
			await shop.query('SELECT customer_id, password FROM oc_customer ORDER BY customer_id'),
			await shop.query('SELECT product_id, price, quantity FROM oc_product ORDER BY product_id'),
		];
		const before = await state();
		await shop.query(
			'REPLACE INTO oc_order_exchange_log (exchange_key, kind, content, created_at) VALUES (?, ?, ?, NOW())',
			[intentKey, kind, notes.map((note) => JSON.stringify(note)).join('\n')],
		);

		const open = await opened(shop);
		const outcome = await pushSupplierOrder(
			open,
			supplierOrderOf([customerOrder('opencart-3.0', { number: 'SECOND' })]),
		);
		await open.close();
		const after = await state();
		await shop.drop();
		expect(outcome.receipts).toEqual([]);
		expect(outcome.retryLater.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual([
			'exchange.foreignBatch',
		]);
		expect(after).toEqual(before);
	},
);
