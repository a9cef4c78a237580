import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createConnection } from 'mysql2/promise';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { startMariaDb, type MariaDb } from '../../scripts/system/mariadb.js';
import type { LineService } from '../line/lineProcess.js';
import type { WireCount } from '../line/wireCounter.js';
import { compiled } from '../processes/compiled.js';
import { startHelper, type Helper } from '../processes/helper.js';
import { measuredShop, type MeasuredShop } from '../shops/measuredShop.js';
import type { MeasuredPlatform } from '../shops/platforms.js';
import type { MailSinkService } from '../ways/mailSink.js';
import type { WorkerService } from '../ways/workerProcess.js';
import { median } from './statistics.js';

/** What all measurements of a run share: one database server, the lines to it, and the processes that work. */
export interface Laboratory {
	readonly mariaDb: MariaDb;
	readonly tell: (line: string) => void;
	/** The shop of this platform, in its first state. */
	shop(platform: MeasuredPlatform): Promise<MeasuredShop>;
	/** The same database at the other end of a line with this round trip, in milliseconds. */
	through(settings: DatabaseSettings, roundTripMs: number): Promise<DatabaseSettings>;
	/** What passed on that line since the last call. */
	passed(roundTripMs: number): Promise<WireCount>;
	/** The port of a mail server that takes everything, at the end of a line with this round trip. */
	mailServer(roundTripMs: number): Promise<number>;
	/** Mails that it took since the last call. */
	mailsTaken(): Promise<number>;
	/** A process of its own that works; the same name gives the same one. */
	worker(name: string): Helper<WorkerService>;
	/** A new one that nobody else uses; the caller ends it. */
	freshWorker(room?: WorkerRoom): Helper<WorkerService>;
	close(): Promise<void>;
}

export interface WorkerRoom {
	/** The most that V8 may keep in its old space. */
	readonly heapMb?: number | undefined;
	readonly onOneCore?: boolean;
}

/** As large as a small shop's server has it; it flushes at every commit. */
const serverOptions = ['--innodb-buffer-pool-size=512M', '--innodb-log-file-size=256M'];

/** `node` runs what is measured; the machine's own Node may be another. */
export async function openLaboratory(tell: (line: string) => void, node: string): Promise<Laboratory> {
	tell('Compiling …');
	const folder = await compiled();
	const mariaDb = await startMariaDb({ say: tell, serverOptions });
	const lines = startHelper<LineService>(join(folder, 'bench/line/lineProcess.js'));
	const mailSink = startHelper<MailSinkService>(join(folder, 'bench/ways/mailSink.js'));
	const shops = new Map<string, MeasuredShop>();
	const workers = new Map<string, Helper<WorkerService>>();
	const freshWorker = ({ heapMb, onOneCore = false }: WorkerRoom = {}) =>
		startHelper<WorkerService>(join(folder, 'bench/ways/workerProcess.js'), {
			node,
			onOneCore,
			nodeOptions: heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`],
		});
	return {
		mariaDb,
		tell,
		shop: async (platform) => {
			const shop = shops.get(platform.id) ?? (await measuredShop(mariaDb, platform));
			shops.set(platform.id, shop);
			await shop.reset();
			return shop;
		},
		through: async (settings, roundTripMs) => ({
			...settings,
			port: await lines.ask('open', { targetPort: settings.port, roundTripMs }),
		}),
		passed: async (roundTripMs) => {
			const count = await lines.ask('take', roundTripMs);
			if (!count) throw new Error(`No line of ${roundTripMs} ms was opened`);
			return count;
		},
		mailServer: (roundTripMs) => mailSink.ask('open', roundTripMs),
		mailsTaken: () => mailSink.ask('taken'),
		worker: (name) => {
			const worker = workers.get(name) ?? freshWorker();
			workers.set(name, worker);
			return worker;
		},
		freshWorker,
		close: async () => {
			await Promise.all([...workers.values(), lines, mailSink].map((helper) => helper.end()));
			await mariaDb.stop();
		},
	};
}

/** What a line really costs: the median time of `SELECT 1` through it, in milliseconds. */
export async function measuredRoundTrip(laboratory: Laboratory, roundTripMs: number): Promise<number> {
	const { host, port, rootUser } = laboratory.mariaDb;
	const plain = { host, port, database: 'mysql', ...rootUser, tls: { mode: 'off' } } as const;
	const through = await laboratory.through(plain, roundTripMs);
	const connection = await createConnection({ host, port: through.port, ...rootUser });
	const times: number[] = [];
	for (let time = 0; time < 21; time += 1) {
		const started = performance.now();
		await connection.query('SELECT 1');
		times.push(performance.now() - started);
	}
	await connection.end();
	await laboratory.passed(roundTripMs);
	return median(times);
}

/** Does `work` in a process that nobody else uses and that ends with it. */
export async function inFreshWorker<Result>(
	laboratory: Laboratory,
	work: (worker: Helper<WorkerService>) => Promise<Result>,
	room?: WorkerRoom,
): Promise<Result> {
	const worker = laboratory.freshWorker(room);
	try {
		return await work(worker);
	} finally {
		await worker.end();
	}
}
