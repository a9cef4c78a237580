import type { StrikeKind, Strike } from '../proxy/faults.js';
import type { Schedule } from '../schedule.js';
import { countsOf, type Finding } from '../shop/checker.js';
import { countKind, type ShopKind } from '../../support/shops/kinds.js';
import { onLanes, type Lane } from './lane.js';
import type { Series } from './series.js';
import { runTrial } from './trial.js';

/** How often each is done; spread evenly over the shops and their steps. */
export interface StepStrikes {
	readonly killWorker: number;
	readonly killServer: number;
	readonly stop: number;
}

const strikeOf: Readonly<Record<keyof StepStrikes, Strike>> = {
	killWorker: { kind: 'killWorker', halfOpen: false },
	killServer: { kind: 'killServer', downMs: 100 },
	stop: { kind: 'stop' },
};

/** Kills the worker, kills the database or stops the run before and behind each statement of a push. */
export async function runEveryStep(
	lanes: readonly Lane[],
	kinds: readonly ShopKind[],
	wanted: StepStrikes,
): Promise<Series> {
	const started = Date.now();
	const [lane] = lanes;
	if (!lane) throw new Error('There is no lane');
	const schedules: Schedule[] = [];
	for (const [at, kind] of kinds.entries()) {
		const { steps } = await runTrial(lane, scheduleOf(kind, 1));
		for (const strike of ['killWorker', 'killServer', 'stop'] as const)
			schedules.push(...spread(kind, steps, strike, share(wanted[strike], at, kinds.length)));
	}
	const shops = new Map<string, number>();
	const strikes = new Map<StrikeKind, number>();
	const findings: Finding[] = [];
	await onLanes(lanes, schedules, async (free, schedule) => {
		const result = await runTrial(free, schedule);
		countKind(shops, schedule);
		for (const [kind, n] of result.strikes) strikes.set(kind, (strikes.get(kind) ?? 0) + n);
		findings.push(
			...result.findings.map(({ count, what }) => ({ count, what: `${what} · ${JSON.stringify(schedule)}` })),
		);
	});
	return {
		...{ title: 'kills and stops at every step', trials: schedules.length, shops },
		...{ strikes, findings, counts: countsOf(findings), seconds: (Date.now() - started) / 1000 },
	};
}

const share = (whole: number, at: number, parts: number): number =>
	Math.floor((whole * (at + 1)) / parts) - Math.floor((whole * at) / parts);

/** The places before and behind each step, all of them once before any comes twice; alone and among three workers. */
function spread(
	kind: ShopKind,
	steps: number,
	strike: keyof StepStrikes,
	count: number,
): readonly Schedule[] {
	const places = steps * 2;
	return Array.from({ length: count }, (_, at): Schedule => {
		const place = count < places ? Math.floor((at * places) / count) : at % places;
		return {
			...scheduleOf(kind, at % 3 === 2 ? 3 : 1),
			faults: [
				{
					worker: 0,
					place: {
						channel: 'shop',
						step: Math.floor(place / 2),
						way: place % 2 === 0 ? 'toServer' : 'toClient',
						byte: 0,
					},
					strike: strikeOf[strike],
				},
			],
		};
	});
}

const scheduleOf = ({ platform, engine }: ShopKind, workers: number): Schedule => ({
	...{ platform, engine, writer: 'exchange', workers, staggerMs: 0 },
	...{ orders: 2, overlapping: false, sharedCustomer: false, batchSize: 100 },
	...{ mail: false, faults: [], moments: [] },
});
