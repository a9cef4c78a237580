import type { INodeType } from 'n8n-workflow';
import { longestOf, watched } from '../../../bench/ways/watched.js';

const working = (work: () => Promise<void> | void): INodeType =>
	({
		execute: async () => {
			await work();
			return [[]];
		},
	}) as unknown as INodeType;

function busy(milliseconds: number): void {
	const until = performance.now() + milliseconds;
	while (performance.now() < until);
}

describe('What other work of the process has to wait for', () => {
	test('is as long as the node does not give way', async () => {
		const { node, longestBlock } = watched(
			working(async () => {
				await new Promise((resolve) => setTimeout(resolve, 5));
				busy(60);
			}),
		);
		await node.execute?.call({} as never);
		expect(longestBlock().milliseconds).toBeGreaterThanOrEqual(59);
		expect(longestBlock().processorMs).toBeGreaterThan(0);
	});

	test('is told of a node that fails, too', async () => {
		const { node, longestBlock } = watched(
			working(() => {
				busy(30);
				throw new Error('No');
			}),
		);
		await expect(node.execute?.call({} as never)).rejects.toThrow('No');
		expect(longestBlock().milliseconds).toBeGreaterThanOrEqual(29);
	});

	test('is the longest of several', () => {
		const block = (milliseconds: number) => ({ milliseconds, processorMs: 1 });
		expect(longestOf([block(3), block(9), block(4)])).toEqual(block(9));
		expect(longestOf([])).toBeUndefined();
	});
});
