import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Job, JobAnswer, JobMessage, JobResults } from './jobs.js';

/** A process that does jobs. */
export interface Worker {
	/** Rejects with `WorkerDied` when the process is killed meanwhile. */
	do<Wanted extends Job>(job: Wanted): Promise<JobResults[Wanted['kind']]>;
	/** kill -9; resolved once the process is gone. */
	kill(): Promise<void>;
	readonly alive: boolean;
}

export class WorkerDied extends Error {}

export interface WorkerPool {
	/** A live worker that nobody else uses. */
	take(): Worker;
	/** Gives a live worker back. */
	give(worker: Worker): void;
	end(): Promise<void>;
}

/** Processes that push, started ahead of need, since one takes half a second to start. */
export function workerPool(ahead: number): WorkerPool {
	const idle: Worker[] = [];
	const all = new Set<Worker>();
	const start = () => {
		const worker = startWorker(() => all.delete(worker));
		all.add(worker);
		return worker;
	};
	while (idle.length < ahead) idle.push(start());
	return {
		take: () => {
			for (let worker = idle.shift(); worker; worker = idle.shift()) {
				if (!worker.alive) continue;
				if (idle.length < ahead) idle.push(start());
				return worker;
			}
			return start();
		},
		give: (worker) => {
			if (worker.alive) idle.unshift(worker);
		},
		end: async () => {
			await Promise.all([...all].map((worker) => worker.kill()));
		},
	};
}

function startWorker(onExit: () => void): Worker {
	const child: ChildProcess = fork(join(__dirname, 'worker.ts'), {
		execArgv: ['--import', 'tsx'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, { done: (answer: JobAnswer) => void; died: () => void }>();
	let alive = true;
	let lastId = 0;
	const exited = new Promise<void>((resolve) => {
		child.once('exit', () => {
			alive = false;
			onExit();
			for (const { died } of waiting.values()) died();
			waiting.clear();
			resolve();
		});
	});
	child.on('error', () => undefined); // a message to a process that is just dying
	child.on('message', (answer: JobAnswer) => {
		waiting.get(answer.id)?.done(answer);
		waiting.delete(answer.id);
	});
	return {
		do: <Wanted extends Job>(job: Wanted) =>
			new Promise<JobResults[Wanted['kind']]>((resolve, reject) => {
				if (!alive) return reject(new WorkerDied());
				lastId += 1;
				waiting.set(lastId, {
					done: (answer) =>
						'thrown' in answer
							? reject(new Error(answer.thrown))
							: resolve(answer.result as JobResults[Wanted['kind']]),
					died: () => reject(new WorkerDied()),
				});
				child.send({ id: lastId, job } satisfies JobMessage);
			}),
		kill: async () => {
			child.kill('SIGKILL');
			await exited;
		},
		get alive() {
			return alive;
		},
	};
}
