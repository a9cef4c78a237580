import type { Row } from '../../database/read.js';
import { amount, decimal, type Decimal } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Shop } from '../platform.js';
import type { Bounds, RowChange, StockTake } from '../rowPlan.js';
import type { ModifiedFacts } from './facts.js';
import type { PlannedLine } from './lines.js';
import { specialOf, type PriceRules } from './prices.js';
import { isOn, setting, text, type ModifiedReference } from './reference.js';

export interface StockPlan {
	readonly changes: readonly RowChange[];
	readonly taken: readonly StockTake[];
	readonly problems: readonly Problem[];
}

/** What an order takes: product and attribute stock, limited specials; and what the shop would not sell. */
export function stockOf(
	lines: readonly PlannedLine[],
	orderNumber: string,
	{ facts, reference, settings, batch }: Shop<ModifiedReference, ModifiedFacts>,
	rules: PriceRules,
): StockPlan {
	const limited = isOn(reference, 'STOCK_LIMITED');
	const followed = settings.shortStock === 'followShop' && !isOn(reference, 'STOCK_ALLOW_CHECKOUT');
	const mustHave = followed && isOn(reference, 'STOCK_CHECK');
	const mustHaveSpecial = followed && isOn(reference, 'STOCK_CHECK_SPECIALS');
	// Owners can switch the history of what was bought off; its count stands still then.
	const counted = setting(reference, 'MODULE_PRODUCTS_PURCHASED_HISTORY_STATUS') !== 'false';
	const changes: RowChange[] = [];
	const taken: StockTake[] = [];
	const problems: Problem[] = [];
	const inOrder = new Map<string, number>();
	/** Takes a line's pieces from a stock, which `column` of `row` counts, and gives what is left; `checked`: no more than there is. */
	const take = (
		{ line }: PlannedLine,
		stock: string,
		row: Row,
		column: string,
		checked: boolean,
	): Decimal => {
		const already = inOrder.get(stock) ?? 0;
		const available = decimal(row[column] ?? '0')
			.minus(batch.stockTaken(stock))
			.minus(already);
		inOrder.set(stock, already + line.quantity);
		taken.push({ stock, quantity: String(line.quantity) });
		if (checked && available.lt(line.quantity)) {
			const place = { order: orderNumber, line: line.id, field: 'quantity', value: line.quantity };
			const details = { sku: line.supplierSku, available: amount(available), wanted: line.quantity };
			problems.push(problem('shop.stock.short', place, details));
		}
		return available.minus(line.quantity);
	};

	for (const planned of lines) {
		const { line, goods } = planned;
		const minus = `-${line.quantity}`;
		const ordered: NonNullable<RowChange['add']> = counted ? { products_ordered: String(line.quantity) } : {};
		const id = text(goods.product, 'products_id');
		const key = { products_id: id };
		const left = take(planned, `product:${id}`, goods.product, 'products_quantity', mustHave);
		if (limited) {
			const switchesOff = isOn(reference, 'STOCK_CHECKOUT_UPDATE_PRODUCTS_STATUS');
			changes.push({
				table: 'products',
				key,
				add: { products_quantity: minus, ...ordered },
				...(switchesOff && left.lt(1) && { set: { products_status: '0' } }),
				leaves: { products_quantity: boundsOf(left, { switchesOff, mustHave }) },
			});
		} else if (counted) changes.push({ table: 'products', key, add: ordered });
		for (const row of goods.attributes) {
			const attribute = text(row, 'products_attributes_id');
			const counts = mustHave && isOn(reference, 'ATTRIBUTE_STOCK_CHECK');
			const rest = take(planned, `attribute:${attribute}`, row, 'attributes_stock', counts);
			if (!limited) continue;
			changes.push({
				table: 'products_attributes',
				key: { products_attributes_id: attribute },
				add: { attributes_stock: minus },
				leaves: { attributes_stock: boundsOf(rest, { switchesOff: false, mustHave: counts }) },
			});
		}
		const special = specialOf(goods.product, facts, rules);
		if (special && decimal(special['specials_quantity'] ?? '0').gt(0)) {
			const specialId = text(special, 'specials_id');
			const rest = take(planned, `special:${specialId}`, special, 'specials_quantity', mustHaveSpecial);
			changes.push({
				table: 'specials',
				key: { specials_id: specialId },
				add: { specials_quantity: minus },
				...(rest.lt(1) && { set: { status: '0' } }),
				leaves: {
					specials_quantity: boundsOf(rest, { switchesOff: true, mustHave: mustHaveSpecial }),
				},
			});
		}
	}
	return { changes, taken, problems };
}

/** Between which figures what is left must stay: where the shop switches off what is sold out, and sells no more than there is. */
const boundsOf = (
	left: Decimal,
	{ switchesOff, mustHave }: { readonly switchesOff: boolean; readonly mustHave: boolean },
): Bounds => ({
	...(mustHave && left.gte(0) && { atLeast: '0' }),
	...(switchesOff && (left.lt(1) ? { below: '1' } : { atLeast: '1' })),
});
