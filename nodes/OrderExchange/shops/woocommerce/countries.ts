import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { OptionName, Options } from './optionNames.js';
import { unserialize } from './phpSerialize.js';

/** Whom the shop sells and delivers to, by its general settings; country is ISO 3166-1 alpha-2. */
export interface Countries {
	sellsTo(country: string): boolean;
	shipsTo(country: string): boolean;
}

/** As these options of the shop say. */
export function countriesOf(options: Options): Countries {
	const sellsTo = sells(options);
	return { sellsTo, shipsTo: ships(options, sellsTo) };
}

/** Countries that the shop does not bill or deliver to, by its general settings. */
export function countryProblems(
	order: SupplierCustomerOrder,
	{ countries }: { readonly countries: Countries },
): readonly Problem[] {
	const shipTo = order.shipTo ?? order.billTo;
	const refused = [
		{ field: 'billTo.country', country: order.billTo.country, allowed: countries.sellsTo },
		{
			field: order.shipTo === undefined ? 'billTo.country' : 'shipTo.country',
			country: shipTo.country,
			allowed: countries.shipsTo,
		},
	].filter(({ country, allowed }) => !allowed(country));
	return refused
		.filter((one, index) => refused.findIndex((other) => other.field === one.field) === index)
		.map(({ field, country }) => problem('shop.country.notSold', { field, value: country }, { country }));
}

type Allowed = (country: string) => boolean;

function sells(options: Options): Allowed {
	const listed = (name: OptionName) => countriesIn(options.get(name) ?? '');
	switch (options.get('woocommerce_allowed_countries')) {
		case 'all_except': {
			const not = listed('woocommerce_all_except_countries');
			return (country) => !not.has(country);
		}
		case 'specific': {
			const only = listed('woocommerce_specific_allowed_countries');
			return (country) => only.has(country);
		}
		default:
			return () => true;
	}
}

function ships(options: Options, sellsTo: Allowed): Allowed {
	switch (options.get('woocommerce_ship_to_countries')) {
		case 'all':
			return () => true;
		case 'specific': {
			const only = countriesIn(options.get('woocommerce_specific_ship_to_countries') ?? '');
			return (country) => only.has(country);
		}
		default:
			return sellsTo;
	}
}

const countriesIn = (serialized: string): ReadonlySet<unknown> => {
	const value = unserialize(serialized);
	return new Set(value instanceof Map ? value.values() : []);
};
