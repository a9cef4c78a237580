import { namedRows } from '../../database/combinedReads.js';
import type { Read } from '../../database/read.js';
import type { ShopOrderState } from '../../shops/platform.js';
import { inSlices } from '../../time/inSlices.js';
import type { BatchOptions, BatchOutcome } from '../attempt/batchOptions.js';
import { noteFindings, type LoggedOrder } from '../log/exchangeLog.js';
import type { FreshOutcome } from '../attempt/writtenOrders.js';
import type { OpenShop } from '../shop/openShop.js';
import { countsDiffer, countsOf } from '../receipts/orderCounts.js';
import { stateReads, statesIn, type OrderStates } from '../receipts/orderStates.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import { OutcomeUnknown, asOpenQuestion } from '../attempt/outcomeUnknown.js';
import { writtenDiffers } from '../rows/readBack.js';
import { loggedFacts, receiptOf } from '../receipts/receipt.js';
import { versionOf, type SortedOrders } from '../planning/versions.js';

export interface OrdersToConfirm extends Omit<FreshOutcome, 'refused'> {
	readonly repeated: SortedOrders['repeated'];
}

/**
 * Reads orders once more that the shop has now, in one round trip for all of them: their state for the receipts, and the
 * written rows for the comparison. One that differs gets no receipt; the log notes it, so that no later run takes it for well.
 */
export async function confirmOrders(
	shop: OpenShop,
	{ repeated, written, readBack, rehearsed }: OrdersToConfirm,
	{ now, keep, readBack: wanted }: BatchOptions,
	readLists = (reads: readonly Read[]) => shop.database.readLists(reads, shop.found.prefix),
): Promise<BatchOutcome> {
	const there = [
		...repeated.flatMap(({ entry, replaced }) => [entry, ...(replaced ? [replaced] : [])].map(idOf)),
		...(keep ? written.map(idOf) : []),
		...written.flatMap(({ planned: { input } }) => (input.replaces ? [idOf(input.replaces)] : [])),
	];
	const compared = keep && wanted ? readBack : undefined;
	const ofStates = stateReads(shop, there);
	const reads = [...ofStates, ...(compared?.reads ?? [])];
	const lists = await asOpenQuestion(() => readLists(reads));
	const states: OrderStates = there.length > 0 ? statesIn(shop, namedRows(ofStates, lists)) : new Map();
	const differences = compared && (await inSlices(compared.differences(lists)));

	const receipts = repeated.map(({ input, entry, replaced }) =>
		receiptOf(input.order, loggedFacts(entry, replaced), states.get(entry.shopOrderId), states),
	);
	const refused: OrderWithProblems[] = [];
	const findings = new Map<string, string>();
	written.forEach(({ planned: { input, plan, warnings }, shopOrderId }, index) => {
		const { order, exchangeKey } = input;
		const facts = {
			...{ exchangeKey, platform: shop.platform.id, customer: plan.customer },
			...{ version: versionOf(input), replacedId: input.replaces?.shopOrderId },
			...(warnings.length > 0 && { warnings }),
		};
		const state = states.get(shopOrderId);
		const differsIn = compared && (differences?.get(index) ?? countsDiffer(countsOf(order), state));
		if (differsIn) {
			findings.set(exchangeKey, differsIn);
			refused.push({
				customerOrder: order,
				problems: [writtenDiffers(order.number, shopOrderId, differsIn)],
			});
		} else if (keep)
			receipts.push(
				receiptOf(
					order,
					{ ...facts, status: 'written', shopOrderId, writtenAt: now.toISOString() },
					state,
					states,
				),
			);
		else
			receipts.push(
				receiptOf(
					order,
					{ ...facts, status: 'rehearsed', shopOrderId: '', writtenAt: '' },
					withoutNumber(rehearsed.get(shopOrderId)),
					states,
				),
			);
	});
	// Where the log lost the orders as well, the commit itself was lost.
	if (findings.size > 0 && !(await noted(shop, findings))) throw new OutcomeUnknown();
	return { receipts, refused };
}

/** Whether the log has these orders. A finding that could not be noted is told all the same: nobody would find it again. */
async function noted(shop: OpenShop, findings: ReadonlyMap<string, string>): Promise<boolean> {
	const note = () => noteFindings(shop.database, shop.found.prefix, findings);
	return await note()
		// also when the run is stopped: the next one would take the order for well
		.catch(() => shop.reconnect().then(note))
		.catch(() => true);
}

const idOf = ({ shopOrderId }: Pick<LoggedOrder, 'shopOrderId'>): string => shopOrderId;

const withoutNumber = (state: ShopOrderState | undefined): ShopOrderState | undefined =>
	state && { ...state, shopOrderNumber: '' };
