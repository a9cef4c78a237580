import type { ShopChoice, ShopChoices } from '../platform.js';
import { installed, isOff, languageOf, methodOf } from './methods.js';
import { text, type ModifiedReference } from './reference.js';
import { titlesIn } from './titles.js';

/** What the node's drop-downs offer; the software knows one store only, and titles of payment modules are in its files. */
export function choices(reference: ModifiedReference): ShopChoices {
	const language = languageOf(undefined, undefined, reference);
	const titles = titlesIn(language.code).shipping;
	return {
		stores: [],
		languages: reference.languages.map(({ code, name }) => ({ value: code, name: `${name} (${code})` })),
		orderStatuses: reference.statuses
			.filter((row) => row['language_id'] === language.id)
			.map((row) => ({ value: text(row, 'orders_status_id'), name: text(row, 'orders_status_name') })),
		paymentMethods: installed(reference, 'PAYMENT').map((code) =>
			offered('PAYMENT', code, { value: code, name: code }, reference),
		),
		shippingMethods: installed(reference, 'SHIPPING').map((code) => {
			const value = methodOf(undefined, code, reference);
			return offered('SHIPPING', code, { value, name: `${titles[code] ?? code} (${value})` }, reference);
		}),
	};
}

/** A module that is installed and switched off may still be agreed with the distributor. */
const offered = (
	kind: 'PAYMENT' | 'SHIPPING',
	code: string,
	choice: ShopChoice,
	reference: ModifiedReference,
): ShopChoice =>
	isOff(reference, kind, code) ? { ...choice, name: `${choice.name}, switched off` } : choice;
