import type { Address } from '../../orders/customerOrder.js';
import { option, type WooReference } from './reference.js';
import { isOwnCode, ownCode } from './stateCodes.js';

/** How WooCommerce makes its state codes from ISO 3166-2: `BY` in Germany is `DE-BY`, `34` in Turkey is `TR34`. */
const dashed = /^(AL|BD|BG|BO|CL|CO|CR|DE|DO|DZ|EC|GT|HN|HR|JM|NI|PA|PY|SV|TH|UY|VE|ZM)$/;
const joined = /^(EG|JP|KE|KN|MZ|RS|SN|TR|TZ|UA|UG)$/;

/**
 * A region as the shop keeps it: the code that the shop's own taxes and zones use, else the one WooCommerce would.
 * The names of states are in no table of the shop, so a name stays as it is.
 */
export function stateCode({ region = '', country }: Address, reference: WooReference): string {
	const stated = region.trim();
	const upper = stated.toUpperCase();
	if (joined.test(country) && new RegExp(`^${country}[A-Z0-9]{1,3}$`).test(stated)) return stated;
	const bare = upper.startsWith(`${country}-`) ? upper.slice(country.length + 1) : upper;
	const own = ownCode(country, bare);
	const forms = own ? [own.toUpperCase()] : [upper, bare, `${country}-${bare}`, `${country}${bare}`];
	const code = knownStates(country, reference).find((one) => forms.includes(one.toUpperCase())) ?? own;
	if (code !== undefined) return code;
	if (bare === upper && !/^[A-Z0-9]{1,3}$/.test(stated)) return stated;
	if (dashed.test(country)) return `${country}-${bare}`;
	return joined.test(country) ? `${country}${bare}` : bare;
}

/** Whether a state of `stateCode` is a code, be it one that the shop has nothing for, and no name. */
export const isStateCode = (
	{ state, country }: { readonly state: string; readonly country: string },
	reference: WooReference,
): boolean =>
	new RegExp(`^(${country}-?)?[A-Z0-9]{1,3}$`).test(state) ||
	isOwnCode(country, state) ||
	knownStates(country, reference).includes(state);

const knownStates = (country: string, reference: WooReference): readonly string[] =>
	[
		...reference.taxRates.filter((rate) => rate.country === country).map((rate) => rate.state),
		...[
			option(reference, 'woocommerce_default_country'),
			...reference.shippingZones.flatMap((zone) => zone.places.map((place) => place.replace(/^state:/, ''))),
		].flatMap((place) => (place.startsWith(`${country}:`) ? [place.slice(country.length + 1)] : [])),
	].filter((code) => code !== '');
