import { isRecord, own } from '../values/reading.js';

/** An order document and the supplier that the item around it names. */
export interface Document {
	readonly value: unknown;
	readonly supplier?: unknown;
}

const deepest = 4;

/**
 * Finds the order documents in an item: the item itself, a webhook's `body`, lists under `orders`, and what
 * our own outputs give: `customerOrder` (Rejected, Refused) or `supplierOrder` (Ready, Retry Later).
 */
export function documentsIn(value: unknown, supplier?: unknown, depth = 0): readonly Document[] {
	const here = [{ value, ...(supplier !== undefined && { supplier }) }];
	if (depth > deepest) return here;
	if (Array.isArray(value)) {
		const inside = value.flatMap((each: unknown) => documentsIn(each, supplier, depth + 1));
		return inside.length > 0 ? inside : here;
	}
	if (!isRecord(value) || own(value, 'lines') !== undefined || own(value, 'line_items') !== undefined)
		return here;
	const named = own(value, 'supplier') ?? supplier;
	const batch = own(value, 'supplierOrder');
	if (isRecord(batch) && Array.isArray(own(batch, 'customerOrders')))
		return documentsIn(own(batch, 'customerOrders'), own(batch, 'supplier') ?? named, depth + 1);
	if (own(value, 'customerOrder') !== undefined)
		return documentsIn(own(value, 'customerOrder'), named, depth + 1);
	for (const key of ['body', 'order'])
		if (isRecord(own(value, key))) return documentsIn(own(value, key), named, depth + 1);
	for (const key of ['body', 'orders']) {
		const list = own(value, key);
		if (Array.isArray(list) && list.length > 0 && list.every(isRecord))
			return documentsIn(list, named, depth + 1);
	}
	return here;
}
