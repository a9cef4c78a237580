import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import { unserialize } from './phpSerialize.js';
import { option, type WooReference } from './reference.js';

/** Countries that the shop does not bill or deliver to, by its general settings. */
export function countryProblems(order: SupplierCustomerOrder, reference: WooReference): readonly Problem[] {
	const shipTo = order.shipTo ?? order.billTo;
	const refused = [
		{ field: 'billTo.country', country: order.billTo.country, allowed: sells(reference) },
		{
			field: order.shipTo === undefined ? 'billTo.country' : 'shipTo.country',
			country: shipTo.country,
			allowed: ships(reference),
		},
	].filter(({ country, allowed }) => !allowed(country));
	return refused
		.filter((one, index) => refused.findIndex((other) => other.field === one.field) === index)
		.map(({ field, country }) => problem('shop.country.notSold', { field, value: country }, { country }));
}

type Allowed = (country: string) => boolean;

const sells = (reference: WooReference): Allowed => {
	const listed = (name: string) => countriesIn(option(reference, name));
	switch (option(reference, 'woocommerce_allowed_countries', 'all')) {
		case 'all_except':
			return (country) => !listed('woocommerce_all_except_countries').includes(country);
		case 'specific':
			return (country) => listed('woocommerce_specific_allowed_countries').includes(country);
		default:
			return () => true;
	}
};

const ships = (reference: WooReference): Allowed => {
	switch (option(reference, 'woocommerce_ship_to_countries')) {
		case 'all':
			return () => true;
		case 'specific':
			return (country) =>
				countriesIn(option(reference, 'woocommerce_specific_ship_to_countries')).includes(country);
		default:
			return sells(reference);
	}
};

const countriesIn = (serialized: string): readonly unknown[] => {
	const value = unserialize(serialized);
	return value instanceof Map ? [...value.values()] : [];
};
