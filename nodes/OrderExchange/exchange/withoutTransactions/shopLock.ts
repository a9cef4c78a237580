import { codedFault } from '../../database/faults.js';
import type { Read, ReadLists, ReadRows } from '../../database/read.js';
import { logTable } from '../log/exchangeLog.js';
import type { OpenShop } from '../shop/openShop.js';

const patienceSeconds = 10;
/** One name per shop, in MySQL's 64 characters; named locks count for the whole server. MySQL 9.6 and later know no MD5. */
const lockName = "CONCAT('order_exchange ', LEFT(SHA2(CONCAT(DATABASE(), '.', ?), 256), 40))";

/**
 * While a session has it, no other one writes orders into this shop. The lock belongs to the session: while an older one
 * that lost its client may still write, the lock is not to be had, and once it is, that session can write no more.
 */
export interface ShopLock {
	/**
	 * Reads what is wanted first of the log, and takes the lock in the same round trip unless the log has all of these orders.
	 * Nothing of the shop: while the statement waits for the lock, its tables would be closed to whoever has it. Where it is held, only reads.
	 * @throws SHOP_BUSY when it is not free in time
	 */
	readAndTake(reads: readonly Read[], orderKeys: readonly string[]): Promise<ReadRows>;
	/** Takes it where that is not done. @throws SHOP_BUSY when it is not free in time */
	take(): Promise<void>;
	/** Reads what is wanted last of the shop, and gives the lock back in the same round trip. */
	readAndGiveBack(reads: readonly Read[]): Promise<ReadLists>;
	/** Gives it back where that is not done. Never throws: a lost connection takes the lock with it. */
	giveBack(): Promise<void>;
}

/** The lock of this shop, not taken yet. */
export function shopLock({ database, found: { prefix } }: OpenShop): ShopLock {
	const taking: Read = {
		name: 'lock',
		columns: [['lock', `GET_LOCK(${lockName}, ${patienceSeconds})`]],
		from: '',
		values: [prefix],
	};
	const givingBack: Read = {
		name: 'givenBack',
		columns: [['givenBack', `RELEASE_LOCK(${lockName})`]],
		from: '',
		values: [prefix],
	};
	/** Or may be held: a server may have given it before it said no to the rest. */
	let held = false;
	const takeWith = async (reads: readonly Read[], read: Read): Promise<ReadRows> => {
		held = true;
		const rows = await database.readAll([read, ...reads], prefix);
		const [row] = rows[taking.name] ?? [];
		held = row?.['lock'] === '1';
		if (row && !held) throw codedFault('SHOP_BUSY');
		return rows;
	};
	const readAndGiveBack = async (reads: readonly Read[]): Promise<ReadLists> => {
		const lists = await database.readLists([...reads, ...(held ? [givingBack] : [])], prefix);
		held = false;
		return lists;
	};
	return {
		readAndTake: (reads, orderKeys) =>
			held
				? database.readAll(reads, prefix)
				: takeWith(reads, {
						...taking,
						from: `FROM DUAL WHERE (SELECT COUNT(DISTINCT order_key) FROM {${logTable}} WHERE kind = 'order' AND order_key IN (?)) < ?`,
						values: [prefix, orderKeys, new Set(orderKeys).size],
					}),
		take: async () => {
			if (!held) await takeWith([], taking);
		},
		readAndGiveBack,
		giveBack: async () => {
			if (held) await readAndGiveBack([]).catch(() => undefined);
		},
	};
}
