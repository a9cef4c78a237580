import type { IExecuteFunctions } from 'n8n-workflow';
import { pushSupplierOrder } from '../../exchange/push/pushSupplierOrder.js';
import type { PushOutcome } from '../../exchange/push/pushOutcome.js';
import { atSuppliers } from '../../n8n/atSuppliers.js';
import { readSupplierOrders } from '../../n8n/supplierOrders.js';
import type { Problem } from '../../problems/problem.js';
import type { SupplierShop, SupplierShops } from '../../suppliers/supplierShop.js';
import { inSlices } from '../../time/inSlices.js';
import { withOptions } from '../settings.js';
import { addOutcome, allUndone, asItCameIn, noOutputs, type PushOutputs } from './outputs.js';

/** Push, and with `keep: false` Rehearse: one connection per supplier, one outcome per supplier order. */
export async function push(
	node: IExecuteFunctions,
	shops: SupplierShops,
	{ keep }: { readonly keep: boolean },
): Promise<PushOutputs> {
	const { read, unreadable } = await inSlices(readSupplierOrders(node.getInputData()));
	const outputs = noOutputs();
	outputs.refused.push(...unreadable.map(asItCameIn));
	if (read.length === 0) return outputs;

	const { ordersToPush, unusable } = await inSlices(withOptions(node, read));
	outputs.retryLater.push(...unusable.map(asItCameIn));
	const signal = node.getExecutionCancelSignal();
	const worked = await atSuppliers(
		shops,
		ordersToPush,
		{ mayCreateLog: ({ options }) => options.createLog && keep, signal },
		async (open, shop, { supplierOrder, options: { shop: settings, ...writing } }) => {
			const now = new Date();
			const itsShop = open.withSettings({ ...open.settings, ...settings });
			const outcome = await pushSupplierOrder(itsShop, supplierOrder, { ...writing, keep, signal, now });
			return { outcome: inItsWords(shop, outcome), warnings: noteOf(shop, outcome, now) };
		},
	);
	for (const one of worked) {
		const { item, supplierOrder } = one.received;
		const { outcome, warnings } = one.ok
			? one.done
			: { outcome: allUndone(supplierOrder, one), warnings: [] };
		await inSlices(addOutcome(outputs, item, supplierOrder, outcome, warnings));
	}
	return outputs;
}

/** What the supplier should be asked or the sender should know about orders that were written just now. */
const noteOf = (shop: SupplierShop, { receipts }: PushOutcome, now: Date): readonly Problem[] => {
	const note = receipts.some(({ status }) => status === 'written') ? shop.noteAt(now) : undefined;
	return note ? [note] : [];
};

const inItsWords = ({ inItsWords: said }: SupplierShop, outcome: PushOutcome): PushOutcome => ({
	...outcome,
	retryLater: outcome.retryLater.map((one) => ({
		...one,
		problems: one.problems.map((found) => ({ ...said(found), order: one.customerOrder.number })),
	})),
});
