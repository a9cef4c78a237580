import type { Counts } from '../shop/checker.js';
import type { WorkerPool } from '../workers/workerPool.js';
import { everyByteOf } from './everyByte.js';
import type { Series } from './series.js';
import { runSweep } from './sweep.js';

/** What the checker found about a writer that must fail. */
export interface Control extends Series {
	readonly writer: NaiveWriter;
	/** The counts that such a writer cannot keep at zero: each was found. */
	readonly found: boolean;
}

type NaiveWriter = 'withoutLog' | 'logApart';

const mustBeFound: Readonly<Record<NaiveWriter, readonly (keyof Counts)[]>> = {
	withoutLog: ['duplicated', 'partial'],
	logApart: ['lost', 'falselyReported'],
};

/** Cuts the two naive writers as the real one is cut: a checker that cannot fail proves nothing. */
export async function runControls(pool: WorkerPool, stride: number): Promise<readonly Control[]> {
	const controls: Control[] = [];
	for (const writer of ['withoutLog', 'logApart'] as const) {
		const series = await runSweep(pool, everyByteOf(writer, stride));
		const found = mustBeFound[writer].every((count) => series.counts[count] > 0);
		controls.push({ ...series, writer, found });
	}
	return controls;
}
