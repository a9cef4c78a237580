import type { INodeExecutionData } from 'n8n-workflow';
import { outputItem } from '../../n8n/items.js';
import type { UnreadableItem } from '../../n8n/supplierOrders.js';
import type { SupplierOrder } from '../../orders/supplierOrder.js';
import { withOnly } from '../../orders/supplierOrderTotals.js';
import type { Problem } from '../../problems/problem.js';
import type { Steps } from '../../time/inSlices.js';
import type { PushOutcome } from '../../exchange/push/pushOutcome.js';

/** The node's three outputs: Pushed, Refused, Retry Later. */
export interface PushOutputs {
	readonly pushed: INodeExecutionData[];
	readonly refused: INodeExecutionData[];
	readonly retryLater: INodeExecutionData[];
}

/** Nothing came out yet. */
export const noOutputs = (): PushOutputs => ({ pushed: [], refused: [], retryLater: [] });

/** An item that could not be worked on, as it came in, with what is wrong. */
export const asItCameIn = ({ item, json, problems }: UnreadableItem): INodeExecutionData =>
	outputItem({ ...json, problems }, item);

/** Sorts the outcome of one supplier order into items; each customer order appears in exactly one of them. */
export function* addOutcome(
	outputs: PushOutputs,
	item: number,
	supplierOrder: SupplierOrder,
	{ receipts, refused, retryLater }: PushOutcome,
	warnings: readonly Problem[] = [],
): Steps<void> {
	if (receipts.length > 0) {
		const settled = new Set(receipts.map(({ order }) => order));
		// another order may have the number of one that went through
		const undone = new Set([...refused, ...retryLater].map(({ customerOrder }) => customerOrder));
		const orders = supplierOrder.customerOrders.filter(
			(order) => settled.has(order.number) && !undone.has(order),
		);
		const pushed = yield* withOnly(supplierOrder, orders);
		const content = { supplierOrder: pushed, receipts, ...(warnings.length > 0 && { warnings }) };
		outputs.pushed.push(outputItem(content, item));
	}
	for (const { customerOrder, problems } of refused)
		outputs.refused.push(outputItem({ customerOrder, supplier: supplierOrder.supplier, problems }, item));
	if (retryLater.length > 0) {
		const orders = retryLater.map(({ customerOrder }) => customerOrder);
		const left = yield* withOnly(supplierOrder, orders);
		const problems = retryLater.flatMap((one) => one.problems);
		outputs.retryLater.push(outputItem({ supplierOrder: left, problems }, item));
	}
}

/** Nothing could be done: all of it can be sent again as it is. */
export const allLater = (supplierOrder: SupplierOrder, problems: readonly Problem[]): PushOutcome => ({
	receipts: [],
	refused: [],
	retryLater: supplierOrder.customerOrders.map((customerOrder) => ({
		customerOrder,
		problems: problems.map((found) => ({ ...found, order: customerOrder.number })),
	})),
});

/** A supplier that could not be worked with: Refused where only a person can help, else Retry Later. */
export const allUndone = (
	supplierOrder: SupplierOrder,
	{ problems, forGood }: { readonly problems: readonly Problem[]; readonly forGood: boolean },
): PushOutcome => {
	const later = allLater(supplierOrder, problems);
	return forGood ? { ...later, refused: later.retryLater, retryLater: [] } : later;
};
