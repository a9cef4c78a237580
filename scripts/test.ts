import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm test`: every part in turn, one line each, then the count of tests as the last line. */
const reports = mkdtempSync(join(tmpdir(), 'order-exchange-tests-'));
const counted = { passed: 0, failed: 0 };
const brokenParts: string[] = [];

const part = (title: string, command: string, args: readonly string[]): void => {
	const started = Date.now();
	const { status } = spawnSync(command, args, { stdio: 'inherit' });
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)\n`);
	if (status !== 0) brokenParts.push(title);
};

const jestPart = (project: string): void => {
	if (!existsSync(join('test', project))) return;
	const report = join(reports, `${project}.json`);
	part(project, 'npx', ['jest', '--selectProjects', project, '--json', `--outputFile=${report}`, '--silent']);
	if (!existsSync(report)) return;
	const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
		numPassedTests: number;
		numFailedTests: number;
	};
	counted.passed += numPassedTests;
	counted.failed += numFailedTests;
};

part('typecheck', 'npx', ['tsc', '--noEmit']);
part('lint', 'npx', ['eslint', '.']);
for (const project of ['unit', 'engine', 'shops', 'faults', 'e2e']) jestPart(project);
rmSync(reports, { recursive: true, force: true });

if (brokenParts.length > 0) process.stdout.write(`Not passed: ${brokenParts.join(', ')}\n`);
process.stdout.write(`${counted.passed} passed, ${counted.failed} failed\n`);
process.exitCode = brokenParts.length === 0 && counted.failed === 0 ? 0 : 1;
