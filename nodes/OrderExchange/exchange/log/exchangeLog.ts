import type { Database } from '../../database/connect.js';
import type { Read, Row } from '../../database/read.js';
import { insertStatement, quoted } from '../../database/statement.js';
import { byKey } from '../../orders/grouped.js';

/** The package's only table in a supplier's database, without the shop's prefix. */
export const logTable = 'order_exchange_log';

/** What the log keeps of one pushed order. */
export interface LogEntry {
	readonly exchangeKey: string;
	/** The exchange key of the order's first version: all versions share it. */
	readonly orderKey: string;
	/** From 1. */
	readonly version: number;
	readonly contentHash: string;
	readonly distributor: string;
	readonly orderNumber: string;
	readonly supplierOrder: string;
	readonly platform: string;
	/** JSON for spelling out a later difference; see `contentSummary`. */
	readonly content: string;
}

export interface LoggedOrder extends LogEntry {
	readonly shopOrderId: string;
	readonly customer: string;
	/** UTC, `2026-11-24 10:00:00.000`. */
	readonly createdAt: string;
	/** Where the shop held something else than was written, `orders.customers_city`; empty where it read back as planned. */
	readonly finding: string;
	readonly notification: LoggedNotification;
}

/**
 * What became of the mail about an order; `claimed`: a run is sending it, or was ended while it did; `partlySent`: some of its
 * recipients are still to get it.
 */
export interface LoggedNotification {
	readonly state: 'none' | 'claimed' | 'partlySent' | 'unconfirmed' | 'parked' | 'sent';
	/** Both empty before the first try. Time: UTC, `2026-11-24 10:00:00.000`, of the claim or of the server's answer. */
	readonly messageId: string;
	readonly at: string;
}

/** SQL that creates the log; the same text for us and for the supplier's admin. Indexes of older InnoDB hold 767 bytes of a column. */
export const createLogSql = (prefix: string): string =>
	`CREATE TABLE IF NOT EXISTS ${quoted(prefix + logTable)} (
	exchange_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	kind VARCHAR(16) CHARACTER SET ascii NOT NULL,
	order_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	version INT UNSIGNED NOT NULL DEFAULT 1,
	content_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	distributor VARCHAR(100) NOT NULL DEFAULT '',
	order_number VARCHAR(190) NOT NULL DEFAULT '',
	supplier_order VARCHAR(100) NOT NULL DEFAULT '',
	platform VARCHAR(40) NOT NULL DEFAULT '',
	shop_order_id VARCHAR(64) NOT NULL DEFAULT '',
	customer VARCHAR(16) NOT NULL DEFAULT '',
	finding VARCHAR(190) NOT NULL DEFAULT '',
	content MEDIUMTEXT NULL,
	created_at DATETIME(3) NOT NULL,
	notification VARCHAR(16) CHARACTER SET ascii NOT NULL DEFAULT '',
	notification_at DATETIME(3) NULL,
	message_id VARCHAR(255) NOT NULL DEFAULT '',
	KEY order_versions (order_key),
	KEY notification_message (message_id(150))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`;

/** What the log has of the orders with these keys; its rows are for `loggedOrders`. */
export const logRead = (orderKeys: readonly string[]): Read => ({
	name: 'exchangeLog',
	columns: [
		...['exchange_key', 'order_key', 'version', 'content_hash', 'distributor', 'order_number'],
		...['supplier_order', 'platform', 'shop_order_id', 'customer', 'finding', 'content', 'created_at'],
		...['notification', 'notification_at', 'message_id'],
	],
	from: `FROM {${logTable}} WHERE kind = 'order' AND order_key IN (?)`,
	orderBy: 'version',
	values: [orderKeys],
});

/** A row to be inserted: what it does not say is empty. */
export type LogRow = { readonly exchangeKey: string; readonly kind: string } & Partial<
	LogEntry & Pick<LoggedOrder, 'shopOrderId' | 'customer'>
>;

/** An INSERT of rows of the log. */
export function logInsert(prefix: string, rows: readonly LogRow[], now: Date) {
	const at = utcText(now);
	return insertStatement(
		prefix + logTable,
		[
			...['exchange_key', 'kind', 'order_key', 'version', 'content_hash', 'distributor'],
			...['order_number', 'supplier_order', 'platform', 'shop_order_id', 'customer', 'content', 'created_at'],
		],
		rows.map((row) => [
			...[row.exchangeKey, row.kind, row.orderKey ?? '', row.version ?? 1, row.contentHash ?? ''],
			...[row.distributor ?? '', row.orderNumber ?? '', row.supplierOrder ?? '', row.platform ?? ''],
			...[row.shopOrderId ?? '', row.customer ?? '', row.content ?? null, at],
		]),
	);
}

/** All versions of each order, first to latest, by order key. */
export const loggedOrders = (rows: readonly Row[]): ReadonlyMap<string, readonly LoggedOrder[]> =>
	byKey(rows.map(loggedOrder), ({ orderKey }) => orderKey);

/** What the log has of the orders with these keys, as `loggedOrders` gives it. */
export const readLog = async (
	database: Database,
	prefix: string,
	orderKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly LoggedOrder[]>> =>
	loggedOrders(await database.read(logRead(orderKeys), prefix));

/**
 * Claims orders, and the right to create customers, inside the transaction; sorted by key so that two workers lock in one
 * order. Blocks on an older session that still holds a key, and fails with 1062 where somebody claimed one before.
 */
export async function claim(
	database: Database,
	prefix: string,
	{ orders, customerKeys = [] }: { orders: readonly LogEntry[]; customerKeys?: readonly string[] },
	now: Date,
): Promise<void> {
	const rows: readonly LogRow[] = [
		...orders.map((order) => ({ kind: 'order', ...order })),
		...customerKeys.map((exchangeKey) => ({ kind: 'customer', exchangeKey })),
	];
	const byKey = [...rows].sort((a, b) => (a.exchangeKey < b.exchangeKey ? -1 : 1));
	const { sql, values } = logInsert(prefix, byKey, now);
	await database.write(sql, values);
}

/**
 * Claims the right to create customers where `claim` met an older claim: holds off another worker that wants to create the
 * same one. Returns whether somebody claimed one of them before: only then may the shop have it meanwhile.
 */
export async function claimCustomers(
	database: Database,
	prefix: string,
	customerKeys: readonly string[],
	now: Date,
): Promise<boolean> {
	const { sql, values } = insertStatement(
		prefix + logTable,
		['exchange_key', 'kind', 'created_at'],
		[...customerKeys].sort().map((key) => [key, 'customer', utcText(now)]),
	);
	// A new row counts 1 and a changed one 2; adding a millisecond makes sure that an older claim is changed.
	const { affectedRows } = await database.write(
		`${sql} ON DUPLICATE KEY UPDATE created_at = GREATEST(VALUES(created_at), created_at + INTERVAL 1000 MICROSECOND)`,
		values,
	);
	return affectedRows > customerKeys.length;
}

/**
 * Notes where the shop holds something else than was written, so that later runs do not take the order for well. Returns
 * whether the log has all these orders.
 */
export async function noteFindings(
	database: Database,
	prefix: string,
	findings: ReadonlyMap<string, string>,
): Promise<boolean> {
	let noted = 0;
	let open = true;
	await database.begin();
	try {
		for (const [exchangeKey, column] of findings) {
			const { affectedRows } = await database.write(
				`UPDATE ${quoted(prefix + logTable)} SET finding = ? WHERE exchange_key = ?`,
				[column, exchangeKey],
			);
			noted += affectedRows;
		}
		await database.commit();
		open = false;
	} finally {
		if (open) await database.rollback();
	}
	return noted === findings.size;
}

/** A moment as the log's DATETIME(3) columns take it; the session runs in UTC. */
export const utcText = (moment: Date): string => moment.toISOString().replace('T', ' ').replace('Z', '');

const loggedOrder = (row: Row): LoggedOrder => ({
	exchangeKey: row.exchange_key ?? '',
	orderKey: row.order_key ?? '',
	version: Number(row.version ?? '1'),
	contentHash: row.content_hash ?? '',
	distributor: row.distributor ?? '',
	orderNumber: row.order_number ?? '',
	supplierOrder: row.supplier_order ?? '',
	platform: row.platform ?? '',
	content: row.content ?? '{}',
	shopOrderId: row.shop_order_id ?? '',
	customer: row.customer ?? '',
	createdAt: row.created_at ?? '',
	finding: row.finding ?? '',
	notification: {
		state: (row.notification || 'none') as LoggedNotification['state'],
		messageId: row.message_id ?? '',
		at: row.notification_at ?? '',
	},
});
