import { codedFault } from '../../database/faults.js';
import type { Read, ReadLists, ReadRows } from '../../database/read.js';
import { logTable } from '../log/exchangeLog.js';
import type { OpenShop } from '../openShop.js';

const patienceSeconds = 10;
/** One name per shop; named locks count for the whole server. */
const lockName = "CONCAT('order_exchange ', MD5(CONCAT(DATABASE(), '.', ?)))";

/**
 * While a session has it, no other one writes orders into this shop. The lock belongs to the session: while an older one
 * that lost its client may still write, the lock is not to be had, and once it is, that session can write no more.
 */
export interface ShopLock {
	/** Takes it along with other reads, unless the log has all of these orders; the rows are for `noteTaken`. */
	takeUnlessLogged(orderKeys: readonly string[]): Read;
	/** @throws SHOP_BUSY when it was wanted and not free in time */
	noteTaken(rows: ReadRows): void;
	/** Takes it where that is not done. @throws SHOP_BUSY when it is not free in time */
	take(): Promise<void>;
	/** Reads what is wanted last of the shop, and gives the lock back in the same round trip. */
	readAndGiveBack(reads: readonly Read[]): Promise<ReadLists>;
	/** Gives it back where that is not done. Never throws: a lost connection takes the lock with it. */
	giveBack(): Promise<void>;
}

export function shopLock({ database, found: { prefix } }: OpenShop): ShopLock {
	const [name, columns] = ['lock', [['lock', `GET_LOCK(${lockName}, ${patienceSeconds})`]]] as const;
	const taking: Read = { name, columns, from: '', values: [prefix] };
	const release: Read = {
		name: 'released',
		columns: [['released', `RELEASE_LOCK(${lockName})`]],
		from: '',
		values: [prefix],
	};
	let held = false;
	const noteTaken = (rows: ReadRows) => {
		const [row] = rows[name] ?? [];
		if (!row) return;
		if (row['lock'] !== '1') throw codedFault('SHOP_BUSY');
		held = true;
	};
	const readAndGiveBack = async (reads: readonly Read[]) => {
		const lists = await database.readLists([...reads, ...(held ? [release] : [])], prefix);
		held = false;
		return lists;
	};
	return {
		takeUnlessLogged: (orderKeys) => ({
			...taking,
			from: `FROM DUAL WHERE (SELECT COUNT(DISTINCT order_key) FROM {${logTable}} WHERE kind = 'order' AND order_key IN (?)) < ?`,
			values: [prefix, orderKeys, new Set(orderKeys).size],
		}),
		noteTaken,
		take: async () => {
			if (!held) noteTaken(await database.readAll([taking], prefix));
		},
		readAndGiveBack,
		giveBack: async () => {
			if (held) await readAndGiveBack([]).catch(() => undefined);
		},
	};
}
