import { decimal, type Decimal } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { PlanInput, Shop } from '../platform.js';
import { bookCustomer, zoneOf, type BookedCustomer } from './customer.js';
import type { ModifiedFacts } from './facts.js';
import { languageOf } from './methods.js';
import { offersOf } from './ownTables.js';
import type { PriceRules } from './prices.js';
import { pricePrecision, setting, text } from './reference.js';
import type { Currency, Group, Language, ModifiedReference } from './reference.js';
import { taxOf, taxStated, type Tax } from './tax.js';

/** The tax of goods or shipping, and the percentage that the order's gross amounts hold, taxed or not. */
export interface SaleTax {
	readonly charged: Tax;
	readonly inGross: Decimal;
}

/** What the shop sells an order under: to whom, in which money and language, by which prices and taxes. */
export interface Sale {
	readonly currency: Currency;
	readonly language: Language;
	readonly customer: BookedCustomer;
	readonly group: Group;
	readonly destinationId: string;
	/** The delivery stays in the shop's own country. */
	readonly home: boolean;
	/** Whether this customer is charged tax on a delivery there. */
	readonly taxed: boolean;
	readonly localNow: string;
	readonly prices: PriceRules;
	/** `stated`: the percentage that the order names; without one the shop's own counts. */
	taxFor(stated: string | undefined, taxClass: string): SaleTax;
}

/** Finds the terms of an order and tells `refuse` what the shop would not sell; undefined where too little of them is known. */
export function saleOf(
	input: PlanInput,
	shop: Shop<ModifiedReference, ModifiedFacts>,
	refuse: (found: Problem) => void,
): Sale | undefined {
	const { order } = input;
	const { reference, facts, settings, found } = shop;
	const currency = reference.currencies.get(order.currency);
	if (!currency) {
		const place = { order: order.number, field: 'currency', value: order.currency };
		refuse(problem('shop.currency.unknown', place, { currency: order.currency }));
	}
	const shipTo = order.shipTo ?? order.billTo;
	for (const [field, address] of [['billTo', order.billTo] as const, ['shipTo', shipTo] as const]) {
		if (field === 'shipTo' && !order.shipTo) continue;
		if (reference.countries.get(address.country)?.sold !== true) {
			const place = { order: order.number, field: `${field}.country`, value: address.country };
			refuse(problem('shop.country.notSold', place, { country: address.country }));
		}
	}
	const localNow = reference.clock(shop.now);
	const customer = bookCustomer(input, shop, localNow);
	const group = reference.groups.get(customer.groupId);
	const destination = reference.countries.get(shipTo.country);
	if (currency && destination && !group)
		// a group that an account names and the shop no longer has cannot be sold to
		refuse(problem('shop.customer.groupUnknown', { order: order.number, field: 'customer.email' }));
	if (!currency || !destination || !group) return undefined;

	if (!facts.offers.has(group.id)) {
		const table = found.prefix + offersOf(group.id);
		refuse(problem('shop.modified.groupPrices', { order: order.number }, { group: group.id, table }));
	}
	const language = languageOf(order.customer.language, settings.language, reference);
	const home = destination.id === setting(reference, 'STORE_COUNTRY');
	const taxed = group.showsTax || group.addsTax || home;
	const place = {
		countryId: destination.id,
		zoneId: text(zoneOf(shipTo, destination, facts.zones) ?? {}, 'zone_id') || '0',
	};
	return {
		currency,
		language,
		customer,
		group,
		destinationId: destination.id,
		home,
		taxed,
		localNow,
		prices: {
			group,
			currency,
			precision: pricePrecision(reference),
			prices: order.prices,
			now: localNow,
		},
		taxFor: (stated, taxClass) => {
			const found =
				stated === undefined
					? taxOf(reference, taxClass, place, language.code)
					: taxStated(reference, stated, taxClass, place, language.code);
			return { charged: taxed ? found : { rate: decimal(0), name: found.name }, inGross: found.rate };
		},
	};
}
