import { decimal, rounded, sum, type Decimal } from '../../orders/money.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { PlanInput, Shop } from '../platform.js';
import { isProblem, problem, type Problem } from '../../problems/problem.js';
import { destinationOf, type Addresses, type Destination } from './addresses.js';
import { spread } from './discounts.js';
import type { WooFacts } from './facts.js';
import { taxable, taxClassOf, type FoundLine } from './products.js';
import { lineRates, ratesOfShipping } from './orderRates.js';
import { option, pricePlaces, switchedOn, type TaxRate, type WooReference } from './reference.js';
import { taxRegionProblems } from './taxRegion.js';
import {
	baseOf,
	effectivePercent,
	itemPlaces,
	netOfGross,
	ratesFor,
	roundedTax,
	taxBasis,
	taxOnNet,
	type Taxes,
} from './taxes.js';

/** A line with its net amounts before and after discounts. */
export interface PricedLine extends FoundLine {
	readonly taxClass: string;
	readonly subtotal: Decimal;
	readonly subtotalTaxes: Taxes;
	readonly total: Decimal;
	readonly totalTaxes: Taxes;
}

export interface PricedDiscount {
	readonly title: string;
	readonly code: string;
	readonly net: Decimal;
	readonly tax: Decimal;
}

/** Every amount of an order as the shop's own cart would have it. */
export interface Amounts {
	readonly rounding: Rounding;
	readonly lines: readonly PricedLine[];
	readonly discounts: readonly PricedDiscount[];
	readonly shipping: { readonly net: Decimal; readonly taxes: Taxes };
	/** Rates that tax anything, those of goods first, with what they take. */
	readonly taxes: readonly { readonly rate: TaxRate; readonly goods: Decimal; readonly shipping: Decimal }[];
	readonly goodsTax: Decimal;
	readonly shippingTax: Decimal;
	readonly discountNet: Decimal;
	readonly discountTax: Decimal;
	readonly total: Decimal;
}

/** How taxes become whole cents. */
export interface Rounding {
	readonly places: number;
	/** The shop rounds the order's total only: its taxes stay as they are computed. */
	readonly atEnd: boolean;
	/** Half a cent of tax goes down, so that net and tax add up to the gross price that was stated. */
	readonly halfDown: boolean;
}

/** Taxes of one item as one figure: each rate rounded, or their sum where the shop rounds at the end. */
export const taxSum = (taxes: Taxes, rounding: Rounding): Decimal =>
	sum([...taxes.values()].map((tax) => lineTax(tax, rounding)));

/** What the shop's own cart would make of the order, or what stands against that. `method`: how the order ships. */
export function amountsOf(
	found: readonly FoundLine[],
	method: { readonly method: string; readonly taxable: boolean } | undefined,
	{ order }: PlanInput,
	addresses: Addresses,
	{ reference }: Shop<WooReference, WooFacts>,
):
	| { readonly ok: true; readonly amounts: Amounts }
	| { readonly ok: false; readonly problems: readonly Problem[] } {
	const gross = order.prices === 'gross';
	const rounding: Rounding = {
		places: pricePlaces(reference),
		atEnd: switchedOn(reference, 'woocommerce_tax_round_at_subtotal'),
		halfDown: gross || switchedOn(reference, 'woocommerce_prices_include_tax'),
	};
	const basis = taxBasis(reference, method?.method);
	const place = basis === 'base' ? baseOf(reference) : destinationOf(addresses[basis]);
	const shippingTaxed = method?.taxable ?? false;
	const stated = found.map((one) => statedLine(one, place, order, reference));
	const { discounts, left, problems: unfit } = withDiscounts(stated, order, rounding);
	const shippingRates = shippingTaxed
		? ratesOfShipping(found, place, order.shipping?.taxRate, reference)
		: [];
	const problems = [
		...taxRegionProblems(found, shippingTaxed, order, { basis, place }, reference),
		...stated.flatMap((one) => one.problems),
		...unfit,
		...(isProblem(shippingRates) ? [shippingRates] : []),
	];
	if (problems.length > 0 || isProblem(shippingRates)) return { ok: false, problems };

	const shippingNet = net(decimal(order.shipping?.amount ?? 0), shippingRates, gross);
	const shipping = {
		net: shippingNet,
		taxes: order.shipping === undefined ? new Map() : taxOnNet(shippingNet, shippingRates),
	};
	const lines = stated.map((one, index) => pricedLine(one, left[index] ?? one.total, gross));
	return { ok: true, amounts: totalled(lines, discounts, shipping, rounding, reference) };
}

/** A line with its price in the order's terms, net or gross. */
interface StatedLine {
	readonly found: FoundLine;
	readonly rates: readonly TaxRate[];
	readonly taxClass: string;
	/** Before any discount; 0 where there is no price. */
	readonly subtotal: Decimal;
	/** Without the line's own discount. */
	readonly total: Decimal;
	readonly problems: readonly Problem[];
}

function statedLine(
	found: FoundLine,
	place: Destination,
	order: SupplierCustomerOrder,
	reference: WooReference,
): StatedLine {
	const { line } = found;
	const { rates, taxClass, unknown } = lineRates(found, place, reference);
	const unknownRate = unknown === undefined ? [] : [unknown];
	const price = unitPrice(found, rates, order, reference);
	if (isProblem(price)) {
		const nothing = decimal(0);
		return { found, rates, taxClass, subtotal: nothing, total: nothing, problems: [...unknownRate, price] };
	}
	const subtotal = rounded(price.times(line.quantity), 8);
	const total = subtotal.minus(line.discount ?? 0);
	const spot = { line: line.id, field: 'discount', value: line.discount };
	const tooLarge = total.isNegative() ? [problem('shop.discount.tooLarge', spot)] : [];
	return { found, rates, taxClass, subtotal, total, problems: [...unknownRate, ...tooLarge] };
}

/** Takes the discounts of the whole order off its lines, one after the other, as the shop's cart does with coupons. */
function withDiscounts(
	lines: readonly StatedLine[],
	order: SupplierCustomerOrder,
	rounding: Rounding,
): {
	readonly discounts: readonly PricedDiscount[];
	/** What remains of each line. */
	readonly left: readonly Decimal[];
	readonly problems: readonly Problem[];
} {
	const unit = decimal(10).pow(rounding.places);
	const problems: Problem[] = [];
	let left = lines.map(({ total }) => total);
	const discounts = (order.discounts ?? []).map(({ title, code, amount }): PricedDiscount => {
		const shares = lines.map(({ found: { line }, subtotal, total }, index) => ({
			price: (left[index] ?? total).times(unit).floor(),
			piece: subtotal.div(line.quantity),
			quantity: line.quantity,
		}));
		const parts = spread(rounded(decimal(amount).times(unit), 0), shares).map((part) => part.div(unit));
		left = left.map((total, index) => total.minus(parts[index] ?? 0));
		if (sum(parts).lt(rounded(amount, rounding.places)))
			problems.push(problem('shop.discount.tooLarge', { field: 'discounts', value: amount }));
		const nets = lines.map(({ rates }, index) => ({
			rates,
			net: net(parts[index] ?? decimal(0), rates, order.prices === 'gross'),
		}));
		return {
			title,
			code: code ?? title,
			net: sum(nets.map((one) => one.net)),
			tax: sum(nets.map((one) => taxSum(taxOnNet(one.net, one.rates), rounding))),
		};
	});
	return { discounts, left, problems };
}

function pricedLine(
	{ found, rates, taxClass, subtotal }: StatedLine,
	left: Decimal,
	gross: boolean,
): PricedLine {
	const [before, after] = [net(subtotal, rates, gross), net(left, rates, gross)];
	return {
		line: found.line,
		product: found.product,
		attributes: found.attributes,
		options: found.options,
		taxClass,
		subtotal: before,
		subtotalTaxes: taxOnNet(before, rates),
		total: after,
		totalTaxes: taxOnNet(after, rates),
	};
}

function totalled(
	lines: readonly PricedLine[],
	discounts: readonly PricedDiscount[],
	shipping: Amounts['shipping'],
	rounding: Rounding,
	reference: WooReference,
): Amounts {
	const { places } = rounding;
	const ids = new Set([...lines.flatMap((line) => [...line.totalTaxes.keys()]), ...shipping.taxes.keys()]);
	const taxes = [...ids].flatMap((id) => {
		const rate = reference.taxRates.find((one) => one.id === id);
		const goods = sum(lines.map((line) => lineTax(line.totalTaxes.get(id) ?? decimal(0), rounding)));
		const carriage = lineTax(shipping.taxes.get(id) ?? decimal(0), rounding);
		return rate === undefined ? [] : [{ rate, goods, shipping: carriage }];
	});
	const goodsTax = sum(taxes.map((tax) => tax.goods));
	const shippingTax = sum(taxes.map((tax) => tax.shipping));
	const lineSum = (value: (line: PricedLine) => Decimal) =>
		sum(lines.map((line) => (rounding.atEnd ? value(line) : rounded(value(line), places))));
	const subtotalTax = sum(lines.map((line) => taxSum(line.subtotalTaxes, rounding)));
	const totalTax = sum(lines.map((line) => taxSum(line.totalTaxes, rounding)));
	const total = lineSum((line) => line.total);
	return {
		rounding,
		lines,
		discounts,
		shipping,
		taxes,
		goodsTax,
		shippingTax,
		discountNet: rounded(lineSum((line) => line.subtotal).minus(total), places),
		discountTax: rounded(subtotalTax.minus(totalTax), places),
		total: rounded(sum([total, rounded(shipping.net, places), goodsTax, shippingTax]), places),
	};
}

const lineTax = (tax: Decimal, { places, atEnd, halfDown }: Rounding): Decimal =>
	atEnd ? tax : roundedTax(tax, places, halfDown);

const net = (amount: Decimal, rates: readonly TaxRate[], gross: boolean): Decimal =>
	rounded(gross ? netOfGross(amount, rates) : amount, itemPlaces);

/** In the order's terms, net or gross: its own price, else the shop's, which holds the tax of its base. */
function unitPrice(
	{ line, product }: FoundLine,
	rates: readonly TaxRate[],
	{ prices, currency }: SupplierCustomerOrder,
	reference: WooReference,
): Decimal | Problem {
	if (line.unitPrice !== undefined) return decimal(line.unitPrice);
	const gross = prices === 'gross';
	if (currency !== option(reference, 'woocommerce_currency', currency)) {
		return problem('shop.currency.unknown', { field: 'currency', value: currency }, { currency });
	}
	const price = product.meta.get('_price') ?? '';
	if (price === '') {
		return problem('shop.price.missing', { line: line.id, field: 'unitPrice' }, { sku: line.supplierSku });
	}
	const withTax = switchedOn(reference, 'woocommerce_prices_include_tax') && taxable(product);
	const base = withTax ? ratesFor(reference, taxClassOf(product), baseOf(reference)) : [];
	if (withTax && gross && effectivePercent(base).eq(effectivePercent(rates))) return decimal(price);
	const shopNet = withTax ? netOfGross(decimal(price), base) : decimal(price);
	return gross ? shopNet.plus(sum(taxOnNet(shopNet, rates).values())) : shopNet;
}
