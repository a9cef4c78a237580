import type { PlanInput, ShopSettings } from '../platform.js';
import type { ShippingItem } from './items.js';
import { destinationOf, type Addresses } from './addresses.js';
import type { ShippingMethod, WooReference } from './reference.js';
import { orderStatusOf } from './statuses.js';
import { methodsAt } from './zones.js';

export interface PaymentMethod {
	readonly code: string;
	readonly title: string;
	/** With `wc-`, as the order row has it. */
	readonly status: string;
	/** What the gateway itself says in the note about the status; may be empty. */
	readonly remark: string;
	readonly paid: boolean;
}

/** What WooCommerce's offline gateways do with a new order. */
const offline: Readonly<Record<string, { readonly status: string; readonly remark: string }>> = {
	bacs: { status: 'wc-on-hold', remark: 'Awaiting BACS payment. ' },
	cheque: { status: 'wc-on-hold', remark: 'Awaiting check payment. ' },
	cod: { status: 'wc-processing', remark: 'Payment to be made upon delivery. ' },
};

/** What of an order decides how far the shop takes it at once. */
interface Placed {
	/** Nothing is to be paid. */
	readonly free: boolean;
	/** Something of it is a file, which nobody gets before it is paid. */
	readonly downloads: boolean;
}

/** The order's payment method where the shop has it, the setting's, the order's all the same, or the shop's first. */
export function paymentOf(
	{ order }: PlanInput,
	settings: ShopSettings,
	reference: WooReference,
	{ free, downloads }: Placed,
): PaymentMethod {
	const has = (code: string | undefined) => reference.gateways.some((one) => one.code === code);
	const stated = choiceOf(order.payment, settings.payment, has);
	const named = stated.code !== undefined || stated.title !== undefined;
	const gateway = reference.gateways.find((one) =>
		named ? one.code === stated.code : one.enabled && one.title !== undefined,
	);
	const code = gateway?.code ?? stated.code ?? 'other';
	const rule = free ? undefined : offline[code];
	const usual = code === 'cod' && downloads && !free ? 'wc-on-hold' : rule?.status;
	const status = orderStatusOf(settings, reference) ?? usual ?? 'wc-processing';
	return {
		code,
		title: gateway?.title ?? stated.title ?? code,
		status,
		remark: rule?.remark ?? '',
		// Whatever the gateway, an order that may be processed counts as paid; cash on delivery only when completed.
		paid: status === 'wc-completed' || (status === 'wc-processing' && (code !== 'cod' || free)),
	};
}

/** The shipping method, found like that of payment, with the shop's title; its zone's first method where none is named. */
export function shippingOf(
	{ order }: PlanInput,
	{ shipping: shipTo }: Addresses,
	settings: ShopSettings,
	reference: WooReference,
): (ShippingItem & { readonly taxable: boolean }) | undefined {
	if (order.shipping === undefined) return undefined;
	const fitting = methodsAt(destinationOf(shipTo), reference);
	const byCode = (code: string | undefined) =>
		[...fitting, ...reference.shippingMethods].find((one) => isMethod(one, code ?? ''));
	const stated = choiceOf(order.shipping, settings.shipping, (code) => byCode(code) !== undefined);
	const method =
		stated.code === undefined
			? stated.title === undefined
				? fitting[0]
				: fitting.find((one) => one.title === stated.title)
			: byCode(stated.code);
	if (method !== undefined) return method;
	const [code = '', instance = '0'] = (stated.code ?? '').split(':');
	return { method: code || 'other', instance, title: stated.title ?? (code || 'Shipping'), taxable: true };
}

interface Choice {
	readonly code?: string | undefined;
	readonly title?: string | undefined;
}

/** A code that the shop does not know, e.g. of the software that the order comes from, gives way to the node's choice. */
const choiceOf = (
	stated: Choice | undefined,
	setting: Choice | undefined,
	has: (code: string | undefined) => boolean,
): Choice =>
	setting === undefined || has(stated?.code) ? (stated ?? {}) : { title: stated?.title, ...setting };

/** `flat_rate:1` names one method of a zone, `flat_rate` any of that kind. */
const isMethod = (method: ShippingMethod, code: string): boolean =>
	code === `${method.method}:${method.instance}` || code === method.method;
