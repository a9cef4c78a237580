import { createHash } from 'node:crypto';
import { logInsert, logTable } from '../log/exchangeLog.js';
import type { OpenShop } from '../shop/openShop.js';
import { triedBefore, type ClaimPlan, type NotificationRequest } from './deciding.js';

/**
 * Who has a mail that others are still to get: a row of the log for each, with nothing but a hash, since the supplier may read
 * the log and copies may go to addresses that are none of their business.
 * @throws what the database throws
 */
export async function noteReached(
	{ database, found }: OpenShop,
	messageId: string,
	recipients: readonly string[],
): Promise<void> {
	if (recipients.length === 0) return;
	const rows = [...new Set(recipients.map((recipient) => keyOf(messageId, recipient)))].map(
		(exchangeKey) => ({ exchangeKey, kind }),
	);
	const { sql, values } = logInsert(found.prefix, rows, new Date());
	await database.write(`${sql} ON DUPLICATE KEY UPDATE created_at = created_at`, values);
}

/**
 * By Message-ID, those of the recipients who have a mail that goes out once more. No round trip where none does.
 * @throws what the database throws
 */
export async function readReached(
	{ database, found }: OpenShop,
	requests: readonly NotificationRequest[],
	plans: readonly ClaimPlan[],
): Promise<ReadonlyMap<string, readonly string[]>> {
	const asked = plans.flatMap((plan, index) =>
		triedBefore(plan).flatMap((messageId) =>
			(requests[index]?.recipients ?? []).map((recipient) => ({
				...{ messageId, recipient, key: keyOf(messageId, recipient) },
			})),
		),
	);
	const rows = await database.read(
		{
			name: 'reached',
			columns: ['exchange_key'],
			from: `FROM {${logTable}} WHERE kind = '${kind}' AND exchange_key IN (?)`,
			values: [asked.map(({ key }) => key)],
		},
		found.prefix,
	);
	const known = new Set(rows.map((row) => row['exchange_key']));
	const reached = new Map<string, string[]>();
	for (const { messageId, recipient, key } of asked)
		if (known.has(key)) reached.set(messageId, [...(reached.get(messageId) ?? []), recipient]);
	return reached;
}

const kind = 'reached';

const keyOf = (messageId: string, recipient: string): string =>
	createHash('sha256').update(`${messageId} ${recipient.toLowerCase()}`).digest('hex');
