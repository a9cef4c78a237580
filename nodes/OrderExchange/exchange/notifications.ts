import { createHash } from 'node:crypto';
import type { Row } from '../database/read.js';
import { quoted } from '../database/statement.js';
import { logTable } from './exchangeLog.js';
import type { OpenShop } from './openShop.js';

/** Orders that one mail tells about. */
export interface NotificationGroup {
	readonly messageId: string;
	readonly exchangeKeys: readonly string[];
	/** An earlier try was never confirmed, so the supplier may have this mail already. */
	readonly mayHaveBeenSent: boolean;
	/** When it was claimed, by the database's clock (UTC): what tells this claim from a later one of another run. */
	readonly claimedAt: string;
}

/** A mail that may have arrived, or not, and that only a person sends again. */
export interface ParkedNotification {
	readonly messageId: string;
	readonly exchangeKeys: readonly string[];
	/** When it was last tried, UTC, `2026-11-24 10:00:00.000`. */
	readonly triedAt: string;
}

export interface NotificationClaim {
	readonly toSend: readonly NotificationGroup[];
	readonly alreadySent: readonly { readonly exchangeKey: string; readonly messageId: string }[];
	/** Another run is sending these right now. */
	readonly inProgress: readonly string[];
	readonly parked: readonly ParkedNotification[];
	/** Settling only: nobody ever tried to announce these. */
	readonly untold: readonly string[];
	/** Settling only: marked as sent just now. */
	readonly settled: readonly string[];
}

/**
 * What a run does about orders whose mail may or may not have arrived: `sendAgain` and `park` announce the others as
 * well; `settleAsSent` and `settleBySending` carry out what a person decided, and nothing else.
 */
export type NotificationPurpose = 'sendAgain' | 'park' | 'settleAsSent' | 'settleBySending';

type Standing = 'untold' | 'inProgress' | 'doubtful' | 'parked' | 'sent';
type Step = 'send' | 'park' | 'markSent' | 'leave';

const steps: Readonly<Record<NotificationPurpose, Readonly<Record<Standing, Step>>>> = {
	sendAgain: { untold: 'send', inProgress: 'leave', doubtful: 'send', parked: 'leave', sent: 'leave' },
	park: { untold: 'send', inProgress: 'leave', doubtful: 'park', parked: 'leave', sent: 'leave' },
	settleAsSent: {
		...{ untold: 'leave', inProgress: 'leave', doubtful: 'markSent', parked: 'markSent', sent: 'leave' },
	},
	settleBySending: {
		...{ untold: 'leave', inProgress: 'leave', doubtful: 'send', parked: 'send', sent: 'leave' },
	},
};

/** A claim of a run that died is given up after this time; one mail takes three minutes at the most. */
const leaseMinutes = 10;

/**
 * Claims the right to tell the supplier about these orders, in one transaction. Each order is in one mail over all runs:
 * what was confirmed is never sent again; what was claimed and not confirmed goes out again under its first Message-ID,
 * or is parked, as `purpose` says. The database's own clock counts, so that workers need not agree on the time.
 * `domain` is the right side of the Message-ID, the sender's own.
 * @throws what the database throws
 */
export async function claimNotification(
	shop: OpenShop,
	exchangeKeys: readonly string[],
	domain: string,
	purpose: NotificationPurpose,
): Promise<NotificationClaim> {
	const { database } = shop;
	let open = true;
	await database.begin();
	try {
		const rows = (await lockRows(shop, exchangeKeys)).map((row) => {
			const standing = standingOf(row);
			return { key: text(row, 'exchange_key'), row, standing, step: steps[purpose][standing] };
		});
		const keysOf = (of: readonly { readonly key: string }[]) => of.map(({ key }) => key);
		const by = (step: Step) => rows.filter((one) => one.step === step);
		const claimedAt = text(rows[0]?.row, 'now');

		const fresh = keysOf(by('send').filter(({ standing }) => standing === 'untold'));
		const messageId = messageIdOf(fresh, domain);
		await update(shop, "notification = 'claimed', notification_at = ?, message_id = ?", fresh, [
			claimedAt,
			messageId,
		]);
		const again = by('send').filter(({ standing }) => standing !== 'untold');
		await update(shop, "notification = 'claimed', notification_at = ?", keysOf(again), [claimedAt]);
		await update(shop, "notification = 'parked'", keysOf(by('park')), []);
		await update(shop, "notification = 'sent'", keysOf(by('markSent')), []);
		await database.commit();
		open = false;

		const parked = rows.filter(
			({ step, standing }) => step === 'park' || (step === 'leave' && standing === 'parked'),
		);
		const left = (standing: Standing) => by('leave').filter((one) => one.standing === standing);
		return {
			toSend: [
				...(fresh.length > 0 ? [{ messageId, exchangeKeys: fresh, mayHaveBeenSent: false, claimedAt }] : []),
				...byMessage(again).map(([id, of]) => ({
					...{ messageId: id, exchangeKeys: keysOf(of), mayHaveBeenSent: true, claimedAt },
				})),
			],
			alreadySent: left('sent').map(({ key, row }) => ({
				exchangeKey: key,
				messageId: text(row, 'message_id'),
			})),
			inProgress: keysOf(left('inProgress')),
			parked: byMessage(parked).map(([id, of]) => ({
				messageId: id,
				exchangeKeys: keysOf(of),
				triedAt: text(of[0]?.row, 'notification_at'),
			})),
			untold: keysOf(left('untold')),
			settled: keysOf(by('markSent')),
		};
	} finally {
		if (open) await database.rollback();
	}
}

/**
 * Holds a claim for longer, before a mail that had to wait for others of the same claim. Undefined: the claim ran out and
 * another run has it, so the mail must not be sent here.
 * @throws what the database throws
 */
export async function renewClaim(
	shop: OpenShop,
	group: NotificationGroup,
): Promise<NotificationGroup | undefined> {
	const [clock] = await shop.database.read(
		{ name: 'clock', columns: [['now', 'UTC_TIMESTAMP(3)']], from: '' },
		shop.found.prefix,
	);
	const claimedAt = text(clock, 'now');
	const renewed = await update(shop, 'notification_at = ?', group.exchangeKeys, [claimedAt], group);
	return renewed === group.exchangeKeys.length ? { ...group, claimedAt } : undefined;
}

/** The mail server took the mail: these orders are never notified again. */
export const confirmNotification = async (shop: OpenShop, group: NotificationGroup): Promise<void> =>
	void (await update(
		shop,
		"notification = 'sent', notification_at = UTC_TIMESTAMP(3)",
		group.exchangeKeys,
		[],
	));

/** The mail was refused for certain, and no try before it is in doubt: the next run sends it as if for the first time. */
export const releaseNotification = async (shop: OpenShop, group: NotificationGroup): Promise<void> =>
	void (await update(shop, "notification = ''", group.exchangeKeys, [], group));

/** What became of the mail is not known: the next run does about it what it is set to, under the same Message-ID. */
export const leaveUnconfirmed = async (shop: OpenShop, group: NotificationGroup): Promise<void> =>
	void (await update(shop, "notification = 'unconfirmed'", group.exchangeKeys, [], group));

/** What became of the mail is not known: no run sends it again until a person settles it. */
export const parkNotification = async (shop: OpenShop, group: NotificationGroup): Promise<void> =>
	void (await update(shop, "notification = 'parked'", group.exchangeKeys, [], group));

const lockRows = ({ database, found }: OpenShop, exchangeKeys: readonly string[]): Promise<readonly Row[]> =>
	database.read(
		{
			name: 'notifications',
			columns: [
				...['exchange_key', 'notification', 'message_id', 'notification_at'],
				['now', 'UTC_TIMESTAMP(3)'],
				['expired', `notification_at < UTC_TIMESTAMP(3) - INTERVAL ${leaseMinutes} MINUTE`],
			],
			from: `FROM {${logTable}} WHERE kind = 'order' AND exchange_key IN (?) ORDER BY exchange_key FOR UPDATE`,
			values: [exchangeKeys],
		},
		found.prefix,
	);

function standingOf(row: Row): Standing {
	if (row['notification'] === 'claimed') return row['expired'] === '1' ? 'doubtful' : 'inProgress';
	return standings[text(row, 'notification')] ?? 'doubtful';
}

const standings: Readonly<Record<string, Standing>> = {
	'': 'untold',
	unconfirmed: 'doubtful',
	parked: 'parked',
	sent: 'sent',
};

/** Rows changed. With `claim`, only those that still are as that claim left them: another run may have taken it over. */
async function update(
	{ database, found }: OpenShop,
	set: string,
	exchangeKeys: readonly string[],
	values: readonly string[],
	claim?: NotificationGroup,
): Promise<number> {
	if (exchangeKeys.length === 0) return 0;
	const own = claim ? " AND notification = 'claimed' AND notification_at = ?" : '';
	const { affectedRows } = await database.write(
		`UPDATE ${quoted(found.prefix + logTable)} SET ${set} WHERE exchange_key IN (?)${own}`,
		[...values, exchangeKeys, ...(claim ? [claim.claimedAt] : [])],
	);
	return affectedRows;
}

const text = (row: Row | undefined, column: string): string => row?.[column] ?? '';

const byMessage = <One extends { readonly row: Row }>(
	rows: readonly One[],
): readonly (readonly [string, readonly One[]])[] => {
	const groups = new Map<string, One[]>();
	for (const one of rows) {
		const id = text(one.row, 'message_id');
		groups.set(id, [...(groups.get(id) ?? []), one]);
	}
	return [...groups];
};

/** The same orders always give the same Message-ID (RFC 5322), whichever worker sends. */
const messageIdOf = (exchangeKeys: readonly string[], domain: string): string =>
	`<${createHash('sha256')
		.update([...exchangeKeys].sort().join())
		.digest('hex')
		.slice(0, 40)}@${domain}>`;
