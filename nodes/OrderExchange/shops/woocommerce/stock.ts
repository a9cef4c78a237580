import { Decimal, decimal } from '../../orders/money.js';
import type { Shop } from '../platform.js';
import type { RowChange, StockTake } from '../rowPlan.js';
import type { Product, WooFacts } from './facts.js';
import { stockKeeper, stockName, type FoundLine } from './products.js';
import { option, type WooReference } from './reference.js';
import { gmt, local } from './times.js';

export interface StockMove {
	readonly changes: readonly RowChange[];
	readonly taken: readonly StockTake[];
	/** The shop's note about it, e.g. `Stock levels reduced: Water (94&rarr;92)`; undefined when none is kept. */
	readonly note?: string;
}

/** What the lines take from stock and add to sales, as the shop's own status change does. */
export function moveStock(lines: readonly FoundLine[], shop: Shop<WooReference, WooFacts>): StockMove {
	const { reference, batch } = shop;
	const taken = new Map<string, { readonly keeper: Product; readonly from: Decimal; quantity: Decimal }>();
	const moves: string[] = [];
	for (const { product, line } of lines) {
		const keeper = stockKeeper(product, reference);
		if (keeper === undefined) continue;
		const name = stockName(keeper);
		const from = decimal(keeper.meta.get('_stock') || 0).minus(batch.stockTaken(name));
		const entry = taken.get(name) ?? { keeper, from, quantity: decimal(0) };
		const before = from.minus(entry.quantity);
		entry.quantity = entry.quantity.plus(line.quantity);
		taken.set(name, entry);
		moves.push(`${product.title} (${before.toFixed()}&rarr;${before.minus(line.quantity).toFixed()})`);
	}
	return {
		changes: [...[...taken.values()].flatMap((entry) => keeperChanges(entry, shop)), ...salesChanges(lines)],
		taken: [...taken].map(([stock, { quantity }]) => ({ stock, quantity: quantity.toFixed() })),
		...(moves.length > 0 && { note: `Stock levels reduced: ${moves.join(', ')}` }),
	};
}

function keeperChanges(
	{
		keeper,
		from,
		quantity,
	}: { readonly keeper: Product; readonly from: Decimal; readonly quantity: Decimal },
	{ reference, now }: Shop<WooReference, WooFacts>,
): readonly RowChange[] {
	const less = quantity.negated().toFixed();
	const status = statusAfter(keeper, from.minus(quantity), reference);
	const statusRow = keeper.metaIds.get('_stock_status');
	return [
		...metaChange(keeper, '_stock', less),
		{ table: 'wc_product_meta_lookup', key: { product_id: keeper.id }, add: { stock_quantity: less } },
		{
			table: 'posts',
			key: { ID: keeper.id },
			set: { post_modified: local(now, reference), post_modified_gmt: gmt(now) },
		},
		...(status === keeper.meta.get('_stock_status') || statusRow === undefined
			? []
			: [
					{ table: 'postmeta', key: { meta_id: statusRow }, set: { meta_value: status } },
					{
						table: 'wc_product_meta_lookup',
						key: { product_id: keeper.id },
						set: { stock_status: status },
					},
				]),
	];
}

/** At or below the shop's threshold a product is out of stock, or on backorder where that is allowed. */
function statusAfter(keeper: Product, left: Decimal, reference: WooReference): string {
	const threshold = option(reference, 'woocommerce_notify_no_stock_amount', '0') || '0';
	if (left.gt(threshold)) return 'instock';
	return (keeper.meta.get('_backorders') ?? 'no') === 'no' ? 'outofstock' : 'onbackorder';
}

/** Sales are counted on the product, never on its variations. */
function salesChanges(lines: readonly FoundLine[]): readonly RowChange[] {
	const sales = new Map<string, { readonly product: Product; quantity: number }>();
	for (const { product, line } of lines) {
		const counted = product.parent ?? product;
		const entry = sales.get(counted.id) ?? { product: counted, quantity: 0 };
		entry.quantity += line.quantity;
		sales.set(counted.id, entry);
	}
	return [...sales.values()].flatMap(({ product, quantity }) => [
		...metaChange(product, 'total_sales', String(quantity)),
		{
			table: 'wc_product_meta_lookup',
			key: { product_id: product.id },
			add: { total_sales: String(quantity) },
		},
	]);
}

const metaChange = (product: Product, key: string, more: string): readonly RowChange[] => {
	const row = product.metaIds.get(key);
	return row === undefined ? [] : [{ table: 'postmeta', key: { meta_id: row }, add: { meta_value: more } }];
};
