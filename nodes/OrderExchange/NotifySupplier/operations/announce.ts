import { classify } from '../../database/faults.js';
import {
	claimNotification,
	confirmNotification,
	leaveUnconfirmed,
	releaseNotification,
	type NotificationClaim,
	type NotificationGroup,
} from '../../exchange/notifications.js';
import type { OpenShop } from '../../exchange/openShop.js';
import type { Receipt } from '../../exchange/receipt.js';
import { composeMessage } from '../../mail/message.js';
import type { Render } from '../../mail/renderer.js';
import { senderDomain, type SmtpSettings } from '../../mail/smtpSettings.js';
import type { Mailer, Sent } from '../../mail/transport.js';
import { unforeseen } from '../../n8n/failures.js';
import type { SupplierOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { MailSettings } from '../settings.js';
import { notificationOf, type Notification, type SentMail } from './outputs.js';

/** What one run announces with. */
export interface Announcer {
	readonly shop: OpenShop;
	readonly mailer: Mailer;
	readonly render: Render;
	readonly smtp: SmtpSettings;
}

export interface Announced {
	readonly notification: Notification | undefined;
	/** Not empty: something is not announced, or not known to be. */
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
}

/**
 * Claims the orders in the shop's exchange log, sends what no run has sent, and notes in the log what became of
 * it: sent for ever, free again after a refusal, claimed with the same Message-ID when nobody knows. Never throws.
 */
export async function announce(
	announcer: Announcer,
	supplierOrder: SupplierOrder,
	receipts: readonly Receipt[],
	settings: MailSettings,
): Promise<Announced> {
	const byKey = new Map(receipts.map((receipt) => [receipt.exchangeKey, receipt]));
	const claimed = await claimOrders(announcer, [...byKey.keys()]);
	if (!claimed.ok) return { notification: undefined, problems: [claimed.problem], warnings: [] };
	const { claim } = claimed;
	const orderOf = (key: string) => byKey.get(key)?.order ?? '';
	const problems: Problem[] = unclaimed(claim, byKey);
	const warnings: Problem[] = [];
	const mails: SentMail[] = [];
	for (const group of claim.toSend) {
		const told = group.exchangeKeys.flatMap((key) => byKey.get(key) ?? []);
		const sent = await sendMail(announcer, supplierOrder, told, group, settings);
		const lost = await note(announcer.shop, group, sent);
		if (sent.outcome === 'sent') warnings.push(...sent.warnings, ...lost);
		else problems.push(sent.problem);
		mails.push(sentMail(group, told, sent));
	}
	const alreadySent = claim.alreadySent.map(({ exchangeKey, messageId }) => ({
		order: orderOf(exchangeKey),
		messageId,
	}));
	return { notification: notificationOf(mails, alreadySent), problems, warnings };
}

type Claimed =
	| { readonly ok: true; readonly claim: NotificationClaim }
	| { readonly ok: false; readonly problem: Problem };

/**
 * Claims once more over a new connection when the first one broke; what the first try may have kept then shows
 * up as in progress.
 */
async function claimOrders(announcer: Announcer, keys: readonly string[]): Promise<Claimed> {
	const first = await tryClaim(announcer, keys, false);
	return first.ok || first.final ? first : await tryClaim(announcer, keys, true);
}

async function tryClaim(
	{ shop, smtp }: Announcer,
	keys: readonly string[],
	anew: boolean,
): Promise<Claimed & { readonly final?: boolean }> {
	try {
		if (anew) await shop.reconnect();
		return { ok: true, claim: await claimNotification(shop, keys, senderDomain(smtp), new Date()) };
	} catch (thrown) {
		const fault = classify(thrown);
		return { ok: false, problem: problem(fault.problem), final: fault.handling === 'stop' };
	}
}

/** Orders that the shop's log does not hold, and orders that another run has in hand. */
function unclaimed(claim: NotificationClaim, byKey: ReadonlyMap<string, Receipt>): Problem[] {
	const known = new Set([
		...claim.toSend.flatMap(({ exchangeKeys }) => exchangeKeys),
		...claim.alreadySent.map(({ exchangeKey }) => exchangeKey),
		...claim.inProgress,
	]);
	return [...byKey].flatMap(([key, { order }]) => {
		if (!known.has(key)) return [problem('mail.receipts.notInShop', { order }, { order })];
		return claim.inProgress.includes(key) ? [problem('mail.inProgress', { order }, { order })] : [];
	});
}

/** Whatever rendering stumbles over is a refusal for certain: nothing has left the house then. */
async function sendMail(...mail: Parameters<typeof composeAndSend>): Promise<Sent> {
	try {
		return await composeAndSend(...mail);
	} catch (thrown) {
		return { outcome: 'notSent', rejected: [], problem: unforeseen(thrown) };
	}
}

function composeAndSend(
	{ mailer, render, smtp }: Announcer,
	supplierOrder: SupplierOrder,
	receipts: readonly Receipt[],
	group: NotificationGroup,
	{ recipients, language, attachCsv, subjectPrefix }: MailSettings,
): Promise<Sent> {
	const orders = receipts.flatMap((receipt) => {
		const order = supplierOrder.customerOrders.find(({ number }) => number === receipt.order);
		return order ? [{ order, receipt }] : [];
	});
	const rendered = render(
		{
			supplierOrderNumber: supplierOrder.number,
			supplier: supplierOrder.supplier,
			distributor: supplierOrder.distributor,
			orders,
			...(group.mayHaveBeenSent && { notice: 'repeat' }),
		},
		{ language, attachCsv, subjectPrefix },
	);
	return mailer.send(
		composeMessage({
			...rendered,
			...recipients,
			messageId: group.messageId,
			from: { ...smtp.sender, name: smtp.sender.name || supplierOrder.distributor.name },
			...(smtp.replyTo !== undefined && { replyTo: smtp.replyTo }),
			language,
		}),
	);
}

/** Writes into the log what became of the mail; over a new connection when the first one broke meanwhile. */
async function note(shop: OpenShop, group: NotificationGroup, sent: Sent): Promise<Problem[]> {
	const mark = { sent: confirmNotification, notSent: releaseNotification, unknown: leaveUnconfirmed }[
		// what may have arrived in an earlier try stays marked as a possible repeat
		sent.outcome === 'notSent' && group.mayHaveBeenSent ? 'unknown' : sent.outcome
	];
	try {
		await mark(shop, group, new Date());
	} catch {
		try {
			await shop.reconnect();
			await mark(shop, group, new Date());
		} catch (thrown) {
			const { message } = problem(classify(thrown).problem);
			return [problem('mail.notRecorded', {}, { reason: message })];
		}
	}
	return [];
}

const sentMail = (group: NotificationGroup, told: readonly Receipt[], sent: Sent): SentMail => ({
	messageId: group.messageId,
	orders: told.map(({ order }) => order),
	accepted: sent.outcome === 'sent' ? sent.accepted : [],
	rejected: sent.rejected,
	mayHaveBeenSent: sent.outcome === 'unknown' || group.mayHaveBeenSent,
	status: sent.outcome,
});
