import type { Read, ReadRows } from '../database/read.js';
import { contentHash } from '../orders/orderIdentity.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';
import type { Problem } from '../problems/problem.js';
import type { PlanInput, ShopOrderState } from '../shops/platform.js';
import { contentSummary } from './contentSummary.js';
import type { LogEntry } from './exchangeLog.js';
import type { OpenShop } from './openShop.js';
import { orderKeyOf, versionOf } from './versions.js';
import { planBatch, type BatchPlan, type PlannedOrder } from './planBatch.js';

/** What became of the orders of a batch that the log did not know. */
export interface FreshOutcome {
	readonly written: readonly { readonly planned: PlannedOrder; readonly shopOrderId: string }[];
	readonly refused: readonly {
		readonly order: SupplierCustomerOrder;
		readonly problems: readonly Problem[];
	}[];
	/** A rehearsal's orders as the shop showed them before they were taken back, by `shopOrderId`. */
	readonly rehearsed: ReadonlyMap<string, ShopOrderState>;
}

/** Another worker changed what the orders were claimed for; the batch starts again. */
export class FactsChanged extends Error {
	readonly code = 'FACTS_CHANGED';
}

/** What has to be read of the shop to plan these orders. */
export const lookupsFor = (
	{ platform, reference, settings }: OpenShop,
	inputs: readonly PlanInput[],
): readonly Read[] =>
	platform.lookups(
		inputs.map(({ order }) => order),
		reference,
		settings,
	);

/** Plans the orders from what `lookupsFor` them read. */
export const planFrom = (
	shop: OpenShop,
	inputs: readonly PlanInput[],
	rows: ReadRows,
	now: Date,
): BatchPlan => planBatch(shop, inputs, shop.platform.readFacts(rows, shop.reference), now);

/** Plans the orders from what the shop holds at this moment. */
export const planFresh = async (
	shop: OpenShop,
	inputs: readonly PlanInput[],
	now: Date,
): Promise<BatchPlan> =>
	planFrom(shop, inputs, await shop.database.readAll(lookupsFor(shop, inputs), shop.found.prefix), now);

export const logEntry =
	(shop: OpenShop) =>
	({ input }: PlannedOrder): LogEntry => ({
		exchangeKey: input.exchangeKey,
		orderKey: orderKeyOf(input),
		version: versionOf(input),
		contentHash: contentHash(input.order),
		distributor: input.distributor.code,
		orderNumber: input.order.number,
		supplierOrder: input.supplierOrderNumber,
		platform: shop.platform.id,
		content: contentSummary(input.order),
	});
