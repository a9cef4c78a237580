import type { IExecuteFunctions } from 'n8n-workflow';
import { openShop } from '../../exchange/openShop.js';
import { pushSupplierOrder } from '../../exchange/push.js';
import { outputItem } from '../../n8n/items.js';
import type { ShopDatabaseAccess } from '../../n8n/shopDatabase.js';
import { readSupplierOrders } from '../../n8n/supplierOrders.js';
import { problem } from '../../problems/problem.js';
import { readOptions } from '../options.js';
import { addOutcome, allLater, allRefused, noOutputs, type PushOutputs } from './outputs.js';

/** Push, and with `keep: false` Rehearse: one connection for all items, one outcome per supplier order. */
export async function push(
	node: IExecuteFunctions,
	{ settings, supplierCode }: ShopDatabaseAccess,
	keep: boolean,
): Promise<PushOutputs> {
	const { read, unreadable } = readSupplierOrders(node.getInputData());
	const outputs = noOutputs();
	for (const { item, json, problems } of unreadable)
		outputs.refused.push(outputItem({ ...json, problems }, item));
	const mine = read.filter(
		({ supplierOrder: { supplier } }) => !supplierCode || supplier.code === supplierCode,
	);
	for (const { item, supplierOrder } of read) {
		if (mine.some((received) => received.item === item)) continue;
		const details = { supplier: supplierOrder.supplier.code, expected: supplierCode };
		addOutcome(
			outputs,
			item,
			supplierOrder,
			allRefused(supplierOrder, problem('exchange.otherSupplier', {}, details)),
		);
	}
	if (mine.length === 0) return outputs;

	const options = readOptions(node);
	const signal = node.getExecutionCancelSignal();
	const opened = await openShop(settings, options.shop, { createLog: options.createLog, signal });
	if (!opened.ok) {
		for (const { item, supplierOrder } of mine)
			addOutcome(outputs, item, supplierOrder, allLater(supplierOrder, opened.problems));
		return outputs;
	}
	try {
		for (const { item, supplierOrder } of mine) {
			const outcome = await pushSupplierOrder(opened.shop, supplierOrder, {
				batchSize: options.batchSize,
				keep,
				signal,
			});
			addOutcome(outputs, item, supplierOrder, outcome);
		}
	} finally {
		await opened.shop.close();
	}
	return outputs;
}
