import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { differences } from '../../../../nodes/OrderExchange/shops/woocommerce/differences.js';
import { data, orderOf, planned, planOf, rowsOf, shopTables, shown } from './shop.js';

interface Golden {
	readonly tables: Record<
		string,
		{
			readonly inserted: Row[];
			readonly updated: { key: Record<string, string>; changes: Record<string, [string, string]> }[];
		}
	>;
}

const cases: [name: string, hasGiven: boolean][] = [
	['checkout-new', true],
	['checkout-regular', true],
	['checkout-guest', true],
	['checkout-cod-guest', true],
	['checkout-classic-new', true],
];

const tables = [
	'wc_orders',
	'wc_order_addresses',
	'wc_order_operational_data',
	'wc_orders_meta',
	'woocommerce_order_items',
	'woocommerce_order_itemmeta',
	'posts',
	'comments',
	'users',
	'usermeta',
	'wc_customer_lookup',
];

const fits = (text: string | null | undefined, form: string): boolean =>
	form.endsWith('*') ? (text ?? '').startsWith(form.slice(0, -1)) : text === form;

/** Ids and moments differ between two shops; numbers are compared as numbers. */
const incomparable =
	/^(id|ID|guid|.*_id|customer_id|comment_ID|umeta_id|comment_post_ID|.*_key|.*(date|modified|registered|last_active).*)$/;
const comparable = (table: string, row: Record<string, string | null>, name: string) =>
	Object.entries(row)
		.filter(([column]) => column === 'meta_key' || column === 'transaction_id' || !incomparable.test(column))
		.filter(
			([column]) =>
				!differences.some(
					(one) =>
						one.table === table &&
						one.column === column &&
						(one.cases === undefined || one.cases.includes(name)),
				),
		)
		.map(([column, value]) => {
			if (value !== null && /^\d+\.\d+$/.test(value)) return `${column}=${Number(value)}`;
			if (value !== null && /^17954\d{5}$/.test(value)) return `${column}=<time>`;
			return `${column}=${String(value)}`;
		})
		.sort()
		.join(' | ');

const meantRow = (table: string, row: Record<string, string | null>, name: string): boolean =>
	differences.some(
		(one) =>
			one.table === table &&
			one.column === undefined &&
			(one.cases === undefined || one.cases.includes(name)) &&
			Object.entries(one.where ?? {}).every(([column, form]) => fits(row[column], form)),
	);

describe.each(cases)('the shop’s own order %s', (name, hasGiven) => {
	const golden = data<Golden>(`${name}.json`);
	const given = hasGiven ? data<Record<string, Row[]>>(`${name}.given.json`) : {};
	const result = planned(orderOf(name), { tables: shopTables(given) });

	test.each(tables)('has the same rows in %s', (table) => {
		const texts = (rows: readonly Record<string, string | null>[]) =>
			rows
				.filter((row) => !meantRow(table, row, name))
				.map((row) => comparable(table, row, name))
				.sort();
		expect(texts(rowsOf(result, table))).toEqual(texts(golden.tables[`wp_${table}`]?.inserted ?? []));
	});

	it('takes the same from stock and adds the same to sales', () => {
		const wanted = ['wp_postmeta', 'wp_wc_product_meta_lookup'].flatMap((table) =>
			(golden.tables[table]?.updated ?? []).flatMap(({ key, changes }) =>
				Object.entries(changes).map(
					([column, [from, to]]) =>
						`${table} ${Object.values(key).join()} ${column} ${Number(to) - Number(from)}`,
				),
			),
		);
		const got = planOf(result).changes.flatMap((change) =>
			Object.entries(change.add ?? {}).map(
				([column, more]) =>
					`wp_${change.table} ${Object.values(change.key).map(shown).join()} ${column} ${more}`,
			),
		);
		expect(got.sort()).toEqual(wanted.sort());
	});
});
