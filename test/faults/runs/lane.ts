import { setTimeout as pause } from 'node:timers/promises';
import { startMariaDb } from '../../../scripts/system/mariadb.js';
import { startMailServer, type MailServer } from '../../support/mailServer.js';
import { faultProxy, type FaultProxy } from '../proxy/faultProxy.js';
import { learnChecker, type Checker } from '../shop/checker.js';
import { naiveLogSql } from '../naive/logApart.js';
import { stockedShop, type StockedShop } from '../../support/shops/stockedShop.js';
import { ordersToPush } from '../shop/orders.js';
import type { PushJob, Writer } from '../workers/jobs.js';
import type { WorkerPool } from '../workers/workerPool.js';
import type { ShopKind } from '../../support/shops/kinds.js';

export interface CheckedShop {
	readonly shop: StockedShop;
	readonly checker: Checker;
}

/** A database server, a mail server and the proxies to them: one trial at a time. */
export interface Lane {
	readonly name: string;
	readonly pool: WorkerPool;
	readonly mailServer: MailServer;
	/** By worker; each has a way of its own, so that a fault strikes the worker it is meant for. */
	readonly shopWays: readonly FaultProxy[];
	readonly mailWays: readonly FaultProxy[];
	/** A shop of that kind whose checker has learnt how that writer writes; made once. */
	shopFor(kind: ShopKind, writer: Writer): Promise<CheckedShop>;
	/** kill -9; comes back by itself. False when it is down already. */
	killServer(downMs: number): Promise<boolean>;
	/** Resolved once the database server is up. */
	up(): Promise<void>;
	close(): Promise<void>;
}

export const mostWorkers = 8;

/** Flushes at every commit, since the server is killed. */
export async function openLane(name: string, pool: WorkerPool): Promise<Lane> {
	const mariaDb = await startMariaDb();
	const mailServer = await startMailServer();
	const ways = (channel: 'shop' | 'mail', port: number) =>
		Promise.all(Array.from({ length: mostWorkers }, () => faultProxy(channel, port)));
	const shopWays = await ways('shop', mariaDb.port);
	const mailWays = await ways('mail', mailServer.port);
	const shops = new Map<string, Promise<CheckedShop>>();
	let restart: Promise<void> | undefined;
	return {
		name,
		pool,
		mailServer,
		shopWays,
		mailWays,
		shopFor: ({ platform, engine }, writer) => {
			const key = [platform, engine, writer].join();
			const known = shops.get(key) ?? checkedShop(pool, mariaDb, platform, engine, writer);
			shops.set(key, known);
			return known;
		},
		killServer: async (downMs) => {
			if (restart) return false;
			const killed = mariaDb.kill();
			restart = killed
				.then(() => pause(downMs))
				.then(() => mariaDb.start())
				.finally(() => {
					restart = undefined;
				});
			await killed;
			return true;
		},
		up: async () => void (await restart),
		close: async () => {
			await Promise.all([...shopWays, ...mailWays].map((way) => way.close()));
			await restart;
			await mailServer.close();
			await mariaDb.stop();
		},
	};
}

/** Does the work, one piece per lane at a time. */
export async function onLanes<Work>(
	lanes: readonly Lane[],
	work: readonly Work[],
	run: (lane: Lane, piece: Work) => Promise<void>,
): Promise<void> {
	const left = [...work];
	await Promise.all(
		lanes.map(async (lane) => {
			for (let piece = left.shift(); piece !== undefined; piece = left.shift()) await run(lane, piece);
		}),
	);
}

export async function checkedShop(
	pool: WorkerPool,
	mariaDb: Parameters<typeof stockedShop>[0],
	platform: string,
	engine: string,
	writer: Writer,
): Promise<CheckedShop> {
	const shop = await stockedShop(mariaDb, platform, engine);
	await shop.query(naiveLogSql);
	const worker = pool.take(false);
	// What our node writes is what our exchange writes, so one knowledge serves both.
	const learnt = writer === 'node' ? 'exchange' : writer;
	const checker = await learnChecker(shop, learnt, async (orders, batchSize, now) => {
		const {
			result: { retryLater, refused },
		} = await worker.do<PushJob>({
			kind: 'push',
			writer: learnt,
			connection: shop.settings,
			supplierOrder: ordersToPush(platform, 'Calm', orders),
			batchSize,
			now,
		});
		const left = [...retryLater, ...refused].map(({ order, codes }) => `${order} ${codes.join()}`);
		if (left.length > 0) throw new Error(`Without any fault, these were not written: ${left.join('; ')}`);
	});
	pool.give(worker);
	return { shop, checker };
}
