import { performance } from 'node:perf_hooks';
import type {
	NotificationClaim,
	NotificationGroup,
	ParkedNotification,
} from '../../exchange/notifications/deciding.js';
import type { Mark } from '../../exchange/notifications/marks.js';
import type { NotificationLog } from '../../exchange/notifications/notificationLog.js';
import { isGone, type Receipt } from '../../exchange/receipts/receipt.js';
import { composeMessage } from '../../mail/message.js';
import { asciiDomain } from '../../mail/recipients.js';
import type { Render } from '../../mail/renderer.js';
import type { SmtpSettings } from '../../mail/smtpSettings.js';
import type { Mailer, Sent } from '../../mail/transport.js';
import { unforeseen } from '../../n8n/failures.js';
import type { SupplierOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import { inSlices } from '../../time/inSlices.js';
import type { MailSettings } from '../settings.js';
import { notificationOf, sentMail, type Notification, type SentMail } from './outputs.js';

/** What one run announces with. */
export interface Announcer {
	readonly log: NotificationLog;
	readonly mailer: Mailer;
	/** Has a place for each mail that may be on its way at a time. */
	readonly onItsWay: <Result>(send: () => Promise<Result>) => Promise<Result>;
	/** One mail at a time, and everything else in the process in between. */
	readonly render: Render;
	readonly smtp: SmtpSettings;
	/** Stops the run: a mail that is not whole yet is broken off, an answer is waited for a few seconds more. */
	readonly signal?: AbortSignal | undefined;
}

/** A claim that is so young needs not be held for longer before its mail is sent. */
const soonMs = 60_000;

export interface Announced {
	readonly notification: Notification | undefined;
	/** Not empty: something is not announced, or not known to be. */
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
}

/**
 * Claims the orders in the shop's exchange log, sends what no run has sent, and notes in the log what became of it: sent
 * for ever, free again after a refusal, partly sent where some of the recipients are still to get it, and when nobody knows,
 * unconfirmed or parked as the settings say. Never throws.
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
	const { log, onItsWay } = announcer;
	const asked = performance.now();
	const { to, cc, bcc } = settings.recipients;
	const recipients = [...to, ...cc, ...bcc].map(asciiDomain);
	const gone = receipts.filter(isGone).map(({ exchangeKey }) => exchangeKey);
	const claimed = await log.claim({ exchangeKeys: [...byKey.keys()], gone, recipients, purpose });
	if (!claimed.ok) return { notification: undefined, problems: [claimed.problem], warnings: [] };
	const { claim } = claimed;
	const parked = (mail: ParkedNotification, where = '') =>
		parkedProblem(mail, ordersOf(mail.exchangeKeys), where);
	const problems: Problem[] = [
		...unclaimed(claim, byKey),
		// an earlier run may have had other recipients and another mail server
		...claim.parked.map((mail) => parked(mail)),
	];
	const warnings: Problem[] = [];
	const mails: SentMail[] = [];
	const doubt = purpose === 'sendAgain' ? 'unconfirmed' : 'parked';
	for (const [at, group] of claim.toSend.entries()) {
		const told = group.exchangeKeys.flatMap((key) => byKey.get(key) ?? []);
		const tried = await onItsWay(async () => {
			const waited = at > 0 || performance.now() - asked > soonMs;
			const held = waited ? await log.hold(group) : ({ ok: true, group } as const);
			if (!held.ok) return { held: group, sent: notSent(held.problem) };
			if (!held.group) return undefined;
			return { held: held.group, sent: await sendMail(announcer, supplierOrder, told, held.group, settings) };
		});
		if (!tried) {
			problems.push(...told.map(({ order }) => problem('mail.inProgress', { order }, { order })));
			continue;
		}
		const { held, sent } = tried;
		const reached = sent.accepted.map(asciiDomain);
		const lost = await log.note({ group: held, reached }, markOf(sent, held, doubt));
		if (sent.outcome === 'sent') warnings.push(...sent.warnings, ...lost);
		else if (sent.outcome === 'unknown' && doubt === 'parked')
			problems.push(parked({ ...held, triedAt: held.claimedAt }, wayOf(announcer, settings)), ...lost);
		else problems.push(sent.problem, ...lost);
		const orders = told.map(({ order }) => order);
		mails.push(sentMail(held.messageId, orders, sent, held.mayHaveBeenSent));
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
const parkedProblem = (
	{ messageId, triedAt }: ParkedNotification,
	orders: readonly string[],
	where: string,
): Problem =>
	problem(
		'mail.parked',
		{ ...(orders.length === 1 && { order: orders[0] ?? '' }), field: 'messageId', value: messageId },
		{ messageId, orders: orders.join(', '), time: `${triedAt.slice(0, 19)} UTC`, where },
	);

const wayOf = ({ smtp }: Announcer, { recipients: { to, cc, bcc } }: MailSettings): string =>
	` with ${smtp.host}:${smtp.port} for ${[...to, ...cc, ...bcc].join(', ')}`;

/** What a mail becomes in the log. */
function markOf(
	{ outcome }: Sent,
	{ mayHaveBeenSent, partlySent }: NotificationGroup,
	doubt: 'unconfirmed' | 'parked',
): Mark {
	// whom this try did not reach an earlier one may have reached
	if (outcome === 'partlySent' && mayHaveBeenSent && doubt === 'unconfirmed') return doubt;
	if (outcome === 'sent' || outcome === 'partlySent') return outcome;
	// what may have arrived in an earlier try stays in doubt, even when this one was refused
	if (outcome === 'unknown' || mayHaveBeenSent) return doubt;
	return partlySent ? 'partlySent' : 'free';
}

/** Orders that the shop or its log does not hold, that were replaced since, that another run has in hand, or that there is nothing to settle about. */
function unclaimed(claim: NotificationClaim, byKey: ReadonlyMap<string, Receipt>): Problem[] {
	const replaced = new Map(claim.replaced.map(({ exchangeKey, byShopOrder }) => [exchangeKey, byShopOrder]));
	const known = new Set([
		...replaced.keys(),
		...claim.gone,
		...claim.toSend.flatMap(({ exchangeKeys }) => exchangeKeys),
		...claim.alreadySent.map(({ exchangeKey }) => exchangeKey),
		...claim.inProgress,
		...claim.parked.flatMap(({ exchangeKeys }) => exchangeKeys),
		...claim.settled,
		...claim.untold,
	]);
	return [...byKey].flatMap(([key, { order, shopOrderId }]) => {
		if (!known.has(key)) return [problem('mail.receipts.notInShop', { order }, { order })];
		const shopOrder = replaced.get(key);
		if (shopOrder !== undefined) return [problem('mail.replacedSince', { order }, { order, shopOrder })];
		if (claim.gone.includes(key))
			return [problem('mail.orderGone', { order }, { order, shopOrder: shopOrderId })];
		if (claim.untold.includes(key)) return [problem('mail.notParked', { order }, { order })];
		return claim.inProgress.includes(key) ? [problem('mail.inProgress', { order }, { order })] : [];
	});
}

/** Whatever rendering stumbles over is a refusal for certain: nothing has left the house then. */
async function sendMail(...mail: Parameters<typeof composeAndSend>): Promise<Sent> {
	try {
		return await composeAndSend(...mail);
	} catch (thrown) {
		return notSent(unforeseen(thrown));
	}
}

const notSent = (found: Problem): Sent => ({
	...{ outcome: 'notSent', accepted: [], rejected: [], problem: found },
});

async function composeAndSend(
	{ mailer, render, smtp, signal }: Announcer,
	supplierOrder: SupplierOrder,
	receipts: readonly Receipt[],
	group: NotificationGroup,
	{ recipients, language, attachCsv, subjectPrefix }: MailSettings,
): Promise<Sent> {
	const byNumber = new Map(supplierOrder.customerOrders.map((order) => [order.number, order]));
	const orders = receipts.flatMap((receipt) => {
		const order = byNumber.get(receipt.order);
		return order ? [{ order, receipt }] : [];
	});
	const rendered = await inSlices(
		render(
			{
				supplierOrderNumber: supplierOrder.number,
				supplier: supplierOrder.supplier,
				distributor: supplierOrder.distributor,
				orders,
				...(group.mayHaveBeenSent && { notice: 'repeat' }),
				toldBefore: group.others.map(({ shopOrderId, orderNumber }) => ({
					...{ shopOrder: shopOrderId, number: orderNumber },
				})),
			},
			{ language, attachCsv, subjectPrefix },
		),
	);
	return await mailer.send(
		composeMessage({
			...rendered,
			...recipients,
			messageId: group.messageId,
			reached: group.reached,
			from: { ...smtp.sender, name: smtp.sender.name || supplierOrder.distributor.name },
			...(smtp.replyTo !== undefined && { replyTo: smtp.replyTo }),
			language,
		}),
		signal,
	);
}
