import type { Row } from '../../database/read.js';
import { Decimal, decimal, type Amount } from '../../orders/money.js';
import type { SupplierCustomerOrder, SupplierLine } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { BatchView, ShopSettings } from '../platform.js';
import type { OpenCartFacts } from './facts.js';
import { setting, type OpenCartReference } from './reference.js';
import { netOf, taxRates, type TaxCase, type TaxRate } from './tax.js';
import { escaped } from './text.js';

/** An order line as the shop will hold it; money net, in the shop's default currency. */
export interface PlannedLine {
	readonly line: SupplierLine;
	readonly product: Row;
	readonly name: string;
	readonly options: readonly Row[];
	readonly price: Decimal;
	readonly rates: readonly TaxRate[];
	readonly reward: Amount;
}

export interface LineContext {
	readonly order: SupplierCustomerOrder;
	readonly reference: OpenCartReference;
	readonly facts: OpenCartFacts;
	readonly settings: ShopSettings;
	readonly batch: BatchView;
	readonly store: string;
	readonly language: string;
	readonly customerGroup: string;
	readonly currencyValue: Decimal;
	/** In the shop's zone, `2026-11-23`. */
	readonly today: string;
	readonly taxCase: TaxCase;
}

/** Finds product, options, price and taxes of a line, or says what the shop would not accept. */
export function planLine(line: SupplierLine, context: LineContext): PlannedLine | Problem {
	const { facts, language, order } = context;
	const place = { order: order.number, line: line.id, field: 'supplierSku', value: line.supplierSku };
	const found = productsOf(line.supplierSku, facts);
	const product = found[0];
	if (product === undefined) return problem('shop.sku.unknown', place, { sku: line.supplierSku });
	if (found.length > 1)
		return problem('shop.sku.ambiguous', place, { sku: line.supplierSku, count: found.length });
	if (product.status !== '1') return problem('shop.product.disabled', place, { sku: line.supplierSku });
	if (!Number.isInteger(line.quantity))
		return problem('shop.quantity.notWhole', { ...place, field: 'quantity' }, { quantity: line.quantity });

	const options = chosenOptions(line, product, context);
	if (options === undefined) return problem('shop.sku.needsVariant', place, { sku: line.supplierSku });
	const short = shortStock(line, product, options, context);
	if (short !== undefined)
		return problem('shop.stock.short', { ...place, field: 'quantity' }, { ...short, sku: line.supplierSku });

	const rates = taxRates(context.reference, product.tax_class_id ?? '', context.taxCase, line.taxRate);
	const name = facts.names.filter((row) => row.product_id === product.product_id);
	const reward = facts.rewards.find(
		(row) => row.product_id === product.product_id && row.customer_group_id === context.customerGroup,
	);
	return {
		line,
		product,
		name: (name.find((row) => row.language_id === language) ?? name[0])?.name ?? escaped(line.name ?? ''),
		options,
		price: priceOf(line, product, options, rates, context),
		rates,
		reward: decimal(reward?.points ?? '0')
			.times(line.quantity)
			.toFixed(),
	};
}

/** The article number first, then any other code (EAN, UPC …), the model as the last resort. */
function productsOf(sku: string, { codes, products }: OpenCartFacts): readonly Row[] {
	const same = (text: string | null | undefined) => text?.toLowerCase() === sku.toLowerCase();
	const coded = codes.filter((row) => same(row.value));
	const isSku = (row: Row) => row.code?.toLowerCase() === 'sku';
	const ids = [coded.filter(isSku), coded].map((rows) => new Set(rows.map((row) => row.product_id)));
	const wanted = ids.find(({ size }) => size > 0);
	return products.filter((row) => (wanted ? wanted.has(row.product_id ?? null) : same(row.model)));
}

function chosenOptions(line: SupplierLine, product: Row, context: LineContext): readonly Row[] | undefined {
	const offered = context.facts.options.filter((row) => row.product_id === product.product_id);
	const same = (stored: string | null | undefined, said: string) =>
		stored?.toLowerCase() === escaped(said).toLowerCase();
	const chosen: Row[] = [];
	for (const option of line.options ?? []) {
		const fits = offered.filter(
			(row) =>
				same(row.name, option.name) &&
				(row.product_option_value_id === null || same(row.value, option.value)),
		);
		const row = fits.find(({ language_id }) => language_id === context.language) ?? fits[0];
		if (row === undefined) return undefined;
		chosen.push(row.product_option_value_id === null ? { ...row, value: escaped(option.value) } : row);
	}
	const missing = offered.some(
		(row) => row.required === '1' && !chosen.some((one) => one.product_option_id === row.product_option_id),
	);
	return missing ? undefined : chosen;
}

function shortStock(line: SupplierLine, product: Row, options: readonly Row[], context: LineContext) {
	const { order, batch, reference, settings, store } = context;
	if (settings.shortStock === 'accept' || setting(reference, 'config_stock_checkout', store) === '1') return;
	// As in the shop's cart, all lines of the same product count together.
	const wanted = order.lines
		.filter(({ supplierSku }) => supplierSku.toLowerCase() === line.supplierSku.toLowerCase())
		.reduce((all, { quantity }) => all + quantity, 0);
	const limits = [
		{ row: product, stock: `product:${product.product_id}`, wanted },
		...options
			.filter((row) => row.subtract === '1')
			.map((row) => ({ row, stock: `option:${row.product_option_value_id}`, wanted: line.quantity })),
	];
	for (const limit of limits) {
		const available = decimal(limit.row.quantity ?? '0').minus(batch.stockTaken(limit.stock));
		if (available.lessThan(limit.wanted)) return { available: available.toFixed(), wanted: limit.wanted };
	}
	return;
}

function priceOf(
	line: SupplierLine,
	product: Row,
	options: readonly Row[],
	rates: readonly TaxRate[],
	context: LineContext,
): Decimal {
	if (line.unitPrice === undefined) return shopPrice(line, product, options, context);
	const each = decimal(line.unitPrice).minus(decimal(line.discount ?? '0').div(line.quantity));
	const inDefaultCurrency = each.div(context.currencyValue);
	return context.order.prices === 'gross' ? netOf(rates, inDefaultCurrency) : inDefaultCurrency;
}

/** List price, replaced by the best tier of this quantity, then by a special; options on top. */
function shopPrice(line: SupplierLine, product: Row, options: readonly Row[], context: LineContext): Decimal {
	const list = decimal(product.price ?? '0');
	const current = context.facts.prices
		.filter(
			(row) =>
				row.product_id === product.product_id &&
				row.customer_group_id === context.customerGroup &&
				Number(row.quantity) <= line.quantity &&
				begun(row.date_start, context.today) &&
				!ended(row.date_end, context.today),
		)
		.sort((a, b) => Number(a.priority) - Number(b.priority) || Number(a.price) - Number(b.price));
	const tier = current
		.filter((row) => row.special !== '1')
		.sort((a, b) => Number(b.quantity) - Number(a.quantity))[0];
	const chosen = current.find((row) => row.special === '1') ?? tier;
	const base = chosen === undefined ? list : reduced(list, chosen);
	const surcharge = options.reduce(
		(all, row) => (row.price_prefix === '-' ? all.minus(row.price ?? '0') : all.plus(row.price ?? '0')),
		new Decimal(0),
	);
	const discount = decimal(line.discount ?? '0')
		.div(context.currencyValue)
		.div(line.quantity);
	return base.plus(surcharge).minus(discount);
}

function reduced(list: Decimal, { type, price }: Row): Decimal {
	if (type === 'P') return list.minus(list.times(price ?? '0').div(100));
	return type === 'S' ? list.minus(price ?? '0') : decimal(price ?? '0');
}

const open = (date: string | null | undefined): boolean => !date || date.startsWith('0000');
const begun = (date: string | null | undefined, today: string): boolean =>
	open(date) || (date ?? '') <= today;
const ended = (date: string | null | undefined, today: string): boolean =>
	!open(date) && (date ?? '') < today;
