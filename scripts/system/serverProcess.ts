import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface ServerOptions {
	/** Of its log and pid files in `folder`. */
	readonly name: string;
	readonly program: string;
	readonly args: readonly string[];
	readonly env?: NodeJS.ProcessEnv;
	/** A kept folder: its guard ends the server by the pid file, however this process ends. */
	readonly folder: string;
	/** Another user to run as, which only root can do. */
	readonly user?: { readonly uid: number; readonly gid: number } | undefined;
	/** Whether the server takes work now. */
	readonly isReady: () => Promise<boolean>;
}

/** A server program beside this process. */
export interface ServerProcess {
	/** What it printed so far. */
	log(): Promise<string>;
	/** kill -9, with all processes that it started. */
	kill(): Promise<void>;
	/** Asks it to end, and ends it after a while. */
	stop(): Promise<void>;
}

const startLimitMs = 180_000;
const stopLimitMs = 15_000;
const patienceMs = 5_000;
const shownTail = 2000;

/**
 * Starts a server and waits until it is ready.
 * @throws with the end of its output when it ends before, or takes too long.
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
	const { name, folder, program, args, env, user, isReady } = options;
	const logFile = join(folder, `${name}.log`);
	const pidFile = join(folder, `${name}.pid`);
	const output = await open(logFile, 'a');
	// Its own process group: Ctrl-C in a terminal lets us end it in order.
	const child = spawn(program, [...args], {
		cwd: folder,
		detached: true,
		stdio: ['ignore', output.fd, output.fd],
		...(env && { env }),
		...user,
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const unstartable = new Promise<never>((_resolve, reject) => child.once('error', reject));
	await output.close();
	if (child.pid !== undefined) await writeFile(pidFile, String(child.pid));

	const end = async (signal: NodeJS.Signals) => {
		if (!hasEnded(child)) {
			signalGroup(child, signal);
			const impatient = setTimeout(() => signalGroup(child, 'SIGKILL'), stopLimitMs);
			await ended;
			clearTimeout(impatient);
		}
		await rm(pidFile, { force: true });
	};
	const server: ServerProcess = {
		log: () => readFile(logFile, 'utf8').catch(() => ''),
		kill: () => end('SIGKILL'),
		stop: () => end('SIGTERM'),
	};
	try {
		await Promise.race([untilReady(child, isReady), unstartable]);
		return server;
	} catch (cause) {
		if (child.pid !== undefined) await server.kill();
		const tail = (await server.log()).slice(-shownTail);
		throw new Error(`${name} did not start. Its last lines were:\n${tail}`, { cause });
	}
}

/** Whether a GET there is answered with success. */
export const answersWell = async (url: string): Promise<boolean> =>
	(await fetch(url, { signal: AbortSignal.timeout(patienceMs) })).ok;

async function untilReady(child: ChildProcess, isReady: () => Promise<boolean>): Promise<void> {
	const limit = Date.now() + startLimitMs;
	while (!(await isReady().catch(() => false))) {
		if (hasEnded(child)) throw new Error(`It ended with code ${child.exitCode}`);
		if (Date.now() > limit) throw new Error(`It was not ready after ${startLimitMs / 1000} s`);
		await delay(100);
	}
}

/** A worker's helpers must not outlive it: a kill goes to its whole group. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	if (signal === 'SIGKILL') {
		try {
			process.kill(-child.pid, signal);
			return;
		} catch (cause) {
			if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
		}
	}
	child.kill(signal);
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
