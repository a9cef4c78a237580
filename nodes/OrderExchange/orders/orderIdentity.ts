import { hash } from 'node:crypto';
import { canonicalJson } from './canonicalJson.js';
import {
	supplierCustomerOrderSchema,
	type Distributor,
	type Supplier,
	type SupplierCustomerOrder,
} from './supplierOrder.js';

const sha256 = (text: string): string => hash('sha256', text);

/** Suppliers' codes are compared without case and outer blanks. */
export const foldedCode = (code: string): string => code.trim().toLowerCase();

/**
 * Identity of "this customer order at this supplier from this distributor": 64 hex digits, the same for ever. The case of a
 * supplier's code does not count, as it does not in a Supplier Directory. The parts are joined as JSON, so that no two different triples give the same text.
 */
export const exchangeKey = (
	distributor: Pick<Distributor, 'code'>,
	supplier: Pick<Supplier, 'code'>,
	orderNumber: string,
): string => sha256(JSON.stringify(['order', distributor.code, foldedCode(supplier.code), orderNumber]));

const written = canonicalJson(supplierCustomerOrderSchema);

/** Hash of all that an order says, whatever the order of its JSON keys: tells a change from a repeat. */
export const contentHash = (order: SupplierCustomerOrder): string => sha256(written(order));
