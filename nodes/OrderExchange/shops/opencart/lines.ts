import { Decimal, decimal, type Amount } from '../../orders/money.js';
import type { SupplierLine } from '../../orders/supplierOrder.js';
import { isProblem, problem, type Problem } from '../../problems/problem.js';
import { rowsWith } from '../rowIndex.js';
import type { InsertRow } from '../rowPlan.js';
import type { Frame } from './frame.js';
import { goodsOf, type Goods } from './goods.js';
import { shopPrice } from './prices.js';
import { netOf, taxesOf, taxRates, type TaxRate } from './tax.js';
import { column, escaped } from './text.js';

/** An order line as the shop will hold it; money net, in the shop's default currency. */
export interface PlannedLine extends Goods {
	readonly line: SupplierLine;
	readonly name: string;
	/** Of one piece, the line's discount taken off. */
	readonly price: Decimal;
	readonly rates: readonly TaxRate[];
	/** Those of `rates` that are added to the price. */
	readonly charged: readonly TaxRate[];
	/** Bonus points of the whole line. */
	readonly reward: Amount;
}

/** Plans all lines of an order, or lists what the shop would not accept about any of them. */
export function planLines(
	frame: Frame,
):
	| { readonly ok: true; readonly lines: readonly PlannedLine[] }
	| { readonly ok: false; readonly problems: readonly Problem[] } {
	const found = frame.order.lines.map((line) => ({ line, goods: goodsOf(line, frame) }));
	/** As in the shop's cart, all lines of the same product count together. */
	const piecesOf = (id: string | null | undefined) =>
		found.reduce(
			(all, { line, goods }) =>
				!isProblem(goods) && goods.product.product_id === id ? all + line.quantity : all,
			0,
		);
	const planned = found.map(({ line, goods }) =>
		isProblem(goods) ? goods : planLine(line, goods, piecesOf(goods.product.product_id), frame),
	);
	const problems = planned.filter(isProblem);
	const lines = planned.filter((one): one is PlannedLine => !isProblem(one));
	return problems.length === 0 ? { ok: true, lines } : { ok: false, problems };
}

function planLine(line: SupplierLine, goods: Goods, pieces: number, frame: Frame): PlannedLine | Problem {
	const { product } = goods;
	const sku = line.supplierSku;
	const place = { order: frame.order.number, line: line.id, field: 'quantity', value: line.quantity };
	if (!Number.isInteger(line.quantity))
		return problem('shop.quantity.notWhole', place, { quantity: line.quantity });
	const minimum = Number(product.minimum ?? '1');
	if (pieces < minimum) return problem('shop.quantity.belowMinimum', place, { sku, minimum, wanted: pieces });

	const rates = taxRates(frame.reference, product.tax_class_id ?? '', frame.taxCase, line.taxRate);
	const charged = frame.addsTaxes || line.taxRate !== undefined ? rates : [];
	const list = line.unitPrice === undefined ? shopPrice(goods, pieces, frame) : undefined;
	if (list?.lessThanOrEqualTo(0))
		return problem('shop.price.missing', { ...place, field: 'unitPrice', value: sku }, { sku });
	const price = priceOf(line, list, charged, frame);
	if (price.isNegative())
		return problem('shop.discount.tooLarge', { ...place, field: 'discount', value: line.discount });
	return {
		line,
		product,
		options: goods.options,
		name: nameOf(line, goods, frame),
		price,
		rates,
		charged,
		reward: rewardOf(line, goods, frame),
	};
}

/** The net price of a piece, from the shop's own price or the order's; the line's discount is spread over its pieces. */
function priceOf(
	line: SupplierLine,
	list: Decimal | undefined,
	rates: readonly TaxRate[],
	{ order, currencyValue }: Frame,
): Decimal {
	const inShopMoney = (value: Decimal) => {
		const converted = value.div(currencyValue);
		return order.prices === 'gross' && !converted.isZero() ? netOf(rates, converted) : converted;
	};
	const discount = decimal(line.discount ?? '0').div(line.quantity);
	if (list === undefined) return inShopMoney(decimal(line.unitPrice ?? '0').minus(discount));
	// A discount carries no tax of its own that is fixed per piece.
	const percentages = rates.filter(({ fixed }) => !fixed);
	const off = discount.div(currencyValue);
	return list.minus(order.prices === 'gross' ? netOf(percentages, off) : off);
}

function nameOf(line: SupplierLine, { product }: Goods, { facts, languageId }: Frame): string {
	const names = rowsWith(facts.names, product.product_id);
	const name = names.find((row) => row.language_id === languageId) ?? names[0];
	return name?.name ?? escaped(line.name ?? '');
}

function rewardOf({ quantity }: SupplierLine, { product }: Goods, { facts, customerGroup }: Frame): Amount {
	const row = rowsWith(facts.rewards, product.product_id).find(
		(one) => one.customer_group_id === customerGroup,
	);
	return row
		? decimal(row.points ?? '0')
				.times(quantity)
				.toFixed()
		: '0';
}

/** The rows of a line: the product, and one for each option. */
export function lineRows(
	{ line, product, name, price, rates, reward, options }: PlannedLine,
	handle: string,
	{ dialect }: Frame,
): readonly InsertRow[] {
	return [
		{
			table: 'order_product',
			handle,
			values: {
				order_id: { idOf: 'order' },
				product_id: product.product_id ?? '0',
				name,
				model: product.model ?? '',
				quantity: line.quantity,
				price: column(price),
				total: column(price.times(line.quantity)),
				tax: column(taxesOf(rates, price)),
				reward,
				...dialect.lineColumns(product),
			},
		},
		...options.map((row) => ({
			table: 'order_option',
			values: {
				order_id: { idOf: 'order' },
				order_product_id: { idOf: handle },
				product_option_id: row.product_option_id ?? '0',
				product_option_value_id: row.product_option_value_id ?? '0',
				name: row.name ?? '',
				value: row.value ?? '',
				type: row.type ?? '',
			},
		})),
	];
}
