import type { SupplierOrder } from '../../orders/supplierOrder.js';
import { problemOf } from '../../database/faults.js';
import type { Problem } from '../../problems/problem.js';
import { readLog } from '../log/exchangeLog.js';
import { exchangeKey } from '../../orders/orderIdentity.js';
import type { OpenShop } from '../shop/openShop.js';
import { readStates } from './orderStates.js';
import { loggedFacts, receiptOf, type Receipt } from './receipt.js';

export interface LookedUp {
	readonly receipts: readonly Receipt[];
	/** Numbers of the customer orders that were never pushed to this shop. */
	readonly notInShop: readonly string[];
	readonly problems: readonly Problem[];
}

/** Which customer orders of a supplier order the shop has, and their state there now. Writes nothing, never throws. */
export async function lookUpOrders(shop: OpenShop, supplierOrder: SupplierOrder): Promise<LookedUp> {
	const keyed = supplierOrder.customerOrders.map((order) => ({
		order,
		key: exchangeKey(supplierOrder.distributor, supplierOrder.supplier, order.number),
	}));
	try {
		const logged = await readLog(
			shop.database,
			shop.found.prefix,
			keyed.map(({ key }) => key),
		);
		const states = await readStates(
			shop,
			[...logged.values()].flatMap((versions) => versions.slice(-2).map(({ shopOrderId }) => shopOrderId)),
		);
		const found = keyed.flatMap(({ order, key }) => {
			const [entry, replaced] = [...(logged.get(key) ?? [])].reverse();
			if (!entry) return [];
			const facts = loggedFacts(entry, replaced);
			const receipt = receiptOf(order, facts, states.get(entry.shopOrderId), states);
			return [
				{
					...receipt,
					...(entry.finding && { differsIn: entry.finding }),
					notification: entry.notification,
				},
			];
		});
		const notInShop = keyed.filter(({ key }) => !logged.has(key)).map(({ order }) => order.number);
		return { receipts: found, notInShop, problems: [] };
	} catch (error) {
		return { receipts: [], notInShop: [], problems: [problemOf(error)] };
	}
}
