import type { PrepareFigure } from '../ways/prepare.js';
import { inFreshWorker, type Laboratory, type WorkerRoom } from './laboratory.js';

/** Prepare by number of orders, and what it holds of the most of them. */
export interface PrepareFigures {
	readonly speeds: readonly (PrepareFigure & {
		/** Orders per second where all of the process shares one core. */
		readonly nodeOnOneCore: number;
	})[];
	readonly memory: {
		readonly orders: number;
		/** Bytes that the process held at most: preparing, and handing the same items on. */
		readonly peakBytes: number;
		readonly peakBytesOfN8n: number;
	};
}

/** Prepares so many orders each, with two cores and with one. */
export async function measurePrepare(
	laboratory: Laboratory,
	counts: readonly number[],
): Promise<PrepareFigures> {
	laboratory.tell('Prepare …');
	const speedsIn = (room: WorkerRoom) =>
		inFreshWorker(laboratory, (worker) => worker.ask('prepare', counts), room);
	const free = await speedsIn({});
	const onOneCore = await speedsIn({ onOneCore: true });
	const speeds = free.map((one, index) => ({ ...one, nodeOnOneCore: onOneCore[index]?.node ?? 0 }));
	const most = Math.max(...counts);
	const peak = (handOn: boolean) =>
		inFreshWorker(laboratory, async (worker) => {
			await worker.ask('prepareOnce', { count: most, handOn });
			return await worker.ask('peakMemory');
		});
	return { speeds, memory: { orders: most, peakBytes: await peak(false), peakBytesOfN8n: await peak(true) } };
}
