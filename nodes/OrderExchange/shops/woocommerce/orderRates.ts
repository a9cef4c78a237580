import { decimal } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Destination } from './addresses.js';
import type { Product } from './facts.js';
import { shippable, taxable, taxClassOf, type FoundLine } from './products.js';
import { option, type TaxRate, type WooReference } from './reference.js';
import { effectivePercent, ratesFor } from './taxes.js';

/** Rates, and the tax class that they are of. */
interface ClassRates {
	readonly rates: readonly TaxRate[];
	readonly taxClass: string;
}

/** The order's own rate where it names one, else the rates of the product's tax class. */
export function lineRates(
	{ line, product }: FoundLine,
	place: Destination,
	reference: WooReference,
): ClassRates & { readonly unknown?: Problem } {
	const taxClass = taxClassOf(product);
	const usual = { rates: taxable(product) ? ratesFor(reference, taxClass, place) : [], taxClass };
	if (line.taxRate === undefined) return usual;
	const found = ratesOfPercent(line.taxRate, usual, place, reference);
	return found ?? { rates: [], taxClass, unknown: unknownRate(line.taxRate, 'taxRate', line.id) };
}

/** The rates that make up a percentage: the usual ones, else those of another class of the shop; undefined where it has none. */
function ratesOfPercent(
	percent: string,
	usual: ClassRates,
	place: Destination,
	reference: WooReference,
): ClassRates | undefined {
	const fits = (rates: readonly TaxRate[]) => effectivePercent(rates).eq(percent);
	if (fits(usual.rates)) return usual;
	const other = ['', ...reference.taxClasses].find((slug) => {
		const rates = ratesFor(reference, slug, place);
		return rates.length > 0 && fits(rates);
	});
	if (other !== undefined) return { rates: ratesFor(reference, other, place), taxClass: other };
	if (decimal(percent).isZero()) return { rates: [], taxClass: usual.taxClass };
	const single = reference.taxRates.find((rate) => decimal(rate.percent).eq(percent));
	return single && { rates: [single], taxClass: single.taxClass };
}

const unknownRate = (percent: string, field: string, line?: string): Problem =>
	problem(
		'shop.tax.rateUnknown',
		{ ...(line !== undefined && { line }), field, value: percent },
		{ rate: percent },
	);

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
	const stated = ratesOfPercent(percent, { rates: own, taxClass: slug ?? '' }, place, reference);
	return stated?.rates ?? unknownRate(percent, 'shipping.taxRate');
}

const carriesTax = (product: Product): boolean =>
	shippable(product) && (product.parent ?? product).meta.get('_tax_status') !== 'none';
