import type { DataRow } from '../../../sandbox/shops/shopData.js';
import type { PartTable, ShopTables } from './tables.js';

/** One order or customer with all rows that belong to it, by table. */
export interface WholeRows {
	readonly root: DataRow;
	readonly parts: ReadonlyMap<string, readonly DataRow[]>;
}

/** What was written since a mark. */
export interface ShopRows {
	readonly orders: readonly WholeRows[];
	readonly customers: readonly WholeRows[];
	/** Rows that belong to no order and to no customer among these, by table. */
	readonly strays: ReadonlyMap<string, number>;
}

/** The highest id in every table. */
export type Marks = ReadonlyMap<string, bigint>;

export type Query = (sql: string) => Promise<readonly DataRow[]>;

const allTables = (shop: ShopTables): readonly PartTable[] => [
	shop.orders,
	...shop.orderParts,
	shop.customers,
	...shop.customerParts,
];

/** One round trip: tables are told apart by their place in the UNION. */
export async function readMarks(query: Query, shop: ShopTables): Promise<Marks> {
	const sql = allTables(shop).map(
		({ table, id }) => `SELECT '${table}' AS name, COALESCE(MAX(\`${id}\`), 0) AS mark FROM \`${table}\``,
	);
	const rows = await query(sql.join(' UNION ALL '));
	return new Map(rows.map((row) => [row['name'] ?? '', BigInt(row['mark'] ?? '0')]));
}

/** All rows with higher ids than `marks`, sorted to the orders and customers that they belong to. */
export async function readRowsSince(query: Query, shop: ShopTables, marks: Marks): Promise<ShopRows> {
	const rows = new Map<string, readonly DataRow[]>();
	for (const { table, id } of allTables(shop))
		rows.set(
			table,
			await query(
				`SELECT * FROM \`${table}\` WHERE \`${id}\` > ${marks.get(table) ?? 0n} ORDER BY \`${id}\``,
			),
		);
	const strays = new Map<string, number>();
	return {
		orders: grouped(shop.orders, shop.orderParts, rows, strays),
		customers: grouped(shop.customers, shop.customerParts, rows, strays),
		strays,
	};
}

function grouped(
	root: PartTable,
	parts: readonly PartTable[],
	rows: ReadonlyMap<string, readonly DataRow[]>,
	strays: Map<string, number>,
): readonly WholeRows[] {
	/** Which root a row belongs to, by table and id. */
	const owners = new Map<string, string>();
	const found = new Map<string, { root: DataRow; parts: Map<string, DataRow[]> }>();
	for (const row of rows.get(root.table) ?? []) {
		const id = row[root.id] ?? '';
		owners.set(`${root.table} ${id}`, id);
		found.set(id, { root: row, parts: new Map() });
	}
	for (const { table, id, under } of parts)
		for (const row of rows.get(table) ?? []) {
			const owner = owners.get(`${under?.table} ${row[under?.column ?? '']}`);
			if (owner === undefined) strays.set(table, (strays.get(table) ?? 0) + 1);
			else {
				owners.set(`${table} ${row[id]}`, owner);
				const whole = found.get(owner)?.parts;
				whole?.set(table, [...(whole.get(table) ?? []), row]);
			}
		}
	return [...found.values()];
}
