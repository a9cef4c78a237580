import { contentHash } from '../../orders/orderIdentity.js';
import type { PlanInput } from '../../shops/platform.js';
import { runIn } from '../log/contentSummary.js';
import { loggedOrders, logRead, type LoggedOrder } from '../log/exchangeLog.js';
import type { RunOptions } from '../attempt/batchOptions.js';
import type { OpenShop } from '../shop/openShop.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';

/**
 * Refused orders that another run wrote after they were looked up in the log, or is about to commit: what speaks against them,
 * such as stock that is gone, may be that very order. What `run` itself wrote, and found different, stays refused. Costs nothing where nothing is
 * refused; a log that cannot be read, over a new connection either, shows none. Never throws.
 */
export async function writtenMeanwhile(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	refused: readonly OrderWithProblems[],
	{ run, signal }: Pick<RunOptions, 'run' | 'signal'>,
): Promise<readonly PlanInput[]> {
	if (refused.length === 0) return [];
	const orders = new Set(refused.map(({ customerOrder }) => customerOrder));
	const asked = inputs.filter(({ order }) => orders.has(order));
	const keys = asked.map(({ exchangeKey }) => exchangeKey);
	const read = () => readCommitted(shop, keys);
	const logged = await read()
		.catch(() => shop.reconnect(signal).then(read))
		.catch(() => undefined);
	return asked.filter(({ exchangeKey, order }) => {
		const latest = logged?.get(exchangeKey)?.at(-1);
		// With other content, or a finding, it was refused for what the log says.
		return (
			latest !== undefined &&
			!latest.finding &&
			runIn(latest.content) !== run &&
			latest.contentHash === contentHash(order)
		);
	});
}

/** What the log says once nobody is at work on these orders any more: a locking read waits for who has claimed them. */
async function readCommitted(
	{ database, found }: OpenShop,
	keys: readonly string[],
): Promise<ReadonlyMap<string, readonly LoggedOrder[]>> {
	await database.begin();
	try {
		const read = { ...logRead(keys), orderBy: 'version LOCK IN SHARE MODE' };
		return loggedOrders(await database.read(read, found.prefix));
	} finally {
		await database.rollback();
	}
}
