import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { DatabaseSettings } from '../../../nodes/OrderExchange/database/settings.js';
import type { Receipt } from '../../../nodes/OrderExchange/exchange/receipts/receipt.js';
import { NotifySupplier } from '../../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { runInEngine, type EngineResult, type EngineRun } from '../../../sandbox/n8n/engine.js';
import type { NotifyJob, NotifyResult, PushJob, PushResult } from './jobs.js';

/** Pushes with the real node inside n8n's own engine. */
export async function pushWithNode(job: PushJob, signal: AbortSignal): Promise<PushResult> {
	const outputs = await outputsOf({
		signal,
		node: new PushToShopDb(),
		parameters: { options: { batchSize: job.batchSize } },
		inputs: [[{ supplierOrder: job.supplierOrder } as unknown as IDataObject]],
		credentials: { orderExchangeShopDatabase: shopCredential(job.connection) },
	});
	const [pushed = [], refused = [], retryLater = []] = outputs;
	const receipts = pushed.flatMap(({ json }) => json['receipts'] as unknown as Receipt[]);
	return {
		receipts,
		whole: receipts,
		refused: refused.map((item) => ({
			order: (item.json['customerOrder'] as { number: string }).number,
			codes: codesOf(item),
		})),
		retryLater: retryLater.flatMap((item) =>
			(item.json['supplierOrder'] as unknown as PushJob['supplierOrder']).customerOrders.map(
				({ number }) => ({ order: number, codes: codesOf(item) }),
			),
		),
	};
}

/** Notifies with the real node inside n8n's own engine. */
export async function notifyWithNode(job: NotifyJob, signal: AbortSignal): Promise<NotifyResult> {
	const outputs = await outputsOf({
		signal,
		node: new NotifySupplier(),
		inputs: [[{ supplierOrder: job.supplierOrder, receipts: job.receipts } as unknown as IDataObject]],
		credentials: {
			orderExchangeShopDatabase: shopCredential(job.connection),
			orderExchangeSmtp: {
				host: '127.0.0.1',
				port: job.smtpPort,
				tlsMode: 'none',
				user: '',
				password: '',
				senderName: 'Northwind Orders',
				senderAddress: 'orders@northwind.example',
			},
		},
	});
	const items = outputs.flat();
	return { codes: items.flatMap(codesOf), said: items.flatMap(saidBy) };
}

/** A run that is stopped before it comes to the node has no outputs. */
async function outputsOf(run: EngineRun): Promise<EngineResult['outputs']> {
	try {
		return (await runInEngine(run)).outputs;
	} catch (thrown) {
		if (run.signal?.aborted) return [];
		throw thrown;
	}
}

function saidBy({ json }: INodeExecutionData): readonly string[] {
	const notification = json['notification'] as
		{ alreadySent: string[]; mails: { status: string; orders: string[] }[] } | undefined;
	const sent = (notification?.mails ?? []).filter(({ status }) => status === 'sent');
	return [...(notification?.alreadySent ?? []), ...sent.flatMap(({ orders }) => orders)];
}

const codesOf = ({ json }: INodeExecutionData): readonly string[] =>
	((json['problems'] ?? []) as { code: string }[]).map(({ code }) => code);

const shopCredential = (settings: DatabaseSettings): ICredentialDataDecryptedObject => ({
	host: settings.host,
	port: settings.port,
	database: settings.database,
	user: settings.user,
	password: settings.password,
	tlsMode: 'off',
});
