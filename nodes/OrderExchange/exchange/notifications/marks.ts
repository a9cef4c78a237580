import { quoted } from '../../database/statement.js';
import { logTable } from '../log/exchangeLog.js';
import type { OpenShop } from '../shop/openShop.js';
import type { NotificationGroup } from './deciding.js';
import { noteReached } from './reached.js';

/**
 * What became of a claimed mail: sent for ever; free, refused for certain, so that the next run sends it as if for the first
 * time; sent to some, so that the next run sends it to the others; in doubt for the next run, or for a person.
 */
export type Mark = 'sent' | 'free' | 'partlySent' | 'unconfirmed' | 'parked';

export interface MarkedNotification {
	readonly group: NotificationGroup;
	/** Who has it since this try, for certain. */
	readonly reached: readonly string[];
}

/**
 * Notes what became of mails; for those that were sent, in one statement.
 * @throws what the database throws
 */
export async function markNotifications(
	shop: OpenShop,
	notifications: readonly MarkedNotification[],
	mark: Mark,
): Promise<void> {
	if (mark === 'sent') {
		const keys = notifications.flatMap(({ group }) => group.exchangeKeys);
		await update(shop, "notification = 'sent', notification_at = UTC_TIMESTAMP(3)", keys, []);
		return;
	}
	const state = mark === 'free' ? '' : mark;
	for (const { group, reached } of notifications) {
		// before the mark, so that whoever sees that one finds them
		await noteReached(shop, group.messageId, reached);
		await update(shop, `notification = '${state}'`, group.exchangeKeys, [], [group.claimedAt]);
	}
}

/** Rows changed. With `claimedAt`, only those that are as a claim of one of these moments left them: another run may have taken it over. */
export async function update(
	{ database, found }: OpenShop,
	set: string,
	exchangeKeys: readonly string[],
	values: readonly (string | readonly string[])[],
	claimedAt?: readonly string[],
): Promise<number> {
	if (exchangeKeys.length === 0) return 0;
	const own = claimedAt ? " AND notification = 'claimed' AND notification_at IN (?)" : '';
	const { affectedRows } = await database.write(
		`UPDATE ${quoted(found.prefix + logTable)} SET ${set} WHERE exchange_key IN (?)${own}`,
		[...values, exchangeKeys, ...(claimedAt ? [claimedAt] : [])],
	);
	return affectedRows;
}
