import { decimal, sum, type Decimal } from '../../orders/money.js';
import type { InsertRow } from '../rowPlan.js';
import type { Frame } from './frame.js';
import type { PlannedLine } from './lines.js';
import { titleOf } from './methods.js';
import { setting } from './reference.js';
import { netOf, taxOf, taxRates, type TaxRate } from './tax.js';
import { column, orderText } from './text.js';

/** Net cost of the delivery in the shop's default currency, and the taxes on it. */
export interface Shipping {
	readonly cost: Decimal;
	readonly taxClass: string;
	readonly rates: readonly TaxRate[];
	/** Those of `rates` that are added to the cost. */
	readonly charged: readonly TaxRate[];
}

export interface Totals {
	readonly subTotal: Decimal;
	/** Net, positive, one for each of the order's discounts. */
	readonly discounts: readonly Decimal[];
	/** One for each tax rate of the shop; two rates may have one name. */
	readonly taxes: readonly { readonly name: string; readonly tax: Decimal }[];
	readonly total: Decimal;
}

/** What the order says the delivery costs; a gross amount is turned into net. */
export function shippingOf(frame: Frame): Shipping {
	const { order, reference, shipping, store, taxCase, currencyValue } = frame;
	const taxClass = setting(reference, `shipping_${shipping.extension}_tax_class_id`, store) || '0';
	const said = decimal(order.shipping?.amount ?? '0').div(currencyValue);
	if (said.isZero()) return { cost: said, taxClass, rates: [], charged: [] };
	const rates = taxRates(reference, taxClass, taxCase, order.shipping?.taxRate);
	const charged = frame.addsTaxes || order.shipping?.taxRate !== undefined ? rates : [];
	return { cost: order.prices === 'gross' ? netOf(charged, said) : said, taxClass, rates, charged };
}

/**
 * Adds an order up unrounded, as the shop does. A discount lowers every line by its share and takes the
 * percentage taxes of that share off; those of a gross order are turned into net by the same shares.
 */
export function totalsOf(lines: readonly PlannedLine[], shipping: Shipping, frame: Frame): Totals {
	const { order, currencyValue, fixedTaxByLine } = frame;
	const goods = lines.map(({ price, line, charged }) => ({
		net: price.times(line.quantity),
		// A gross price holds the fixed taxes of its piece: they are what was paid, however the shop counts them.
		times: fixedTaxByLine && !(order.prices === 'gross' && line.unitPrice) ? 1 : line.quantity,
		rates: charged,
	}));
	const subTotal = sum(goods.map(({ net }) => net));
	const taxes = new Map<string, { name: string; tax: Decimal }>();
	const add = ({ id, name }: TaxRate, tax: Decimal) =>
		taxes.set(id, { name, tax: tax.plus(taxes.get(id)?.tax ?? 0) });
	for (const { net, times, rates } of [...goods, { net: shipping.cost, times: 1, rates: shipping.charged }])
		for (const rate of rates) add(rate, rate.fixed ? rate.rate.times(times) : taxOf(rate, net));

	const discounts = (order.discounts ?? []).map(({ amount }) => {
		const discount = decimal(amount).div(currencyValue);
		if (subTotal.isZero()) return discount;
		const netShares = goods.map(({ net, rates }) => {
			const percentages = rates.filter((rate) => !rate.fixed);
			const share = discount.times(net).div(subTotal);
			const netShare = order.prices === 'gross' ? netOf(percentages, share) : share;
			for (const rate of percentages) add(rate, taxOf(rate, netShare).negated());
			return netShare;
		});
		return sum(netShares);
	});
	const due = [...taxes.values()].filter(({ tax }) => tax.greaterThan(0));
	const parts = [subTotal, shipping.cost, ...due.map(({ tax }) => tax)];
	return {
		subTotal,
		discounts,
		taxes: due,
		total: sum([...parts, ...discounts.map((one) => one.negated())]),
	};
}

/** The rows below an order, in the order that the shop has set for them. */
export function totalRows(totals: Totals, shipping: Shipping, frame: Frame): readonly InsertRow[] {
	const { order, reference, store, languageCode } = frame;
	const titled = (code: string) => titleOf(code, languageCode) ?? code;
	const place = (code: string) => setting(reference, `total_${code}_sort_order`, store);
	const row = (code: string, title: string, value: Decimal, field?: string): TotalRow => ({
		code,
		title,
		value,
		field,
		// A shop without coupons has no place for them: before the taxes, which they lower.
		sort: Number(place(code) || (code === 'coupon' ? place('tax') : '')),
	});
	const rows = [
		row('sub_total', titled('sub_total'), totals.subTotal),
		...(frame.delivers ? [row('shipping', frame.shipping.title, shipping.cost, 'shipping.title')] : []),
		...(order.discounts ?? []).map(({ title, code }, index) =>
			row(
				'coupon',
				withoutCoupon(code ? `${titled('coupon')}: ${code}` : title),
				(totals.discounts[index] ?? decimal(0)).negated(),
				`discounts.${index}.title`,
			),
		),
		...totals.taxes.map(({ name, tax }) => row('tax', name, tax)),
		row('total', titled('total'), totals.total),
	].sort(asTheShopSorts);
	return rows.map(({ code, title, value, field, sort }) => ({
		table: 'order_total',
		values: {
			order_id: { idOf: 'order' },
			sort_order: sort,
			code,
			title: field ? orderText(title, field) : title,
			value: column(value),
			...frame.dialect.totalColumns,
		},
	}));
}

interface TotalRow {
	readonly code: string;
	readonly title: string;
	readonly value: Decimal;
	/** Where the order says the title; none where the shop does. */
	readonly field: string | undefined;
	readonly sort: number;
}

/** By the shop's setting; what stands at the same place by code, title and value, as PHP's `array_multisort` has it there. */
const asTheShopSorts = (a: TotalRow, b: TotalRow): number =>
	a.sort - b.sort || compared(a.code, b.code) || compared(a.title, b.title) || a.value.comparedTo(b.value);

/** Byte by byte, without regard to any language. */
const compared = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The shop reads a text in round brackets as one of its coupons, and an order with an unknown one as fraud. */
const withoutCoupon = (title: string): string => title.replace(/\(/g, '[').replace(/\)/g, ']');
