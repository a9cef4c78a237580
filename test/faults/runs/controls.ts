import { countsOf, type Counts, type Finding } from '../shop/checker.js';
import type { Schedule } from '../schedule.js';
import type { Way } from '../proxy/faults.js';
import type { Writer } from '../workers/jobs.js';
import type { Lane } from './lane.js';
import { runTrial } from './trial.js';

/** What the checker found about a writer that must fail. */
export interface Control {
	readonly writer: Writer;
	readonly trials: number;
	readonly counts: Counts;
	/** The counts that such a writer cannot keep at zero: each was found. */
	readonly found: boolean;
}

const mustBeFound: Readonly<Partial<Record<Writer, readonly (keyof Counts)[]>>> = {
	withoutLog: ['duplicated', 'partial'],
	logApart: ['lost', 'falselyReported'],
};

/** Cuts the two naive writers at every one of their statements: a checker that cannot fail proves nothing. */
export async function runControls(lane: Lane): Promise<readonly Control[]> {
	const controls: Control[] = [];
	for (const writer of ['withoutLog', 'logApart'] as const) {
		const findings: Finding[] = [];
		let trials = 0;
		for (let step = 1; step <= statements; step += 1)
			for (const way of ['toServer', 'toClient'] as const) {
				findings.push(...(await runTrial(lane, cutAt(writer, step, way))).findings);
				trials += 1;
			}
		const counts = countsOf(findings);
		const found = (mustBeFound[writer] ?? []).every((count) => counts[count] > 0);
		controls.push({ writer, trials, counts, found });
	}
	return controls;
}

/** Of one order; the log and its transaction are three more. */
const statements = 13;

const cutAt = (writer: Writer, step: number, way: Way): Schedule => ({
	platform: 'modified-3.3',
	engine: 'InnoDB',
	writer,
	workers: 1,
	staggerMs: 0,
	orders: 1,
	sharedCustomer: false,
	batchSize: 1,
	mail: false,
	faults: [{ worker: 0, place: { channel: 'shop', step, way, byte: 0 }, strike: { kind: 'cut' } }],
	kills: [],
});
