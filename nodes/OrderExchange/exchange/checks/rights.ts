import type { Database } from '../../database/connect.js';
import type { SchemaView } from '../../database/schemaView.js';
import { quoted, quotedForeign } from '../../database/statement.js';
import { unsaidColumns } from '../../database/unsaidColumns.js';
import type { FoundShop, ShopPlatform, TableUse } from '../../shops/platform.js';
import { logTable } from '../log/exchangeLog.js';

/** One right on one table; with `columns` on these only. */
export interface Grant {
	/** With the shop's prefix. */
	readonly table: string;
	readonly right: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
	readonly columns?: readonly string[];
}

/**
 * The least rights with which pushing, looking up and notifying work, the exchange log included. Where tables hold secrets
 * the rights are on columns, so that passwords cannot be read. `schema` tells which tables know no transactions: there a
 * broken-off order is removed row by row.
 */
export function neededGrants(
	platform: ShopPlatform,
	{ prefix, ownTables = [] }: FoundShop,
	schema: SchemaView,
): readonly Grant[] {
	const engineOf = (table: string) => schema.get(prefix + table)?.engine.toLowerCase() ?? 'innodb';
	const unsafe = (use: TableUse) => use.rights.includes('INSERT') && engineOf(use.table) !== 'innodb';
	const grants = [...platform.tables, ...ownTables].flatMap((use): Grant[] => {
		const table = prefix + use.table;
		const byRight = use.rights.map((right) => grantOf(table, right, use, schema));
		return unsafe(use)
			? [
					...byRight.filter(({ right }) => right !== 'UPDATE'),
					{ table, right: 'UPDATE' },
					{ table, right: 'DELETE' },
				]
			: byRight;
	});
	const log: readonly Grant['right'][] = ['SELECT', 'INSERT', 'UPDATE'];
	const ofLog = platform.tables.some(unsafe) ? [...log, 'DELETE' as const] : log;
	return [...grants, ...ofLog.map((right) => ({ table: prefix + logTable, right }))];
}

function grantOf(
	table: string,
	right: TableUse['rights'][number],
	{ secret = [], columns, changed }: TableUse,
	schema: SchemaView,
): Grant {
	const unsaid = (said: readonly string[]) => unsaidColumns(schema.get(table), said).map(({ name }) => name);
	switch (right) {
		case 'SELECT':
			return { table, right, ...(columns && { columns: columns.filter((name) => !secret.includes(name)) }) };
		case 'INSERT':
			return { table, right, ...(columns && { columns: [...columns, ...unsaid(columns)] }) };
		case 'UPDATE':
			return { table, right, ...(changed && { columns: changed }) };
	}
}

/** One GRANT per table. `account` as in SQL: `'user'@'host'`. */
export function grantSql(grants: readonly Grant[], database: string, account: string): readonly string[] {
	const tables = [...new Set(grants.map(({ table }) => table))];
	return tables.map((table) => {
		const rights = grants.filter((grant) => grant.table === table).map(rightSql);
		return `GRANT ${rights.join(', ')} ON ${quotedForeign(database)}.${quoted(table)} TO ${account}`;
	});
}

const rightSql = ({ right, columns }: Grant): string =>
	columns ? `${right} (${columns.map(quotedForeign).join(', ')})` : right;

/** `SELECT on oc_product; UPDATE of quantity on oc_product`: for people. */
export const grantsInWords = (grants: readonly Grant[]): string =>
	grants
		.map(({ table, right, columns }) => `${right}${columns ? ` of ${columns.join(', ')}` : ''} on ${table}`)
		.join('; ');

/** Those of the grants that are not held; of columns only the lacking ones. */
export function missingGrants(rights: readonly HeldRight[], grants: readonly Grant[]): readonly Grant[] {
	const held = new Set(rights.map(({ right, place }) => `${right} ${place}`));
	return grants.flatMap(({ table, right, columns }): Grant[] => {
		const has = (place: string) => held.has(`${right} ${place}`);
		if (has('') || has(table)) return [];
		if (!columns) return [{ table, right }];
		const lacking = columns.filter((column) => !has(`${table}.${column}`));
		return lacking.length > 0 ? [{ table, right, columns: lacking }] : [];
	});
}

/** A right as the server keeps it. */
export interface HeldRight {
	readonly right: string;
	readonly scope: 'server' | 'database' | 'table' | 'column';
	/** `''` for everything, `oc_order` for a table, `oc_customer.email` for a column. */
	readonly place: string;
	/** The user may give it to others. */
	readonly grantable: boolean;
}

const granteeName = "REPLACE(REPLACE(GRANTEE, '''', ''), '`', '')";

/**
 * Rows of the information_schema's lists of rights that count for the connected user: its own and those of its roles, which the
 * server shows to administrators only. MariaDB has one role at a time; MySQL has several, from 8.0 on, in backticks.
 */
const grantedToUser = `(${granteeName} = CURRENT_USER() /*M! OR ${granteeName} = CURRENT_ROLE() */
	/*!80000 OR FIND_IN_SET(${granteeName}, REPLACE(CURRENT_ROLE(), '\`', '')) */)`;

/** What the connected user, and its roles as far as it may see that, holds on the server, the connected database, its tables and their columns. */
export async function heldRights(database: Database): Promise<readonly HeldRight[]> {
	const what = 'PRIVILEGE_TYPE AS granted, IS_GRANTABLE AS grantable';
	const rows = await database.read(
		{
			name: 'rights',
			columns: ['scope', 'place', 'granted', 'grantable'],
			from: `FROM (SELECT 'server' AS scope, '' AS place, ${what} FROM information_schema.USER_PRIVILEGES WHERE ${grantedToUser}
				UNION ALL SELECT 'database', '', ${what} FROM information_schema.SCHEMA_PRIVILEGES
				WHERE ${grantedToUser} AND DATABASE() LIKE TABLE_SCHEMA
				UNION ALL SELECT 'table', TABLE_NAME, ${what} FROM information_schema.TABLE_PRIVILEGES
				WHERE ${grantedToUser} AND TABLE_SCHEMA = DATABASE()
				UNION ALL SELECT 'column', CONCAT(TABLE_NAME, '.', COLUMN_NAME), ${what}
				FROM information_schema.COLUMN_PRIVILEGES WHERE ${grantedToUser} AND TABLE_SCHEMA = DATABASE()) held`,
		},
		'',
	);
	return rows.map((row) => ({
		right: row.granted ?? '',
		scope: (row.scope ?? 'server') as HeldRight['scope'],
		place: row.place ?? '',
		grantable: row.grantable === 'YES',
	}));
}

/** Whether `heldRights` has a right on the whole server: `CREATE USER`. */
export const holdsOnServer = async (database: Database, right: string): Promise<boolean> =>
	(await heldRights(database)).some((held) => held.scope === 'server' && held.right === right);
