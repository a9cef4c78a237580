import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';
import { receiptSchema, type Receipt } from '../exchange/receipt.js';
import { problem } from '../problems/problem.js';
import { readSupplierOrders, type ReceivedSupplierOrder, type UnreadableItem } from './supplierOrders.js';

/** A supplier order with what Push knows of its orders. */
export interface PushedItem extends ReceivedSupplierOrder {
	readonly receipts: readonly Receipt[];
}

const receiptsSchema = z.array(receiptSchema).min(1);

/**
 * Reads `supplierOrder` and `receipts` from each item, as Push's Pushed output gives them. Every item ends in
 * exactly one of the two lists; nothing is thrown.
 */
export function readPushedItems(items: readonly INodeExecutionData[]): {
	readonly read: readonly PushedItem[];
	readonly unreadable: readonly UnreadableItem[];
} {
	const orders = readSupplierOrders(items);
	const read: PushedItem[] = [];
	const unreadable: UnreadableItem[] = [...orders.unreadable];
	for (const { item, supplierOrder } of orders.read) {
		const json = items[item]?.json ?? {};
		const refuse = (...problems: UnreadableItem['problems']) => unreadable.push({ item, json, problems });
		const value: unknown = json['receipts'];
		if (!Array.isArray(value) || value.length === 0) {
			refuse(problem('mail.receipts.missing'));
			continue;
		}
		const parsed = receiptsSchema.safeParse(value);
		if (!parsed.success) {
			refuse(
				...parsed.error.issues.map(({ path, message }) => {
					const field = ['receipts', ...path].map(String).join('.');
					return problem('mail.receipts.invalid', { field }, { field, what: message });
				}),
			);
			continue;
		}
		const numbers = new Set(supplierOrder.customerOrders.map(({ number }) => number));
		const strangers = parsed.data.filter(({ order }) => !numbers.has(order));
		if (strangers.length > 0)
			refuse(...strangers.map(({ order }) => problem('mail.receipts.unknownOrder', { order }, { order })));
		else read.push({ item, supplierOrder, receipts: parsed.data });
	}
	return { read, unreadable };
}
