import type { INodeExecutionData } from 'n8n-workflow';
import { supplierOrderSchema, type SupplierOrder } from '../orders/supplierOrder.js';
import { problem, type Problem } from '../problems/problem.js';

/** A supplier order and the input item that brought it. */
export interface ReceivedSupplierOrder {
	readonly item: number;
	readonly supplierOrder: SupplierOrder;
}

/** An item that brought none, as it came in. */
export interface UnreadableItem {
	readonly item: number;
	readonly json: INodeExecutionData['json'];
	readonly problems: readonly Problem[];
}

/**
 * Reads `supplierOrder` from each item, as Prepare's Ready output gives it. Every item ends in exactly one
 * of the two lists, in input order; nothing is thrown.
 */
export function readSupplierOrders(items: readonly INodeExecutionData[]): {
	readonly read: readonly ReceivedSupplierOrder[];
	readonly unreadable: readonly UnreadableItem[];
} {
	const read: ReceivedSupplierOrder[] = [];
	const unreadable: UnreadableItem[] = [];
	items.forEach(({ json }, item) => {
		const value: unknown = json['supplierOrder'];
		if (value === undefined || value === null) {
			unreadable.push({ item, json, problems: [problem('node.noSupplierOrder')] });
			return;
		}
		const parsed = supplierOrderSchema.safeParse(value);
		if (parsed.success) read.push({ item, supplierOrder: parsed.data });
		else {
			const problems = parsed.error.issues.map((issue) => {
				const field = ['supplierOrder', ...issue.path].map(String).join('.');
				return problem('node.supplierOrderInvalid', { field }, { field, what: lowered(issue.message) });
			});
			unreadable.push({ item, json, problems });
		}
	});
	return { read, unreadable };
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
