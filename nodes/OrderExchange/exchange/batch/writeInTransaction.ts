import { hash } from 'node:crypto';
import { classify, speaksAgainstOrder } from '../../database/faults.js';
import { each, inSlices } from '../../time/inSlices.js';
import type { BatchOptions } from '../attempt/batchOptions.js';
import { changeRows } from '../rows/changeRows.js';
import { claim, claimCustomers } from '../log/exchangeLog.js';
import { logChange } from '../rows/logChange.js';
import { FactsChanged } from '../rows/factsChanged.js';
import { logEntry, type ContentOf } from '../attempt/logEntry.js';
import type { WrittenOrders } from '../attempt/writtenOrders.js';
import type { OpenShop } from '../shop/openShop.js';
import { readStates } from '../receipts/orderStates.js';
import { OutcomeUnknown } from '../attempt/outcomeUnknown.js';
import { namingOrders } from '../attempt/ordersRefused.js';
import type { PlannedOrder } from '../planning/planner.js';
import { readBackOf } from '../rows/readBack.js';
import { orUnseen } from '../attempt/unseen.js';
import { verify } from '../rows/verify.js';
import { changesOf, insertPlans, orderIdOf } from '../rows/writeRows.js';

export interface TransactionOptions extends Pick<BatchOptions, 'now' | 'keep'> {
	readonly contentOf: ContentOf;
	/**
	 * Plans the same orders once more, from what the shop holds then. Given where a claim met an older one: customers are then
	 * claimed apart, since an older claim of a customer, other than that of an order, does not stand in the way.
	 */
	readonly planAgain?: (() => Promise<readonly PlannedOrder[]>) | undefined;
}

/**
 * Writes planned orders in one transaction: log rows first, then customers, orders and stock, all or nothing.
 * @throws OrdersRefused when the shop does not take some of them, Unseen when COMMIT failed or its answer never came,
 * FactsChanged when the batch has to start again
 */
export async function writeInTransaction(
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	{ contentOf, now, keep, planAgain }: TransactionOptions,
): Promise<WrittenOrders> {
	let open = true;
	await shop.database.begin();
	try {
		const claimed = await claimAll(shop, planned, { contentOf, now, planAgain });
		const plans = claimed.map(({ plan }) => plan);
		const { inserted, resolve } = await namingOrders(claimed, async () => {
			const rows = await insertPlans(shop, plans);
			await verify(shop, rows.inserted);
			return rows;
		});
		const written = claimed.map((one, index) => ({
			planned: one,
			shopOrderId: orderIdOf(one.plan, index, resolve),
		}));
		// Last, since other transactions wait for the rows of well-sold articles from here to the commit.
		const records = written.map(({ planned: { input, plan }, shopOrderId }) =>
			logChange(input.exchangeKey, [
				['shop_order_id', shopOrderId],
				['customer', plan.customer],
			]),
		);
		await changeRows(shop, [...(await changesOf(plans, resolve)), ...records]);
		if (!keep) {
			const shopOrderIds = written.map(({ shopOrderId }) => shopOrderId);
			return { written, rehearsed: await readStates(shop, shopOrderIds) };
		}
		const orders = { written, readBack: readBackOf(shop, plans, inserted), rehearsed: new Map() };
		await orUnseen(orders, () => commit(shop));
		open = false;
		return orders;
	} finally {
		if (open) await shop.database.rollback();
	}
}

/** Returns what to write: the given plans, or those made after somebody else's claim of a customer had ended. */
async function claimAll(
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	{ contentOf, now, planAgain }: Omit<TransactionOptions, 'keep'>,
): Promise<readonly PlannedOrder[]> {
	const { database, found } = shop;
	const orders = await inSlices(each(planned, logEntry(shop, contentOf)));
	const customerKeys = newCustomersOf(planned).map(customerKey);
	if (!planAgain || customerKeys.length === 0) {
		await claim(database, found.prefix, { orders, customerKeys }, now);
		return planned;
	}
	await claim(database, found.prefix, { orders }, now);
	const metOlder = await claimCustomers(database, found.prefix, customerKeys, now);
	if (!metOlder) return planned;
	const again = await planAgain();
	if (!claimsCover(planned, again)) throw new FactsChanged();
	return again;
}

/** New customers' e-mail addresses, and their logins: no address is like one of those. */
const newCustomersOf = (planned: readonly PlannedOrder[]): readonly string[] => [
	...new Set(
		planned.flatMap(({ plan: { newCustomer, newLogin } }) => [
			...(newCustomer === undefined ? [] : [newCustomer.toLowerCase()]),
			...(newLogin === undefined ? [] : [`login ${newLogin.toLowerCase()}`]),
		]),
	),
];

/** The second plan writes the orders that the first one claimed, and creates no customer, nor login, beyond the claimed ones. */
const claimsCover = (first: readonly PlannedOrder[], second: readonly PlannedOrder[]): boolean =>
	first.length === second.length &&
	first.every(({ input }, index) => input === second[index]?.input) &&
	newCustomersOf(second).every((email) => newCustomersOf(first).includes(email));

const customerKey = (email: string): string => hash('sha256', `customer ${email}`);

/**
 * A connection that breaks now, or an answer that no COMMIT can have, leaves open whether the shop kept the orders; only
 * the log can tell.
 */
async function commit(shop: OpenShop): Promise<void> {
	try {
		await shop.database.commit({ next: true });
	} catch (error) {
		const unknown = classify(error).handling === 'reconnect' || speaksAgainstOrder(error);
		throw unknown ? new OutcomeUnknown() : error;
	}
}
