import type { Read } from '../../database/read.js';
import type { SchemaView } from '../../database/schemaView.js';
import { hasTable } from '../ownTables.js';
import type { FoundShop, TableUse } from '../platform.js';

/** Where a version keeps which products are sold as subscriptions, by which plans; `id` names the plan in both tables. */
export interface SubscriptionTables {
	readonly ofProducts: string;
	readonly plans: string;
	readonly id: string;
}

/** Those of the tables that the user sees: invitations of earlier versions of this package give no right on them. */
export const subscriptionTablesIn = (
	{ ofProducts, plans }: SubscriptionTables,
	schema: SchemaView,
	prefix: string,
): readonly TableUse[] =>
	[ofProducts, plans]
		.filter((table) => schema.has(prefix + table))
		.map((table) => ({ table, rights: ['SELECT'] }));

/** Whether both can be read. */
export const knowsSubscriptions = ({ ofProducts, plans }: SubscriptionTables, found: FoundShop): boolean =>
	hasTable(found, ofProducts) && hasTable(found, plans);

/** Every shop has them, see `ShopPlatform.ownTablesRead`. */
export const subscriptionTablesRead = ({ ofProducts, plans }: SubscriptionTables): Read => ({
	name: 'ownTables',
	columns: [['table', 's.name']],
	from: `FROM (SELECT '${ofProducts}' AS name UNION SELECT '${plans}') s`,
	orderBy: 's.name',
});
