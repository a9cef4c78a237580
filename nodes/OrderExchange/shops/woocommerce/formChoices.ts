import type { ShopChoices } from '../platform.js';
import type { WooReference } from './reference.js';
import { statusesOf, statusName } from './statuses.js';

/** What the node's drop-downs offer; a WooCommerce is one store, and its orders carry no language. */
export const choices = (reference: WooReference): ShopChoices => ({
	stores: [],
	languages: [],
	orderStatuses: statusesOf(reference).map((value) => ({ value, name: statusName(value) })),
	paymentMethods: reference.gateways.map(({ code, title, enabled }) => ({
		value: code,
		name: `${title ?? code} (${code})${off(enabled)}`,
	})),
	shippingMethods: reference.shippingMethods.map(({ method, instance, title, enabled, zoneName }) => ({
		value: `${method}:${instance}`,
		name: `${zoneName ? `${zoneName}: ` : ''}${title} (${method}:${instance})${off(enabled)}`,
	})),
});

/** A method that is switched off may still be agreed with the distributor. */
const off = (enabled: boolean): string => (enabled ? '' : ', switched off');
