import type { INodeExecutionData } from 'n8n-workflow';
import { outputItem } from '../../n8n/items.js';
import type { SupplierOrder } from '../../orders/supplierOrder.js';
import { withOnly } from '../../orders/supplierOrderTotals.js';
import type { Problem } from '../../problems/problem.js';
import type { PushOutcome } from '../../exchange/pushOutcome.js';

/** The node's three outputs: Pushed, Refused, Retry Later. */
export interface PushOutputs {
	readonly pushed: INodeExecutionData[];
	readonly refused: INodeExecutionData[];
	readonly retryLater: INodeExecutionData[];
}

export const noOutputs = (): PushOutputs => ({ pushed: [], refused: [], retryLater: [] });

/** Sorts the outcome of one supplier order into items; each customer order appears in exactly one of them. */
export function addOutcome(
	outputs: PushOutputs,
	item: number,
	supplierOrder: SupplierOrder,
	outcome: PushOutcome,
	warnings: readonly Problem[] = [],
): void {
	const settled = new Set(outcome.receipts.map(({ order }) => order));
	if (outcome.receipts.length > 0)
		outputs.pushed.push(
			outputItem(
				{
					supplierOrder: withOnly(
						supplierOrder,
						supplierOrder.customerOrders.filter(({ number }) => settled.has(number)),
					),
					receipts: outcome.receipts,
					...(warnings.length > 0 && { warnings }),
				},
				item,
			),
		);
	for (const { customerOrder, problems } of outcome.refused)
		outputs.refused.push(outputItem({ customerOrder, supplier: supplierOrder.supplier, problems }, item));
	if (outcome.retryLater.length > 0)
		outputs.retryLater.push(
			outputItem(
				{
					supplierOrder: withOnly(
						supplierOrder,
						outcome.retryLater.map(({ customerOrder }) => customerOrder),
					),
					problems: outcome.retryLater.flatMap(({ problems }) => problems),
				},
				item,
			),
		);
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
