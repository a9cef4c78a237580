import type { OpenShop } from '../shop/openShop.js';
import { countsDiffer } from '../receipts/orderCounts.js';
import { readStates } from '../receipts/orderStates.js';
import { complete } from './complete.js';
import type { Leftover, ReadyBatch } from './intent.js';
import { remove } from './remove.js';
import { startedSince } from './serverStart.js';

/** Finishes or removes the batch that an earlier session left half done. */
export async function settleLeftover(shop: OpenShop, { intent, ready, progress }: Leftover): Promise<void> {
	if (!ready) return void (await remove(shop, intent));
	// A server that went down may have left a statement half made; its figures tell how far it came.
	const doubtful = progress.state === 'doubtful' || (await startedSince(shop, intent.serverStart));
	const batch = { intent, ready };
	await complete(shop, batch, { step: progress.step, doubtful }, await differing(shop, batch));
}

/**
 * What became of a batch while nobody was there, by exchange key: a server that went down may have lost rows that it had
 * written. Whoever wrote them can read them back no more.
 */
async function differing(
	shop: OpenShop,
	{ intent, ready: { orders } }: ReadyBatch,
): Promise<ReadonlyMap<string, string>> {
	const states = await readStates(
		shop,
		orders.map(({ shopOrderId }) => shopOrderId),
	);
	return new Map(
		orders.flatMap(({ counts, shopOrderId }, index) => {
			const differs = countsDiffer(counts, states.get(shopOrderId));
			return differs === undefined ? [] : [[intent.exchangeKeys[index] ?? '', differs] as const];
		}),
	);
}
