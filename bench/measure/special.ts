import type { MeasuredPlatform } from '../shops/platforms.js';
import { inFreshWorker, type Laboratory } from './laboratory.js';
import { ordersFor } from './push.js';
import { median } from './statistics.js';

/** Round trips on a connection that is open already. */
export interface WarmFigure {
	readonly platform: string;
	readonly oneOrder: number;
	readonly tenOrders: number;
	readonly hundredOrders: number;
	/** A hundred orders that the shop has already. */
	readonly alreadyPushed: number;
}

/** Counts the round trips of orders on one connection, first new ones and then the same again. */
export async function measureWarm(laboratory: Laboratory, platform: MeasuredPlatform): Promise<WarmFigure> {
	const shop = await laboratory.shop(platform);
	const worker = laboratory.worker('push');
	laboratory.tell(`${platform.id}, round trips on a warm connection …`);
	await worker.ask('warmUp', await laboratory.through(shop.settings, 0));
	const roundTrips = async (prefix: string, count: number) => {
		await laboratory.passed(0);
		const receipts = await worker.ask('pushWarm', { ...ordersFor(shop, count), prefix });
		if (receipts !== count) throw new Error(`${receipts} receipts for ${count} orders`);
		return (await laboratory.passed(0)).roundTrips;
	};
	await roundTrips('W', 1);
	const figure = {
		platform: platform.id,
		oneOrder: await roundTrips('X', 1),
		tenOrders: await roundTrips('Y', 10),
		hundredOrders: await roundTrips('Z', 100),
		alreadyPushed: await roundTrips('Z', 100),
	};
	await worker.ask('coolDown');
	await shop.reset();
	return figure;
}

/** Milliseconds for a thousand orders of which the database refuses none, one or ten. */
export interface BadOrdersFigure {
	readonly platform: string;
	readonly roundTripMs: number;
	readonly none: number;
	readonly one: number;
	readonly ten: number;
}

const thousand = 1000;

/** Pushes a thousand orders while the shop's database refuses some of them. */
export async function measureBadOrders(
	laboratory: Laboratory,
	platform: MeasuredPlatform,
	roundTripMs: number,
	repetitions: number,
): Promise<BadOrdersFigure> {
	const shop = await laboratory.shop(platform);
	await shop.refuseOrders();
	const settings = await laboratory.through(shop.settings, roundTripMs);
	laboratory.tell(`${platform.id}, ${roundTripMs} ms, bad orders among a thousand …`);
	const milliseconds = async (refused: readonly number[]) => {
		await shop.reset();
		const run = await laboratory
			.worker('push')
			.ask('push', { settings, wanted: { ...ordersFor(shop, thousand), refused } });
		if (run.written !== thousand - refused.length || run.refused !== refused.length)
			throw new Error(`${run.written} written, ${run.refused} refused of ${refused.length} bad ones`);
		return run.milliseconds;
	};
	await milliseconds([]); // a platform's first thousand takes longer
	const places = (count: number) => Array.from({ length: count }, (_, index) => index * 97 + 40);
	const runs: { none: number; one: number; ten: number }[] = [];
	for (let repetition = 0; repetition < repetitions; repetition += 1)
		runs.push({
			none: await milliseconds([]),
			one: await milliseconds(places(1)),
			ten: await milliseconds(places(10)),
		});
	await shop.query('DROP TRIGGER bench_refuses');
	const middle = (which: 'none' | 'one' | 'ten') => median(runs.map((run) => run[which]));
	return { platform: platform.id, roundTripMs, none: middle('none'), one: middle('one'), ten: middle('ten') };
}

/** A hundred thousand orders in a hundred items, and ten thousand to compare the time with. */
export interface LongFigure {
	readonly tenThousandMs: number;
	readonly hundredThousandMs: number;
	/** Bytes that the process held at most: pushing, and handing the same items on. */
	readonly peakBytes: number;
	readonly peakBytesOfN8n: number;
	/** The hundred thousand once more where V8 may not let garbage lie as long as it likes. */
	readonly limited: { readonly heapMb: number; readonly milliseconds: number; readonly peakBytes: number };
}

/** What n8n holds of these orders by itself, and half as much again. */
const limitedHeapMb = 352;

/** Pushes the hundred thousand, with all the heap that V8 likes and with a small one. */
export async function measureLong(laboratory: Laboratory, platform: MeasuredPlatform): Promise<LongFigure> {
	const shop = await laboratory.shop(platform);
	const wanted = (count: number) => ({ ...ordersFor(shop, count), perSupplierOrder: thousand });
	const pushed = async (count: number, heapMb?: number) => {
		laboratory.tell(`${platform.id}, ${count} orders in ${count / thousand} items …`);
		await shop.reset();
		const work = async (worker: ReturnType<Laboratory['freshWorker']>) => {
			const run = await worker.ask('push', { settings: shop.settings, wanted: wanted(count) });
			if (run.written !== count) throw new Error(`${run.written} of ${count} orders were written`);
			return { peak: await worker.ask('peakMemory'), milliseconds: run.milliseconds };
		};
		return await inFreshWorker(laboratory, work, { heapMb });
	};
	const few = await pushed(10_000);
	const many = await pushed(100_000);
	const limited = await pushed(100_000, limitedHeapMb);
	const peakBytesOfN8n = await inFreshWorker(laboratory, async (worker) => {
		await worker.ask('passThrough', wanted(100_000));
		return await worker.ask('peakMemory');
	});
	return {
		tenThousandMs: few.milliseconds,
		hundredThousandMs: many.milliseconds,
		peakBytes: many.peak,
		peakBytesOfN8n,
		limited: { heapMb: limitedHeapMb, milliseconds: limited.milliseconds, peakBytes: limited.peak },
	};
}
