import type { Read, ReadRows, Row } from '../../database/read.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { hasTable } from '../ownTables.js';
import type { ShopToRead } from '../platform.js';
import { productIdsIn, productIdsRead, skusIn } from '../productIds.js';
import { indexed, lowerCase, type RowIndex } from '../rowIndex.js';
import { downloadFiles, offersOf, pricedGroups, taxClassesElsewhere } from './ownTables.js';
import { permissionColumns } from './permission.js';
import { isOn, text, type ModifiedReference } from './reference.js';

/** Products by the batch's article numbers and customers by its e-mail addresses; what is searched by is in lower case. */
export interface ModifiedFacts {
	readonly products: RowIndex;
	readonly models: RowIndex;
	readonly eans: RowIndex;
	/** By product. */
	readonly descriptions: RowIndex;
	/** By product. */
	readonly attributes: RowIndex;
	/** By attribute: those that customers download; none where the shop offers no downloads. */
	readonly downloads: RowIndex;
	readonly attributeModels: RowIndex;
	readonly attributeEans: RowIndex;
	/** By product. */
	readonly specials: RowIndex;
	/** By product: the tax classes that count in other countries. */
	readonly taxClasses: RowIndex;
	/** Group prices by customer group, then by product; of the groups whose prices can be read. */
	readonly offers: ReadonlyMap<string, RowIndex>;
	/** Accounts (never guests), administrators among them, by e-mail. */
	readonly customers: RowIndex;
	/** By customer. */
	readonly addresses: RowIndex;
	/** By country: those that the batch's addresses name, and those of its customers. */
	readonly zones: RowIndex;
}

/** The columns that planning needs; of an account never the password. */
const columns = {
	products: [
		...['products_id', 'products_model', 'products_ean', 'products_status', 'products_quantity'],
		...['products_price', 'products_discount_allowed', 'products_tax_class_id', 'products_weight'],
		...['products_shippingtime', 'products_vpe', 'products_vpe_status', 'products_vpe_value'],
		'products_fsk18',
	],
	descriptions: [
		...['products_id', 'language_id', 'products_name', 'products_order_description'],
		...['products_short_description', 'products_description'],
	],
	attributes: [
		...['products_attributes_id', 'products_id', 'options_id', 'options_values_id', 'options_values_price'],
		...['price_prefix', 'attributes_model', 'attributes_ean', 'attributes_stock', 'attributes_vpe_value'],
		...['options_values_weight', 'weight_prefix'],
	],
	specials: [
		...['specials_id', 'products_id', 'specials_quantity', 'specials_new_products_price'],
		...['start_date', 'expires_date', 'status'],
	],
	offers: ['products_id', 'quantity', 'personal_offer'],
	taxClasses: ['products_id', 'geo_zone_id', 'tax_class_id'],
	accounts: [
		...['customers_id', 'customers_cid', 'customers_vat_id', 'customers_status', 'customers_gender'],
		...['customers_firstname', 'customers_lastname', 'customers_email_address', 'customers_telephone'],
		...['customers_default_address_id', 'account_type'],
	],
	addresses: [
		...['address_book_id', 'customers_id', 'entry_gender', 'entry_company', 'entry_firstname'],
		...['entry_lastname', 'entry_street_address', 'entry_suburb', 'entry_postcode', 'entry_city'],
		...['entry_state', 'entry_country_id', 'entry_zone_id'],
	],
} as const;

const of = (table: string, names: readonly string[]): readonly string[] =>
	names.map((name) => `${table}.${name}`);

const withSku =
	'SELECT p.products_id FROM {products} p WHERE p.products_model IN (?) OR p.products_ean IN (?)' +
	' UNION SELECT v.products_id FROM {products_attributes} v' +
	' WHERE v.attributes_model IN (?) OR v.attributes_ean IN (?)';
/** Ids that are known already, in its place. */
const known = 'SELECT k.products_id FROM {products} k WHERE k.products_id IN (?)';

const numbersIn = (orders: readonly SupplierCustomerOrder[]) => {
	const skus = skusIn(orders);
	return [skus, skus, skus, skus];
};

/** Products by article number or EAN, their own or an attribute’s. */
export const searchReads = (orders: readonly SupplierCustomerOrder[]): readonly Read[] => [
	productIdsRead(['w.products_id'], `FROM (${withSku}) w`, numbersIn(orders)),
];

/** Products with prices, attributes and texts; accounts by e-mail with their addresses; the zones of all addresses. */
export function factReads(
	orders: readonly SupplierCustomerOrder[],
	{ found, reference, seen }: ShopToRead<ModifiedReference>,
): readonly Read[] {
	const [ofWanted, wantedBy] = seen ? [known, [productIdsIn(seen)]] : [withSku, numbersIn(orders)];
	const emails = [...new Set(orders.map((order) => order.customer.email))];
	const wanted = `JOIN (${ofWanted}) w ON w.products_id = t.products_id`;
	const ofProducts = (name: string, names: readonly string[], table: string, orderBy: string): Read => ({
		name,
		columns: of('t', names),
		from: `FROM {${table}} t ${wanted}`,
		orderBy,
		values: wantedBy,
	});
	const regions = [...new Set(orders.flatMap(regionsOf))];
	const account = "c.customers_email_address IN (?) AND c.account_type = '0'";
	return [
		ofProducts(
			'products',
			[...columns.products, ...permissionColumns(found, reference)],
			'products',
			't.products_id',
		),
		ofProducts('descriptions', columns.descriptions, 'products_description', 't.products_id, t.language_id'),
		{
			name: 'attributes',
			columns: [
				...of('t', columns.attributes),
				...['o.language_id', 'o.products_options_name', 'n.products_options_values_name'],
			],
			from:
				`FROM {products_attributes} t ${wanted}` +
				' JOIN {products_options} o ON o.products_options_id = t.options_id' +
				' JOIN {products_options_values} n ON n.products_options_values_id = t.options_values_id' +
				' AND n.language_id = o.language_id',
			orderBy: 't.options_id, t.products_attributes_id',
			values: wantedBy,
		},
		ofProducts('specials', columns.specials, 'specials', 't.specials_id'),
		...pricedGroups(found).map((group) =>
			ofProducts(offersOf(group), columns.offers, offersOf(group), 't.quantity DESC'),
		),
		...(reference.taxZones.size > 0 && hasTable(found, taxClassesElsewhere)
			? [ofProducts('taxClasses', columns.taxClasses, taxClassesElsewhere, 't.geo_zone_id')]
			: []),
		...(isOn(reference, 'DOWNLOAD_ENABLED') && hasTable(found, downloadFiles)
			? [
					{
						name: 'downloads',
						columns: ['t.products_attributes_id'],
						from: `FROM {products_attributes} t ${wanted} JOIN {${downloadFiles}} f ON f.products_attributes_id = t.products_attributes_id`,
						values: wantedBy,
					},
				]
			: []),
		{
			name: 'customers',
			columns: of('c', columns.accounts),
			from: `FROM {customers} c WHERE ${account}`,
			orderBy: 'c.customers_id',
			values: [emails],
		},
		{
			name: 'addresses',
			columns: of('a', columns.addresses),
			from: `FROM {address_book} a JOIN {customers} c ON c.customers_id = a.customers_id WHERE ${account}`,
			orderBy: 'a.address_book_id',
			values: [emails],
		},
		{
			name: 'zones',
			columns: zoneColumns,
			from: 'FROM {zones} z WHERE LCASE(z.zone_code) IN (?) OR LCASE(z.zone_name) IN (?)',
			values: [regions, regions],
		},
		{
			name: 'customerZones',
			columns: zoneColumns,
			from:
				'FROM {zones} z JOIN (SELECT DISTINCT a.entry_zone_id FROM {address_book} a' +
				` JOIN {customers} c ON c.customers_id = a.customers_id WHERE ${account}) w ON w.entry_zone_id = z.zone_id`,
			values: [emails],
		},
	];
}

const zoneColumns = ['z.zone_id', 'z.zone_country_id', 'z.zone_code', 'z.zone_name'];

const regionsOf = ({ billTo, shipTo }: SupplierCustomerOrder): readonly string[] =>
	[billTo, shipTo].flatMap((address) => (address?.region ? [asCompared(address.region)] : []));

/** What the rows of `factReads` hold, found by what planning asks for. */
export const readFacts = (rows: ReadRows, { groups }: ModifiedReference): ModifiedFacts => ({
	products: indexed(rows['products'], 'products_id'),
	models: indexed(rows['products'], 'products_model', lowerCase),
	eans: indexed(rows['products'], 'products_ean', lowerCase),
	descriptions: indexed(rows['descriptions'], 'products_id'),
	attributes: indexed(rows['attributes'], 'products_id'),
	downloads: indexed(rows['downloads'], 'products_attributes_id'),
	attributeModels: indexed(rows['attributes'], 'attributes_model', lowerCase),
	attributeEans: indexed(rows['attributes'], 'attributes_ean', lowerCase),
	specials: indexed(rows['specials'], 'products_id'),
	taxClasses: indexed(rows['taxClasses'], 'products_id'),
	offers: new Map(
		[...groups.keys()].flatMap((group) => {
			const offers = rows[offersOf(group)];
			return offers ? [[group, indexed(offers, 'products_id')] as const] : [];
		}),
	),
	customers: indexed(rows['customers'], 'customers_email_address', lowerCase),
	addresses: indexed(rows['addresses'], 'customers_id'),
	zones: indexed([...(rows['zones'] ?? []), ...(rows['customerZones'] ?? [])], 'zone_country_id'),
});

/** As the database compares: whatever the case of letters. */
export const same = (row: Row, column: string, wanted: string): boolean =>
	text(row, column).toLowerCase() === asCompared(wanted);

/** Without blanks at its ends, and whatever its case. */
export const asCompared = (wanted: string): string => wanted.trim().toLowerCase();
