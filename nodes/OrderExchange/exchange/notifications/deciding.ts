import { createHash } from 'node:crypto';
import type { Row } from '../../database/read.js';
import { byKey } from '../../orders/grouped.js';
import type { NamedOrder } from './sharedMails.js';

/**
 * What a run does about orders whose mail may or may not have arrived: `sendAgain` and `park` announce the others as
 * well; `settleAsSent` and `settleBySending` carry out what a person decided, and nothing else.
 */
export type NotificationPurpose = 'sendAgain' | 'park' | 'settleAsSent' | 'settleBySending';

/** What one mail is to tell about and to whom, and what its run does about orders in doubt. */
export interface NotificationRequest {
	readonly exchangeKeys: readonly string[];
	/** Those of them that the shop no longer has: nobody is to look for an order that is not there. */
	readonly gone: readonly string[];
	readonly recipients: readonly string[];
	readonly purpose: NotificationPurpose;
}

/** Orders that one mail tells about. */
export interface NotificationGroup {
	readonly messageId: string;
	readonly exchangeKeys: readonly string[];
	/** An earlier try was never confirmed, so the supplier may have this mail already. */
	readonly mayHaveBeenSent: boolean;
	/** An earlier try reached some recipients; `reached` are those of them whom the request names. */
	readonly partlySent: boolean;
	readonly reached: readonly string[];
	/**
	 * Orders that the earlier try told about and this one does not: it names them, since a mailbox may drop whatever comes
	 * later under the same Message-ID.
	 */
	readonly others: readonly NamedOrder[];
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
	/** Not sent: the shop no longer has the order. */
	readonly gone: readonly string[];
	/** Settling only: nobody ever tried to announce these. */
	readonly untold: readonly string[];
	/** Settling only: marked as sent just now. */
	readonly settled: readonly string[];
}

/** `partlySent`: some recipients have the mail for certain, and the others for certain not. */
export type Standing = 'untold' | 'inProgress' | 'partlySent' | 'doubtful' | 'parked' | 'sent';
export type Step = 'send' | 'park' | 'markSent' | 'leave' | 'replaced' | 'gone';

const steps: Readonly<Record<NotificationPurpose, Readonly<Record<Standing, Step>>>> = {
	sendAgain: {
		...{ untold: 'send', inProgress: 'leave', partlySent: 'send' },
		...{ doubtful: 'send', parked: 'leave', sent: 'leave' },
	},
	park: {
		...{ untold: 'send', inProgress: 'leave', partlySent: 'send' },
		...{ doubtful: 'park', parked: 'leave', sent: 'leave' },
	},
	settleAsSent: {
		...{ untold: 'leave', inProgress: 'leave', partlySent: 'markSent' },
		...{ doubtful: 'markSent', parked: 'markSent', sent: 'leave' },
	},
	settleBySending: {
		...{ untold: 'leave', inProgress: 'leave', partlySent: 'send' },
		...{ doubtful: 'send', parked: 'send', sent: 'leave' },
	},
};

/** A claim whose COMMIT was never answered: by order, what it would be known by, and what stood there before. */
export type UnansweredClaims = ReadonlyMap<string, { readonly claimedAt: string; readonly before: Standing }>;

/** An order of a request as the log has it, and what is done about it. */
interface DecidedOrder {
	readonly key: string;
	readonly row: Row;
	readonly standing: Standing;
	readonly step: Step;
}

/** What is done about each order of a request. */
export interface ClaimPlan {
	readonly decided: readonly DecidedOrder[];
	/** Orders that nobody ever tried to announce, and the Message-ID under which they are now. */
	readonly fresh: readonly string[];
	readonly messageId: string;
}

/** `rows` are the log's, locked, by exchange key; orders that the log lacks are in no plan. */
export function planOf(
	{ exchangeKeys, gone, purpose }: NotificationRequest,
	rows: ReadonlyMap<string, Row>,
	domain: string,
	unanswered: UnansweredClaims,
): ClaimPlan {
	const deleted = new Set(gone);
	const decided = exchangeKeys.flatMap((key): readonly DecidedOrder[] => {
		const row = rows.get(key);
		if (row === undefined) return [];
		const mine = unanswered.get(key);
		const isMine = row['notification'] === 'claimed' && row['notification_at'] === mine?.claimedAt;
		const standing = isMine && mine ? mine.before : standingOf(row);
		const wanted = steps[purpose][standing];
		const step = wanted === 'send' ? stepOf(row, deleted.has(key)) : wanted;
		return [{ key, row, standing, step }];
	});
	const fresh = keysOf(decided.filter(({ step, standing }) => step === 'send' && standing === 'untold'));
	return { decided, fresh, messageId: messageIdOf(fresh, domain) };
}

/** Message-IDs of the mails that go out once more. */
export const triedBefore = ({ decided }: ClaimPlan): readonly string[] => [
	...byMessage(again(decided)).keys(),
];

/** What is known once a plan is written: by Message-ID, the recipients who have the mail, and the orders still in doubt. */
interface Claimed {
	readonly claimedAt: string;
	readonly reached: ReadonlyMap<string, readonly string[]>;
	readonly inDoubt: ReadonlyMap<string, readonly NamedOrder[]>;
}

/** What a plan comes to once it is written. */
export function claimOf(
	{ decided, fresh, messageId }: ClaimPlan,
	{ claimedAt, reached, inDoubt }: Claimed,
): NotificationClaim {
	const by = (step: Step) => decided.filter((one) => one.step === step);
	const left = (standing: Standing) => by('leave').filter((one) => one.standing === standing);
	const parked = decided.filter(
		({ step, standing }) => step === 'park' || (step === 'leave' && standing === 'parked'),
	);
	return {
		toSend: [
			...(fresh.length > 0
				? [
						{
							...{ messageId, exchangeKeys: fresh, claimedAt },
							...{ mayHaveBeenSent: false, partlySent: false, reached: [], others: [] },
						},
					]
				: []),
			...[...byMessage(again(decided))].map(([id, of]) => ({
				...{ messageId: id, exchangeKeys: keysOf(of), claimedAt },
				mayHaveBeenSent: of.some(({ standing }) => standing !== 'partlySent'),
				partlySent: of.some(({ standing }) => standing === 'partlySent'),
				reached: reached.get(id) ?? [],
				others: (inDoubt.get(id) ?? []).filter(
					({ exchangeKey }) => !of.some(({ key }) => key === exchangeKey),
				),
			})),
		],
		alreadySent: left('sent').map(({ key, row }) => ({
			exchangeKey: key,
			messageId: text(row, 'message_id'),
		})),
		inProgress: keysOf(left('inProgress')),
		parked: [...byMessage(parked)].map(([id, of]) => ({
			messageId: id,
			exchangeKeys: keysOf(of),
			triedAt: text(of[0]?.row, 'notification_at'),
		})),
		replaced: by('replaced').map(({ key, row }) => ({
			exchangeKey: key,
			byShopOrder: text(row, 'replaced_by'),
		})),
		gone: keysOf(by('gone')),
		untold: keysOf(left('untold')),
		settled: keysOf(by('markSent')),
	};
}

const again = (decided: readonly DecidedOrder[]): readonly DecidedOrder[] =>
	decided.filter(({ step, standing }) => step === 'send' && standing !== 'untold');

export const keysOf = (of: readonly { readonly key: string }[]): readonly string[] =>
	of.map(({ key }) => key);

/** What becomes of an order that is to be announced. */
function stepOf(row: Row, gone: boolean): Step {
	if (typeof row['replaced_by'] === 'string') return 'replaced';
	return gone ? 'gone' : 'send';
}

function standingOf(row: Row): Standing {
	if (row['notification'] === 'claimed') return row['expired'] === '1' ? 'doubtful' : 'inProgress';
	return standings[text(row, 'notification')] ?? 'doubtful';
}

const standings: Readonly<Record<string, Standing>> = {
	'': 'untold',
	partlySent: 'partlySent',
	unconfirmed: 'doubtful',
	parked: 'parked',
	sent: 'sent',
};

const text = (row: Row | undefined, column: string): string => row?.[column] ?? '';

const byMessage = <One extends { readonly row: Row }>(rows: readonly One[]): ReadonlyMap<string, One[]> =>
	byKey(rows, ({ row }) => text(row, 'message_id'));

/** The same orders always give the same Message-ID (RFC 5322), whichever worker sends. */
const messageIdOf = (exchangeKeys: readonly string[], domain: string): string =>
	`<${createHash('sha256')
		.update([...exchangeKeys].sort().join())
		.digest('hex')
		.slice(0, 40)}@${domain}>`;
