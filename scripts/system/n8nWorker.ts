import { cp } from 'node:fs/promises';
import { keptFolder } from './keeper.js';
import { nodesFolder } from './n8nHome.js';
import type { N8nPrograms } from './n8nPrograms.js';
import { processSettings } from './n8nSettings.js';
import { freePort } from './ports.js';
import { answersWell, startServer } from './serverProcess.js';

/** One worker process of an n8n in queue mode, as if on a machine of its own: it has its own home. */
export interface N8nWorker {
	readonly name: string;
	/** Ids of the executions that it has started, in this order. */
	executions(): Promise<readonly string[]>;
	log(): Promise<string>;
	/** kill -9. */
	kill(): Promise<void>;
	stop(): Promise<void>;
}

export interface N8nWorkerOptions {
	readonly name: string;
	readonly programs: N8nPrograms;
	/** Of the main process: the package is copied from there. */
	readonly mainHome: string;
	readonly settings: NodeJS.ProcessEnv;
}

const executionsAtOnce = 5;

/** Starts a worker and waits until it takes work. */
export async function startWorker({
	name,
	programs,
	mainHome,
	settings,
}: N8nWorkerOptions): Promise<N8nWorker> {
	const folder = await keptFolder('order-exchange-n8n-worker');
	try {
		await cp(nodesFolder(mainHome), nodesFolder(folder.path), { recursive: true });
		const healthPort = await freePort();
		const server = await startServer({
			name: 'n8n-worker',
			program: programs.node,
			args: [programs.cli, 'worker', `--concurrency=${executionsAtOnce}`],
			env: {
				...settings,
				...(await processSettings(folder.path, await freePort())),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(healthPort),
			},
			folder: folder.path,
			isReady: () => answersWell(`http://127.0.0.1:${healthPort}/healthz/readiness`),
		});
		const end = async (how: () => Promise<void>) => {
			await how();
			await folder.remove();
		};
		return {
			name,
			log: server.log,
			executions: async () => startedExecutions(await server.log()),
			kill: server.kill,
			stop: () => end(server.stop),
		};
	} catch (cause) {
		await folder.remove();
		throw cause;
	}
}

/** n8n keeps nowhere which worker ran what, except in the worker's log. */
const startedExecutions = (log: string): readonly string[] =>
	[...log.matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
