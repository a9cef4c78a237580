import type { Read, ReadRows } from '../../database/read.js';
import { amount } from '../../orders/money.js';
import type { ShopOrderState } from '../platform.js';

/** Reads orders back with their number of lines and pieces. */
export const orderStates = (ids: readonly string[]): readonly Read[] => [
	{
		name: 'orders',
		columns: [
			...['o.id', 'o.status', 'o.currency', 'o.total_amount'],
			['line_count', 'COUNT(q.meta_id)'],
			['quantity', 'COALESCE(SUM(q.meta_value), 0)'],
		],
		from:
			'FROM {wc_orders} o' +
			" LEFT JOIN {woocommerce_order_items} i ON i.order_id = o.id AND i.order_item_type = 'line_item'" +
			" LEFT JOIN {woocommerce_order_itemmeta} q ON q.order_item_id = i.order_item_id AND q.meta_key = '_qty'" +
			" WHERE o.id IN (?) AND o.type = 'shop_order'" +
			' GROUP BY o.id, o.status, o.currency, o.total_amount',
		orderBy: 'o.id',
		values: [ids],
	},
];

export const readOrderStates = (rows: ReadRows): readonly ShopOrderState[] =>
	(rows.orders ?? []).map((row) => ({
		shopOrderId: row.id ?? '',
		shopOrderNumber: row.id ?? '',
		status: row.status ?? '',
		currency: row.currency ?? '',
		total: amount(row.total_amount ?? '0'),
		lines: Number(row.line_count),
		quantity: amount(row.quantity ?? '0'),
	}));
