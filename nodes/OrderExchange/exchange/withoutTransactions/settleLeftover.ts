import type { OpenShop } from '../openShop.js';
import { countsDiffer } from '../orderCounts.js';
import { readStates } from '../orderStates.js';
import { complete } from './complete.js';
import type { Intent, Leftover } from './intent.js';
import { remove } from './remove.js';
import { startedSince } from './serverStart.js';

/** Finishes or removes the batch that an earlier session left half done. */
export async function settleLeftover(shop: OpenShop, { intent, progress }: Leftover): Promise<void> {
	if (progress.state === 'writing') return await remove(shop, intent);
	// A server that went down may have left a statement half made; its figures tell how far it came.
	const doubtful = progress.state === 'doubtful' || (await startedSince(shop, intent.serverStart));
	await complete(shop, intent, { step: progress.step, doubtful }, await differing(shop, intent));
}

/**
 * What became of a batch while nobody was there, by exchange key: a server that went down may have lost rows that it had
 * written. Whoever wrote them can read them back no more.
 */
async function differing(shop: OpenShop, { orders }: Intent): Promise<ReadonlyMap<string, string>> {
	const states = await readStates(
		shop,
		orders.map(({ shopOrderId }) => shopOrderId),
	);
	return new Map(
		orders.flatMap(({ exchangeKey, counts, shopOrderId }) => {
			const differs = countsDiffer(counts, states.get(shopOrderId));
			return differs === undefined ? [] : [[exchangeKey, differs] as const];
		}),
	);
}
