import type { ReadRows } from '../database/read.js';
import { contentHash } from '../orders/orderIdentity.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';
import type { PlanInput } from '../shops/platform.js';
import { each, inSlices } from '../time/inSlices.js';
import { contentSummary } from './log/contentSummary.js';
import type { LogEntry } from './log/exchangeLog.js';
import { readLooks } from './looks.js';
import type { OpenShop } from './openShop.js';
import type { OrderStates } from './orderStates.js';
import type { OrderWithProblems } from './orderWithProblems.js';
import type { ReadBack } from './rows/readBack.js';
import { orderKeyOf, versionOf } from './versions.js';
import { planner, type BatchPlan, type PlannedOrder } from './planBatch.js';

/** Orders that were written just now, or as good as: taken back, for a rehearsal. */
export interface WrittenOrders {
	readonly written: readonly { readonly planned: PlannedOrder; readonly shopOrderId: string }[];
	/** What to read of `written` after the commit, and how to compare it. */
	readonly readBack?: ReadBack;
	/** A rehearsal's orders as the shop showed them before they were taken back. */
	readonly rehearsed: OrderStates;
}

/** What became of the orders of a batch that the log did not know. */
export interface FreshOutcome extends WrittenOrders {
	readonly refused: readonly OrderWithProblems[];
}

/** Another worker changed what the orders were claimed for; the batch starts again. */
export class FactsChanged extends Error {
	readonly code = 'FACTS_CHANGED';
}

/** Plans the orders from what `looksFor` them read. */
export const planFrom = (
	shop: OpenShop,
	inputs: readonly PlanInput[],
	rows: ReadRows,
	now: Date,
): Promise<BatchPlan> => inSlices(planner(shop, shop.platform.readFacts(rows, shop.reference), now)(inputs));

/** Plans the orders from what the shop holds at this moment. */
export const planFresh = async (
	shop: OpenShop,
	inputs: readonly PlanInput[],
	now: Date,
): Promise<BatchPlan> => await planFrom(shop, inputs, await readLooks(shop, inputs), now);

/** What the log keeps of what an order says. */
export type ContentOf = (order: SupplierCustomerOrder) => Pick<LogEntry, 'contentHash' | 'content'>;

export const contentIn =
	(run: string): ContentOf =>
	(order) => ({ contentHash: contentHash(order), content: contentSummary(order, run) });

/** The same, made before it is asked for: while an answer is on its way. */
export async function contentAhead(inputs: readonly PlanInput[], run: string): Promise<ContentOf> {
	const contentOf = contentIn(run);
	const made = await inSlices(each(inputs, ({ order }) => [order, contentOf(order)] as const));
	const byOrder = new Map(made);
	return (order) => byOrder.get(order) ?? contentOf(order);
}

export const logEntry =
	(shop: OpenShop, contentOf: ContentOf) =>
	({ input }: PlannedOrder): LogEntry => ({
		exchangeKey: input.exchangeKey,
		orderKey: orderKeyOf(input),
		version: versionOf(input),
		distributor: input.distributor.code,
		orderNumber: input.order.number,
		supplierOrder: input.supplierOrderNumber,
		platform: shop.platform.id,
		...contentOf(input.order),
	});
