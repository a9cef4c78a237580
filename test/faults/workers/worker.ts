import { openShop, type OpenShop } from '../../../nodes/OrderExchange/exchange/openShop.js';
import { pushSupplierOrder, type OrderWithProblems } from '../../../nodes/OrderExchange/exchange/push.js';
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

process.on('message', ({ id, job }: JobMessage) => {
	run(job).then(
		(result) => process.send?.({ id, result } satisfies JobAnswer),
		(thrown: unknown) => process.send?.({ id, thrown: String((thrown as Error).stack) } satisfies JobAnswer),
	);
});
process.on('disconnect', () => process.exit());

async function run(job: Job): Promise<JobResults[Job['kind']]> {
	if (job.kind === 'close') return await close(job);
	if (job.kind === 'push') return await push(job);
	// n8n's engine takes a second to load, so only who needs it loads it.
	const { notifyWithNode } = await import('./nodes.js');
	return await notifyWithNode(job);
}

async function push(job: PushJob): Promise<PushResult> {
	if (job.writer === 'withoutLog') return await pushWithoutLog(job);
	if (job.writer === 'logApart') return await pushLogApart(job);
	if (job.writer === 'exchange') return await pushWithExchange(job);
	const { pushWithNode } = await import('./nodes.js');
	return await pushWithNode(job);
}

async function pushWithExchange(job: PushJob): Promise<PushResult> {
	const opened = await open(job);
	if (!opened.ok) {
		const codes = opened.problems.map(({ code }) => code);
		const retryLater = job.supplierOrder.customerOrders.map(({ number }) => ({ order: number, codes }));
		return { receipts: [], whole: [], refused: [], retryLater };
	}
	try {
		const outcome = await pushSupplierOrder(opened.shop, job.supplierOrder, {
			batchSize: job.batchSize,
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

async function open({ session, connection }: PushJob) {
	const kept = sessions.get(session ?? '');
	if (kept) return { ok: true as const, shop: kept };
	return await openShop(connection, { unknownCustomers: 'account', shortStock: 'followShop' });
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
