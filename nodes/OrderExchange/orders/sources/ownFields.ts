import { addressSchema, customerOrderSchema, customerSchema, lineSchema } from '../customerOrder.js';
import { isEmpty, isRecord, own } from '../values/reading.js';
import { namesDelivery } from './columnNames.js';

type Json = Readonly<Record<string, unknown>>;

const keysOf = (...shapes: readonly object[]): ReadonlySet<string> => new Set(shapes.flatMap(Object.keys));

const orderKeys = keysOf(customerOrderSchema.shape, { supplier: true, cancelled: true, delivered: true });
const addressKeys = keysOf(addressSchema.shape, { name: true });
/** Parts of an order that are objects with fields of their own. */
const partKeys = { customer: keysOf(customerSchema.shape), billTo: addressKeys, shipTo: addressKeys };
const lineKeys = keysOf(lineSchema.shape, { discountPercent: true });

/** Adds the names of fields of order JSON that hold something and that nobody reads. */
export function noteUnread(order: Json, unread: Set<string>): void {
	note(order, orderKeys, '', unread);
	for (const [part, keys] of Object.entries(partKeys)) {
		const value = own(order, part);
		if (isRecord(value)) note(value, keys, `${part}.`, unread);
	}
	const lines = own(order, 'lines');
	if (Array.isArray(lines))
		for (const line of lines) if (isRecord(line)) note(line, lineKeys, 'lines.', unread);
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
