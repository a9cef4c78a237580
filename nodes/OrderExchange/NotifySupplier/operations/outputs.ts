import type { INodeExecutionData } from 'n8n-workflow';
import type { Rejection, Sent } from '../../mail/transport.js';

/** The node's two outputs: Notified, Failed. */
export interface NotifyOutputs {
	readonly notified: INodeExecutionData[];
	readonly failed: INodeExecutionData[];
}

/** One mail of an item: usually the only one; orders of an unconfirmed earlier try get theirs again. */
export interface SentMail {
	readonly messageId: string;
	/** Customer order numbers it tells about. */
	readonly orders: readonly string[];
	readonly accepted: readonly string[];
	readonly rejected: readonly Rejection[];
	/** This try, or one before it, may have arrived although nobody confirmed it. */
	readonly mayHaveBeenSent: boolean;
	/** `partlySent`: others are to get it, see `rejected`; the next run sends it to them only. */
	readonly status: 'sent' | 'partlySent' | 'notSent' | 'unknown';
}

/** One mail as its item shows it. `doubted`: a try before this one may have arrived. */
export const sentMail = (
	messageId: string,
	orders: readonly string[],
	sent: Sent,
	doubted = false,
): SentMail => ({
	messageId,
	orders,
	accepted: sent.accepted,
	rejected: sent.rejected,
	mayHaveBeenSent: sent.outcome === 'unknown' || doubted,
	status: sent.outcome,
});

/** What items carry as `notification`. */
export interface Notification {
	readonly status: 'sent' | 'alreadySent' | 'partlySent' | 'notSent' | 'unknown' | 'parked';
	/** Of the first mail, or of the earlier one when all was sent before. */
	readonly messageId?: string;
	readonly accepted: readonly string[];
	readonly rejected: readonly Rejection[];
	readonly mayHaveBeenSent: boolean;
	readonly mails: readonly SentMail[];
	/** Customer order numbers announced by an earlier run. */
	readonly alreadySent: readonly string[];
	/** Customer order numbers whose mail may have arrived and waits for a person. */
	readonly parked: readonly string[];
	/** Customer order numbers marked as sent by a person in this run. */
	readonly settled: readonly string[];
}

interface NotificationParts {
	readonly mails: readonly SentMail[];
	readonly alreadySent?: readonly { readonly order: string; readonly messageId: string }[];
	readonly parked?: readonly string[];
	readonly settled?: readonly string[];
}

/** Sums up what became of an item's orders. */
export function notificationOf({
	mails,
	alreadySent = [],
	parked = [],
	settled = [],
}: NotificationParts): Notification {
	const messageId = mails[0]?.messageId ?? alreadySent[0]?.messageId;
	return {
		status: parked.length > 0 ? 'parked' : statusOf(mails, alreadySent.length + settled.length > 0),
		...(messageId !== undefined && { messageId }),
		accepted: [...new Set(mails.flatMap(({ accepted }) => accepted))],
		rejected: mails.flatMap(({ rejected }) => rejected),
		mayHaveBeenSent: parked.length > 0 || mails.some((mail) => mail.mayHaveBeenSent),
		mails,
		alreadySent: alreadySent.map(({ order }) => order),
		parked,
		settled,
	};
}

// the worst of the mails speaks for the item
const statusOf = (mails: readonly SentMail[], before: boolean): Notification['status'] => {
	const worst = (['unknown', 'notSent', 'partlySent', 'sent'] as const).find((status) =>
		mails.some((mail) => mail.status === status),
	);
	return worst ?? (before ? 'alreadySent' : 'notSent');
};
