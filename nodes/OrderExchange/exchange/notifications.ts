import { createHash } from 'node:crypto';
import { quoted } from '../database/statement.js';
import { logTable, utcText } from './exchangeLog.js';
import type { OpenShop } from './openShop.js';

/** Orders that one mail tells about. */
export interface NotificationGroup {
	readonly messageId: string;
	readonly exchangeKeys: readonly string[];
	/** An earlier try was never confirmed, so the supplier may have this mail already. */
	readonly mayHaveBeenSent: boolean;
}

export interface NotificationClaim {
	readonly toSend: readonly NotificationGroup[];
	readonly alreadySent: readonly { readonly exchangeKey: string; readonly messageId: string }[];
	/** Another run is sending these right now. */
	readonly inProgress: readonly string[];
}

const leaseMs = 10 * 60_000;

/**
 * Claims the right to tell the supplier about these orders. Each order is in one mail over all runs: what was confirmed is
 * never sent again, what was claimed and not confirmed goes out again under its first Message-ID.
 * `domain` is the right side of the Message-ID, the sender's own.
 * @throws what the database throws
 */
export async function claimNotification(
	shop: OpenShop,
	exchangeKeys: readonly string[],
	domain: string,
	now: Date,
): Promise<NotificationClaim> {
	const { database, found } = shop;
	const table = quoted(found.prefix + logTable);
	let open = true;
	await database.begin();
	try {
		const rows = await database.read(
			{
				name: 'notifications',
				sql: `SELECT exchange_key, notification, message_id, notification_at < ? AS expired FROM {${logTable}}
					WHERE kind = 'order' AND exchange_key IN (?) ORDER BY exchange_key FOR UPDATE`,
				values: [utcText(new Date(now.getTime() - leaseMs)), exchangeKeys],
			},
			found.prefix,
		);
		const untold = rows.filter((row) => row.notification === '').map((row) => row.exchange_key ?? '');
		const messageId = messageIdOf(untold, domain);
		if (untold.length > 0)
			await database.write(
				`UPDATE ${table} SET notification = 'claimed', notification_at = ?, message_id = ? WHERE exchange_key IN (?)`,
				[utcText(now), messageId, untold],
			);
		const unconfirmed = rows.filter((row) => row.notification === 'claimed' && row.expired === '1');
		if (unconfirmed.length > 0)
			await database.write(`UPDATE ${table} SET notification_at = ? WHERE exchange_key IN (?)`, [
				utcText(now),
				unconfirmed.map((row) => row.exchange_key ?? ''),
			]);
		await database.commit();
		open = false;
		const earlier = new Set(unconfirmed.map((row) => row.message_id ?? ''));
		return {
			toSend: [
				...(untold.length > 0 ? [{ messageId, exchangeKeys: untold, mayHaveBeenSent: false }] : []),
				...[...earlier].map((id) => ({
					messageId: id,
					exchangeKeys: unconfirmed
						.filter((row) => row.message_id === id)
						.map((row) => row.exchange_key ?? ''),
					mayHaveBeenSent: true,
				})),
			],
			alreadySent: rows
				.filter((row) => row.notification === 'sent')
				.map((row) => ({ exchangeKey: row.exchange_key ?? '', messageId: row.message_id ?? '' })),
			inProgress: rows
				.filter((row) => row.notification === 'claimed' && row.expired !== '1')
				.map((row) => row.exchange_key ?? ''),
		};
	} finally {
		if (open) await database.rollback();
	}
}

/** The mail server took the mail: these orders are never notified again. */
export const confirmNotification = (shop: OpenShop, group: NotificationGroup, now: Date): Promise<void> =>
	mark(shop, group, "'sent'", now);

/**
 * The mail was refused for certain: the next run sends it as if for the first time, unless an earlier try is still
 * in doubt.
 */
export const releaseNotification = (shop: OpenShop, group: NotificationGroup, now: Date): Promise<void> =>
	group.mayHaveBeenSent ? leaveUnconfirmed(shop, group, now) : mark(shop, group, "''", now);

/** What became of the mail is not known: the next run may send it again at once, under the same Message-ID. */
export const leaveUnconfirmed = (shop: OpenShop, group: NotificationGroup, now: Date): Promise<void> =>
	mark(shop, group, "'claimed'", new Date(now.getTime() - 2 * leaseMs));

async function mark(shop: OpenShop, group: NotificationGroup, state: string, at: Date): Promise<void> {
	await shop.database.write(
		`UPDATE ${quoted(shop.found.prefix + logTable)} SET notification = ${state}, notification_at = ?
		WHERE message_id = ? AND exchange_key IN (?)`,
		[utcText(at), group.messageId, group.exchangeKeys],
	);
}

/** The same orders always give the same Message-ID (RFC 5322), whichever worker sends. */
const messageIdOf = (exchangeKeys: readonly string[], domain: string): string =>
	`<${createHash('sha256')
		.update([...exchangeKeys].sort().join())
		.digest('hex')
		.slice(0, 40)}@${domain}>`;
