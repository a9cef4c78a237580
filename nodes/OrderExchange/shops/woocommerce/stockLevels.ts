import { type Decimal, decimal } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Shop } from '../platform.js';
import type { Bounds } from '../rowPlan.js';
import { translationsOf, type Product, type WooFacts } from './facts.js';
import type { FoundLine } from './products.js';
import { option, switchedOn, type WooReference } from './reference.js';

export type StockStatus = 'instock' | 'onbackorder' | 'outofstock';

/** Product or parent that keeps the stock; undefined when the shop does not count it. */
export function stockKeeper(product: Product, reference: WooReference): Product | undefined {
	if (!switchedOn(reference, 'woocommerce_manage_stock')) return undefined;
	return [product, product.parent].find((one) => one?.meta.get('_manage_stock') === 'yes');
}

/** What the stock is called in a plan, see `StockTake`. */
export const stockName = (keeper: Product): string => `product:${keeper.id}`;

/** What is left of a stock after the orders before this one in the batch. */
export const stockLeft = (keeper: Product, { batch }: Shop<WooReference, WooFacts>): Decimal =>
	decimal(keeper.meta.get('_stock') || 0).minus(batch.stockTaken(stockName(keeper)));

/** At or below the shop's threshold a product is out of stock, or on backorder where that is allowed. */
export function statusAt(left: Decimal, keeper: Product, reference: WooReference): StockStatus {
	if (left.trunc().gt(threshold(reference))) return 'instock';
	return allowsBackorders(keeper) ? 'onbackorder' : 'outofstock';
}

const threshold = (reference: WooReference): number =>
	Math.abs(Number.parseInt(option(reference, 'woocommerce_notify_no_stock_amount'), 10)) || 0;

/** Between which figures what is left must stay for the status to be right, and for nothing to be sold that is not there. */
export function boundsAt(
	left: Decimal,
	keeper: Product,
	{ reference, settings }: Pick<Shop<WooReference, WooFacts>, 'reference' | 'settings'>,
): Bounds {
	const inStock = String(threshold(reference) + 1);
	if (statusAt(left, keeper, reference) === 'instock') return { atLeast: inStock };
	const limited = settings.shortStock !== 'accept' && !allowsBackorders(keeper);
	return { below: inStock, ...(limited && left.gte(0) && { atLeast: '0' }) };
}

/** Lines that want more than is there after the orders before this one, as the shop's own checkout checks it. */
export function shortStock(
	lines: readonly FoundLine[],
	shop: Shop<WooReference, WooFacts>,
): readonly Problem[] {
	if (shop.settings.shortStock === 'accept') return [];
	const left = new Map<string, Decimal>();
	return lines.flatMap(({ line, product }) => {
		const keeper = stockKeeper(product, shop.reference);
		const sold = soldOut(product, keeper, shop);
		if (!sold && (keeper === undefined || allowsBackorders(keeper))) return [];
		const available = sold || !keeper ? decimal(0) : (left.get(keeper.id) ?? orderable(keeper, shop));
		if (keeper !== undefined) left.set(keeper.id, available.minus(line.quantity));
		if (available.gte(line.quantity)) return [];
		return [
			problem(
				'shop.stock.short',
				{ line: line.id, field: 'quantity', value: line.quantity },
				{ sku: line.supplierSku, available: available.toFixed(), wanted: line.quantity },
			),
		];
	});
}

const allowsBackorders = (keeper: Product): boolean => (keeper.meta.get('_backorders') || 'no') !== 'no';

/** Without what customers at the shop's checkout hold just now, in whatever language. */
const orderable = (keeper: Product, shop: Shop<WooReference, WooFacts>): Decimal =>
	[keeper, ...translationsOf(keeper, shop.facts)].reduce(
		(left, { id }) => left.minus(shop.facts.held.get(id) ?? 0),
		stockLeft(keeper, shop),
	);

/** The shop says so itself, or will after an earlier order of the batch. */
function soldOut(product: Product, keeper: Product | undefined, shop: Shop<WooReference, WooFacts>): boolean {
	if (product.meta.get('_stock_status') === 'outofstock') return true;
	if (keeper === undefined || shop.batch.stockTaken(stockName(keeper)).isZero()) return false;
	return statusAt(stockLeft(keeper, shop), keeper, shop.reference) === 'outofstock';
}
