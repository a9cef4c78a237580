import { keptFolder } from './keeper.js';
import { importAll, installPackage } from './n8nHome.js';
import { ensureN8n } from './n8nPrograms.js';
import { startQueue, type N8nQueue } from './n8nQueue.js';
import { logIn, publish, untilListening, type N8nRest } from './n8nRest.js';
import { commonSettings, newOwner, processSettings, type N8nOwner } from './n8nSettings.js';
import { startWorker, type N8nWorker } from './n8nWorker.js';
import { freePort } from './ports.js';
import type { Say } from './programs.js';
import { answersWell, startServer } from './serverProcess.js';

/** A credential as n8n's import command reads it: `id` is free to choose, `data` plain. */
export interface N8nCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
}

/** A workflow file's content with an id; `active` ones listen from the start. */
export interface N8nWorkflow {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
	readonly nodes: readonly {
		readonly type: string;
		readonly parameters: Readonly<Record<string, unknown>>;
	}[];
	readonly [part: string]: unknown;
}

export interface N8nOptions {
	readonly credentials: readonly N8nCredential[];
	readonly workflows: readonly N8nWorkflow[];
	/** More than 0: n8n's queue mode, with Redis, PostgreSQL and so many worker processes. */
	readonly workers?: number;
	/** Further settings of n8n, e.g. `N8N_LOG_LEVEL`. */
	readonly settings?: Readonly<Record<string, string>>;
	readonly say?: Say;
}

/** A running n8n of this process alone, with this package installed from its packed tarball. */
export interface N8n {
	/** Of the editor and the webhooks, without a slash at the end. */
	readonly url: string;
	readonly owner: N8nOwner;
	/** Of the main process; n8n's SQLite database lies in `.n8n` there, unless it has workers. */
	readonly home: string;
	readonly rest: N8nRest;
	/** What the main process printed so far. */
	log(): Promise<string>;
	/** Those that were started, killed ones too; none in n8n's regular mode. */
	readonly workers: readonly N8nWorker[];
	/** One more, in queue mode. */
	addWorker(): Promise<N8nWorker>;
	stop(): Promise<void>;
}

/** Installs n8n where it is missing, gives it package, credentials and workflows, and waits until it is ready. */
export async function startN8n({
	credentials,
	workflows,
	workers: workerCount = 0,
	settings: furtherSettings = {},
	say = () => undefined,
}: N8nOptions): Promise<N8n> {
	const programs = await ensureN8n(say);
	const started: (() => Promise<void>)[] = [];
	const stop = async () => {
		for (const end of started.splice(0).reverse()) await end();
	};
	try {
		const folder = await keptFolder('order-exchange-n8n');
		started.push(() => folder.remove());
		const home = folder.path;
		await installPackage(home, programs, say);
		const queue: N8nQueue | undefined = workerCount > 0 ? await startQueue(say) : undefined;
		if (queue) started.push(() => queue.stop());
		const owner = newOwner();
		const port = await freePort();
		const settings = {
			...(await commonSettings(programs, owner)),
			...queue?.settings,
			...furtherSettings,
		};
		const mainSettings = { ...settings, ...(await processSettings(home, port)) };
		say('Importing credentials and workflows into n8n …');
		await importAll(programs, mainSettings, home, credentials, workflows);

		say('Starting n8n …');
		const url = `http://127.0.0.1:${port}`;
		const main = await startServer({
			name: 'n8n',
			program: programs.node,
			args: [programs.cli, 'start'],
			env: mainSettings,
			folder: home,
			isReady: () => answersWell(`${url}/healthz/readiness`),
		});
		started.push(() => main.stop());
		const workers: N8nWorker[] = [];
		const startNamed = async (number: number) => {
			const worker = await startWorker({ name: `worker ${number}`, programs, mainHome: home, settings });
			started.push(() => worker.stop());
			workers[number - 1] = worker;
			return worker;
		};
		if (workerCount > 0) say(`Starting ${workerCount} n8n workers …`);
		const starts = Array.from({ length: workerCount }, (_, index) => startNamed(index + 1));
		// Waits for all, so that what did start is ended when another one did not.
		for (const start of await Promise.allSettled(starts)) if (start.status === 'rejected') throw start.reason;
		const rest = await logIn(url, owner);
		for (const { id, active } of workflows) if (active) await publish(rest, id);
		await untilListening(url, workflows);
		return {
			...{ url, owner, home, rest, workers, stop },
			log: main.log,
			addWorker: () => startNamed(workers.length + 1),
		};
	} catch (cause) {
		await stop();
		throw cause;
	}
}
