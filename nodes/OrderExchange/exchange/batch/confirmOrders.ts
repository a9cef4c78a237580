import { namedRows } from '../../database/combinedReads.js';
import type { Read, ReadLists } from '../../database/read.js';
import { problem, type Problem } from '../../problems/problem.js';
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
import { writtenDiffers, type ReadBack } from '../rows/readBack.js';
import { loggedFacts, receiptOf, type WrittenOrder } from '../receipts/receipt.js';
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
	options: BatchOptions,
	readLists = (reads: readonly Read[]) => shop.database.readLists(reads, shop.found.prefix),
): Promise<BatchOutcome> {
	const { keep } = options;
	const there = [
		...repeated.flatMap(({ entry, replaced }) => [entry, ...(replaced ? [replaced] : [])].map(idOf)),
		...(keep ? written.map(idOf) : []),
		...written.flatMap(({ planned: { input } }) => (input.replaces ? [idOf(input.replaces)] : [])),
	];
	const compared = keep && options.readBack ? readBack : undefined;
	const ofStates = stateReads(shop, there);
	const reads = [...ofStates, ...(compared?.reads ?? [])];
	const lists = await asOpenQuestion(() => readLists(reads));
	const states: OrderStates = there.length > 0 ? statesIn(shop, namedRows(ofStates, lists)) : new Map();
	const findings = compared ? await findingsOf(written, states, compared, lists) : new Map<string, string>();
	// Where the log lost the orders as well, the commit itself was lost.
	if (findings.size > 0 && !(await noted(shop, findings))) throw new OutcomeUnknown();
	const good = written.filter(({ planned: { input } }) => !findings.has(input.exchangeKey));
	return {
		receipts: [
			...repeated.map(({ input: { order }, entry, replaced }) => {
				const state = states.get(entry.shopOrderId);
				const facts = loggedFacts(entry, replaced);
				return receiptOf(order, state ? facts : { ...facts, warnings: [goneSince(entry)] }, state, states);
			}),
			...good.map((one) => {
				const { order } = one.planned.input;
				const state = keep ? states.get(one.shopOrderId) : withoutNumber(rehearsed.get(one.shopOrderId));
				return receiptOf(order, factsOf(shop, one, options), state, states);
			}),
		],
		refused: written.flatMap(({ planned: { input }, shopOrderId }): readonly OrderWithProblems[] => {
			const finding = findings.get(input.exchangeKey);
			if (finding === undefined) return [];
			const problems = [writtenDiffers(input.order.number, shopOrderId, finding)];
			return [{ customerOrder: input.order, problems }];
		}),
	};
}

/** Where the shop has something else than was written, by exchange key: in a column of a row, or rows too many or too few. */
async function findingsOf(
	written: FreshOutcome['written'],
	states: OrderStates,
	readBack: ReadBack,
	lists: ReadLists,
): Promise<ReadonlyMap<string, string>> {
	const differences = await inSlices(readBack.differences(lists));
	const findings = new Map<string, string>();
	for (const [index, { planned, shopOrderId }] of written.entries()) {
		const { exchangeKey, order } = planned.input;
		const finding = differences.get(index) ?? countsDiffer(countsOf(order), states.get(shopOrderId));
		if (finding !== undefined) findings.set(exchangeKey, finding);
	}
	return findings;
}

/** What this run knows of an order; of a rehearsed one nothing stays, neither id nor time. */
const factsOf = (
	{ platform }: OpenShop,
	{ planned: { input, plan, warnings }, shopOrderId }: FreshOutcome['written'][number],
	{ keep, now }: BatchOptions,
): WrittenOrder => ({
	exchangeKey: input.exchangeKey,
	status: keep ? 'written' : 'rehearsed',
	platform: platform.id,
	shopOrderId: keep ? shopOrderId : '',
	customer: plan.customer,
	writtenAt: keep ? now.toISOString() : '',
	version: versionOf(input),
	replacedId: input.replaces?.shopOrderId,
	...(warnings.length > 0 && { warnings }),
});

/** Whether the log has these orders. A finding that could not be noted is told all the same: nobody would find it again. */
async function noted(shop: OpenShop, findings: ReadonlyMap<string, string>): Promise<boolean> {
	const note = () => noteFindings(shop.database, shop.found.prefix, findings);
	return await note()
		// also when the run is stopped: the next one would take the order for well
		.catch(() => shop.reconnect().then(note))
		.catch(() => true);
}

const goneSince = ({ orderNumber, shopOrderId, createdAt }: LoggedOrder): Problem =>
	problem(
		'exchange.goneSince',
		{ order: orderNumber },
		{ shopOrder: shopOrderId, time: `${createdAt.slice(0, 19)} UTC` },
	);

const idOf = ({ shopOrderId }: Pick<LoggedOrder, 'shopOrderId'>): string => shopOrderId;

const withoutNumber = (state: ShopOrderState | undefined): ShopOrderState | undefined =>
	state && { ...state, shopOrderNumber: '' };
