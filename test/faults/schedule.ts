import type { ShopKind } from '../support/shops/kinds.js';
import fc from 'fast-check';
import type { Fault, Place, Strike } from './proxy/faults.js';
import type { Writer } from './workers/jobs.js';

/** Everything about one random trial; how the workers overtake each other is up to the machine. */
export interface Schedule {
	readonly platform: string;
	readonly engine: string;
	readonly writer: Writer;
	/** They push the same orders, each starting so many milliseconds after the one before. */
	readonly workers: number;
	readonly staggerMs: number;
	readonly orders: number;
	/** Of several workers, each pushes a supplier order of its own that lacks one of the orders. */
	readonly overlapping: boolean;
	/** Orders 1 and 2 come from the same new customer. */
	readonly sharedCustomer: boolean;
	readonly batchSize: number;
	/** The workers also notify the supplier. */
	readonly mail: boolean;
	readonly faults: readonly WorkerFault[];
	readonly moments: readonly TimedStrike[];
}

export interface WorkerFault extends Fault {
	/** Which worker it strikes; counted round where there are fewer. */
	readonly worker: number;
}

/** A strike at a moment instead of a place. */
export interface TimedStrike {
	readonly kind: 'killWorker' | 'killServer' | 'stop';
	readonly worker: number;
	readonly afterMs: number;
}

// A push opens the shop with some 15 to 20 statements and writes with some 25 to 50.
const step = fc.oneof(
	{ weight: 4, arbitrary: fc.integer({ min: 14, max: 70 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 160 }) },
);
const byte = fc.oneof(
	{ weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }) },
	{ weight: 2, arbitrary: fc.integer({ min: 0, max: 400 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
);
const way = fc.constantFrom('toServer' as const, 'toClient' as const);
const ms = (max: number) => fc.integer({ min: 1, max });

const shopPlace: fc.Arbitrary<Place> = fc.record({
	channel: fc.constant('shop' as const),
	step,
	way,
	byte,
});
const mailPlace: fc.Arbitrary<Place> = fc.record({
	channel: fc.constant('mail' as const),
	step: fc.integer({ min: 0, max: 2 }),
	way,
	byte: fc.integer({ min: 0, max: 12_000 }),
});

const cut = fc.constantFrom<Strike>({ kind: 'cut' }, { kind: 'reset' });
const stall: fc.Arbitrary<Strike> = fc.record({
	kind: fc.constant('stall' as const),
	ms: ms(1_500),
	then: fc.constantFrom('goOn' as const, 'cut' as const),
});
const delay: fc.Arbitrary<Strike> = fc.record({ kind: fc.constant('delay' as const), ms: ms(300) });
const killWorker = fc.constant<Strike>({ kind: 'killWorker', halfOpen: false });
const stop = fc.constant<Strike>({ kind: 'stop' });
const killServer: fc.Arbitrary<Strike> = fc.record({
	kind: fc.constant('killServer' as const),
	downMs: fc.integer({ min: 0, max: 600 }),
});

/** What a healthy server says when it cannot just now, instead of carrying the statement out or after it. */
const passingErrors = [1213, 1205, 1040, 1053, 1114, 1290, 2006, 2013];
const serverError: fc.Arbitrary<Fault> = fc
	.record({ step, errno: fc.constantFrom(...passingErrors), carriedOut: fc.boolean() })
	.map(({ step, errno, carriedOut }) => ({
		place: { channel: 'shop', step, way: 'toServer', byte: 0 },
		strike: { kind: 'serverError', errno, carriedOut },
	}));

const on = (place: fc.Arbitrary<Place>, strike: fc.Arbitrary<Strike>): fc.Arbitrary<Fault> =>
	fc.record({ place, strike });

const fault = fc.oneof(
	{ weight: 5, arbitrary: on(shopPlace, cut) },
	{ weight: 3, arbitrary: on(shopPlace, killWorker) },
	{ weight: 2, arbitrary: on(shopPlace, stop) },
	{ weight: 2, arbitrary: on(shopPlace, stall) },
	{ weight: 1, arbitrary: on(shopPlace, delay) },
	{ weight: 1, arbitrary: on(shopPlace, killServer) },
	{ weight: 2, arbitrary: serverError },
	{ weight: 2, arbitrary: on(mailPlace, fc.oneof(cut, killWorker, stall, delay, stop)) },
);

/** Random schedules over these shops. */
export const schedules = (kinds: readonly ShopKind[]): fc.Arbitrary<Schedule> =>
	fc
		.record({
			kind: fc.constantFrom(...kinds),
			writer: fc.oneof(
				{ weight: 8, arbitrary: fc.constant<Writer>('exchange') },
				{ weight: 1, arbitrary: fc.constant<Writer>('node') },
			),
			workers: fc.integer({ min: 1, max: 8 }),
			staggerMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
			orders: fc.integer({ min: 1, max: 5 }),
			overlapping: fc.boolean(),
			sharedCustomer: fc.boolean(),
			batchSize: fc.constantFrom(100, 2, 1),
			mail: fc.oneof(
				{ weight: 5, arbitrary: fc.constant(false) },
				{ weight: 1, arbitrary: fc.constant(true) },
			),
			faults: fc.array(
				fc
					.tuple(fault, fc.integer({ min: 0, max: 7 }))
					.map(([struck, worker]): WorkerFault => ({ ...struck, worker })),
				{ minLength: 1, maxLength: 4 },
			),
			moments: fc.array(
				fc.record<TimedStrike>({
					kind: fc.oneof(
						{ weight: 4, arbitrary: fc.constant('killWorker' as const) },
						{ weight: 2, arbitrary: fc.constant('stop' as const) },
						{ weight: 1, arbitrary: fc.constant('killServer' as const) },
					),
					worker: fc.integer({ min: 0, max: 7 }),
					afterMs: fc.integer({ min: 0, max: 400 }),
				}),
				{ maxLength: 2 },
			),
		})
		.map(({ kind, ...schedule }) => ({ ...kind, ...schedule }));

/** The seed of one trial: fast-check makes the same schedule of it again. */
export const seedOf = (seed: number, index: number): number => (Math.imul(seed, 1_000_003) + index) | 0;
