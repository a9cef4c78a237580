import type { PushFigure, Way } from '../measure/push.js';
import type { BadOrdersFigure, LongFigure, WarmFigure } from '../measure/special.js';
import type { NotifyFigure } from '../measure/notify.js';
import type { PrepareFigures } from '../measure/prepare.js';
import { longestOf, type Block } from '../ways/watched.js';

/** Everything that a run measured; what it left out is not there. */
export interface Figures {
	readonly push: readonly PushFigure[];
	readonly warm: readonly WarmFigure[];
	readonly badOrders: readonly BadOrdersFigure[];
	readonly prepare?: PrepareFigures;
	readonly notify: readonly NotifyFigure[];
	readonly long?: LongFigure;
}

export interface Goal {
	readonly name: string;
	/** In words, e.g. `at least 0.4`. */
	readonly target: string;
	/** Undefined where the run did not measure it. */
	readonly value?: number;
	/**
	 * What the ready SQL file reaches or takes; of the file, what the push's own statements would reach; of a wait, how long the
	 * process had a core in it; of the memory, what a run takes whose heap is kept small.
	 */
	readonly limit?: number;
	readonly met: boolean;
}

/** The goals of speed are about so many orders. */
export const ordersOfGoals = 1000;

/** Every goal with what came out; a goal that was not measured is not met. */
export function goalsOf(figures: Figures): readonly Goal[] {
	const platforms = [...new Set(figures.push.map(({ platform }) => platform))];
	const figureOf = (platform: string, roundTripMs: number, way: Way): PushFigure | undefined =>
		figures.push.find(
			(one) =>
				one.platform === platform &&
				one.roundTripMs === roundTripMs &&
				one.orders === ordersOfGoals &&
				one.way === way,
		);
	const ratio = (platform: string, roundTripMs: number, other: Way, way: Way = 'push'): number | undefined =>
		divided(
			figureOf(platform, roundTripMs, way)?.ordersPerSecond,
			figureOf(platform, roundTripMs, other)?.ordersPerSecond,
		);
	const ofFileWithoutOwnWork = (platform: string, roundTripMs: number): number | undefined => {
		const push = figureOf(platform, roundTripMs, 'push');
		const milliseconds = push && waitedForAnswers(push);
		const speed = milliseconds && (ordersOfGoals / milliseconds) * 1000;
		return divided(speed, figureOf(platform, roundTripMs, 'readyFile')?.ordersPerSecond);
	};
	const statementsOfFile = (platform: string): number | undefined => {
		const steps = figures.push.find(
			(one) => one.platform === platform && one.orders === 1 && one.way === 'readyFile',
		)?.wire.steps;
		return steps && (steps.write?.statements ?? 0) + (steps.commit?.statements ?? 0);
	};
	const speeds = figures.prepare?.speeds ?? [];
	const prepared = speeds.at(-1);
	const memory = figures.prepare?.memory;
	const { long } = figures;
	return [
		...platforms.flatMap((platform) => [
			atLeast(
				`${platform}: 1,000 orders at 20 ms, times n8n’s MySQL node`,
				500,
				ratio(platform, 20, 'mysqlNode'),
				ratio(platform, 20, 'mysqlNode', 'readyFile'),
			),
			atLeast(
				`${platform}: 1,000 orders at 20 ms, of the ready SQL file`,
				0.4,
				ratio(platform, 20, 'readyFile'),
				ofFileWithoutOwnWork(platform, 20),
			),
			atLeast(
				`${platform}: 1,000 orders at 0 ms, times n8n’s MySQL node`,
				50,
				ratio(platform, 0, 'mysqlNode'),
				ratio(platform, 0, 'mysqlNode', 'readyFile'),
			),
			atLeast(
				`${platform}: 1,000 orders at 0 ms, of the ready SQL file`,
				0.4,
				ratio(platform, 0, 'readyFile'),
				ofFileWithoutOwnWork(platform, 0),
			),
		]),
		...figures.warm.flatMap(({ platform, oneOrder, tenOrders, hundredOrders, alreadyPushed }) => [
			atMost(
				`${platform}: round trips of one order on a warm connection`,
				14,
				oneOrder,
				statementsOfFile(platform),
			),
			atMost(`${platform}: round trips of orders already pushed`, 2, alreadyPushed),
			atMost(`${platform}: round trips that 100 orders take more than 10`, 0, hundredOrders - tenOrders),
		]),
		...figures.badOrders.flatMap(({ platform, none, one, ten }) => [
			atMost(`${platform}: time with one bad order in 1,000, times that with none`, 1.2, one / none),
			atMost(`${platform}: time with ten bad orders in 1,000, times that with none`, 3, ten / none),
		]),
		waitOf('Push', figures.push),
		atMost(
			'Push: time per order at 100,000 orders, times that at 10,000',
			1.25,
			long && long.hundredThousandMs / 10 / long.tenThousandMs,
		),
		atMost(
			'Push: memory above n8n’s own for 100,000 orders, MB',
			300,
			long && (long.peakBytes - long.peakBytesOfN8n) / 1e6,
			long && (long.limited.peakBytes - long.peakBytesOfN8n) / 1e6,
		),
		atLeast('Prepare: orders per second on one core', 20_000, prepared?.nodeOnOneCore),
		atMost(
			'Prepare: time per order at the most orders, times that at the fewest',
			1.25,
			divided(speeds[0]?.nodeOnOneCore, speeds.length > 1 ? prepared?.nodeOnOneCore : undefined),
		),
		waitOf('Prepare', speeds),
		atMost(
			'Prepare: memory above n8n’s own for 100,000 orders, MB',
			300,
			memory?.orders === 100_000 ? (memory.peakBytes - memory.peakBytesOfN8n) / 1e6 : undefined,
		),
		waitOf('Notify', figures.notify),
	];
}

/**
 * How long a push waited for the server and the line, in milliseconds: what its statements take where
 * one waits for the other, on one connection. Undefined where several work at the same time.
 */
function waitedForAnswers({ wire: { connections, steps } }: PushFigure): number | undefined {
	if (connections !== 1) return undefined;
	const all = Object.values(steps).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	return all - (steps.own?.milliseconds ?? 0);
}

function waitOf(node: string, figures: readonly { readonly longestBlock?: Block }[]): Goal {
	const longest = longestOf(figures.flatMap(({ longestBlock }) => longestBlock ?? []));
	const name = `${node}: longest time that other work had to wait, ms`;
	return atMost(name, 50, longest?.milliseconds, longest?.processorMs);
}

const divided = (a: number | undefined, b: number | undefined): number | undefined =>
	a === undefined || b === undefined ? undefined : a / b;

const atLeast = (name: string, least: number, value: number | undefined, limit?: number): Goal => ({
	name,
	target: `at least ${least.toLocaleString('en')}`,
	...(value !== undefined && { value }),
	...(limit !== undefined && { limit }),
	met: value !== undefined && value >= least,
});

const atMost = (name: string, most: number, value: number | undefined, limit?: number): Goal => ({
	name,
	target: `at most ${most.toLocaleString('en')}`,
	...(value !== undefined && { value }),
	...(limit !== undefined && { limit }),
	met: value !== undefined && value <= most,
});
