import type { OpenShop } from '../shop/openShop.js';
import { logTable } from '../log/exchangeLog.js';

/** An order as the log names it. */
export interface NamedOrder {
	readonly exchangeKey: string;
	readonly orderNumber: string;
	readonly shopOrderId: string;
}

/**
 * By Message-ID, the orders whose mail under it was never confirmed; not those that a newer version takes the place of, since
 * that one's mail tells about it.
 */
export async function ordersInDoubt(
	{ database, found }: OpenShop,
	messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly NamedOrder[]>> {
	const rows = await database.read(
		{
			name: 'ordersInDoubt',
			columns: ['message_id', 'exchange_key', 'order_number', 'shop_order_id'],
			from: `FROM {${logTable}} AS told WHERE kind = 'order' AND message_id IN (?)
				AND notification IN ('claimed', 'partlySent', 'unconfirmed', 'parked') AND NOT EXISTS (SELECT 1 FROM {${logTable}} AS newer
				WHERE newer.kind = 'order' AND newer.order_key = told.order_key AND newer.version > told.version)`,
			orderBy: 'order_number',
			values: [messageIds],
		},
		found.prefix,
	);
	const orders = new Map<string, NamedOrder[]>();
	for (const row of rows) {
		const id = row['message_id'] ?? '';
		const order = {
			exchangeKey: row['exchange_key'] ?? '',
			orderNumber: row['order_number'] ?? '',
			shopOrderId: row['shop_order_id'] ?? '',
		};
		orders.set(id, [...(orders.get(id) ?? []), order]);
	}
	return orders;
}
