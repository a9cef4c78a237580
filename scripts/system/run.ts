import { spawn } from 'node:child_process';

export interface RunOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Another user to run as, which only root can do. */
	readonly uid?: number;
	readonly gid?: number;
	/** Called every few seconds with the seconds since the start. */
	readonly tick?: (seconds: number) => void;
}

const tickMs = 15_000;
const shownTail = 3000;

/**
 * Runs a program to its end and gives what it printed.
 * @throws with the end of its output when it does not end with success.
 */
export async function run(
	program: string,
	args: readonly string[],
	{ env = process.env, tick, ...options }: RunOptions = {},
): Promise<string> {
	const started = Date.now();
	const child = spawn(program, [...args], { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	const keep = (chunk: Buffer) => {
		output += chunk.toString();
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const ticking = tick && setInterval(() => tick(Math.round((Date.now() - started) / 1000)), tickMs);
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.on('error', reject);
			child.on('close', resolve);
		});
		if (code !== 0)
			throw new Error(`${program} ${args.join(' ')} ended with code ${code}:\n${output.slice(-shownTail)}`);
		return output;
	} finally {
		clearInterval(ticking);
	}
}
