import { Decimal, decimal, rounded, sum } from '../../orders/money.js';
import type { PlanInput, Shop } from '../platform.js';
import { problem, type Problem } from '../../problems/problem.js';
import { destinationOf, type Addresses } from './addresses.js';
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

export function amountsOf(
	found: readonly FoundLine[],
	method: { readonly method: string; readonly taxable: boolean } | undefined,
	{ order }: PlanInput,
	addresses: Addresses,
	{ reference }: Shop<WooReference, WooFacts>,
): { readonly amounts: Amounts } | { readonly problems: readonly Problem[] } {
	const problems: Problem[] = [];
	const places = pricePlaces(reference);
	const rounding: Rounding = {
		places,
		atEnd: switchedOn(reference, 'woocommerce_tax_round_at_subtotal'),
		halfDown: order.prices === 'gross' || switchedOn(reference, 'woocommerce_prices_include_tax'),
	};
	const basis = taxBasis(reference, method?.method);
	const place = basis === 'base' ? baseOf(reference) : destinationOf(addresses[basis]);
	const shippingTaxed = method?.taxable ?? false;
	const gross = order.prices === 'gross';
	problems.push(...taxRegionProblems(found, shippingTaxed, order, { basis, place }, reference));

	const stated = found.map((one) => {
		const { rates, taxClass, unknown } = lineRates(one, place, reference);
		if (unknown !== undefined) problems.push(unknown);
		const price = unitPrice(one, rates, gross, order.currency, reference);
		if ('code' in price) problems.push(price);
		const subtotal = 'code' in price ? new Decimal(0) : rounded(price.times(one.line.quantity), 8);
		const discounted = subtotal.minus(one.line.discount ?? 0);
		if (discounted.isNegative() && !('code' in price)) {
			const { id, discount } = one.line;
			problems.push(problem('shop.discount.tooLarge', { line: id, field: 'discount', value: discount }));
		}
		return { one, rates, taxClass, subtotal, discounted };
	});

	const unit = new Decimal(10).pow(places);
	let open = stated.map(({ discounted }) => discounted);
	const discounts = (order.discounts ?? []).map((discount) => {
		const parts = spread(
			rounded(decimal(discount.amount).times(unit), 0),
			open.map((price, index) => ({
				price: price.times(unit).floor(),
				piece: stated[index]!.subtotal.div(stated[index]!.one.line.quantity),
				quantity: stated[index]!.one.line.quantity,
			})),
		).map((part) => part.div(unit));
		open = open.map((price, index) => price.minus(parts[index]!));
		const nets = parts.map((part, index) => net(part, stated[index]!.rates, gross));
		const taxes = nets.map((part, index) => taxSum(taxOnNet(part, stated[index]!.rates), rounding));
		if (sum(parts).lt(rounded(discount.amount, places))) {
			problems.push(problem('shop.discount.tooLarge', { field: 'discounts', value: discount.amount }));
		}
		return {
			title: discount.title,
			code: discount.code ?? discount.title,
			net: sum(nets),
			tax: sum(taxes),
		};
	});

	const lines = stated.map(({ one, rates, taxClass, subtotal }, index): PricedLine => {
		const [before, after] = [net(subtotal, rates, gross), net(open[index]!, rates, gross)];
		return {
			line: one.line,
			product: one.product,
			attributes: one.attributes,
			taxClass,
			subtotal: before,
			subtotalTaxes: taxOnNet(before, rates),
			total: after,
			totalTaxes: taxOnNet(after, rates),
		};
	});

	const shippingRates = shippingTaxed
		? ratesOfShipping(found, place, order.shipping?.taxRate, reference)
		: [];
	if ('code' in shippingRates) problems.push(shippingRates);
	const carriage = 'code' in shippingRates ? [] : shippingRates;
	const shippingNet = net(decimal(order.shipping?.amount ?? 0), carriage, gross);
	const shipping = {
		net: shippingNet,
		taxes: order.shipping === undefined ? new Map() : taxOnNet(shippingNet, carriage),
	};
	if (problems.length > 0) return { problems };
	return { amounts: totalled(lines, discounts, shipping, rounding, reference) };
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
		const goods = sum(lines.map((line) => lineTax(line.totalTaxes.get(id) ?? new Decimal(0), rounding)));
		const carriage = lineTax(shipping.taxes.get(id) ?? new Decimal(0), rounding);
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
	gross: boolean,
	currency: string,
	reference: WooReference,
): Decimal | Problem {
	if (line.unitPrice !== undefined) return decimal(line.unitPrice);
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
