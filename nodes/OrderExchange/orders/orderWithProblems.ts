import type { SupplierCustomerOrder } from './supplierOrder.js';
import type { Problem } from '../problems/problem.js';

/** A customer order that was not sent, or not well, and why. */
export interface OrderWithProblems {
	readonly customerOrder: SupplierCustomerOrder;
	readonly problems: readonly Problem[];
}
