import { Decimal, decimal } from '../../orders/money.js';
import type { Shop } from '../platform.js';
import type { Bounds, InsertRow, RowChange, StockTake } from '../rowPlan.js';
import { translationsOf, type Product, type WooFacts } from './facts.js';
import type { FoundLine } from './products.js';
import type { WooReference } from './reference.js';
import { boundsAt, stockKeeper, stockLeft, stockName } from './stockLevels.js';
import { statusMoves } from './stockStatus.js';
import { gmt } from './times.js';
import { languagesIn } from './translations.js';

export interface StockMove {
	readonly inserts: readonly InsertRow[];
	readonly changes: readonly RowChange[];
	readonly taken: readonly StockTake[];
	/** The shop's note about it, e.g. `Stock levels reduced: Water (94&rarr;92)`; undefined when none is kept. */
	readonly note?: string;
}

/** What the lines take from stock and add to sales, as the shop's own status change does. */
export function moveStock(lines: readonly FoundLine[], shop: Shop<WooReference, WooFacts>): StockMove {
	const { reference, now } = shop;
	const taken = new Map<string, { readonly keeper: Product; readonly from: Decimal; quantity: Decimal }>();
	const moves: string[] = [];
	for (const { product, line } of lines) {
		const keeper = stockKeeper(product, reference);
		if (keeper === undefined) continue;
		const before = stockLeft(keeper, shop).minus(taken.get(stockName(keeper))?.quantity ?? 0);
		const same = translationsOf(keeper, shop.facts).filter((one) => stockKeeper(one, reference) === one);
		for (const one of [keeper, ...same]) {
			const name = stockName(one);
			const entry = taken.get(name) ?? { keeper: one, from: stockLeft(one, shop), quantity: decimal(0) };
			entry.quantity = entry.quantity.plus(line.quantity);
			taken.set(name, entry);
		}
		moves.push(`${product.title} (${before.toFixed()}&rarr;${before.minus(line.quantity).toFixed()})`);
	}
	const statuses = statusMoves(
		[...taken.values()].map(({ keeper, from, quantity }) => ({ keeper, left: from.minus(quantity) })),
		shop,
	);
	return {
		inserts: statuses.inserts,
		changes: [
			...[...taken.values()].flatMap(({ keeper, from, quantity }) =>
				keeperChanges(keeper, quantity, boundsAt(from.minus(quantity), keeper, shop), now, reference),
			),
			...statuses.changes,
			...salesChanges(lines, shop),
		],
		taken: [...taken].map(([stock, { quantity }]) => ({ stock, quantity: quantity.toFixed() })),
		...(moves.length > 0 && { note: `Stock levels reduced: ${moves.join(', ')}` }),
	};
}

function keeperChanges(
	keeper: Product,
	quantity: Decimal,
	bounds: Bounds,
	now: Date,
	reference: WooReference,
): readonly RowChange[] {
	const less = quantity.negated().toFixed();
	return [
		...metaChange(keeper, '_stock', less).map((change) => ({ ...change, leaves: { meta_value: bounds } })),
		{ table: 'wc_product_meta_lookup', key: { product_id: keeper.id }, add: { stock_quantity: less } },
		{
			table: 'posts',
			key: { ID: keeper.id },
			set: { post_modified: reference.clock(now), post_modified_gmt: gmt(now) },
		},
	];
}

/** Sales are counted on the product, never on its variations; WPML counts them on its translations too, Polylang does not. */
function salesChanges(
	lines: readonly FoundLine[],
	{ found, reference, facts }: Shop<WooReference, WooFacts>,
): readonly RowChange[] {
	const everywhere = languagesIn(found, reference.languages)?.plugin === 'WPML';
	const sales = new Map<string, { readonly product: Product; quantity: number }>();
	for (const { product, line } of lines) {
		const sold = product.parent ?? product;
		for (const counted of [sold, ...(everywhere ? translationsOf(sold, facts) : [])]) {
			const entry = sales.get(counted.id) ?? { product: counted, quantity: 0 };
			entry.quantity += line.quantity;
			sales.set(counted.id, entry);
		}
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
