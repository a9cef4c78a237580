import type { Row } from '../../database/read.js';
import { decimal, type Decimal } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Bounds, RowChange, StockTake, Values } from '../rowPlan.js';
import type { Frame } from './frame.js';
import type { PlannedLine } from './lines.js';
import { listSetting, setting } from './reference.js';
import { column } from './text.js';

/** What the shop's cart would not sell: more of a product or an option than is there. Nothing where it sells short. */
export function shortages(lines: readonly PlannedLine[], frame: Frame): readonly Problem[] {
	const { order, batch } = frame;
	if (sellsShort(frame)) return [];
	const limits = lines.flatMap((planned) =>
		limitsOf(planned).map(({ stock, quantity }) => ({ stock, quantity, planned })),
	);
	const named = new Set<string>();
	return limits.flatMap(({ stock, quantity, planned: { line } }) => {
		const wanted = limits
			.filter((other) => other.stock === stock)
			.reduce((all, { planned }) => all + planned.line.quantity, 0);
		const available = decimal(quantity ?? '0').minus(batch.stockTaken(stock));
		if (available.greaterThanOrEqualTo(wanted) || named.has(stock)) return [];
		named.add(stock);
		const place = { order: order.number, line: line.id, field: 'quantity', value: line.quantity };
		const details = { available: available.toFixed(), wanted, sku: line.supplierSku };
		return [problem('shop.stock.short', place, details)];
	});
}

const sellsShort = ({ reference, settings, store }: Frame): boolean =>
	settings.shortStock === 'accept' || setting(reference, 'config_stock_checkout', store) === '1';

const productStock = (id: string | null | undefined) => `product:${id}`;
const optionStock = (row: Row) => `option:${row.product_option_value_id}`;
const counted = (options: readonly Row[]): readonly Row[] =>
	options.filter(({ subtract }) => subtract === '1');

/** A product's figure limits even where the product does not count down; an option's only where it does. */
const limitsOf = ({ product, options }: PlannedLine) => [
	{ stock: productStock(product.product_id), quantity: product.quantity },
	...counted(options).map((row) => ({ stock: optionStock(row), quantity: row.quantity })),
];

/** What an order changes in stock and figures when it starts in its status. */
export interface Effects {
	readonly changes: readonly RowChange[];
	readonly stockTaken: readonly StockTake[];
}

/** Stock goes down and sales go up once an order is being processed or complete; in any other status it waits. */
export function effectsOf(lines: readonly PlannedLine[], total: Decimal, frame: Frame): Effects {
	const { dialect, reference, status, store } = frame;
	const isIn = (list: 'config_processing_status' | 'config_complete_status') =>
		listSetting(reference, list, store).includes(status);
	const processing = isIn('config_processing_status');
	const complete = isIn('config_complete_status');
	if (!processing && !complete) return { changes: [], stockTaken: [] };
	const stock = boundTakes(lines.flatMap(stockOf), frame);
	const figures = [
		{ code: 'order_sale', value: column(total) },
		...(dialect.countsByStatus && processing ? [{ code: 'order_processing', value: '1' }] : []),
		...(dialect.countsByStatus && complete ? [{ code: 'order_complete', value: '1' }] : []),
	].filter(({ code }) => reference.statistics.has(code));
	return {
		changes: [
			...stock.map(({ change }) => change),
			...figures.map(({ code, value }) => ({ table: 'statistics', key: { code }, add: { value } })),
		],
		stockTaken: stock.map(({ take }) => take),
	};
}

interface Taken {
	readonly change: RowChange;
	readonly take: StockTake;
	/** What was there; undefined where the shop does not look. */
	readonly from?: string | null | undefined;
}

/** What a line takes: the product, the product it is a variant of, and its options, where they count stock. */
function stockOf({ line, product, options }: PlannedLine): readonly Taken[] {
	const take = (table: string, key: Values, stock: string) => ({
		change: { table, key, add: { quantity: `-${line.quantity}` } },
		take: { stock, quantity: String(line.quantity) },
	});
	const ofProduct = (id: string | null | undefined) =>
		take('product', { product_id: id ?? '0' }, productStock(id));
	return [
		...(product.subtract === '1'
			? [{ ...ofProduct(product.product_id), from: product.quantity ?? '0' }]
			: []),
		...(product.master_subtract === '1' ? [ofProduct(product.master_id)] : []),
		...counted(options).map((row) => ({
			...take(
				'product_option_value',
				{ product_option_value_id: row.product_option_value_id ?? '0' },
				optionStock(row),
			),
			from: row.quantity ?? '0',
		})),
	];
}

/** The same takes; where the shop sells no more than there is, they leave nothing below zero. */
function boundTakes(takes: readonly Taken[], frame: Frame): readonly Taken[] {
	if (sellsShort(frame)) return takes;
	const taken = new Map<string, Decimal>();
	for (const { take } of takes)
		taken.set(take.stock, (taken.get(take.stock) ?? frame.batch.stockTaken(take.stock)).plus(take.quantity));
	const notBelowZero: Readonly<Record<string, Bounds>> = { quantity: { atLeast: '0' } };
	return takes.map((one) =>
		one.from !== undefined && decimal(one.from ?? '0').gte(taken.get(one.take.stock) ?? 0)
			? { ...one, change: { ...one.change, leaves: notBelowZero } }
			: one,
	);
}
