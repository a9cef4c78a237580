import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeasuredPlatform } from '../shops/platforms.js';
import type { Block } from '../ways/watched.js';
import { inFreshWorker, type Laboratory } from './laboratory.js';
import { ordersFor } from './push.js';

/** Notify and nodemailer's own pool with the same mails at one distance from shop and mail server. */
export interface NotifyFigure {
	readonly roundTripMs: number;
	/** Customer orders, ten of them in each mail. */
	readonly orders: number;
	readonly mails: number;
	/** Mails per second. */
	readonly node: number;
	readonly nodemailer: number;
	/** Mails per second of processor time. */
	readonly nodePerCore: number;
	readonly roundTrips: number;
	readonly longestBlock: Block;
	/** Bytes that the process held at most: notifying, and handing the same items on. */
	readonly peakBytes: number;
	readonly peakBytesOfN8n: number;
}

const ordersPerMail = 10;
/** n8n's process has run for days, so both ways have sent mails before. */
const warmingOrders = 200;

/** Notifies at every distance, beside nodemailer alone. */
export async function measureNotify(
	laboratory: Laboratory,
	platform: MeasuredPlatform,
	roundTripsMs: readonly number[],
	counts: readonly number[],
): Promise<readonly NotifyFigure[]> {
	const folder = await mkdtemp(join(tmpdir(), 'order-exchange-bench-'));
	try {
		const figures: NotifyFigure[] = [];
		for (const roundTripMs of roundTripsMs)
			for (const orders of counts) {
				laboratory.tell(`Notify, ${roundTripMs} ms, ${orders} orders …`);
				figures.push(await notified(laboratory, platform, roundTripMs, orders, join(folder, 'items.json')));
			}
		return figures;
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function notified(
	laboratory: Laboratory,
	platform: MeasuredPlatform,
	roundTripMs: number,
	orders: number,
	file: string,
): Promise<NotifyFigure> {
	const shop = await laboratory.shop(platform);
	const warmUp = `${file}.first`;
	await inFreshWorker(laboratory, async (worker) => {
		for (const [into, count, prefix] of [
			[file, orders, 'B'],
			[warmUp, warmingOrders, 'W'],
		] as const) {
			const wanted = { ...ordersFor(shop, count), prefix, perSupplierOrder: 1000 };
			await worker.ask('pushedItems', {
				settings: shop.settings,
				wanted,
				perMail: ordersPerMail,
				file: into,
			});
		}
	});
	const settings = await laboratory.through(shop.settings, roundTripMs);
	const mailPort = await laboratory.mailServer(roundTripMs);
	const mails = Math.ceil(orders / ordersPerMail);
	const job = { file, settings, mailPort };
	const { ours, roundTrips } = await inFreshWorker(laboratory, async (worker) => {
		await worker.ask('notify', { ...job, file: warmUp });
		await laboratory.mailsTaken();
		await laboratory.passed(roundTripMs);
		const figures = await worker.ask('notify', job);
		const wire = await laboratory.passed(roundTripMs);
		const peakBytes = await worker.ask('peakMemory');
		return { ours: { ...figures, peakBytes }, roundTrips: wire.roundTrips };
	});
	await checkAllArrived(laboratory, mails, ours.notified);
	const nodemailerMs = await inFreshWorker(laboratory, async (worker) => {
		await worker.ask('nodemailer', { file: warmUp, mailPort });
		await laboratory.mailsTaken();
		return await worker.ask('nodemailer', { file, mailPort });
	});
	await checkAllArrived(laboratory, mails, mails);
	const peakBytesOfN8n = await inFreshWorker(laboratory, async (worker) => {
		await worker.ask('notify', { ...job, handOn: true });
		return await worker.ask('peakMemory');
	});
	await shop.reset();
	const perSecond = (milliseconds: number) => (mails / milliseconds) * 1000;
	return {
		roundTripMs,
		orders,
		mails,
		node: perSecond(ours.milliseconds),
		nodemailer: perSecond(nodemailerMs),
		nodePerCore: perSecond(ours.processorMs),
		roundTrips,
		longestBlock: ours.longestBlock,
		peakBytes: ours.peakBytes,
		peakBytesOfN8n,
	};
}

/** A way that leaves mails out is not faster. @throws Error where one did */
async function checkAllArrived(laboratory: Laboratory, mails: number, notified: number): Promise<void> {
	const taken = await laboratory.mailsTaken();
	if (taken !== mails || notified !== mails)
		throw new Error(`Of ${mails} mails ${taken} arrived; ${notified} items came out of Notified`);
}
