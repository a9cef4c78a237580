import type { ShopPlatform, TableUse } from '../platform.js';
import { choices } from './formChoices.js';
import { factReads, readFacts, searchReads, type ModifiedFacts } from './facts.js';
import { hasArticle } from './goods.js';
import { sample } from './sample.js';
import { orderStates, readOrderStates } from './orderStates.js';
import { plan } from './plan.js';
import { recognise } from './recognise.js';
import { ownTablesRead } from './ownTables.js';
import { readReference, referenceReads, type ModifiedReference } from './reference.js';

const read = ['SELECT'] as const;
const written = ['SELECT', 'INSERT'] as const;
const counted = ['SELECT', 'UPDATE'] as const;

const tables: readonly TableUse[] = [
	{ table: 'configuration', rights: read, holdsSettings: true },
	...[
		'database_version',
		'languages',
		'currencies',
		'countries',
		'zones',
		'geo_zones',
		'zones_to_geo_zones',
		'customers_status',
		'orders_status',
		'shipping_status',
		'tax_rates',
		'products_vpe',
		'products_description',
		'products_options',
		'products_options_values',
	].map((table) => ({ table, rights: read })),
	{
		table: 'customers',
		rights: ['SELECT', 'INSERT', 'UPDATE'],
		secret: ['customers_password', 'password_request_key'],
		columns: [
			...[
				'customers_id',
				'customers_cid',
				'customers_vat_id',
				'customers_vat_id_status',
				'customers_warning',
			],
			...[
				'customers_status',
				'customers_gender',
				'customers_firstname',
				'customers_lastname',
				'customers_dob',
			],
			...['customers_email_address', 'customers_default_address_id', 'customers_telephone', 'customers_fax'],
			...['customers_password', 'customers_password_time', 'customers_newsletter', 'member_flag'],
			...[
				'delete_user',
				'account_type',
				'password_request_key',
				'password_request_time',
				'payment_unallowed',
			],
			...['shipping_unallowed', 'refferers_id', 'customers_date_added', 'customers_last_modified'],
		],
		changed: ['customers_default_address_id'],
	},
	{ table: 'address_book', rights: written },
	{ table: 'customers_info', rights: written },
	{ table: 'orders', rights: written },
	{ table: 'orders_products', rights: written },
	{ table: 'orders_products_attributes', rights: written },
	{ table: 'orders_total', rights: written },
	{ table: 'orders_status_history', rights: written },
	{
		table: 'products',
		rights: counted,
		changed: ['products_quantity', 'products_ordered', 'products_status'],
	},
	{ table: 'products_attributes', rights: counted, changed: ['attributes_stock'] },
	{ table: 'specials', rights: counted, changed: ['specials_quantity', 'status'] },
];

/** modified eCommerce 3.3, of the xt:Commerce family. */
export const modified: ShopPlatform<ModifiedReference, ModifiedFacts> = {
	id: 'modified-3.3',
	title: 'modified eCommerce 3.3',
	tables,
	rowsPerOrder: 12,
	plansForTablesWithoutTransactions: true,
	recognise,
	ownTablesRead,
	referenceReads,
	readReference,
	choices,
	sample,
	rowsToSearch: (reference) => reference.rowsToSearch,
	searchReads,
	factReads,
	readFacts,
	hasArticle,
	plan,
	orderStates,
	readOrderStates,
};
