import { createConnection, type Connection } from 'mysql2/promise';
import type { SupplierCustomerOrder } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import type { PushJob, PushResult } from '../workers/jobs.js';

/**
 * A writer as one draws it with a few database nodes: a statement per row, each on its own, no exchange log. It must
 * duplicate orders and leave halves; where the checker does not see that, the checker is wrong.
 */
export const pushWithoutLog = (job: PushJob): Promise<PushResult> =>
	pushNaively(job, async (connection, order) => {
		await writeOrder(connection, order);
		return 'written';
	});

type Status = 'written' | 'alreadyWritten';

/** One order after the other on one connection; after a fault the rest is left for later. */
export async function pushNaively(
	{ connection: settings, supplierOrder }: PushJob,
	write: (connection: Connection, order: SupplierCustomerOrder) => Promise<Status>,
): Promise<PushResult> {
	const receipts: PushResult['receipts'][number][] = [];
	const rest = [...supplierOrder.customerOrders];
	let connection: Connection | undefined;
	try {
		const { host, port, user, password, database } = settings;
		connection = await createConnection({ host, port, user, password, database });
		connection.on('error', () => undefined);
		for (let order = rest[0]; order; order = rest[0]) {
			receipts.push({ order: order.number, status: await write(connection, order), shopOrderId: '' });
			rest.shift();
		}
	} catch {
		// whatever it was, the orders that are left are tried again
	} finally {
		connection?.destroy();
	}
	const retryLater = rest.map(({ number }) => ({ order: number, codes: [] }));
	return { receipts, whole: [], refused: [], retryLater };
}

/** The rows of an order in modified eCommerce, as few columns as it takes. */
export async function writeOrder(connection: Connection, order: SupplierCustomerOrder): Promise<void> {
	const insert = async (table: string, row: Record<string, unknown>) => {
		const columns = Object.keys(row).map((column) => `\`${column}\``);
		const [{ insertId }] = (await connection.query(`INSERT IGNORE INTO ${table} (${columns}) VALUES (?)`, [
			Object.values(row),
		])) as unknown as [{ insertId: number }];
		return insertId;
	};
	const email = order.customer.email;
	const customer = await insert('customers', { customers_email_address: email });
	await insert('customers_info', { customers_info_id: customer });
	await insert('address_book', { customers_id: customer, entry_city: order.billTo.city });
	const orderId = await insert('orders', {
		customers_id: customer,
		customers_email_address: email,
		orders_ident_key: order.number,
	});
	for (const line of order.lines) {
		const goods = { products_model: line.supplierSku, products_quantity: line.quantity };
		await insert('orders_products', { orders_id: orderId, ...goods });
		await connection.query(
			'UPDATE products SET products_quantity = products_quantity - ? WHERE products_model = ?',
			[line.quantity, line.supplierSku],
		);
	}
	await insert('orders_total', { orders_id: orderId, class: 'ot_total', title: 'Total' });
	await insert('orders_status_history', { orders_id: orderId, orders_status_id: 1 });
}
