import { runHalfOpen, settledWithin } from './runs/halfOpen.js';
import { shopKinds } from '../support/shops/kinds.js';
import { workerPool } from './workers/workerPool.js';

const kinds = shopKinds();

// Waits for the server's own limit of half a minute; nearly all of it is idle, so the other tests go on meanwhile.
test('a pusher that dies without the server learning of it holds up the next run for less than a minute', async () => {
	const pool = await workerPool(0);
	try {
		const { findings, settled } = await runHalfOpen(pool, kinds);
		expect(findings).toEqual([]);
		expect(settled).toHaveLength(kinds.length);
		for (const { seconds } of settled) expect(seconds).toBeLessThan(settledWithin);
	} finally {
		await pool.end();
	}
}, 240_000);
