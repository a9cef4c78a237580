import type { DataRow } from '../../sandbox/shops/shopData.js';
import type { MeasuredShop } from '../shops/measuredShop.js';
import { customerOrders, type WantedOrders } from '../shops/orders.js';
import { share, writtenRows, type ChangedRow, type TableChanges } from '../shops/writtenRows.js';

/** What somebody who writes one order after the other sends for one of them. */
export interface OrderWork {
	readonly questions: readonly { readonly sql: string; readonly value: string }[];
	readonly inserts: readonly { readonly table: string; readonly row: DataRow }[];
	readonly updates: readonly ({ readonly table: string } & ChangedRow)[];
}

/**
 * The rows that a push of these orders just wrote, divided among the orders, and the questions that come before: the
 * customer by e-mail, each article by its number.
 */
export async function orderWork(shop: MeasuredShop, wanted: WantedOrders): Promise<readonly OrderWork[]> {
	const tables: TableChanges[] = [];
	for await (const changes of writtenRows(shop)) tables.push(changes);
	const { questions } = shop.platform;
	return customerOrders(wanted).map(({ customer, lines }, index) => ({
		questions: [
			{ sql: questions.customer, value: customer.email ?? '' },
			...lines.map(({ supplierSku }) => ({ sql: questions.product, value: supplierSku ?? '' })),
		],
		inserts: tables.flatMap(({ table, inserted }) =>
			share(inserted, index, wanted.count).map((row) => ({ table, row })),
		),
		updates: tables.flatMap(({ table, changed }) =>
			share(changed, index, wanted.count).map((change) => ({ table, ...change })),
		),
	}));
}

/** One change of a row, each `??` a name and each `?` a value for mysql2. */
export const updateOf = ({ table, key, after }: OrderWork['updates'][number]) => ({
	sql: `UPDATE ?? SET ? WHERE ${Object.keys(key)
		.map(() => '?? = ?')
		.join(' AND ')}`,
	values: [table, after, ...Object.entries(key).flat()],
});
