import { classify } from '../../database/faults.js';
import {
	claimNotification,
	confirmNotification,
	leaveUnconfirmed,
	parkNotification,
	releaseNotification,
	renewClaim,
	type NotificationClaim,
	type NotificationGroup,
	type NotificationPurpose,
	type ParkedNotification,
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
	/** Stops the run: a mail that is not whole yet is broken off, an answer is waited for a few seconds more. */
	readonly signal?: AbortSignal | undefined;
}

export interface Announced {
	readonly notification: Notification | undefined;
	/** Not empty: something is not announced, or not known to be. */
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
}

/**
 * Claims the orders in the shop's exchange log, sends what no run has sent, and notes in the log what became of it: sent
 * for ever, free again after a refusal, and when nobody knows, unconfirmed or parked as the settings say. Never throws.
 */
export async function announce(
	announcer: Announcer,
	supplierOrder: SupplierOrder,
	receipts: readonly Receipt[],
	settings: MailSettings,
): Promise<Announced> {
	const { purpose } = settings;
	const byKey = new Map(receipts.map((receipt) => [receipt.exchangeKey, receipt]));
	const ordersOf = (keys: readonly string[]) => keys.map((key) => byKey.get(key)?.order ?? '');
	const claimed = await claimOrders(announcer, [...byKey.keys()], purpose);
	if (!claimed.ok) return { notification: undefined, problems: [claimed.problem], warnings: [] };
	const { claim } = claimed;
	const parked = (mail: ParkedNotification) =>
		parkedProblem(mail, ordersOf(mail.exchangeKeys), announcer, settings);
	const problems: Problem[] = [...unclaimed(claim, byKey), ...claim.parked.map(parked)];
	const warnings: Problem[] = [];
	const mails: SentMail[] = [];
	for (const [at, group] of claim.toSend.entries()) {
		const told = group.exchangeKeys.flatMap((key) => byKey.get(key) ?? []);
		const held = at === 0 ? group : await heldClaim(announcer, group);
		if (!held) {
			problems.push(...told.map(({ order }) => problem('mail.inProgress', { order }, { order })));
			continue;
		}
		const sent = await sendMail(announcer, supplierOrder, told, held, settings);
		const doubt = purpose === 'sendAgain' ? leaveUnconfirmed : parkNotification;
		const lost = await note(announcer.shop, held, sent, doubt);
		if (sent.outcome === 'sent') warnings.push(...sent.warnings, ...lost);
		else if (sent.outcome === 'unknown' && doubt === parkNotification)
			problems.push(parked({ ...held, triedAt: held.claimedAt }));
		else problems.push(sent.problem);
		mails.push(sentMail(held, told, sent));
	}
	const notification = notificationOf({
		mails,
		alreadySent: claim.alreadySent.map(({ exchangeKey, messageId }) => ({
			order: byKey.get(exchangeKey)?.order ?? '',
			messageId,
		})),
		parked: [
			...claim.parked.flatMap(({ exchangeKeys }) => ordersOf(exchangeKeys)),
			...(purpose === 'sendAgain' ? [] : mails.filter(isUnknown).flatMap(({ orders }) => orders)),
		],
		settled: ordersOf(claim.settled),
	});
	return { notification, problems, warnings };
}

const isUnknown = ({ status }: SentMail): boolean => status === 'unknown';

/** What is known about a mail that a person must settle. Times are UTC; no customer's data. */
function parkedProblem(
	{ messageId, triedAt }: ParkedNotification,
	orders: readonly string[],
	{ smtp }: Announcer,
	{ recipients }: MailSettings,
): Problem {
	return problem(
		'mail.parked',
		{ ...(orders.length === 1 && { order: orders[0] ?? '' }), field: 'messageId', value: messageId },
		{
			messageId,
			orders: orders.join(', '),
			time: `${triedAt.slice(0, 19)} UTC`,
			server: `${smtp.host}:${smtp.port}`,
			recipients: [...recipients.to, ...recipients.cc, ...recipients.bcc].join(', '),
		},
	);
}

/** A claim that waited for the mails before it is held for longer; undefined when another run has taken it meanwhile. */
async function heldClaim(
	{ shop }: Announcer,
	group: NotificationGroup,
): Promise<NotificationGroup | undefined> {
	try {
		return await renewClaim(shop, group);
	} catch {
		return undefined; // whoever comes after the claim has run out sends it
	}
}

type Claimed =
	| { readonly ok: true; readonly claim: NotificationClaim }
	| { readonly ok: false; readonly problem: Problem };

/**
 * Claims once more over a new connection when the first one broke; what the first try may have kept then shows
 * up as in progress.
 */
async function claimOrders(
	announcer: Announcer,
	keys: readonly string[],
	purpose: NotificationPurpose,
): Promise<Claimed> {
	const first = await tryClaim(announcer, keys, purpose, false);
	return first.ok || first.final ? first : await tryClaim(announcer, keys, purpose, true);
}

async function tryClaim(
	{ shop, smtp, signal }: Announcer,
	keys: readonly string[],
	purpose: NotificationPurpose,
	anew: boolean,
): Promise<Claimed & { readonly final?: boolean }> {
	try {
		if (anew) await shop.reconnect(signal);
		return { ok: true, claim: await claimNotification(shop, keys, senderDomain(smtp), purpose) };
	} catch (thrown) {
		const fault = classify(thrown);
		return { ok: false, problem: problem(fault.problem), final: fault.handling === 'stop' };
	}
}

/** Orders that the shop's log does not hold, that another run has in hand, or that there is nothing to settle about. */
function unclaimed(claim: NotificationClaim, byKey: ReadonlyMap<string, Receipt>): Problem[] {
	const known = new Set([
		...claim.toSend.flatMap(({ exchangeKeys }) => exchangeKeys),
		...claim.alreadySent.map(({ exchangeKey }) => exchangeKey),
		...claim.inProgress,
		...claim.parked.flatMap(({ exchangeKeys }) => exchangeKeys),
		...claim.settled,
		...claim.untold,
	]);
	return [...byKey].flatMap(([key, { order }]) => {
		if (!known.has(key)) return [problem('mail.receipts.notInShop', { order }, { order })];
		if (claim.untold.includes(key)) return [problem('mail.notParked', { order }, { order })];
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
	{ mailer, render, smtp, signal }: Announcer,
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
		signal,
	);
}

/** Writes into the log what became of the mail; over a new connection when the first one broke meanwhile. */
async function note(
	shop: OpenShop,
	group: NotificationGroup,
	sent: Sent,
	doubt: typeof leaveUnconfirmed,
): Promise<Problem[]> {
	// what may have arrived in an earlier try stays in doubt, even when this one was refused
	const refused = group.mayHaveBeenSent ? doubt : releaseNotification;
	const mark = { sent: confirmNotification, notSent: refused, unknown: doubt }[sent.outcome];
	try {
		await mark(shop, group);
	} catch {
		try {
			await shop.reconnect();
			await mark(shop, group);
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
