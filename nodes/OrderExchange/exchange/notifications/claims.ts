import type { Row } from '../../database/read.js';
import { logTable } from '../log/exchangeLog.js';
import type { OpenShop } from '../shop/openShop.js';
import {
	claimOf,
	keysOf,
	planOf,
	triedBefore,
	type ClaimPlan,
	type NotificationClaim,
	type NotificationGroup,
	type NotificationRequest,
	type Step,
	type UnansweredClaims,
} from './deciding.js';
import { update } from './marks.js';
import { readReached } from './reached.js';
import { ordersInDoubt } from './sharedMails.js';

/** A claim of a run that died is given up after this time; one mail waits for a minute, leaves in three and is answered in five at the most. */
const leaseMinutes = 10;

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
		const claimedAt = locked.at(-1)?.['now'] ?? '';
		const rows = new Map(locked.map((row) => [row['exchange_key'] ?? '', row]));
		const plans = requests.map((request) => planOf(request, rows, domain, unanswered));
		const all = plans.flatMap(({ decided }) => decided);
		const by = (step: Step) => keysOf(all.filter((one) => one.step === step));

		const reached = await readReached(shop, requests, plans);
		const inDoubt = await ordersInDoubt(shop, plans.flatMap(triedBefore));
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
		return plans.map((plan) => claimOf(plan, { claimedAt, reached, inDoubt }));
	} finally {
		if (open) await database.rollback();
	}
}

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
 * another run has it, so the mail must not be sent here. `moments` are those that the claim may stand at, since the answer to
 * an earlier try may have got lost; the one of this try is added.
 * @throws what the database throws
 */
export async function renewClaim(
	shop: OpenShop,
	group: NotificationGroup,
	moments: string[],
): Promise<NotificationGroup | undefined> {
	const [clock] = await shop.database.read(
		{ name: 'clock', columns: [['now', 'UTC_TIMESTAMP(3)']], from: '' },
		shop.found.prefix,
	);
	const claimedAt = clock?.['now'] ?? '';
	moments.push(claimedAt);
	const renewed = await update(shop, 'notification_at = ?', group.exchangeKeys, [claimedAt], moments);
	return renewed === group.exchangeKeys.length ? { ...group, claimedAt } : undefined;
}

const lockRows = ({ database, found }: OpenShop, exchangeKeys: readonly string[]): Promise<readonly Row[]> =>
	database.read(
		{
			name: 'notifications',
			columns: [
				...['exchange_key', 'notification', 'message_id', 'notification_at'],
				// The last row's, after the wait for all locks: no claim has the moment of one that it waited for, by which a run knows its own.
				['now', 'SYSDATE(3)'],
				// A claim that lies ahead was made before the server's clock was set back; its lease would never end.
				['expired', `ABS(TIMESTAMPDIFF(SECOND, notification_at, UTC_TIMESTAMP(3))) >= ${60 * leaseMinutes}`],
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
