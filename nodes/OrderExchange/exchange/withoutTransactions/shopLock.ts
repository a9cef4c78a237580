import { codedFault } from '../../database/faults.js';
import type { ReadColumn } from '../../database/read.js';
import type { OpenShop } from '../openShop.js';

const patienceSeconds = 10;
/** One name per shop; named locks count for the whole server. */
const lockName = "CONCAT('order_exchange ', MD5(CONCAT(DATABASE(), '.', ?)))";

/**
 * Does the work while no other session writes orders into this shop. The lock belongs to the session: while an older one
 * that lost its client may still write, the lock is not to be had, and once it is, that session can write no more.
 * @throws SHOP_BUSY when it is not free in time, and what the work throws
 */
export async function withShopLock<Result>(shop: OpenShop, work: () => Promise<Result>): Promise<Result> {
	const { database, found } = shop;
	const ask = async (column: ReadColumn) =>
		(await database.read({ name: 'lock', columns: [column], from: '', values: [found.prefix] }, ''))[0]?.lock;
	if ((await ask(['lock', `GET_LOCK(${lockName}, ${patienceSeconds})`])) !== '1')
		throw codedFault('SHOP_BUSY');
	try {
		return await work();
	} finally {
		// A lost connection takes the lock with it.
		await ask(['lock', `RELEASE_LOCK(${lockName})`]).catch(() => undefined);
	}
}
