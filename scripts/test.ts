import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './system/chromium.js';
import { ensureMariaDb } from './system/mariadbPrograms.js';
import { ensureN8n } from './system/n8nPrograms.js';

/** One part of `npm test`; what it needs from the machine is there when it starts. */
interface Part {
	readonly title: string;
	run(): Promise<PartResult> | PartResult;
}

interface PartResult {
	readonly ok: boolean;
	/** Of a jest project. */
	readonly passed?: number;
	readonly failed?: number;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
const reports = mkdtempSync(join(tmpdir(), 'order-exchange-tests-'));

/** From the quickest to the slowest, so that the first finding comes early. */
const parts: readonly Part[] = [
	installed('programs', async () => {
		const { server } = await ensureMariaDb(say);
		say(`${server}\n${await ensureChromium(say)}`);
	}),
	{ title: 'typecheck', run: () => command('npx', 'tsc', '--noEmit') },
	{ title: 'lint', run: () => command('npx', 'eslint', '.') },
	{ title: 'format', run: () => command('npx', 'prettier', '--check', '--log-level', 'warn', '.') },
	{ title: 'build', run: () => command('npm', 'run', 'build', '--silent') },
	jestProject('unit'),
	jestProject('engine'),
	jestProject('shops'),
	jestProject('faults'),
	{ title: 'fidelity', run: () => command('npm', 'run', 'fidelity', '--silent') },
	installed('n8n', async () => void (await ensureN8n(say))),
	jestProject('e2e', '--runInBand'),
];

/** `npm test`: every part in turn, a line for each, and at the very end the count of tests. */
async function main(): Promise<void> {
	const lines: string[] = [];
	let [passed, failed] = [0, 0];
	let allOk = true;
	for (const part of parts) {
		say(`\n── ${part.title}`);
		const started = Date.now();
		const result = await part.run();
		const counts = result.passed === undefined ? '' : `${result.passed} passed, ${result.failed} failed`;
		const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
		lines.push(
			`${result.ok ? 'ok    ' : 'FAILED'} ${part.title.padEnd(10)} ${seconds.padStart(8)}   ${counts}`,
		);
		say(lines.at(-1) ?? '');
		passed += result.passed ?? 0;
		failed += result.failed ?? 0;
		allOk &&= result.ok;
	}
	rmSync(reports, { recursive: true, force: true });
	say(`\n${lines.join('\n')}\n`);
	say(`${passed} passed, ${failed} failed`);
	process.exitCode = allOk ? 0 : 1;
}

/** What cannot be installed here is said in the words of whoever tried. */
function installed(title: string, install: () => Promise<void>): Part {
	return {
		title,
		async run() {
			try {
				await install();
				return { ok: true };
			} catch (cause) {
				say(cause instanceof Error ? cause.message : String(cause));
				return { ok: false };
			}
		},
	};
}

function command(program: string, ...args: readonly string[]): PartResult {
	return { ok: spawnSync(program, args, { stdio: 'inherit' }).status === 0 };
}

function jestProject(project: string, ...options: readonly string[]): Part {
	return {
		title: project,
		run: () => {
			const report = join(reports, `${project}.json`);
			const jest = ['jest', '--selectProjects', project, '--json', `--outputFile=${report}`, '--silent'];
			const { ok } = command('npx', ...jest, ...options);
			if (!existsSync(report)) return { ok: false };
			const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
				numPassedTests: number;
				numFailedTests: number;
			};
			return { ok, passed: numPassedTests, failed: numFailedTests };
		},
	};
}

void main();
