import { Decimal, decimal, rounded, sum } from '../../orders/money.js';
import type { Destination } from './addresses.js';
import { postcodeFits } from './postcodes.js';
import { option, switchedOn, type TaxRate, type WooReference } from './reference.js';

/** Unrounded tax by rate id, in the order of the rates. */
export type Taxes = ReadonlyMap<string, Decimal>;

/** WooCommerce keeps amounts of items that it does not round to this many places. */
export const itemPlaces = 6;

/**
 * The rates that apply to a tax class at a destination: of each priority one, the most particular.
 * Rates without a country, state, postcode or city apply everywhere.
 */
export function ratesFor(reference: WooReference, taxClass: string, place: Destination): readonly TaxRate[] {
	if (!switchedOn(reference, 'woocommerce_calc_taxes')) return [];
	const priorities = new Set<number>();
	return reference.taxRates
		.filter((rate) => rate.taxClass === taxClass && appliesAt(rate, place))
		.sort(mostParticularFirst)
		.filter((rate) => !priorities.has(rate.priority) && priorities.add(rate.priority));
}

/** Goods that the customer fetches are taxed where the shop is. */
const pickupMethods = /^(legacy_local_pickup|local_pickup|pickup_location)$/;

/** Which place the shop taxes an order by: the delivery address, the invoice address or its own; `method` is how it ships. */
export function taxBasis(
	reference: WooReference,
	method: string | undefined,
): 'base' | 'billing' | 'shipping' {
	const basis = option(reference, 'woocommerce_tax_based_on', 'shipping');
	if (basis === 'base' || pickupMethods.test(method ?? '')) return 'base';
	return basis === 'billing' ? 'billing' : 'shipping';
}

/** The shop's own place; its prices with tax hold the tax of this place. */
export function baseOf(reference: WooReference): Destination {
	const [country = '', state = ''] = option(reference, 'woocommerce_default_country').split(':');
	return {
		country,
		state,
		postcode: option(reference, 'woocommerce_store_postcode'),
		city: option(reference, 'woocommerce_store_city'),
	};
}

/** Tax on top of a net amount; compound rates tax the amount with the taxes before them. */
export function taxOnNet(net: Decimal, rates: readonly TaxRate[]): Taxes {
	const taxes = new Map<string, Decimal>();
	for (const rate of rates.filter((one) => !one.compound)) taxes.set(rate.id, share(net, rate));
	for (const rate of rates.filter((one) => one.compound)) {
		taxes.set(rate.id, share(net.plus(sum(taxes.values())), rate));
	}
	return new Map([...taxes].map(([id, tax]) => [id, rounded(tax, itemPlaces)]));
}

/** The net amount within a gross one, not rounded. */
export function netOfGross(gross: Decimal, rates: readonly TaxRate[]): Decimal {
	const compound = rates
		.filter((rate) => rate.compound)
		.reduceRight((rest, rate) => rest.div(factor(decimal(rate.percent))), gross);
	const plain = factor(sum(rates.filter((rate) => !rate.compound).map((rate) => rate.percent)));
	return compound.div(plain);
}

/** Percent that all rates together add, compound ones counted as they work. */
export const effectivePercent = (rates: readonly TaxRate[]): Decimal =>
	sum(taxOnNet(new Decimal(100), rates).values());

/** Rounds a tax as the shop does: half up, but half down where prices include tax. */
export const roundedTax = (tax: Decimal, places: number, halfDown: boolean): Decimal =>
	tax.toDecimalPlaces(places, halfDown ? Decimal.ROUND_HALF_DOWN : Decimal.ROUND_HALF_UP);

const factor = (percent: Decimal): Decimal => percent.div(100).plus(1);
const share = (net: Decimal, rate: TaxRate): Decimal => net.times(rate.percent).div(100);

/** Whether a rate is for this place: each limit that it has fits. */
export const appliesAt = (rate: TaxRate, place: Destination): boolean =>
	(rate.country === '' || rate.country === place.country) &&
	(rate.state === '' || rate.state.toUpperCase() === place.state.toUpperCase()) &&
	(rate.postcodes.length === 0 || rate.postcodes.some((form) => postcodeFits(place.postcode, form))) &&
	(rate.cities.length === 0 || rate.cities.some((city) => city.toUpperCase() === place.city.toUpperCase()));

const emptyLast = (a: string, b: string): number =>
	a === b ? 0 : a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1;

const mostParticularFirst = (a: TaxRate, b: TaxRate): number =>
	a.priority - b.priority ||
	emptyLast(a.country, b.country) ||
	emptyLast(a.state, b.state) ||
	Number(b.cities.length > 0) - Number(a.cities.length > 0) ||
	Number(b.postcodes.length > 0) - Number(a.postcodes.length > 0) ||
	a.order - b.order ||
	Number(a.id) - Number(b.id);
