import { Decimal } from '../../orders/money.js';
import { taxOf, netOf, type TaxRate } from './tax.js';

/** A net amount with its taxes: `units` pieces, for taxes that are fixed per piece. */
export interface Taxed {
	readonly net: Decimal;
	readonly units: number;
	readonly rates: readonly TaxRate[];
}

export interface Totals {
	readonly subTotal: Decimal;
	readonly discounts: readonly Decimal[];
	readonly taxes: ReadonlyMap<string, Decimal>;
	readonly total: Decimal;
}

/**
 * Adds an order up unrounded, as the shop does. A discount lowers every line by its share and takes the
 * percentage taxes of that share off; `gross` discounts are turned into net by the same shares.
 */
export function totalsOf(
	lines: readonly Taxed[],
	shipping: Taxed,
	discounts: readonly Decimal[],
	gross: boolean,
): Totals {
	const subTotal = lines.reduce((all, { net }) => all.plus(net), new Decimal(0));
	const taxes = new Map<string, Decimal>();
	const add = (name: string, tax: Decimal) => taxes.set(name, (taxes.get(name) ?? new Decimal(0)).plus(tax));
	for (const { net, units, rates } of [...lines, shipping])
		for (const rate of rates) add(rate.name, taxOf(rate, net.div(units)).times(units));

	const taken = discounts.map((discount) => {
		let sum = new Decimal(0);
		for (const { net, rates } of lines) {
			const percentages = rates.filter((rate) => !rate.fixed);
			const share = subTotal.isZero() ? new Decimal(0) : discount.times(net).div(subTotal);
			const netShare = gross ? netOf(percentages, share) : share;
			sum = sum.plus(netShare);
			for (const rate of percentages) add(rate.name, taxOf(rate, netShare).negated());
		}
		return sum;
	});
	const total = [...taxes.values()].reduce((all, tax) => all.plus(tax), subTotal.plus(shipping.net));
	return {
		subTotal,
		discounts: taken,
		taxes,
		total: taken.reduce((all, discount) => all.minus(discount), total),
	};
}
