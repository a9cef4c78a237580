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
export function* documentsIn(value: unknown, supplier?: unknown, depth = 0): Generator<Document, void> {
	if (Array.isArray(value) && value.length > 0 && depth <= deepest) {
		for (const each of value) yield* documentsIn(each, supplier, depth + 1);
		return;
	}
	const inner = depth <= deepest && isRecord(value) ? wrapped(value, supplier) : undefined;
	if (inner) yield* documentsIn(inner.value, inner.supplier, depth + 1);
	else yield { value, ...(supplier !== undefined && { supplier }) };
}

/** What an item that is no order itself holds. */
function wrapped(value: Readonly<Record<string, unknown>>, supplier: unknown): Document | undefined {
	if (own(value, 'lines') !== undefined || own(value, 'line_items') !== undefined) return undefined;
	const named = own(value, 'supplier') ?? supplier;
	const batch = own(value, 'supplierOrder');
	if (isRecord(batch) && Array.isArray(own(batch, 'customerOrders')))
		return { value: own(batch, 'customerOrders'), supplier: own(batch, 'supplier') ?? named };
	if (own(value, 'customerOrder') !== undefined)
		return { value: own(value, 'customerOrder'), supplier: named };
	for (const key of ['body', 'order'])
		if (isRecord(own(value, key))) return { value: own(value, key), supplier: named };
	for (const key of ['body', 'orders']) {
		const list = own(value, key);
		if (Array.isArray(list) && list.length > 0 && list.every(isRecord))
			return { value: list, supplier: named };
	}
	return undefined;
}
