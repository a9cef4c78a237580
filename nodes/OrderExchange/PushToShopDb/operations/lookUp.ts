import type { IExecuteFunctions } from 'n8n-workflow';
import { lookUpOrders } from '../../exchange/lookUp.js';
import { openShop } from '../../exchange/openShop.js';
import { outputItem } from '../../n8n/items.js';
import type { ShopDatabaseAccess } from '../../n8n/shopDatabase.js';
import { readSupplierOrders } from '../../n8n/supplierOrders.js';
import { problem } from '../../problems/problem.js';
import { readOptions } from '../options.js';
import { addOutcome, allLater, noOutputs, type PushOutputs } from './outputs.js';

/** Which of the orders the shop has, and their state there: one item per supplier order, nothing written. */
export async function lookUp(
	node: IExecuteFunctions,
	{ settings }: ShopDatabaseAccess,
): Promise<PushOutputs> {
	const { read, unreadable } = readSupplierOrders(node.getInputData());
	const outputs = noOutputs();
	for (const { item, json, problems } of unreadable)
		outputs.refused.push(outputItem({ ...json, problems }, item));
	if (read.length === 0) return outputs;
	const signal = node.getExecutionCancelSignal();
	const opened = await openShop(settings, readOptions(node).shop, { createLog: false, signal });
	if (!opened.ok) {
		for (const { item, supplierOrder } of read)
			addOutcome(outputs, item, supplierOrder, allLater(supplierOrder, opened.problems));
		return outputs;
	}
	try {
		for (const { item, supplierOrder } of read) {
			const { receipts, notInShop, problems } = signal?.aborted
				? stopped
				: await lookUpOrders(opened.shop, supplierOrder);
			if (problems.length > 0) addOutcome(outputs, item, supplierOrder, allLater(supplierOrder, problems));
			else outputs.pushed.push(outputItem({ supplierOrder, receipts, notInShop }, item));
		}
	} finally {
		await opened.shop.close();
	}
	return outputs;
}

const stopped = { receipts: [], notInShop: [], problems: [problem('exchange.cancelled')] };
