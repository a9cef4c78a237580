import type { INodeExecutionData } from 'n8n-workflow';
import { asItIs } from '../orders/asItIs.js';
import {
	supplierCustomerOrderSchema,
	supplierOrderSchema,
	type SupplierOrder,
} from '../orders/supplierOrder.js';
import { problem, type Problem } from '../problems/problem.js';
import { each, type Steps } from '../time/inSlices.js';

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
export function* readSupplierOrders(items: readonly INodeExecutionData[]): Steps<{
	readonly read: readonly ReceivedSupplierOrder[];
	readonly unreadable: readonly UnreadableItem[];
}> {
	const read: ReceivedSupplierOrder[] = [];
	const unreadable: UnreadableItem[] = [];
	for (const [item, { json }] of items.entries()) {
		yield;
		const value: unknown = json['supplierOrder'];
		if (value === undefined || value === null) {
			unreadable.push({ item, json, problems: [problem('node.noSupplierOrder')] });
			continue;
		}
		const parsed = (yield* isAsDocumented(value))
			? ({ success: true, data: value as SupplierOrder } as const)
			: supplierOrderSchema.safeParse(value);
		if (parsed.success) read.push({ item, supplierOrder: parsed.data });
		else {
			const problems = parsed.error.issues.map((issue) => {
				const field = ['supplierOrder', ...issue.path].map(String).join('.');
				return problem('node.supplierOrderInvalid', { field }, { field, what: lowered(issue.message) });
			});
			unreadable.push({ item, json, problems });
		}
	}
	return { read, unreadable };
}

const isOrder = asItIs(supplierCustomerOrderSchema);
const isFrame = asItIs(supplierOrderSchema.omit({ customerOrders: true }));

/** Whether zod would accept the value and give it back as it is, in steps: an item may bring thousands of orders. */
function* isAsDocumented(value: unknown): Steps<boolean> {
	if (typeof value !== 'object' || value === null) return false;
	const { customerOrders, ...frame } = value as { readonly customerOrders?: unknown };
	if (!Array.isArray(customerOrders) || customerOrders.length === 0 || !isFrame(frame)) return false;
	return (yield* each(customerOrders, isOrder)).every(Boolean);
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
