import type { IExecuteFunctions } from 'n8n-workflow';
import { lookUpOrders } from '../../exchange/receipts/lookUpOrders.js';
import { atSuppliers } from '../../n8n/atSuppliers.js';
import { outputItem } from '../../n8n/items.js';
import { readSupplierOrders } from '../../n8n/supplierOrders.js';
import { problem } from '../../problems/problem.js';
import { inSlices } from '../../time/inSlices.js';
import type { SupplierShops } from '../../suppliers/supplierShop.js';
import { addOutcome, allLater, allUndone, asItCameIn, noOutputs, type PushOutputs } from './outputs.js';

/** Which of the orders the shop has, and their state there: one item per supplier order, nothing written. */
export async function lookUp(node: IExecuteFunctions, shops: SupplierShops): Promise<PushOutputs> {
	const { read, unreadable } = await inSlices(readSupplierOrders(node.getInputData()));
	const outputs = noOutputs();
	outputs.refused.push(...unreadable.map(asItCameIn));
	if (read.length === 0) return outputs;
	const signal = node.getExecutionCancelSignal();
	const worked = await atSuppliers(shops, read, { signal }, async (open, shop, { supplierOrder }) => {
		const found = signal?.aborted ? stopped : await lookUpOrders(open, supplierOrder);
		return { ...found, problems: found.problems.map(shop.inItsWords) };
	});
	for (const one of worked) {
		const { item, supplierOrder } = one.received;
		if (!one.ok) await inSlices(addOutcome(outputs, item, supplierOrder, allUndone(supplierOrder, one)));
		else if (one.done.problems.length > 0)
			await inSlices(addOutcome(outputs, item, supplierOrder, allLater(supplierOrder, one.done.problems)));
		else {
			const { receipts, notInShop } = one.done;
			outputs.pushed.push(outputItem({ supplierOrder, receipts, notInShop }, item));
		}
	}
	return outputs;
}

const stopped = { receipts: [], notInShop: [], problems: [problem('exchange.cancelled')] };
