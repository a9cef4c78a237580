import { createHash } from 'node:crypto';
import type { Distributor, Supplier, SupplierCustomerOrder } from './supplierOrder.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Identity of "this customer order at this supplier from this distributor": 64 hex digits, the same for ever.
 * The parts are joined as JSON, so that no two different triples give the same text.
 */
export const exchangeKey = (
	distributor: Pick<Distributor, 'code'>,
	supplier: Pick<Supplier, 'code'>,
	orderNumber: string,
): string => sha256(JSON.stringify(['order', distributor.code, supplier.code, orderNumber]));

const sorted = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map(sorted)
		: value !== null && typeof value === 'object'
			? Object.fromEntries(
					Object.entries(value)
						.filter(([, inner]) => inner !== undefined)
						.sort(([a], [b]) => (a < b ? -1 : 1))
						.map(([key, inner]) => [key, sorted(inner)]),
				)
			: value;

/** Hash of all that an order says, whatever the order of its JSON keys: tells a change from a repeat. */
export const contentHash = (order: SupplierCustomerOrder): string => sha256(JSON.stringify(sorted(order)));
