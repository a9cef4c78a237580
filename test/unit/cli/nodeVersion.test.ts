import { readFileSync } from 'node:fs';
import { oldestNode, tooOldNode } from '../../../cli/nodeVersion.js';

test('the oldest Node is the one that package.json names', () => {
	const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
	expect(engines.node).toBe(`>=${oldestNode}`);
});

test.each([
	['16.20.2', true],
	['18.20.8', true],
	['20.18.3', true],
	['20.19.0', false],
	['22.1.0', false],
	['24.21.0', false],
])('Node %s: too old is %s', (version, tooOld) => {
	expect(tooOldNode(version) !== undefined).toBe(tooOld);
});
