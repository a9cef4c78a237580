import type { Grant } from '../exchange/checks/rights.js';
import { logTable } from '../exchange/log/exchangeLog.js';
import type { AdminShop } from './adminShop.js';

/** What the rights are worth to somebody who means harm, where that is more than orders. */
export function powersOf(
	{ found: { prefix }, platform }: Pick<AdminShop, 'found' | 'platform'>,
	grants: readonly Grant[],
): readonly string[] {
	const has = (right: Grant['right'], table: string) =>
		grants.some((grant) => grant.right === right && grant.table === prefix + table);
	const makesUsers = has('INSERT', 'users') && has('INSERT', 'usermeta') && has('UPDATE', 'options');
	const removesRows = grants.some(({ right, table }) => right === 'DELETE' && table !== prefix + logTable);
	const settings = platform.tables
		.filter(({ holdsSettings }) => holdsSettings)
		.map(({ table }) => prefix + table);
	return [
		...(makesUsers
			? [
					'WordPress keeps customers, administrators and settings in the same tables: with these rights one can become an administrator of the shop. Invite only whom you trust with that.',
				]
			: []),
		...settings.map(
			(table) =>
				`Your shop keeps all its settings in one table, ${table}, which an order needs: what stands there of your mail server’s password and of keys of payment services can be read too.`,
		),
		...(removesRows
			? [
					'Your tables know no transactions, so a broken-off order is removed row by row: in these tables every row can be changed or removed, passwords of customers included. InnoDB would need less.',
				]
			: []),
	];
}
