import type { Row } from '../../database/read.js';
import { amount, decimal, rounded, sum, type Decimal } from '../../orders/money.js';
import type { SupplierCustomerOrder, SupplierLine } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { PlanInput, Planned, Shop } from '../platform.js';
import type { InsertRow, RowId } from '../rowPlan.js';
import { typed } from './customer.js';
import type { ModifiedFacts } from './facts.js';
import { goodsOf, type Goods } from './goods.js';
import { lineRows, type PlannedLine } from './lines.js';
import { markupIn } from './markup.js';
import { methodOf, moduleOf, paymentOf, statusNames, statusOf } from './methods.js';
import { orderValues } from './orderRow.js';
import { isSoldTo } from './permission.js';
import { asShown, priceOf, shareOf, type LinePrice } from './prices.js';
import { isOn, isSmallBusiness, setting, text, type Group, type ModifiedReference } from './reference.js';
import { saleOf, type Sale } from './sale.js';
import { stockOf } from './stock.js';
import { taxClassOf } from './tax.js';
import { titlesIn } from './titles.js';
import { runs, totalsOf, type Sums } from './totals.js';

/** One customer order as the rows that the shop's own checkout would write, or what stands against it. */
export function plan(input: PlanInput, shop: Shop<ModifiedReference, ModifiedFacts>): Planned {
	const { order, exchangeKey } = input;
	const { reference, facts, settings } = shop;
	const problems: Problem[] = [];
	const refuse = (found: Problem) => void problems.push(found);

	const sale = saleOf(input, shop, refuse);
	if (!sale) return { ok: false, problems };
	const { customer, group, currency, language, localNow } = sale;
	const lines = linesOf(order, sale, shop, refuse);
	const stock = stockOf(lines, order.number, shop, sale.prices);
	problems.push(...stock.problems);
	const payment = paymentOf(order.payment?.code, settings.payment?.code, reference);
	const status = statusOf(settings.orderStatus, payment, reference);
	if (status === undefined) refuse(unknownStatus(order, settings.orderStatus ?? '', reference));
	if (status === undefined || problems.length > 0) return { ok: false, problems };

	const shipping = shippingOf(order, sale, shop);
	const groupDiscount = groupDiscountOf(order, group, reference);
	const totals = totalsOf({
		reference,
		group,
		currency,
		language: language.code,
		home: sale.home,
		duty: reference.dutyCountries.has((order.shipTo ?? order.billTo).country),
		lines: lines.map(({ price, tax }) => ({ sum: price.line, tax })),
		discounts: discountsOf(order, lines, groupDiscount, sale),
		shipping,
	});

	const orderRow = `order:${exchangeKey}`;
	const orderId: RowId = { idOf: orderRow };
	const values = orderValues({
		order,
		reference,
		zones: facts.zones,
		customer,
		group,
		currency,
		language,
		payment,
		status,
		shippingMethod: order.shipping?.title ? typed(shipping.title, 'shipping.title') : shipping.title,
		shippingClass: shipping.method,
		groupDiscount,
		localNow,
	});
	const inserts: readonly InsertRow[] = [
		...customer.inserts,
		{
			table: 'orders',
			handle: orderRow,
			values,
			mark: 'orders_ident_key',
			// Status 0 is the shop's own for orders that are not confirmed yet: its list says so, accounts do not show it.
			draft: { orders_ident_key: exchangeKey, orders_status: '0' },
		},
		...lineRows(lines, orderId, exchangeKey, {
			facts,
			reference,
			language,
			group,
			allowTax: totals.allowTax,
		}),
		...totals.rows.map((row) => ({ table: 'orders_total', values: { orders_id: orderId, ...row } })),
		historyRow(orderId, order, status, localNow),
	];
	const markup = markupIn(inserts, order.number);
	if (markup.length > 0) return { ok: false, problems: markup };
	return {
		ok: true,
		warnings: [],
		plan: {
			inserts,
			changes: [...customer.changes, ...stock.changes],
			orderRow,
			customer: customer.booking,
			...(customer.booking === 'new' && { newCustomer: order.customer.email }),
			stockTaken: [...customer.taken, ...stock.taken],
		},
	};
}

/** The lines as the shop sells them: articles found, priced and taxed. */
function linesOf(
	order: SupplierCustomerOrder,
	sale: Sale,
	{ reference, facts }: Shop<ModifiedReference, ModifiedFacts>,
	refuse: (found: Problem) => void,
): readonly PlannedLine[] {
	const { language, destinationId, prices, taxFor } = sale;
	const wanted: { line: SupplierLine; goods: Goods }[] = [];
	/** By product, whatever its variants: graduated prices go by all of them. */
	const pieces = new Map<Row, number>();
	for (const line of order.lines) {
		if (!Number.isInteger(line.quantity)) {
			const spot = { order: order.number, line: line.id, field: 'quantity', value: line.quantity };
			refuse(problem('shop.quantity.notWhole', spot, { quantity: line.quantity }));
		}
		const found = goodsOf(line, facts, language.id, order.number);
		if (!found.ok) {
			refuse(found.problem);
			continue;
		}
		const { goods } = found;
		const unsold = notSold(line, goods, order.number, sale, reference);
		if (unsold) refuse(unsold);
		wanted.push({ line, goods });
		pieces.set(goods.product, (pieces.get(goods.product) ?? 0) + line.quantity);
	}
	const lines: PlannedLine[] = [];
	for (const { line, goods } of wanted) {
		const tax = taxFor(
			stated(line.taxRate, reference),
			taxClassOf(goods.product, facts, reference, destinationId),
		);
		const wants = { line, goods, rate: tax.inGross, pieces: pieces.get(goods.product) ?? 0 };
		const price = priceOf(wants, facts, prices);
		if (!price) {
			const spot = { order: order.number, line: line.id, field: 'unitPrice' };
			refuse(problem('shop.price.missing', spot, { sku: line.supplierSku }));
			continue;
		}
		if (price.exact) refuse(roundedAway(order.number, line, price, price.exact));
		lines.push({ line, goods, tax: tax.charged, rateInGross: tax.inGross, price });
	}
	return lines;
}

/** Why the shop's own cart would not take a product that the shop has. */
function notSold(
	{ id, supplierSku: sku }: SupplierLine,
	{ product }: Goods,
	order: string,
	{ group, language }: Sale,
	reference: ModifiedReference,
): Problem | undefined {
	const spot = { order, line: id, field: 'supplierSku', value: sku };
	// what the shop knows its vouchers by, as its checkout does
	if (runs(reference, 'gv') && text(product, 'products_model').startsWith('GIFT'))
		return problem('shop.product.voucher', spot, { sku });
	if (isSoldTo(product, group, reference)) return undefined;
	return problem('shop.product.notForGroup', spot, { sku, group: group.names.get(language.id) ?? group.id });
}

/** A small business (§ 19 UStG) must charge no tax, whatever the distributor charges: the shop's own rates count. */
const stated = (rate: string | undefined, reference: ModifiedReference): string | undefined =>
	isSmallBusiness(reference) ? undefined : rate;

/** How the order ships, with the charge without tax, and its tax. */
function shippingOf(
	order: SupplierCustomerOrder,
	{ language, taxed, taxFor }: Sale,
	{ reference, settings }: Shop<ModifiedReference, ModifiedFacts>,
): Sums['shipping'] & { readonly method: string } {
	const method = methodOf(order.shipping?.code, settings.shipping?.code, reference);
	const module = moduleOf(method);
	const usualTitle = titlesIn(language.code).shipping[module] ?? module;
	// The shop taxes goods always, shipping only where its total of taxes is switched on.
	const untaxed = taxed && !isOn(reference, 'MODULE_ORDER_TOTAL_TAX_STATUS');
	const tax = taxFor(
		untaxed ? '0' : stated(order.shipping?.taxRate, reference),
		setting(reference, `MODULE_SHIPPING_${module.toUpperCase()}_TAX_CLASS`),
	);
	const charge = decimal(order.shipping?.amount ?? '0');
	return {
		method,
		title: order.shipping?.title ?? settings.shipping?.title ?? usualTitle,
		net: order.prices === 'gross' ? charge.div(tax.inGross.div(100).plus(1)) : charge,
		tax: tax.charged,
	};
}

/** The first entry of the order's history, written when the order comes in. */
const historyRow = (
	orderId: RowId,
	{ comment }: SupplierCustomerOrder,
	status: string,
	localNow: string,
): InsertRow => ({
	table: 'orders_status_history',
	values: {
		orders_id: orderId,
		orders_status_id: status,
		date_added: localNow,
		customer_notified: '0',
		comments: typed(comment, 'comment'),
		comments_sent: '0',
	},
});

/** What the shop takes off for the customer's group, and what the order itself takes off. */
function discountsOf(
	order: SupplierCustomerOrder,
	lines: readonly PlannedLine[],
	groupDiscount: string,
	{ language, group, prices }: Sale,
): Sums['discounts'] {
	const ofGroup = {
		title: `${groupDiscount} % ${titlesIn(language.code).discount}`,
		amount: shareOf(sum(lines.map(({ price }) => price.line)), groupDiscount, prices),
	};
	const rate = order.discounts?.length ? meanRate(lines, group.showsTax) : decimal(0);
	return [
		...(decimal(groupDiscount).isZero() ? [] : [ofGroup]),
		...(order.discounts ?? []).map(({ title, amount }) => ({
			title,
			amount: asShown(decimal(amount), rate, prices),
		})),
	];
}

/** Where the shop's prices count, so does the discount of the customer's group. */
const groupDiscountOf = (
	{ lines }: SupplierCustomerOrder,
	{ orderDiscount }: Group,
	reference: ModifiedReference,
): string =>
	runs(reference, 'discount') && lines.every(({ unitPrice }) => unitPrice === undefined)
		? orderDiscount
		: '0.00';

const unknownStatus = (
	{ number }: SupplierCustomerOrder,
	status: string,
	reference: ModifiedReference,
): Problem =>
	problem(
		'shop.orderStatus.unknown',
		{ order: number, value: status },
		{ status, statuses: statusNames(reference) },
	);

const roundedAway = (order: string, line: SupplierLine, price: LinePrice, exact: Decimal): Problem =>
	problem(
		'shop.price.roundedAway',
		{ order, line: line.id, field: 'unitPrice', value: line.unitPrice },
		{ sku: line.supplierSku, written: amount(price.line), exact: amount(rounded(exact, 4)) },
	);

/** The tax rate of all lines together: what turns a discount on the whole order into gross or net. */
function meanRate(lines: readonly PlannedLine[], taxShown: boolean): Decimal {
	const factor = ({ rateInGross }: PlannedLine) => rateInGross.div(100).plus(1);
	const shown = sum(lines.map(({ price }) => price.line));
	const other = sum(
		lines.map((line) => (taxShown ? line.price.line.div(factor(line)) : line.price.line.times(factor(line)))),
	);
	if (shown.isZero()) return decimal(0);
	return (taxShown ? shown.div(other) : other.div(shown)).minus(1).times(100);
}
