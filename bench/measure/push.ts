import type { WireCount } from '../line/wireCounter.js';
import type { MeasuredShop } from '../shops/measuredShop.js';
import type { WantedOrders } from '../shops/orders.js';
import type { MeasuredPlatform } from '../shops/platforms.js';
import { orderWork, type OrderWork } from '../ways/orderWork.js';
import type { NodeRun } from '../ways/ourNode.js';
import { readyFile, type ReadyFile } from '../ways/readyFile.js';
import { longestOf, type Block } from '../ways/watched.js';
import type { Laboratory } from './laboratory.js';
import { median } from './statistics.js';

export type Way = 'push' | 'readyFile' | 'oneByOne' | 'mysqlNode';

/** One way at one distance with one number of orders. */
export interface PushFigure {
	readonly platform: string;
	readonly way: Way;
	readonly roundTripMs: number;
	/** Orders in the run, as asked for. */
	readonly orders: number;
	/** Orders really written: the slow ways are measured on fewer, and their speed taken from those. */
	readonly measuredOrders: number;
	/** Of each repetition, connecting included. */
	readonly milliseconds: readonly number[];
	readonly ordersPerSecond: number;
	/** Of the last repetition. */
	readonly wire: WireCount;
	/** Push only: the longest one of all repetitions. */
	readonly longestBlock?: Block;
}

export interface PushPlan {
	readonly platforms: readonly MeasuredPlatform[];
	readonly roundTripsMs: readonly number[];
	readonly orders: readonly number[];
	readonly repetitionsOf: (orders: number) => number;
	/** The folder of n8n's own nodes. */
	readonly nodesBase: string;
}

/** How many orders the slow ways write at most, so that no measurement takes much longer than ten seconds. */
const slowOrders = (roundTripMs: number): number => (roundTripMs < 5 ? 100 : roundTripMs < 50 ? 10 : 2);

/** Measures all ways side by side; those of one cell take turns, so that the machine's moods hit all alike. */
export async function measurePush(laboratory: Laboratory, plan: PushPlan): Promise<readonly PushFigure[]> {
	const figures: PushFigure[] = [];
	for (const platform of plan.platforms) {
		const shop = await laboratory.shop(platform);
		const slowWork = await workOf(laboratory, shop, Math.max(...plan.roundTripsMs.map(slowOrders)));
		await warmUp(laboratory, shop, slowWork, plan.nodesBase);
		for (const roundTripMs of plan.roundTripsMs)
			for (const orders of plan.orders) {
				laboratory.tell(`${platform.id}, ${roundTripMs} ms, ${orders} orders …`);
				figures.push(
					...(await cell(laboratory, shop, {
						roundTripMs,
						orders,
						repetitions: plan.repetitionsOf(orders),
						nodesBase: plan.nodesBase,
						slowWork,
					})),
				);
			}
	}
	return figures;
}

interface Cell {
	readonly roundTripMs: number;
	readonly orders: number;
	readonly repetitions: number;
	readonly slowWork: readonly OrderWork[];
	readonly nodesBase: string;
}

async function cell(laboratory: Laboratory, shop: MeasuredShop, one: Cell): Promise<readonly PushFigure[]> {
	const { roundTripMs, orders } = one;
	const wanted = ordersFor(shop, orders);
	const settings = await laboratory.through(shop.settings, roundTripMs);
	const slow = one.slowWork.slice(0, Math.min(orders, slowOrders(roundTripMs)));
	const runs = new Map<Way, { milliseconds: number[]; wire?: WireCount }>();
	const blocks: Block[] = [];
	let file: ReadyFile | undefined;
	const measured = async (way: Way, run: () => Promise<number>) => {
		await laboratory.passed(roundTripMs);
		const milliseconds = await run();
		const wire = await laboratory.passed(roundTripMs);
		runs.set(way, { milliseconds: [...(runs.get(way)?.milliseconds ?? []), milliseconds], wire });
		return wire;
	};
	for (let repetition = 0; repetition < one.repetitions; repetition += 1) {
		await shop.reset();
		const wire = await measured('push', async () => {
			const run = checkedWhole(await laboratory.worker('push').ask('push', { settings, wanted }), orders);
			blocks.push(run.longestBlock);
			return run.milliseconds;
		});
		file ??= await readyFile(shop, wire.commits);
		const ready = file;
		await shop.reset();
		await measured('readyFile', () => ready.run(settings));
		await shop.reset();
		await measured('mysqlNode', () =>
			laboratory.worker('mysqlNode').ask('mysqlNode', { settings, work: slow, nodesBase: one.nodesBase }),
		);
		await shop.reset();
		await measured('oneByOne', () => laboratory.worker('oneByOne').ask('oneByOne', { settings, work: slow }));
	}
	await file?.remove();
	return [...runs].map(([way, { milliseconds, wire }]) => {
		const measuredOrders = way === 'oneByOne' || way === 'mysqlNode' ? slow.length : orders;
		return {
			platform: shop.platform.id,
			way,
			roundTripMs,
			orders,
			measuredOrders,
			milliseconds,
			ordersPerSecond: (measuredOrders / median(milliseconds)) * 1000,
			wire: wire as WireCount,
			...(way === 'push' && { longestBlock: longestOf(blocks) }),
		};
	});
}

/** n8n's process has run for days, so every way has done its work before the first measurement. */
async function warmUp(
	laboratory: Laboratory,
	shop: MeasuredShop,
	slowWork: readonly OrderWork[],
	nodesBase: string,
): Promise<void> {
	laboratory.tell(`${shop.platform.id}, warming up …`);
	const settings = await laboratory.through(shop.settings, 0);
	for (let time = 0; time < 10; time += 1) {
		await shop.reset();
		const wanted = ordersFor(shop, warmingOrders);
		checkedWhole(await laboratory.worker('push').ask('push', { settings, wanted }), warmingOrders);
	}
	await shop.reset();
	await laboratory.worker('mysqlNode').ask('mysqlNode', { settings, work: slowWork, nodesBase });
	await shop.reset();
	await laboratory.worker('oneByOne').ask('oneByOne', { settings, work: slowWork });
	await shop.reset();
}

const warmingOrders = 1000;

async function workOf(
	laboratory: Laboratory,
	shop: MeasuredShop,
	orders: number,
): Promise<readonly OrderWork[]> {
	const settings = await laboratory.through(shop.settings, 0);
	const wanted = ordersFor(shop, orders);
	checkedWhole(await laboratory.worker('push').ask('push', { settings, wanted }), orders);
	const work = await orderWork(shop, wanted);
	await shop.reset();
	return work;
}

/** So many orders for this shop, each of a customer who is new to it. */
export const ordersFor = (shop: MeasuredShop, count: number): WantedOrders => ({
	platform: shop.platform.id,
	count,
	prefix: 'B',
});

/** A way that leaves orders out is not faster. @throws Error where one did */
function checkedWhole(run: NodeRun, orders: number): NodeRun {
	if (run.written !== orders)
		throw new Error(
			`Of ${orders} orders ${run.written} were written, ${run.refused} refused, ${run.later} left`,
		);
	return run;
}
