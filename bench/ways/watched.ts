import { performance, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';

/** A time that other work of the process had to wait. */
export interface Block {
	readonly milliseconds: number;
	/** What V8's collector took of it. */
	readonly collectorMs: number;
}

export const longestOf = (blocks: readonly Block[]): Block | undefined =>
	[...blocks].sort((a, b) => b.milliseconds - a.milliseconds)[0];

/** How often other work would want its turn. */
const turnMs = 1;

/** The node, with a look at the event loop while it executes. */
export function watched<Node extends INodeType>(node: Node) {
	let longest: Block = { milliseconds: 0, collectorMs: 0 };
	const { execute } = node;
	node.execute = async function (this) {
		const watch = watchEventLoop();
		try {
			return (await execute?.call(this)) ?? [];
		} finally {
			// the last stretch of work shows when the next timers have had their turn
			await setImmediate();
			await setImmediate();
			longest = await watch.end();
		}
	};
	return { node, longestBlock: () => longest };
}

function watchEventLoop() {
	const collections: PerformanceEntry[] = [];
	const collector = new PerformanceObserver((list) => void collections.push(...list.getEntries()));
	collector.observe({ entryTypes: ['gc'] });
	let longest = { from: 0, to: 0 };
	let last = performance.now();
	const turn = setInterval(() => {
		const now = performance.now();
		if (now - last > longest.to - longest.from) longest = { from: last, to: now };
		last = now;
	}, turnMs);
	return {
		end: async (): Promise<Block> => {
			clearInterval(turn);
			await setImmediate(); // what was collected last is told in a turn of its own
			collector.disconnect();
			const { from, to } = longest;
			const within = collections.map(({ startTime, duration }) =>
				Math.max(0, Math.min(startTime + duration, to) - Math.max(startTime, from)),
			);
			return { milliseconds: to - from, collectorMs: within.reduce((sum, one) => sum + one, 0) };
		},
	};
}

/** What n8n itself does with items: a node of this kind that hands them on. */
export function handingOn<Node extends INodeType>(node: Node): Node {
	const outputs = [...node.description.outputs];
	node.execute = async function (this) {
		return outputs.map((_, output) => (output === 0 ? this.getInputData() : []));
	};
	return node;
}
