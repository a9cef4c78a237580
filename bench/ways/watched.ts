import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';

/** The node, with a look at the event loop while it executes. */
export function watched<Node extends INodeType>(node: Node) {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	const { execute } = node;
	node.execute = async function (this) {
		delay.enable();
		try {
			return (await execute?.call(this)) ?? [];
		} finally {
			// the last stretch of work shows when the next timers have had their turn
			await setImmediate();
			await setImmediate();
			delay.disable();
		}
	};
	return {
		node,
		/** The longest time that other work of the process had to wait, in milliseconds. */
		longestBlockMs: () => delay.max / 1e6,
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
