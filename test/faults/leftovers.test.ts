import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A new process, whose output is a pipe, looks for what its first socket leaves behind. */
const program = `
	import { connect } from 'node:net';
	import { activeResources, leftSince } from './leftovers.js';
	const before = activeResources();
	connect(9, '127.0.0.1').destroy();
	const forgotten = process.argv.includes('forget') ? setInterval(() => undefined, 1_000) : undefined;
	leftSince(before, 100).then((left) => {
		clearInterval(forgotten);
		process.stdout.write(JSON.stringify(left));
	});
`;

const { outputFiles } = buildSync({
	stdin: { contents: program, resolveDir: join(__dirname, '../support') },
	...{ bundle: true, platform: 'node', format: 'cjs', write: false },
});

const leftBy = (...options: readonly string[]): unknown => {
	const run = spawnSync(process.execPath, ['--eval', outputFiles[0]?.text ?? '', ...options], {
		encoding: 'utf8',
	});
	return JSON.parse(run.stdout);
};

test('the first socket of a process leaves nothing behind once it is closed', () => {
	expect(leftBy()).toEqual({});
}, 60_000);

test('a timer that is forgotten is found', () => {
	expect(leftBy('forget')).toEqual({ Timeout: 1 });
}, 60_000);
