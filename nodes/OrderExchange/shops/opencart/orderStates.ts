import type { Read, ReadRows } from '../../database/read.js';
import { amount, decimal, rounded } from '../../orders/money.js';
import type { ShopOrderState } from '../platform.js';
import { shopLanguage } from './choices.js';
import type { OpenCartReference } from './reference.js';

/** Reads shop orders back with the number of their lines and pieces. */
export const orderStates = (ids: readonly string[]): readonly Read[] => [
	{
		name: 'orders',
		columns: [
			'o.order_id',
			'o.order_status_id',
			'o.currency_code',
			'o.currency_value',
			'o.total',
			['lines', '(SELECT COUNT(*) FROM {order_product} p WHERE p.`order_id` = o.`order_id`)'],
			[
				'quantity',
				'(SELECT COALESCE(SUM(q.`quantity`), 0) FROM {order_product} q WHERE q.`order_id` = o.`order_id`)',
			],
		],
		from: 'FROM {order} o WHERE o.`order_id` IN (?)',
		values: [ids],
	},
];

/** The total is the one the shop shows: in the order's currency, rounded to that currency's places. */
export function readOrderStates(rows: ReadRows, reference: OpenCartReference): readonly ShopOrderState[] {
	const language = shopLanguage(reference);
	return (rows.orders ?? []).map((row) => {
		const currency = reference.currencies.find(({ code }) => code === row.currency_code);
		const names = reference.statuses.filter((status) => status.order_status_id === row.order_status_id);
		const status = names.find((name) => name.language_id === language?.language_id) ?? names[0];
		const total = decimal(row.total ?? '0').times(row.currency_value ?? '1');
		return {
			shopOrderId: row.order_id ?? '',
			shopOrderNumber: row.order_id ?? '',
			status: status?.name ?? row.order_status_id ?? '',
			currency: row.currency_code ?? '',
			total: rounded(total, Number(currency?.decimal_place ?? 2)).toFixed(
				Number(currency?.decimal_place ?? 2),
			),
			lines: Number(row.lines),
			quantity: amount(row.quantity ?? '0'),
		};
	});
}
