import type { SourceFinding } from '../incomingOrder.js';
import { addressSchema, customerOrderSchema, customerSchema, lineSchema } from '../customerOrder.js';
import { isEmpty, isRecord, own } from '../values/reading.js';
import { namesDelivery } from './columnNames.js';

type Json = Readonly<Record<string, unknown>>;

const keysOf = (...shapes: readonly object[]): ReadonlySet<string> => new Set(shapes.flatMap(Object.keys));

const orderKeys = keysOf(customerOrderSchema.shape, { supplier: true, cancelled: true, delivered: true });
const addressKeys = keysOf(addressSchema.shape, { name: true });
/** Parts of an order that are objects with fields of their own. */
const { shipping, discounts, payment, totals } = customerOrderSchema.shape;
const shippingKeys = keysOf(shipping.unwrap().shape);
const discountKeys = keysOf(discounts.unwrap().element.shape);
const partKeys = {
	customer: keysOf(customerSchema.shape),
	billTo: addressKeys,
	shipTo: addressKeys,
	shipping: shippingKeys,
	payment: keysOf(payment.unwrap().shape),
	totals: keysOf(totals.unwrap().shape),
};
const lineKeys = keysOf(lineSchema.shape, { discountPercent: true });

/** Adds the names of fields of order JSON that hold something and that nobody reads. */
export function noteUnread(order: Json, unread: Set<string>): void {
	note(order, orderKeys, '', unread);
	for (const [part, keys] of Object.entries(partKeys)) {
		const value = own(order, part);
		if (isRecord(value)) note(value, keys, `${part}.`, unread);
	}
	for (const [list, keys] of [['lines', lineKeys] as const, ['discounts', discountKeys] as const]) {
		const entries = own(order, list);
		if (Array.isArray(entries))
			for (const entry of entries) if (isRecord(entry)) note(entry, keys, `${list}.`, unread);
	}
}

/** Charges and discounts without an amount, which may have it under another name: as nothing they would change the order. */
export function withoutAmount(order: Json): readonly SourceFinding[] {
	const missing = (field: string): SourceFinding => ({
		code: 'order.field.invalid',
		field,
		what: 'it is missing',
	});
	const isMissing = (part: unknown): part is Json => isRecord(part) && isEmpty(own(part, 'amount'));
	const charge = own(order, 'shipping');
	const otherwise = (part: Json) =>
		Object.keys(part).some((key) => !shippingKeys.has(key) && !isEmpty(part[key]));
	const discounts = own(order, 'discounts');
	return [
		...(isMissing(charge) && otherwise(charge) ? [missing('shipping.amount')] : []),
		...(Array.isArray(discounts) ? discounts : []).flatMap((discount: unknown, index) =>
			isMissing(discount) ? [missing(`discounts.${index}.amount`)] : [],
		),
	];
}

function note(value: Json, known: ReadonlySet<string>, prefix: string, unread: Set<string>): void {
	for (const key of Object.keys(value)) if (!known.has(key) && !isEmpty(value[key])) unread.add(prefix + key);
}

const placeKeys = ['street', 'address', 'address1', 'city', 'zip', 'postalCode', 'postcode', 'town'];

/** The name of a part that seems to be the delivery address: of such a one under another name than shipTo nobody would know. */
export const deliveryElsewhere = (order: Json): string | undefined =>
	Object.keys(order).find((key) => {
		if (orderKeys.has(key)) return false;
		const value = own(order, key);
		if (!isRecord(value)) return typeof value === 'string' && !isEmpty(value) && namesDelivery(key);
		return isDelivery.test(key) && placeKeys.some((name) => !isEmpty(own(value, name)));
	});

const isDelivery = /ship|deliver|liefer|versand|recipient|empf/i;
