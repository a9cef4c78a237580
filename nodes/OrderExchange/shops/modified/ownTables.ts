import type { Read } from '../../database/read.js';
import type { SchemaView } from '../../database/schemaView.js';
import type { FoundShop, TableUse } from '../platform.js';

const offers = 'personal_offers_by_customers_status_';

/** The table with the prices of a customer group. */
export const offersOf = (group: string): string => offers + group;

/** The tax classes that products have in the zones of other countries. */
export const taxClassesElsewhere = 'products_geo_zones_to_tax_class';

/** The files that customers download once they bought an attribute. */
export const downloadFiles = 'products_attributes_download';

/** Every group has its table of prices; administrators (0) do not buy. */
const ofGroup = new RegExp(`^${offers}([1-9]\\d*)$`);

/** Tables that not all shops have: prices per customer group, and what came with a later version. */
export const ownTablesIn = (schema: SchemaView, prefix: string): readonly TableUse[] =>
	[...schema.keys()]
		.filter((name) => name.startsWith(prefix))
		.map((name) => name.slice(prefix.length))
		.filter((table) => ofGroup.test(table) || table === taxClassesElsewhere || table === downloadFiles)
		.map((table) => ({ table, rights: ['SELECT'] }));

/** The customer groups whose prices can be read. */
export const pricedGroups = ({ ownTables = [] }: FoundShop): readonly string[] =>
	ownTables.flatMap(({ table }) => ofGroup.exec(table)?.[1] ?? []);

/** Which of those tables the shop’s settings speak of, see `ShopPlatform.ownTablesRead`. */
export const ownTablesRead: Read = {
	name: 'ownTables',
	columns: [['table', 's.name']],
	from: `FROM (SELECT CONCAT('${offers}', customers_status_id) AS name FROM {customers_status} WHERE customers_status_id > 0
		UNION SELECT '${taxClassesElsewhere}' FROM {geo_zones} WHERE geo_zone_tax = 1
		UNION SELECT '${downloadFiles}' FROM {configuration}
			WHERE configuration_key = 'DOWNLOAD_ENABLED' AND configuration_value = 'true') s`,
	orderBy: 's.name',
};
