import type { Read, ReadRows } from '../../database/read.js';
import type { OpenShop } from '../shop/openShop.js';

const name = 'serverStart';

/** When the database server started; its rows are for `serverStartIn`. */
export const serverStartRead = ({ database: { statusTable } }: OpenShop): Read => ({
	name,
	columns: [['start', 'UNIX_TIMESTAMP() - VARIABLE_VALUE']],
	from: `FROM ${statusTable} WHERE VARIABLE_NAME = 'Uptime'`,
});

/** In seconds since 1970, exact to a second or two; 0 where it does not tell. */
export const serverStartIn = (rows: ReadRows): number => Number(rows[name]?.[0]?.['start'] ?? '0');

const inexactSeconds = 3;

/** Whether the server was started anew since it said `before`, or may have been. */
export async function startedSince(shop: OpenShop, before: number): Promise<boolean> {
	const now = serverStartIn(await shop.database.readAll([serverStartRead(shop)], ''));
	return now === 0 || before === 0 || Math.abs(now - before) > inexactSeconds;
}
