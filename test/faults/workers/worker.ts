import { openShop, type OpenShop } from '../../../nodes/OrderExchange/exchange/shop/openShop.js';
import type { OrderWithProblems } from '../../../nodes/OrderExchange/orders/orderWithProblems.js';
import { pushSupplierOrder } from '../../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { activeResources, leftSince } from '../../support/leftovers.js';
import { pushLogApart } from '../naive/logApart.js';
import { pushWithoutLog } from '../naive/withoutLog.js';
import type {
	CloseJob,
	Job,
	JobAnswer,
	JobMessage,
	JobResults,
	PushJob,
	PushResult,
	Unsettled,
} from './jobs.js';

// A process of its own that pushes and notifies, so that it can be killed with -9.

const sessions = new Map<string, OpenShop>();

/** The jobs under way, by id: n8n's stop button for each. */
const underWay = new Map<number, AbortController>();
const answer = (message: JobAnswer) => process.send?.(message);

process.on('message', (message: JobMessage) => {
	if ('stop' in message) return underWay.get(message.stop)?.abort();
	const { id, job } = message;
	const stop = new AbortController();
	underWay.set(id, stop);
	const before = activeResources();
	run(job, stop.signal)
		.then(
			async (result) => {
				// what may stay open on purpose is another job's affair
				const stopped = stop.signal.aborted && !('session' in job);
				answer({ id, result, ...(stopped && { left: await leftSince(before) }) });
			},
			(thrown: unknown) => answer({ id, thrown: String((thrown as Error).stack) }),
		)
		.finally(() => underWay.delete(id));
});
process.on('disconnect', () => process.exit());

async function run(job: Job, signal: AbortSignal): Promise<JobResults[Job['kind']]> {
	if (job.kind === 'close') return await close(job);
	if (job.kind === 'push') return await push(job, signal);
	// n8n's engine takes a second to load, so only who needs it loads it.
	const { notifyWithNode } = await import('./nodes.js');
	return await notifyWithNode(job, signal);
}

async function push(job: PushJob, signal: AbortSignal): Promise<PushResult> {
	if (job.writer === 'withoutLog') return await pushWithoutLog(job);
	if (job.writer === 'logApart') return await pushLogApart(job);
	if (job.writer === 'exchange') return await pushWithExchange(job, signal);
	const { pushWithNode } = await import('./nodes.js');
	return await pushWithNode(job, signal);
}

async function pushWithExchange(job: PushJob, signal: AbortSignal): Promise<PushResult> {
	const opened = await open(job, signal);
	if (!opened.ok) {
		const codes = opened.problems.map(({ code }) => code);
		const retryLater = job.supplierOrder.customerOrders.map(({ number }) => ({ order: number, codes }));
		return { receipts: [], whole: [], refused: [], retryLater };
	}
	try {
		const outcome = await pushSupplierOrder(opened.shop, job.supplierOrder, {
			batchSize: job.batchSize,
			signal,
			...(job.now !== undefined && { now: new Date(job.now) }),
		});
		return {
			receipts: outcome.receipts,
			whole: outcome.receipts,
			refused: outcome.refused.map(unsettled),
			retryLater: outcome.retryLater.map(unsettled),
		};
	} finally {
		if (job.session === undefined) await opened.shop.close();
		else sessions.set(job.session, opened.shop);
	}
}

async function open({ session, connection }: PushJob, signal: AbortSignal) {
	const kept = sessions.get(session ?? '');
	if (kept) return { ok: true as const, shop: kept };
	const settings = { unknownCustomers: 'account', shortStock: 'followShop' } as const;
	return await openShop(connection, settings, session === undefined ? { signal } : {});
}

async function close({ session }: CloseJob): Promise<Record<string, never>> {
	await sessions.get(session)?.close();
	sessions.delete(session);
	return {};
}

const unsettled = ({ customerOrder, problems }: OrderWithProblems): Unsettled => ({
	order: customerOrder.number,
	codes: problems.map(({ code }) => code),
});
