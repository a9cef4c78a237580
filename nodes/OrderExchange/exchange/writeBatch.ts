import { createHash } from 'node:crypto';
import { classify } from '../database/faults.js';
import type { ReadRows } from '../database/read.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';
import type { Problem } from '../problems/problem.js';
import type { PlanInput, ShopOrderState } from '../shops/platform.js';
import {
	claimCustomers,
	claimOrders,
	loggedOrders,
	logRead,
	recordOrders,
	type LoggedOrder,
} from './exchangeLog.js';
import { FactsChanged, logEntry, lookupsFor, planFresh, planFrom, type FreshOutcome } from './freshOrders.js';
import type { OpenShop } from './openShop.js';
import type { PlannedOrder } from './planBatch.js';
import { receiptOf, type Receipt, type WrittenOrder } from './receipt.js';
import { writeWithoutTransactions } from './withoutTransactions/writeWithoutTransactions.js';
import { sortByLog, versionOf, type ChangedOrders } from './versions.js';
import { writeRows } from './writeRows.js';

export interface BatchOutcome {
	readonly receipts: readonly Receipt[];
	readonly refused: readonly {
		readonly order: SupplierCustomerOrder;
		readonly problems: readonly Problem[];
	}[];
}

export interface BatchOptions {
	/** The moment that the shop will show. */
	readonly now: Date;
	/** false: everything is taken back at the end. */
	readonly keep: boolean;
	readonly changedOrders: ChangedOrders;
}

/** Whether the shop has the orders is not known: the answer to COMMIT, or to a look at them, never came. */
export class OutcomeUnknown extends Error {
	readonly code = 'OUTCOME_UNKNOWN';
}

/**
 * Writes one batch in one transaction: log rows first, then customers, orders and stock, all or nothing. Orders that the
 * log already has are not written; they give their first receipt. Those whose content changed since are refused, or written
 * as a new version that says which order it replaces.
 */
export async function writeBatch(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	{ now, keep, changedOrders }: BatchOptions,
): Promise<BatchOutcome> {
	const reads = [logRead(inputs.map((input) => input.exchangeKey)), ...lookupsFor(shop, inputs)];
	const rows = await whatIsThere(() => shop.database.readAll(reads, shop.found.prefix));
	const logged = loggedOrders(rows[logRead([]).name] ?? []);
	const { fresh, repeated, refused: notAgain } = sortByLog(inputs, logged, changedOrders);

	const { written, refused, rehearsed } =
		fresh.length === 0
			? nothing
			: shop.withoutTransactions
				? await writeWithoutTransactions(shop, fresh, now, keep)
				: await writeFresh(shop, fresh, rows, now, keep);
	const there = [
		...repeated.flatMap(({ entry, replaced }) => [entry, ...(replaced ? [replaced] : [])].map(idOf)),
		...(keep ? written.map(idOf) : []),
		...written.flatMap(({ planned: { input } }) => (input.replaces ? [idOf(input.replaces)] : [])),
	];
	const states = await whatIsThere(() => readStates(shop, there));
	const already = repeated.map(({ input, entry, replaced }) =>
		receiptOf(input.order, loggedFacts(entry, replaced), states.get(entry.shopOrderId), states),
	);
	const justWritten = written.map(({ planned: { input, plan }, shopOrderId }) => {
		const facts = {
			...{ exchangeKey: input.exchangeKey, platform: shop.platform.id, customer: plan.customer },
			...{ version: versionOf(input), replacedId: input.replaces?.shopOrderId },
		};
		return keep
			? receiptOf(
					input.order,
					{ ...facts, status: 'written', shopOrderId, writtenAt: now.toISOString() },
					states.get(shopOrderId),
					states,
				)
			: receiptOf(
					input.order,
					{ ...facts, status: 'rehearsed', shopOrderId: '', writtenAt: '' },
					withoutNumber(rehearsed.get(shopOrderId)),
					states,
				);
	});
	return { receipts: [...already, ...justWritten], refused: [...notAgain, ...refused] };
}

/**
 * Reads orders that the shop may have already. A fault that elsewhere speaks against an order must not refuse one that is
 * written, so it leaves the question open.
 */
async function whatIsThere<Found>(read: () => Promise<Found>): Promise<Found> {
	try {
		return await read();
	} catch (error) {
		throw speaksAgainstOrder(error) ? new OutcomeUnknown() : error;
	}
}

const speaksAgainstOrder = (error: unknown): boolean => classify(error).handling === 'isolate';

const idOf = ({ shopOrderId }: { readonly shopOrderId: string }): string => shopOrderId;

/** The part of a receipt that the log knows. */
export const loggedFacts = (entry: LoggedOrder, replaced: LoggedOrder | undefined): WrittenOrder => ({
	exchangeKey: entry.exchangeKey,
	status: 'alreadyWritten',
	platform: entry.platform,
	shopOrderId: entry.shopOrderId,
	customer: entry.customer,
	writtenAt: `${entry.createdAt.replace(' ', 'T')}Z`,
	version: entry.version,
	replacedId: replaced?.shopOrderId,
});

const nothing: FreshOutcome = { written: [], refused: [], rehearsed: new Map() };

const withoutNumber = (state: ShopOrderState | undefined): ShopOrderState | undefined =>
	state && { ...state, shopOrderNumber: '' };

async function writeFresh(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	rows: ReadRows,
	now: Date,
	keep: boolean,
): Promise<FreshOutcome> {
	const first = planFrom(shop, inputs, rows, now);
	const { refused } = first;
	if (first.planned.length === 0) return { ...nothing, refused };

	let open = true;
	await shop.database.begin();
	try {
		await claimOrders(shop.database, shop.found.prefix, first.planned.map(logEntry(shop)), now);
		const newCustomers = newCustomersOf(first.planned);
		let { planned } = first;
		if (newCustomers.length > 0) {
			const keys = newCustomers.map(customerKey);
			const metOlder = await claimCustomers(shop.database, shop.found.prefix, keys, now);
			// Whoever held these claims before us may have created the customers, so what the shop holds is read again.
			if (metOlder) ({ planned } = await planFresh(shop, inputs, now));
			if (!claimsCover(first.planned, planned)) throw new FactsChanged();
		}
		const ids = await writeRows(
			shop,
			planned.map((one) => one.plan),
		);
		const written = planned.map((one, index) => ({ planned: one, shopOrderId: ids[index] ?? '' }));
		await recordOrders(
			shop.database,
			shop.found.prefix,
			written.map(({ planned: { input, plan }, shopOrderId }) => ({
				exchangeKey: input.exchangeKey,
				shopOrderId,
				customer: plan.customer,
			})),
		);
		if (!keep) {
			const shopOrderIds = written.map(({ shopOrderId }) => shopOrderId);
			return { written, refused, rehearsed: await readStates(shop, shopOrderIds) };
		}
		await commit(shop);
		open = false;
		return { ...nothing, written, refused };
	} finally {
		if (open) await shop.database.rollback();
	}
}

const newCustomersOf = (planned: readonly PlannedOrder[]): readonly string[] => [
	...new Set(planned.flatMap(({ plan }) => plan.newCustomer?.toLowerCase() ?? [])),
];

/** The second plan writes the orders that the first one claimed, and creates no customer beyond the claimed ones. */
const claimsCover = (first: readonly PlannedOrder[], second: readonly PlannedOrder[]): boolean =>
	first.length === second.length &&
	first.every(({ input }, index) => input === second[index]?.input) &&
	newCustomersOf(second).every((email) => newCustomersOf(first).includes(email));

/**
 * A connection that breaks now, or an answer that no COMMIT can have, leaves open whether the shop kept the orders; only
 * the log can tell.
 */
async function commit(shop: OpenShop): Promise<void> {
	try {
		await shop.database.commit();
	} catch (error) {
		const unknown = classify(error).handling === 'reconnect' || speaksAgainstOrder(error);
		throw unknown ? new OutcomeUnknown() : error;
	}
}

const customerKey = (email: string): string => createHash('sha256').update(`customer ${email}`).digest('hex');

/** The given shop orders as the shop's own tables show them now, by their id. */
export async function readStates(
	shop: OpenShop,
	shopOrderIds: readonly string[],
): Promise<ReadonlyMap<string, ShopOrderState>> {
	if (shopOrderIds.length === 0) return new Map();
	const reads = shop.platform.orderStates(shopOrderIds, shop.reference);
	const rows = await shop.database.readAll(reads, shop.found.prefix);
	return new Map(
		shop.platform.readOrderStates(rows, shop.reference).map((state) => [state.shopOrderId, state]),
	);
}
