import { startMariaDb } from '../../../scripts/system/mariadb.js';
import type { Fault, StrikeKind } from '../proxy/faults.js';
import type { StepSeen } from '../proxy/faultPlan.js';
import { countsOf, type Finding } from '../shop/checker.js';
import { kindName, type ShopKind } from '../../support/shops/kinds.js';
import type { Writer } from '../workers/jobs.js';
import type { WorkerPool } from '../workers/workerPool.js';
import { openSeat, type Probe, type Probed, type Seat } from './seat.js';
import type { Series } from './series.js';

/** Where a push can be struck: its steps from the opening of the shop on, or from its own first statement on. */
export interface Steps {
	readonly kept: boolean;
	readonly steps: readonly StepSeen[];
}

export interface Sweep {
	readonly title: string;
	readonly kind: ShopKind;
	readonly writer: Writer;
	readonly orders: number;
	/** The faults to try, each in a push of its own. */
	readonly faults: (steps: Steps) => readonly Fault[];
	/** What is wrong about how the push dealt with the fault. */
	readonly judge?: (fault: Fault, probed: Probed, kept: boolean) => readonly Finding[];
	/** The writer is one that must fail, so nobody looks which fault it was. */
	readonly mustFail?: boolean;
}

/** Orders that are looked at together; one after which something is wrong is looked at alone. */
const ordersPerCheck = 30;
const seatsAtOnce = 4;
/** A long sweep that is ended before its time has said how far it came. */
const trialsPerLine = 5_000;
/** Fewer are not worth the making of a shop. */
const chunksPerSeat = 12;

/** Strikes a push with every fault of the sweep, several pushes at a time, each in a shop of its own. */
export async function runSweep(
	pool: WorkerPool,
	sweep: Sweep,
	tell: (line: string) => void = () => undefined,
): Promise<Series> {
	const started = Date.now();
	// nobody kills this server, so it need not flush
	const mariaDb = await startMariaDb({ fast: true });
	const strikes = new Map<StrikeKind, number>();
	const struck = (kind: StrikeKind) => void strikes.set(kind, (strikes.get(kind) ?? 0) + 1);
	const findings: Finding[] = [];
	const seats: Seat[] = [];
	let trials = 0;
	try {
		const open = async () => {
			const seat = await openSeat(mariaDb, pool, sweep.kind, sweep.writer, struck);
			seats.push(seat);
			return seat;
		};
		const first = await open();
		const left = (await placesOf(first, sweep)).flatMap((steps) =>
			chunked(
				sweep.faults(steps).map((fault): Planned => ({ fault, kept: steps.kept, orders: sweep.orders })),
				Math.max(1, Math.floor(ordersPerCheck / sweep.orders)),
			),
		);
		const planned = left.reduce((sum, chunk) => sum + chunk.length, 0);
		let nextTold = trialsPerLine;
		const others = Array.from(
			{ length: Math.min(seatsAtOnce, Math.ceil(left.length / chunksPerSeat)) - 1 },
			open,
		);
		await Promise.all(
			[Promise.resolve(first), ...others].map(async (opening) => {
				const seat = await opening;
				for (let chunk = left.shift(); chunk; chunk = left.shift()) {
					findings.push(...(await runChunk(seat, sweep, chunk)));
					trials += chunk.length;
					if (trials < nextTold) continue;
					tell(`${sweep.title}: ${trials} of ${planned} trials, ${findings.length} findings`);
					nextTold += trialsPerLine;
				}
			}),
		);
	} finally {
		await Promise.all(seats.map((seat) => seat.close()));
		await mariaDb.stop();
	}
	return {
		...{ title: sweep.title, trials, strikes, findings, counts: countsOf(findings) },
		shops: new Map([[kindName(sweep.kind), trials]]),
		seconds: (Date.now() - started) / 1000,
	};
}

type Planned = Probe & { readonly fault: Fault };

/** Learns the steps from undisturbed pushes: those that open the shop, and those of a push into an open one. */
async function placesOf(seat: Seat, { orders, writer }: Sweep): Promise<readonly Steps[]> {
	const calm = async (kept: boolean) => (await seat.push({ orders, kept }, await seat.mark())).steps;
	const whole = await calm(false);
	if (writer !== 'exchange') return [{ kept: false, steps: whole }];
	const push = await calm(true);
	const goodbye = 1;
	const opening = whole.slice(0, Math.max(0, whole.length - push.length - goodbye));
	return [
		{ kept: false, steps: opening },
		{ kept: true, steps: push },
	];
}

async function runChunk(seat: Seat, sweep: Sweep, chunk: readonly Planned[]): Promise<readonly Finding[]> {
	const mark = await seat.mark();
	const probed: Probed[] = [];
	const judged: Finding[] = [];
	for (const planned of chunk) {
		const one = await seat.push(planned, mark);
		probed.push(one);
		judged.push(...(sweep.judge?.(planned.fault, one, planned.kept) ?? []));
	}
	const findings = [...judged, ...(await seat.verdict(mark, probed))];
	if (findings.length === 0 || sweep.mustFail) return findings;
	if (chunk.length === 1)
		return findings.map(({ count, what }) => ({ count, what: `${what} · ${JSON.stringify(chunk[0])}` }));
	const alone: Finding[] = [];
	for (const planned of chunk) alone.push(...(await runChunk(seat, sweep, [planned])));
	return alone.length > 0 ? alone : findings;
}

const chunked = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
	Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
