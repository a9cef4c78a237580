import { hash } from 'node:crypto';
import type { Distributor, Supplier, SupplierCustomerOrder } from './supplierOrder.js';

const sha256 = (text: string): string => hash('sha256', text);

/**
 * Identity of "this customer order at this supplier from this distributor": 64 hex digits, the same for ever.
 * The parts are joined as JSON, so that no two different triples give the same text.
 */
export const exchangeKey = (
	distributor: Pick<Distributor, 'code'>,
	supplier: Pick<Supplier, 'code'>,
	orderNumber: string,
): string => sha256(JSON.stringify(['order', distributor.code, supplier.code, orderNumber]));

/** The same with the keys of each object sorted, and without those that have no value. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== 'object') return value;
	const fields = value as Readonly<Record<string, unknown>>;
	const inOrder: Record<string, unknown> = {};
	for (const key of Object.keys(fields).sort()) inOrder[key] = sorted(fields[key]);
	return inOrder;
}

/** Hash of all that an order says, whatever the order of its JSON keys: tells a change from a repeat. */
export const contentHash = (order: SupplierCustomerOrder): string => sha256(JSON.stringify(sorted(order)));
