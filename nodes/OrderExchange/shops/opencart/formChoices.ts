import type { ShopChoice, ShopChoices } from '../platform.js';
import { languageOf } from './choices.js';
import type { Dialect } from './dialect.js';
import { titleOf } from './methods.js';
import { setting, type OpenCartReference } from './reference.js';

/** What the node's drop-downs offer: by id where the shop counts, by code where it names. */
export function choices(reference: OpenCartReference, dialect: Dialect): ShopChoices {
	const language = languageOf([], reference, '0');
	return {
		stores: [
			{ value: '0', name: setting(reference, 'config_name') || 'Main store' },
			...reference.stores.map((row) => ({ value: row.store_id ?? '', name: row.name ?? '' })),
		],
		languages: reference.languages
			.filter(({ status }) => status === '1')
			.map((row) => ({ value: row.code ?? '', name: `${row.name} (${row.code})` })),
		orderStatuses: reference.statuses
			.filter((row) => row.language_id === language.language_id)
			.map((row) => ({ value: row.order_status_id ?? '', name: row.name ?? '' })),
		paymentMethods: methods('payment', reference, language.code ?? '', dialect),
		shippingMethods: methods('shipping', reference, language.code ?? '', dialect),
	};
}

/** Every installed method; one that is switched off may still be agreed with the distributor. */
function methods(
	type: 'payment' | 'shipping',
	reference: OpenCartReference,
	language: string,
	dialect: Dialect,
): readonly ShopChoice[] {
	return reference.extensions
		.filter((row) => row.type === type)
		.map(({ code }) => {
			const method = { code: `${code}.${code}`, extension: code ?? '', title: code ?? '' };
			const value = (type === 'payment' ? dialect.asPayment(method) : method).code;
			const off = setting(reference, `${type}_${code}_status`) !== '1';
			return {
				value,
				name: `${titleOf(method.code, language) ?? code} (${value})${off ? ', switched off' : ''}`,
			};
		});
}
