import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	supplierCustomerOrderSchema,
	type SupplierCustomerOrder,
} from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { readJson, type DataRow } from '../../sandbox/shops/shopData.js';

/** What a shop's own checkout wrote for one order, by table; `case` is the name of its file. */
export interface GoldenOrder {
	readonly case: string;
	readonly tables: Readonly<Record<string, GoldenChanges>>;
	readonly notes: readonly string[];
	/** The same order in our own format. */
	readonly order: SupplierCustomerOrder;
	/** What must be otherwise in the shop before this order: rows by table, with their key. */
	readonly given: Readonly<Record<string, readonly GivenRow[]>>;
}

export interface GoldenChanges {
	readonly inserted?: readonly DataRow[];
	readonly updated?: readonly GoldenUpdate[];
	readonly deleted?: readonly DataRow[];
}

export interface GoldenUpdate {
	readonly key: DataRow;
	/** Tells which row that is. */
	readonly row_hint?: DataRow;
	/** Values before and after, by column. */
	readonly changes: Readonly<Record<string, readonly [string | null, string | null]>>;
}

/** Columns to set in the row with this key, or a whole row that holds its primary key. */
export type GivenRow = DataRow | (Omit<DataRow, 'key'> & { readonly key: DataRow });

/** Every `<case>.json` of the folder with a `<case>.order.json` beside it. */
export function goldenOrders(folder: string): readonly GoldenOrder[] {
	const ending = '.order.json';
	return readdirSync(folder)
		.filter((file) => file.endsWith(ending))
		.map((file) => file.slice(0, -ending.length))
		.filter((name) => existsSync(join(folder, `${name}.json`)))
		.sort()
		.map((name) => readGoldenOrder(folder, name));
}

function readGoldenOrder(folder: string, name: string): GoldenOrder {
	const golden = readJson<Partial<Pick<GoldenOrder, 'tables' | 'notes'>>>(join(folder, `${name}.json`));
	const givenFile = join(folder, `${name}.given.json`);
	return {
		case: name,
		tables: golden.tables ?? {},
		notes: golden.notes ?? [],
		order: supplierCustomerOrderSchema.parse(readJson(join(folder, `${name}.order.json`))),
		given: existsSync(givenFile) ? readJson(givenFile) : {},
	};
}
