import type { Read, ReadRows } from '../../database/read.js';
import { amount, decimal } from '../../orders/money.js';
import type { ShopOrderState } from '../platform.js';
import { setting, text, type ModifiedReference } from './reference.js';

/** Reads orders back with their number of lines and pieces. */
export const orderStates = (ids: readonly string[]): readonly Read[] => [
	{
		name: 'orders',
		columns: [
			...['o.orders_id', 'o.orders_status', 'o.currency'],
			[
				'total',
				"(SELECT t.value FROM {orders_total} t WHERE t.orders_id = o.orders_id AND t.class = 'ot_total' LIMIT 1)",
			],
			['line_count', '(SELECT COUNT(*) FROM {orders_products} p WHERE p.orders_id = o.orders_id)'],
			[
				'quantity',
				'(SELECT SUM(q.products_quantity) FROM {orders_products} q WHERE q.orders_id = o.orders_id)',
			],
		],
		from: 'FROM {orders} o WHERE o.orders_id IN (?)',
		orderBy: 'o.orders_id',
		values: [ids],
	},
];

/** The status goes by its name in the shop's default language; the shop calls an order by its id. */
export function readOrderStates(rows: ReadRows, reference: ModifiedReference): readonly ShopOrderState[] {
	const language = reference.languages.find((one) => one.code === setting(reference, 'DEFAULT_LANGUAGE'));
	return (rows['orders'] ?? []).map((row) => {
		const status = reference.statuses.find(
			(one) => one['orders_status_id'] === row['orders_status'] && one['language_id'] === language?.id,
		);
		return {
			shopOrderId: text(row, 'orders_id'),
			shopOrderNumber: text(row, 'orders_id'),
			status: status ? text(status, 'orders_status_name') : text(row, 'orders_status'),
			currency: text(row, 'currency'),
			total: amount(decimal(row['total'] ?? '0')),
			lines: Number(row['line_count'] ?? '0'),
			quantity: amount(decimal(row['quantity'] ?? '0')),
		};
	});
}
