import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from '../../scripts/system/programs.js';

export interface CommandRun {
	readonly exit: number | null;
	readonly out: string;
	readonly err: string;
}

export const commandFile = join(__dirname, '../../dist/cli/main.js');

/** Runs the built command in a folder; `environment` is added to a bare one. Standard input is closed. */
export const runCommand = (
	folder: string,
	args: readonly string[],
	environment: Readonly<Record<string, string>> = {},
): Promise<CommandRun> => ended(startCommand(folder, args, environment));

const startCommand = (
	folder: string,
	args: readonly string[],
	environment: Readonly<Record<string, string>>,
): ChildProcess =>
	spawn(process.execPath, [commandFile, ...args], {
		cwd: folder,
		env: { PATH: process.env.PATH, ...environment },
		stdio: ['ignore', 'pipe', 'pipe'],
	});

/** Sends the command a signal as soon as it has come so far. */
export async function runAndStop(
	folder: string,
	args: readonly string[],
	signal: NodeJS.Signals,
	soFar: () => Promise<boolean>,
): Promise<CommandRun> {
	const child = startCommand(folder, args, {});
	const run = ended(child);
	while (child.exitCode === null && !(await soFar())) await pause(50);
	child.kill(signal);
	return await run;
}

/** A question of the command, and what a person types when it shows. */
export type Answers = readonly (readonly [question: RegExp, typed: string])[];

const longestMs = 60_000;

/** Runs the command at a terminal of its own (`script` of util-linux) and answers its questions in turn. */
export async function runAtTerminal(
	folder: string,
	args: readonly string[],
	answers: Answers,
	environment: Readonly<Record<string, string>> = {},
): Promise<CommandRun> {
	const script = await findProgram('script');
	if (!script) throw new Error('The program script was not found; install the package bsdutils.');
	const command = [process.execPath, commandFile, ...args].map((part) => `'${part}'`).join(' ');
	const sized = `stty cols 200 rows 50 && exec ${command}`; // a terminal without a width wraps after each sign
	const child = spawn(script, ['-qefc', sized, '/dev/null'], {
		cwd: folder,
		env: { PATH: process.env.PATH, TERM: 'xterm', ...environment },
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const waiting = [...answers];
	let seen = '';
	child.stdout.on('data', (chunk: Buffer) => {
		seen += chunk.toString();
		const [next] = waiting;
		if (!next?.[0].test(seen)) return;
		waiting.shift();
		seen = '';
		child.stdin.write(`${next[1]}\r`);
	});
	const limit = setTimeout(() => child.kill(), longestMs);
	const run = await ended(child);
	clearTimeout(limit);
	if (waiting.length > 0 || run.exit === null)
		throw new Error(`Not asked: ${waiting[0]?.[0]}; it ended with\n${run.out}`);
	return run;
}

function ended(child: ReturnType<typeof spawn>): Promise<CommandRun> {
	let [out, err] = ['', ''];
	child.stdout?.on('data', (chunk: Buffer) => {
		out += chunk.toString();
	});
	child.stderr?.on('data', (chunk: Buffer) => {
		err += chunk.toString();
	});
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (exit) => resolve({ exit, out, err }));
	});
}
