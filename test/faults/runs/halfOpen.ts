import { startMariaDb } from '../../../scripts/system/mariadb.js';
import type { StrikeKind } from '../proxy/faults.js';
import { countsOf, type Finding } from '../shop/checker.js';
import { kindName, type ShopKind } from '../../support/shops/kinds.js';
import type { WorkerPool } from '../workers/workerPool.js';
import { openSeat } from './seat.js';
import type { Series } from './series.js';

export interface HalfOpen extends Series {
	/** From the death of the pusher to the end of the run that settled it, in seconds, per shop. */
	readonly settled: readonly { readonly shop: string; readonly seconds: number }[];
}

/** A re-run must succeed within so many seconds. */
export const settledWithin = 60;

/**
 * Kills the pusher of each shop in the middle of its work, while the server is not told and keeps the dead session with
 * all its locks; the workflow runs again at once. All shops at the same time, since it is mostly waiting.
 */
export async function runHalfOpen(pool: WorkerPool, kinds: readonly ShopKind[]): Promise<HalfOpen> {
	const started = Date.now();
	const mariaDb = await startMariaDb({ fast: true });
	const strikes = new Map<StrikeKind, number>();
	const tell = (kind: StrikeKind) => void strikes.set(kind, (strikes.get(kind) ?? 0) + 1);
	const findings: Finding[] = [];
	const settled: HalfOpen['settled'][number][] = [];
	try {
		await Promise.all(
			kinds.map(async (kind) => {
				const seat = await openSeat(mariaDb, pool, kind, 'exchange', tell);
				const mark = await seat.mark();
				const calm = await seat.push({ orders: 1, kept: true }, mark);
				// behind the first write to an order's own tables every lock of a push is held
				const step = calm.steps.findLastIndex(({ text }) => /INSERT INTO/.test(text));
				const probed = await seat.push(
					{
						...{ orders: 1, kept: true },
						fault: {
							place: { channel: 'shop', step, way: 'toClient', byte: 0 },
							strike: { kind: 'killWorker', halfOpen: true },
						},
					},
					mark,
				);
				const shop = kindName(kind);
				const seconds = probed.settledMs / 1000;
				settled.push({ shop, seconds });
				if (!probed.struck) findings.push({ count: 'lost', what: `${shop}: the pusher was not killed` });
				if (seconds > settledWithin)
					findings.push({ count: 'lost', what: `${shop}: it took ${seconds} s until a re-run succeeded` });
				findings.push(...(await seat.verdict(mark, [calm, probed])));
				await seat.close();
			}),
		);
	} finally {
		await mariaDb.stop();
	}
	return {
		...{ title: 'half-open pushers', trials: kinds.length, strikes, findings, counts: countsOf(findings) },
		shops: new Map(kinds.map((kind) => [kindName(kind), 1])),
		...{ settled, seconds: (Date.now() - started) / 1000 },
	};
}
