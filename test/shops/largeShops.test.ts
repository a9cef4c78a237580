import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { onMySql } from '../support/mariadb.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

const many = 8_000;

/** SQL of the values of one more row. */
const other = {
	named: "100000 + seq, CONCAT('other-', seq)",
	wooOrder: "100000 + seq, 'shop_order', 'wc-completed'",
};

/** A table with columns that are filled; and how often one order may have it read from end to end. */
interface FilledTable {
	readonly table: string;
	readonly columns: string;
	readonly values?: string;
	readonly times: number;
}

const shops = [
	{
		platform: 'opencart-4.1',
		articles: { table: 'oc_product', columns: 'product_id, model', times: 2 },
		customers: { table: 'oc_customer', columns: 'customer_id, email', times: 0 },
		orders: { table: 'oc_order', columns: 'order_id, email', times: 0 },
	},
	{
		platform: 'opencart-3.0',
		articles: { table: 'oc_product', columns: 'product_id, model', times: 1 },
		customers: { table: 'oc_customer', columns: 'customer_id, email', times: 1 },
		orders: { table: 'oc_order', columns: 'order_id, email', times: 0 },
	},
	{
		platform: 'modified-3.3',
		articles: { table: 'products', columns: 'products_id, products_model', times: 1 },
		customers: { table: 'customers', columns: 'customers_id, customers_email_address', times: 0 },
		orders: { table: 'orders', columns: 'orders_id, customers_email_address', times: 0 },
	},
	{
		platform: 'woocommerce-11-hpos',
		articles: { table: 'wp_wc_product_meta_lookup', columns: 'product_id, sku', times: 0 },
		customers: { table: 'wp_users', columns: 'ID, user_email', times: 0 },
		orders: { table: 'wp_wc_orders', columns: 'id, type, status', values: other.wooOrder, times: 0 },
	},
];

// Only MariaDB counts the rows that were read of each table.
(onMySql ? describe.skip : describe).each(shops)('$platform', ({ platform, ...tables }) => {
	let shop: TestShop;
	beforeAll(async () => {
		shop = await createShop(sharedMariaDb(), platform);
		for (const { table, columns, values = other.named } of Object.values<FilledTable>(tables)) {
			await shop.query(
				`SET STATEMENT sql_mode = '' FOR INSERT INTO ${table} (${columns}) SELECT ${values} FROM seq_1_to_${many}`,
			);
			await shop.query(`ANALYZE TABLE ${table}`);
		}
		await shop.query('SET GLOBAL userstat = 1');
	});
	afterAll(() => shop?.drop());

	const rowsRead = async (table: string): Promise<number> => {
		const [row] = await shop.query(
			'SELECT ROWS_READ AS n FROM information_schema.TABLE_STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?',
			[table],
		);
		return Number(row?.['n'] ?? 0);
	};
	const allRead = () => Promise.all(Object.values(tables).map(({ table }) => rowsRead(table)));

	it('does not search a large shop again and again for one order', async () => {
		const before = await allRead();
		const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
		if (!opened.ok) throw new Error(opened.problems[0]?.message);
		const order = customerOrder(platform, { number: 'L-1', email: 'new@kunde.test' });
		const { receipts } = await pushSupplierOrder(opened.shop, supplierOrderOf([order]));
		await opened.shop.close();
		const after = await allRead();

		expect(receipts).toMatchObject([{ status: 'written' }]);
		const times = after.map((rows, index) => (rows - (before[index] ?? 0)) / many);
		// What is left is for single rows, and the last thousand orders.
		expect(times.map((one) => Math.floor(one + 0.8))).toEqual(
			Object.values(tables).map((table) => table.times),
		);
	});
});
