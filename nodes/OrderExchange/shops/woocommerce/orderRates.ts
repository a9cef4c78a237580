import { decimal } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Destination } from './addresses.js';
import type { Product } from './facts.js';
import { shippable, taxable, taxClassOf, type FoundLine } from './products.js';
import { option, type TaxRate, type WooReference } from './reference.js';
import { effectivePercent, ratesFor } from './taxes.js';

/** The order's own rate where it names one, else the rates of the product's tax class. */
export function lineRates(
	{ line, product }: FoundLine,
	place: Destination,
	reference: WooReference,
): { readonly rates: readonly TaxRate[]; readonly taxClass: string; readonly unknown?: Problem } {
	const taxClass = taxClassOf(product);
	const own = taxable(product) ? ratesFor(reference, taxClass, place) : [];
	if (line.taxRate === undefined) return { rates: own, taxClass };
	return wanted(line.taxRate, own, taxClass, place, reference, { line: line.id, field: 'taxRate' });
}

/** The rates that make up a percentage: the usual ones, else those of another class of the shop. */
function wanted(
	percent: string,
	own: readonly TaxRate[],
	taxClass: string,
	place: Destination,
	reference: WooReference,
	where: { readonly line?: string; readonly field: string },
): { readonly rates: readonly TaxRate[]; readonly taxClass: string; readonly unknown?: Problem } {
	const fits = (rates: readonly TaxRate[]) => effectivePercent(rates).eq(percent);
	if (fits(own)) return { rates: own, taxClass };
	const other = ['', ...reference.taxClasses].find((slug) => {
		const rates = ratesFor(reference, slug, place);
		return rates.length > 0 && fits(rates);
	});
	if (other !== undefined) return { rates: ratesFor(reference, other, place), taxClass: other };
	if (decimal(percent).isZero()) return { rates: [], taxClass };
	const single = reference.taxRates.find((rate) => decimal(rate.percent).eq(percent));
	if (single !== undefined) return { rates: [single], taxClass: single.taxClass };
	return {
		rates: [],
		taxClass,
		unknown: problem('shop.tax.rateUnknown', { ...where, value: percent }, { rate: percent }),
	};
}

/** Shipping is taxed by its own class, or by that of the goods: the standard class when any has it. */
export function ratesOfShipping(
	found: readonly FoundLine[],
	place: Destination,
	percent: string | undefined,
	reference: WooReference,
): readonly TaxRate[] | Problem {
	const setting = option(reference, 'woocommerce_shipping_tax_class', 'inherit');
	const classes = new Set(
		found.filter(({ product }) => carriesTax(product)).map(({ product }) => taxClassOf(product)),
	);
	const inherited = ['', ...reference.taxClasses].find((slug) => classes.has(slug));
	const slug = setting === 'inherit' ? inherited : setting;
	const own = slug === undefined ? [] : ratesFor(reference, slug, place).filter((rate) => rate.shipping);
	if (percent === undefined) return own;
	const { rates, unknown } = wanted(percent, own, slug ?? '', place, reference, {
		field: 'shipping.taxRate',
	});
	return unknown ?? rates;
}

const carriesTax = (product: Product): boolean =>
	shippable(product) && (product.parent ?? product).meta.get('_tax_status') !== 'none';
