import { fork, type ChildProcess } from 'node:child_process';
import { workerProgram } from './workerProgram.js';
import {
	needsEngine,
	type Job,
	type JobAnswer,
	type JobMessage,
	type JobResults,
	type LeftBehind,
} from './jobs.js';

/** A process that does jobs. */
export interface Worker {
	/** Rejects with `WorkerDied` when the process is killed meanwhile. */
	do<Wanted extends Job>(job: Wanted): Promise<Done<Wanted>>;
	/** Stops what it does, as n8n's stop button does. */
	stop(): void;
	/** kill -9; resolved once the process is gone. */
	kill(): Promise<void>;
	readonly alive: boolean;
	/** It has loaded n8n's engine, which costs three times as much as its start. */
	readonly hasEngine: boolean;
}

export interface Done<Wanted extends Job> {
	readonly result: JobResults[Wanted['kind']];
	/** Set when it was stopped. */
	readonly left?: LeftBehind | undefined;
}

export class WorkerDied extends Error {}

export interface WorkerPool {
	/** A live worker that nobody else uses; where one is there, one that has n8n's engine just when it is needed. */
	take(needsEngine: boolean): Worker;
	/** Gives a live worker back. */
	give(worker: Worker): void;
	end(): Promise<void>;
}

/** Processes that push, started ahead of need, since one takes a moment to start. */
export async function workerPool(ahead: number): Promise<WorkerPool> {
	const program = await workerProgram();
	let idle: Worker[] = [];
	const all = new Set<Worker>();
	const start = () => {
		const worker = startWorker(program, () => all.delete(worker));
		all.add(worker);
		return worker;
	};
	while (idle.length < ahead) idle.push(start());
	return {
		take: (needsEngine) => {
			const live = idle.filter(({ alive }) => alive);
			const worker = live.find(({ hasEngine }) => hasEngine === needsEngine) ?? live[0] ?? start();
			idle = live.filter((other) => other !== worker);
			while (idle.length < ahead) idle.push(start());
			return worker;
		},
		give: (worker) => {
			if (worker.alive) idle.unshift(worker);
		},
		end: async () => {
			await Promise.all([...all].map((worker) => worker.kill()));
		},
	};
}

function startWorker(program: string, onExit: () => void): Worker {
	const child: ChildProcess = fork(program, {
		execArgv: [],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, { done: (answer: JobAnswer) => void; died: () => void }>();
	let alive = true;
	let hasEngine = false;
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
			new Promise<Done<Wanted>>((resolve, reject) => {
				if (!alive) return reject(new WorkerDied());
				lastId += 1;
				hasEngine ||= needsEngine(job);
				waiting.set(lastId, {
					done: (answer) =>
						'thrown' in answer
							? reject(new Error(answer.thrown))
							: resolve({ result: answer.result as JobResults[Wanted['kind']], left: answer.left }),
					died: () => reject(new WorkerDied()),
				});
				child.send({ id: lastId, job } satisfies JobMessage);
			}),
		stop: () => {
			if (alive) child.send({ stop: lastId } satisfies JobMessage);
		},
		kill: async () => {
			child.kill('SIGKILL');
			await exited;
		},
		get alive() {
			return alive;
		},
		get hasEngine() {
			return hasEngine;
		},
	};
}
