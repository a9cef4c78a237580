import { createHash } from 'node:crypto';
import type { Row } from '../../database/read.js';
import { quoted } from '../../database/statement.js';
import { byKey } from '../../orders/grouped.js';
import { logTable } from '../log/exchangeLog.js';
import type { OpenShop } from '../shop/openShop.js';

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
	/** Not sent: the shop has a newer version of the order, whose own mail says what it takes the place of. */
	readonly replaced: readonly { readonly exchangeKey: string; readonly byShopOrder: string }[];
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
type Step = 'send' | 'park' | 'markSent' | 'leave' | 'replaced';

const steps: Readonly<Record<NotificationPurpose, Readonly<Record<Standing, Step>>>> = {
	sendAgain: { untold: 'send', inProgress: 'leave', doubtful: 'send', parked: 'leave', sent: 'leave' },
	park: { untold: 'send', inProgress: 'leave', doubtful: 'park', parked: 'leave', sent: 'leave' },
	settleAsSent: {
		untold: 'leave',
		inProgress: 'leave',
		doubtful: 'markSent',
		parked: 'markSent',
		sent: 'leave',
	},
	settleBySending: { untold: 'leave', inProgress: 'leave', doubtful: 'send', parked: 'send', sent: 'leave' },
};

/** A claim of a run that died is given up after this time; one mail waits and takes three minutes each at the most. */
const leaseMinutes = 10;

/** What one mail is to tell about, and what its run does about orders in doubt. */
export interface NotificationRequest {
	readonly exchangeKeys: readonly string[];
	readonly purpose: NotificationPurpose;
}

/** A claim whose COMMIT was never answered: by order, what it would be known by, and what stood there before. */
export type UnansweredClaims = ReadonlyMap<string, { readonly claimedAt: string; readonly before: Standing }>;

export class ClaimUnanswered extends Error {
	constructor(
		readonly claims: UnansweredClaims,
		override readonly cause: unknown,
	) {
		super('Whether the log has the claim is not known');
	}
}

/**
 * Claims the right to tell the supplier about the orders of several mails, in one transaction and as many round trips as
 * for one mail. Each order is in one mail over all runs: what was confirmed is never sent again; what was claimed and not
 * confirmed goes out again under its first Message-ID, or is parked, as `purpose` says. The database's own clock counts, so
 * that workers need not agree on the time. No order may stand in two requests. `domain` is the right side of the
 * Message-IDs, the sender's own. `unanswered`: claims that an earlier try of the same run may have left; they are its own.
 * @throws ClaimUnanswered, and what the database throws before the COMMIT
 */
export async function claimNotifications(
	shop: OpenShop,
	requests: readonly NotificationRequest[],
	domain: string,
	unanswered: UnansweredClaims = new Map(),
): Promise<readonly NotificationClaim[]> {
	const { database } = shop;
	let open = true;
	await database.begin();
	try {
		const locked = await lockRows(
			shop,
			requests.flatMap(({ exchangeKeys }) => exchangeKeys),
		);
		const claimedAt = text(locked.at(-1), 'now');
		const rows = new Map(locked.map((row) => [text(row, 'exchange_key'), row]));
		const plans = requests.map((request) => planOf(request, rows, domain, unanswered));
		const all = plans.flatMap(({ claimed }) => claimed);
		const by = (step: Step) => keysOf(all.filter((one) => one.step === step));

		await claimFresh(shop, plans, claimedAt);
		const again = keysOf(all.filter(({ step, standing }) => step === 'send' && standing !== 'untold'));
		await update(shop, "notification = 'claimed', notification_at = ?", again, [claimedAt]);
		await update(shop, "notification = 'parked'", by('park'), []);
		await update(shop, "notification = 'sent'", by('markSent'), []);
		const claims = all.flatMap(({ key, step, standing }) =>
			step === 'send' ? [[key, { claimedAt, before: standing }] as const] : [],
		);
		await database.commit().catch((cause: unknown) => {
			throw new ClaimUnanswered(new Map(claims), cause);
		});
		open = false;
		return plans.map((plan) => claimOf(plan, claimedAt));
	} finally {
		if (open) await database.rollback();
	}
}

interface ClaimedRow {
	readonly key: string;
	readonly row: Row;
	readonly standing: Standing;
	readonly step: Step;
}

/** What is done about each order of a request. */
interface ClaimPlan {
	readonly claimed: readonly ClaimedRow[];
	/** Orders that nobody ever tried to announce, and the Message-ID under which they are now. */
	readonly fresh: readonly string[];
	readonly messageId: string;
}

function planOf(
	{ exchangeKeys, purpose }: NotificationRequest,
	rows: ReadonlyMap<string, Row>,
	domain: string,
	unanswered: UnansweredClaims,
): ClaimPlan {
	const claimed = exchangeKeys.flatMap((key): readonly ClaimedRow[] => {
		const row = rows.get(key);
		if (row === undefined) return [];
		const mine = unanswered.get(key);
		const isMine = row['notification'] === 'claimed' && row['notification_at'] === mine?.claimedAt;
		const standing = isMine && mine ? mine.before : standingOf(row);
		const wanted = steps[purpose][standing];
		return [{ key, row, standing, step: wanted === 'send' && isReplaced(row) ? 'replaced' : wanted }];
	});
	const fresh = keysOf(claimed.filter(({ step, standing }) => step === 'send' && standing === 'untold'));
	return { claimed, fresh, messageId: messageIdOf(fresh, domain) };
}

function claimOf({ claimed, fresh, messageId }: ClaimPlan, claimedAt: string): NotificationClaim {
	const by = (step: Step) => claimed.filter((one) => one.step === step);
	const left = (standing: Standing) => by('leave').filter((one) => one.standing === standing);
	const again = by('send').filter(({ standing }) => standing !== 'untold');
	const parked = claimed.filter(
		({ step, standing }) => step === 'park' || (step === 'leave' && standing === 'parked'),
	);
	return {
		toSend: [
			...(fresh.length > 0 ? [{ messageId, exchangeKeys: fresh, mayHaveBeenSent: false, claimedAt }] : []),
			...[...byMessage(again)].map(([id, orders]) => ({
				messageId: id,
				exchangeKeys: keysOf(orders),
				mayHaveBeenSent: true,
				claimedAt,
			})),
		],
		alreadySent: left('sent').map(({ key, row }) => ({
			exchangeKey: key,
			messageId: text(row, 'message_id'),
		})),
		inProgress: keysOf(left('inProgress')),
		parked: [...byMessage(parked)].map(([id, orders]) => ({
			messageId: id,
			exchangeKeys: keysOf(orders),
			triedAt: text(orders[0]?.row, 'notification_at'),
		})),
		replaced: by('replaced').map(({ key, row }) => ({
			exchangeKey: key,
			byShopOrder: text(row, 'replaced_by'),
		})),
		untold: keysOf(left('untold')),
		settled: keysOf(by('markSent')),
	};
}

const keysOf = (of: readonly { readonly key: string }[]): readonly string[] => of.map(({ key }) => key);

/** One statement for all mails, each order with the Message-ID of its own. */
async function claimFresh(shop: OpenShop, plans: readonly ClaimPlan[], claimedAt: string): Promise<void> {
	const mails = plans.filter(({ fresh }) => fresh.length > 0);
	if (mails.length === 0) return;
	await update(
		shop,
		`notification = 'claimed', notification_at = ?,
			message_id = CASE ${mails.map(() => 'WHEN exchange_key IN (?) THEN ?').join(' ')} END`,
		mails.flatMap(({ fresh }) => fresh),
		[claimedAt, ...mails.flatMap(({ fresh, messageId }) => [fresh, messageId])],
	);
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

/** The mail server took these mails: their orders are never notified again. One statement for all of them. */
export const confirmNotifications = async (
	shop: OpenShop,
	groups: readonly NotificationGroup[],
): Promise<void> =>
	void (await update(
		shop,
		"notification = 'sent', notification_at = UTC_TIMESTAMP(3)",
		groups.flatMap(({ exchangeKeys }) => exchangeKeys),
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
				// The last row's, after the wait for all locks: no claim has the moment of one that it waited for, by which a run knows its own.
				['now', 'SYSDATE(3)'],
				['expired', `notification_at < UTC_TIMESTAMP(3) - INTERVAL ${leaseMinutes} MINUTE`],
				[
					'replaced_by',
					`(SELECT newer.shop_order_id FROM {${logTable}} AS newer WHERE newer.kind = 'order'
						AND newer.order_key = told.order_key AND newer.version > told.version ORDER BY newer.version DESC LIMIT 1)`,
				],
			],
			from: `FROM {${logTable}} AS told WHERE kind = 'order' AND exchange_key IN (?) ORDER BY exchange_key FOR UPDATE`,
			values: [exchangeKeys],
		},
		found.prefix,
	);

const isReplaced = (row: Row): boolean => typeof row['replaced_by'] === 'string';

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
	values: readonly (string | readonly string[])[],
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

const byMessage = <One extends { readonly row: Row }>(rows: readonly One[]): ReadonlyMap<string, One[]> =>
	byKey(rows, ({ row }) => text(row, 'message_id'));

/** The same orders always give the same Message-ID (RFC 5322), whichever worker sends. */
const messageIdOf = (exchangeKeys: readonly string[], domain: string): string =>
	`<${createHash('sha256')
		.update([...exchangeKeys].sort().join())
		.digest('hex')
		.slice(0, 40)}@${domain}>`;
