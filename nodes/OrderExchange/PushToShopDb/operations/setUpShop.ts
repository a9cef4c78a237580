import type { IExecuteFunctions } from 'n8n-workflow';
import { checkShop } from '../../exchange/checks/checkShop.js';
import { outputItem } from '../../n8n/items.js';
import type { ShopDatabaseAccess } from '../../n8n/shopDatabase.js';
import { inviteDistributor } from './inviteDistributor.js';
import { noOutputs, type PushOutputs } from './outputs.js';

/** Invites a distributor where that is wanted; else creates the exchange log, or tells what is missing with the SQL for the supplier's admin; needs no input data. */
export async function setUpShop(
	node: IExecuteFunctions,
	{ settings }: ShopDatabaseAccess,
): Promise<PushOutputs> {
	const outputs = noOutputs();
	const allItems = node.getInputData().map((_, item) => item);
	if (node.getNodeParameter('inviteDistributor', 0, false) === true) {
		const output = await inviteDistributor(node, settings);
		(output.ready ? outputs.pushed : outputs.retryLater).push(outputItem(output, allItems));
		return outputs;
	}
	const check = await checkShop(settings, {
		createLog: true,
		signal: node.getExecutionCancelSignal(),
	});
	const ready = check.problems.length === 0;
	(ready ? outputs.pushed : outputs.retryLater).push(outputItem({ ready, ...check }, allItems));
	return outputs;
}
