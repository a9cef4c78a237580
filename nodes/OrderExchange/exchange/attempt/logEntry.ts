import { contentHash } from '../../orders/orderIdentity.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { PlanInput } from '../../shops/platform.js';
import { each, inSlices } from '../../time/inSlices.js';
import { contentSummary } from '../log/contentSummary.js';
import type { LogEntry } from '../log/exchangeLog.js';
import type { OpenShop } from '../shop/openShop.js';
import type { PlannedOrder } from '../planning/planner.js';
import { orderKeyOf, versionOf } from '../planning/versions.js';

/** What the log keeps of what an order says. */
export type ContentOf = (order: SupplierCustomerOrder) => Pick<LogEntry, 'contentHash' | 'content'>;

/** What the log keeps of orders that this run writes. */
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

/** What the log will say of a planned order, but for what only writing tells. */
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
