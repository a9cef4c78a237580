import type { DataRow } from '../../sandbox/shops/shopData.js';
import type { DemoProduct } from '../northwind.js';

/** A product on its way into a shop; `enabled: false` is in the shop and not for sale. */
export interface SeededProduct extends DemoProduct {
	readonly enabled: boolean;
}

/** How one platform's database is filled and read back, apart from the package's own code. */
export interface ShopSeed {
	readonly tablePrefix: string;
	/** Rows of the products, by table. Columns that nobody names come from a product the shop already has. */
	productRows(
		products: readonly SeededProduct[],
		reference: Readonly<Record<string, readonly DataRow[]>>,
	): Readonly<Record<string, readonly DataRow[]>>;
	/** SQL: one row per order line with the columns of ReadLine. */
	readonly linesSql: string;
	/** SQL: one row per order with the other columns of ReadOrder. */
	readonly headsSql: string;
}

/** Enough of everything, so that stock never stands in the way of the demo. */
export const plentyInStock = '100000';

/** Ids of seeded products start here, above those of the reference rows. */
export const firstProductId = 5001;

/** A row like the shop's own first one, with these columns changed. */
export function like(rows: readonly DataRow[] | undefined, changed: DataRow): DataRow {
	const [first] = rows ?? [];
	if (!first) throw new Error('The reference rows of the shop hold no product to go by');
	return { ...first, ...changed };
}
