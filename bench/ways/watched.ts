import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';

/** A time that other work of the process had to wait. */
export interface Block {
	readonly milliseconds: number;
	/** For how long the event loop's thread had a core meanwhile: its work, and V8's pauses to collect garbage. */
	readonly processorMs: number;
}

/** Undefined of none. */
export const longestOf = (blocks: readonly Block[]): Block | undefined =>
	[...blocks].sort((a, b) => b.milliseconds - a.milliseconds)[0];

/** How often other work would want its turn. */
const turnMs = 1;

/** The node, with a look at the event loop while it executes. */
export function watched<Node extends INodeType>(node: Node) {
	let longest: Block = { milliseconds: 0, processorMs: 0 };
	const { execute } = node;
	node.execute = async function (this) {
		const watch = watchEventLoop();
		try {
			return (await execute?.call(this)) ?? [];
		} finally {
			// the last stretch of work shows when the next timers have had their turn
			await setImmediate();
			await setImmediate();
			longest = watch.end();
		}
	};
	return { node, longestBlock: () => longest };
}

function watchEventLoop() {
	let longest: Block = { milliseconds: 0, processorMs: 0 };
	let [last, lastProcessorMs] = [performance.now(), threadMs()];
	const turn = setInterval(() => {
		const [now, processorMs] = [performance.now(), threadMs()];
		const block = { milliseconds: now - last, processorMs: processorMs - lastProcessorMs };
		if (block.milliseconds > longest.milliseconds) longest = block;
		[last, lastProcessorMs] = [now, processorMs];
	}, turnMs);
	return {
		end: (): Block => {
			clearInterval(turn);
			return longest;
		},
	};
}

/** Processor time of this thread; before Node 24, which n8n runs on, of the whole process. */
function threadMs(): number {
	const { threadCpuUsage, cpuUsage } = process as NodeJS.Process & {
		readonly threadCpuUsage?: NodeJS.Process['cpuUsage'];
	};
	const { user, system } = (threadCpuUsage ?? cpuUsage)();
	return (user + system) / 1000;
}

/** What n8n itself does with items: a node of this kind that hands them on. */
export function handingOn<Node extends INodeType>(node: Node): Node {
	const outputs = [...node.description.outputs];
	node.execute = async function (this) {
		return outputs.map((_, output) => (output === 0 ? this.getInputData() : []));
	};
	return node;
}
