import { sum } from '../orders/money.js';
import type { PlanInput, ShopOrderState } from '../shops/platform.js';
import { loggedOrders, logRead, noteFindings, type LoggedOrder } from './exchangeLog.js';
import { lookupsFor, planFresh, planFrom, type FreshOutcome } from './freshOrders.js';
import type { OpenShop } from './openShop.js';
import { stateReads, statesIn, type OrderStates } from './orderStates.js';
import type { OrderWithProblems } from './orderWithProblems.js';
import { OutcomeUnknown, asOpenQuestion } from './outcomeUnknown.js';
import { writtenDiffers } from './readBack.js';
import { loggedFacts, receiptOf, type Receipt } from './receipt.js';
import { writeInTransaction } from './transaction.js';
import { sortByLog, versionOf, type ChangedOrders, type SortedOrders } from './versions.js';
import { writeWithoutTransactions } from './withoutTransactions/writeWithoutTransactions.js';

export interface BatchOutcome {
	readonly receipts: readonly Receipt[];
	readonly refused: readonly OrderWithProblems[];
}

export interface BatchOptions {
	/** The moment that the shop will show. */
	readonly now: Date;
	/** false: everything is taken back at the end. */
	readonly keep: boolean;
	readonly changedOrders: ChangedOrders;
	/** Whether to compare what was written after the commit; orders that differed in an earlier run count as sent without. */
	readonly readBack: boolean;
}

export interface RunOptions extends BatchOptions {
	readonly signal: AbortSignal | undefined;
}

/**
 * Writes one batch: orders that the log already has are not written; they give their first receipt. Those whose content
 * changed since are refused, or written as a new version that says which order it replaces. `again`: an earlier try met
 * somebody else's claim.
 */
export async function writeBatch(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	options: BatchOptions,
	again = false,
): Promise<BatchOutcome> {
	const reads = [logRead(inputs.map((input) => input.exchangeKey)), ...lookupsFor(shop, inputs)];
	const rows = await asOpenQuestion(() => shop.database.readAll(reads, shop.found.prefix));
	const logged = loggedOrders(rows[logRead([]).name] ?? []);
	const { fresh, repeated, refused: notAgain } = sortByLog(inputs, logged, options);
	const { refused, ...written } = await writeFresh();
	const outcome = await settled(shop, { repeated, ...written }, options);
	return { receipts: outcome.receipts, refused: [...notAgain, ...refused, ...outcome.refused] };

	async function writeFresh(): Promise<FreshOutcome> {
		const { now, keep } = options;
		if (fresh.length === 0) return nothing;
		if (shop.withoutTransactions) return await writeWithoutTransactions(shop, fresh, now, keep);
		const { planned, refused: unplanned } = planFrom(shop, fresh, rows, now);
		if (planned.length === 0) return { ...nothing, refused: unplanned };
		const planAgain = again ? async () => (await planFresh(shop, fresh, now)).planned : undefined;
		return { ...(await writeInTransaction(shop, planned, { now, keep, planAgain })), refused: unplanned };
	}
}

const nothing: FreshOutcome = { written: [], refused: [], rehearsed: new Map() };

export interface ToSettle extends Omit<FreshOutcome, 'refused'> {
	readonly repeated: SortedOrders['repeated'];
}

/**
 * Reads orders once more that the shop has now, in one round trip for all of them: their state for the receipts, and the
 * written rows for the comparison. One that differs gets no receipt; the log notes it, so that no later run takes it for well.
 */
export async function settled(
	shop: OpenShop,
	{ repeated, written, readBack, rehearsed }: ToSettle,
	{ now, keep, readBack: wanted }: BatchOptions,
): Promise<BatchOutcome> {
	const there = [
		...repeated.flatMap(({ entry, replaced }) => [entry, ...(replaced ? [replaced] : [])].map(idOf)),
		...(keep ? written.map(idOf) : []),
		...written.flatMap(({ planned: { input } }) => (input.replaces ? [idOf(input.replaces)] : [])),
	];
	const compared = keep && wanted ? readBack : undefined;
	const reads = [...stateReads(shop, there), ...(compared?.reads ?? [])];
	const rows = await asOpenQuestion(() => shop.database.readAll(reads, shop.found.prefix));
	const states: OrderStates = there.length > 0 ? statesIn(shop, rows) : new Map();
	const differences = compared?.differences(rows);

	const receipts = repeated.map(({ input, entry, replaced }) =>
		receiptOf(input.order, loggedFacts(entry, replaced), states.get(entry.shopOrderId), states),
	);
	const refused: OrderWithProblems[] = [];
	const findings = new Map<string, string>();
	written.forEach(({ planned: { input, plan }, shopOrderId }, index) => {
		const { order, exchangeKey } = input;
		const facts = {
			...{ exchangeKey, platform: shop.platform.id, customer: plan.customer },
			...{ version: versionOf(input), replacedId: input.replaces?.shopOrderId },
		};
		const state = states.get(shopOrderId);
		const differsIn = compared && (differences?.get(index) ?? countsDiffer(input, state));
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
	if (findings.size > 0) {
		// A finding that could not be noted is told all the same: nobody would find it again.
		const noted = await noteFindings(shop.database, shop.found.prefix, findings).catch(() => true);
		// Where the log lost the orders as well, the commit itself was lost.
		if (!noted) throw new OutcomeUnknown();
	}
	return { receipts, refused };
}

const idOf = ({ shopOrderId }: Pick<LoggedOrder, 'shopOrderId'>): string => shopOrderId;

/** Rows too many show only in the shop's own count. */
function countsDiffer({ order }: PlanInput, state: ShopOrderState | undefined): string | undefined {
	if (state && state.lines !== order.lines.length) return 'the number of lines';
	const quantity = sum(order.lines.map((line) => line.quantity));
	return state && !quantity.equals(state.quantity) ? 'the quantities' : undefined;
}

const withoutNumber = (state: ShopOrderState | undefined): ShopOrderState | undefined =>
	state && { ...state, shopOrderNumber: '' };
