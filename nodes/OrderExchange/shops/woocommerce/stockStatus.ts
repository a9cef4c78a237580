import type { Decimal } from '../../orders/money.js';
import type { InsertRow, RowChange } from '../rowPlan.js';
import type { Shop } from '../platform.js';
import type { Product, WooFacts } from './facts.js';
import type { WooReference } from './reference.js';
import { boundsAt, statusAt, stockKeeper, stockLeft, stockName, type StockStatus } from './stockLevels.js';

/** What the shop's lists and pages know about stock: in stock, on backorder or out of stock. */
export interface StatusMoves {
	readonly inserts: readonly InsertRow[];
	readonly changes: readonly RowChange[];
}

/**
 * New stock statuses after these stocks went down, as saving the products in the shop sets them: of the product
 * itself, of variations that share their parent's stock, and of the parent of variations with stock of their own.
 */
export function statusMoves(
	stocks: readonly { readonly keeper: Product; readonly left: Decimal }[],
	shop: WooShop,
): StatusMoves {
	const after = new Map<string, { readonly product: Product; readonly status: StockStatus }>();
	const move = (product: Product, status: StockStatus) => after.set(product.id, { product, status });
	for (const { keeper, left } of stocks) {
		const status = statusAt(left, keeper, shop.reference);
		for (const one of [keeper, ...keeper.variations.filter(sharesStock)]) move(one, status);
	}
	const statusOf = (one: Product) => after.get(one.id)?.status ?? statusBefore(one, shop);
	const counted = new Set(stocks.map(({ keeper }) => keeper.id));
	const conditions: RowChange[] = [];
	for (const { keeper } of stocks) {
		const { parent } = keeper;
		if (!parent || !sharesStock(parent)) continue;
		const inStock = parent.variations.filter((one) => statusOf(one) === 'instock');
		move(parent, best(parent.variations.map(statusOf)));
		const sellsOut = statusBefore(keeper, shop) === 'instock' && statusOf(keeper) !== 'instock';
		if (sellsOut && !inStock.some((one) => counted.has(one.id) || sharesStock(one)))
			conditions.push(...inStock.slice(0, 1).flatMap((one) => staysInStock(one, shop)));
	}
	const changed = [...after.values()].filter(({ product, status }) => status !== statusBefore(product, shop));
	const hidden = changed.filter(({ product, status }) => status === 'outofstock' && !product.hidden);
	return {
		inserts: hidden.flatMap(({ product }) => hiding(product, shop.reference)),
		changes: [
			...changed.flatMap(({ product, status }) => statusChanges(product, status)),
			...hidden.flatMap(() => oneMoreHidden(shop.reference)),
			...conditions,
		],
	};
}

type WooShop = Shop<WooReference, WooFacts>;

const sharesStock = (product: Product): boolean => product.meta.get('_manage_stock') !== 'yes';

/** After the orders before this one in the batch. */
export function statusBefore(product: Product, shop: WooShop): string | undefined {
	const taken = (one: Product) => !shop.batch.stockTaken(stockName(one)).isZero();
	const keeper = stockKeeper(product, shop.reference);
	if (keeper && taken(keeper)) return statusAt(stockLeft(keeper, shop), keeper, shop.reference);
	return !keeper && product.variations.some(taken)
		? best(product.variations.map((one) => statusBefore(one, shop)))
		: product.meta.get('_stock_status');
}

/** A product with variations can be ordered as long as one of them can. */
const best = (statuses: readonly (string | undefined)[]): StockStatus =>
	(['instock', 'onbackorder'] as const).find((status) => statuses.includes(status)) ?? 'outofstock';

/** Changes nothing: with this variation sold out at the same moment, its parent would be so too. */
function staysInStock(variation: Product, shop: WooShop): readonly RowChange[] {
	const row = variation.metaIds.get('_stock');
	const bounds = boundsAt(stockLeft(variation, shop), variation, shop);
	return row === undefined
		? []
		: [
				{
					table: 'postmeta',
					key: { meta_id: row },
					add: { meta_value: '0' },
					leaves: { meta_value: bounds },
				},
			];
}

function statusChanges(product: Product, status: StockStatus): readonly RowChange[] {
	const row = product.metaIds.get('_stock_status');
	return row === undefined
		? []
		: [
				{ table: 'postmeta', key: { meta_id: row }, set: { meta_value: status } },
				{ table: 'wc_product_meta_lookup', key: { product_id: product.id }, set: { stock_status: status } },
			];
}

/** Lists that leave out what is out of stock go by this term. */
const hiding = ({ id }: Product, { outOfStockTerm }: WooReference): readonly InsertRow[] =>
	outOfStockTerm === undefined
		? []
		: [
				{
					table: 'term_relationships',
					values: { object_id: id, term_taxonomy_id: outOfStockTerm, term_order: '0' },
				},
			];

const oneMoreHidden = ({ outOfStockTerm }: WooReference): readonly RowChange[] =>
	outOfStockTerm === undefined
		? []
		: [{ table: 'term_taxonomy', key: { term_taxonomy_id: outOfStockTerm }, add: { count: '1' } }];
