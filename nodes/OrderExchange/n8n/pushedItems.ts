import type { INodeExecutionData } from 'n8n-workflow';
import { receiptSchema, type Receipt } from '../exchange/receipts/receipt.js';
import type { SupplierOrder } from '../orders/supplierOrder.js';
import { problem, type Problem } from '../problems/problem.js';
import { each, type Steps } from '../time/inSlices.js';
import { readSupplierOrders, type ReceivedSupplierOrder, type UnreadableItem } from './supplierOrders.js';

/** A supplier order with what Push knows of its orders. */
export interface PushedItem extends ReceivedSupplierOrder {
	readonly receipts: readonly Receipt[];
}

/**
 * Reads `supplierOrder` and `receipts` from each item, as Push's Pushed output gives them. Every item ends in
 * exactly one of the two lists; nothing is thrown.
 */
export function* readPushedItems(items: readonly INodeExecutionData[]): Steps<{
	readonly read: readonly PushedItem[];
	readonly unreadable: readonly UnreadableItem[];
}> {
	const orders = yield* readSupplierOrders(items);
	const read: PushedItem[] = [];
	const unreadable: UnreadableItem[] = [...orders.unreadable];
	for (const { item, supplierOrder } of orders.read) {
		const json = items[item]?.json ?? {};
		const { receipts, problems } = yield* readReceipts(json['receipts'], supplierOrder);
		if (problems.length > 0) unreadable.push({ item, json, problems });
		else read.push({ item, supplierOrder, receipts });
	}
	return { read, unreadable };
}

interface ReadReceipts {
	readonly receipts: readonly Receipt[];
	readonly problems: readonly Problem[];
}

function* readReceipts(value: unknown, { customerOrders }: SupplierOrder): Steps<ReadReceipts> {
	if (!Array.isArray(value) || value.length === 0)
		return { receipts: [], problems: [problem('mail.receipts.missing')] };
	const numbers = new Set(customerOrders.map(({ number }) => number));
	const receipts: Receipt[] = [];
	const invalid: Problem[] = [];
	const strangers: Problem[] = [];
	yield* each(value, (one: unknown, index) => {
		const parsed = receiptSchema.safeParse(one);
		if (!parsed.success) {
			for (const { path, message } of parsed.error.issues) {
				const field = ['receipts', index, ...path].map(String).join('.');
				invalid.push(problem('mail.receipts.invalid', { field }, { field, what: message }));
			}
			return;
		}
		const { order } = parsed.data;
		if (!numbers.has(order)) strangers.push(problem('mail.receipts.unknownOrder', { order }, { order }));
		receipts.push(parsed.data);
	});
	return { receipts, problems: invalid.length > 0 ? invalid : strangers };
}
