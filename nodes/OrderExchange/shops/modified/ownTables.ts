import type { Read } from '../../database/read.js';
import type { SchemaView } from '../../database/schemaView.js';
import type { FoundShop, TableUse } from '../platform.js';

const offers = 'personal_offers_by_customers_status_';

/** The table with the prices of a customer group. */
export const offersOf = (group: string): string => offers + group;

/** Every group has its table of prices; administrators (0) do not buy. */
const isGroup = /^[1-9]\d*$/;

/** The shop's tables of prices, one per customer group. */
export const ownTablesIn = (schema: SchemaView, prefix: string): readonly TableUse[] =>
	[...schema.keys()]
		.filter((name) => name.startsWith(prefix + offers))
		.map((name) => name.slice(prefix.length))
		.filter((table) => isGroup.test(table.slice(offers.length)))
		.map((table) => ({ table, rights: ['SELECT'] }));

/** The customer groups whose prices can be read. */
export const pricedGroups = ({ ownTables = [] }: FoundShop): readonly string[] =>
	ownTables.filter(({ table }) => table.startsWith(offers)).map(({ table }) => table.slice(offers.length));

export const ownTablesRead: Read = {
	name: 'groupTables',
	columns: [['table', `CONCAT('${offers}', s.customers_status_id)`]],
	from: 'FROM (SELECT DISTINCT customers_status_id FROM {customers_status} WHERE customers_status_id > 0) s',
	orderBy: 's.customers_status_id',
};
