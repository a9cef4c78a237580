import type { DatabaseSettings } from '../../../nodes/OrderExchange/database/settings.js';
import type { Receipt } from '../../../nodes/OrderExchange/exchange/receipts/receipt.js';
import type { SupplierOrder } from '../../../nodes/OrderExchange/orders/supplierOrder.js';

/**
 * Who pushes: our exchange, our node inside n8n's engine, or one of the two writers that must fail: without an exchange
 * log, and with the log in a transaction of its own.
 */
export type Writer = 'exchange' | 'node' | 'withoutLog' | 'logApart';

export interface PushJob {
	readonly kind: 'push';
	readonly writer: Writer;
	readonly connection: DatabaseSettings;
	readonly supplierOrder: SupplierOrder;
	readonly batchSize: number;
	/** Keeps the opened shop under this name for the next job (writer `exchange` only). */
	readonly session?: string;
	/** ISO 8601; the moment of writing, left out: now. */
	readonly now?: string;
}

export interface NotifyJob {
	readonly kind: 'notify';
	readonly connection: DatabaseSettings;
	readonly smtpPort: number;
	readonly supplierOrder: SupplierOrder;
	readonly receipts: readonly Receipt[];
}

export interface CloseJob {
	readonly kind: 'close';
	readonly session: string;
}

export type Job = PushJob | NotifyJob | CloseJob;

/** Whether our nodes do this job, inside n8n's engine. */
export const needsEngine = (job: Job): boolean =>
	job.kind === 'notify' || (job.kind === 'push' && job.writer === 'node');

export interface Unsettled {
	readonly order: string;
	readonly codes: readonly string[];
}

/** What Push's three outputs say. */
export interface PushResult {
	readonly receipts: readonly Pick<Receipt, 'order' | 'status' | 'shopOrderId'>[];
	readonly refused: readonly Unsettled[];
	readonly retryLater: readonly Unsettled[];
	/** The receipts as they came out, for Notify. */
	readonly whole: readonly Receipt[];
}

/** What a run that was stopped left behind in its process, by kind; empty where it left nothing. */
export type LeftBehind = Readonly<Record<string, number>>;

export interface NotifyResult {
	/** Out of Notified, or out of Failed with these problems. */
	readonly codes: readonly string[];
	/** Customer orders that the item says were announced, now or before. */
	readonly said: readonly string[];
}

export interface JobResults {
	readonly push: PushResult;
	readonly notify: NotifyResult;
	readonly close: Record<string, never>;
}

/** What goes to the worker and comes back. */
export type JobMessage = { readonly id: number; readonly job: Job } | { readonly stop: number };
export type JobAnswer =
	| {
			readonly id: number;
			readonly result: JobResults[Job['kind']];
			/** Only when the job was stopped. */
			readonly left?: LeftBehind;
	  }
	| { readonly id: number; readonly thrown: string };
