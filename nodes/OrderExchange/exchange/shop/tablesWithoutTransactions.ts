import type { SchemaView } from '../../database/schemaView.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { FoundShop, ShopPlatform } from '../../shops/platform.js';
import { logTable } from '../log/exchangeLog.js';

/** Written tables whose engine cannot take changes back. */
export const tablesWithoutTransactions = (platform: ShopPlatform, found: FoundShop, schema: SchemaView) =>
	platform.tables
		.filter(({ rights }) => rights.some((right) => right !== 'SELECT'))
		.flatMap(({ table }) => otherEngine(table, found, schema));

const otherEngine = (table: string, { prefix }: FoundShop, schema: SchemaView) => {
	const engine = schema.get(prefix + table)?.engine ?? 'InnoDB';
	return engine.toLowerCase() === 'innodb' ? [] : [{ table, engine }];
};

/** A problem where the exchange log itself knows no transactions: claims of orders that were taken back would stay. */
export const unsafeLog = (found: FoundShop, schema: SchemaView): readonly Problem[] =>
	otherEngine(logTable, found, schema).map(({ engine }) =>
		problem('exchange.logWithoutTransactions', {}, { table: found.prefix + logTable, engine }),
	);

/** A problem per such table, where the platform does not plan for them. */
export const unwritable = (
	platform: ShopPlatform,
	found: FoundShop,
	schema: SchemaView,
): readonly Problem[] =>
	platform.plansForTablesWithoutTransactions
		? []
		: tablesWithoutTransactions(platform, found, schema).map(({ table, engine }) =>
				problem('exchange.noTransactions', {}, { table, engine }),
			);
