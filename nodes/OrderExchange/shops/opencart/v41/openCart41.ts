import type { Dialect } from '../dialect.js';
import { readFacts } from '../facts.js';
import { openCart } from '../openCart.js';
import { tables } from '../tables.js';
import { unusableBcrypt } from '../../unusableBcrypt.js';
import { orderColumns } from './orderColumns.js';
import { factTables, referenceReads } from './reads.js';
import { nearMisses, recognise, taxesByLine } from './recognise.js';

const readOnly =
	'store language currency country country_description zone zone_description address_format order_status customer_group tax_rule tax_rate tax_rate_to_customer_group zone_to_geo_zone extension product_code product_to_store product_description product_discount product_reward product_option option option_description option_value_description';

const dialect: Dialect = {
	id: 'opencart-4.1',
	title: 'OpenCart 4.1',
	tables: tables(readOnly, {
		rights: ['SELECT', 'INSERT'],
		secret: ['password'],
		// Not `token` and `code`: nothing in the shop uses them, and its own update drops them, which a new shop has still.
		columns:
			'customer_id customer_group_id store_id language_id firstname lastname email telephone custom_field password newsletter ip status safe commenter date_added'.split(
				' ',
			),
	}),
	recognise,
	nearMisses,
	referenceReads,
	factTables,
	readFacts,
	asPayment: (method) => method,
	hasPaymentAddress: (config) => config('checkout_payment_address') === '1',
	fixedTaxByLine: (version) => version === taxesByLine,
	countsByStatus: true,
	personFields: () => '[]',
	addressFields: '[]',
	accountColumns: (exchangeKey) => ({
		password: unusableBcrypt(exchangeKey),
		commenter: 0,
	}),
	defaultColumn: (isDefault) => ({ default: isDefault ? 1 : 0 }),
	defaultChange: () => [],
	orderColumns,
	lineColumns: (product) => ({ master_id: product.master_id ?? '0' }),
	totalColumns: { extension: 'opencart' },
};

/** OpenCart 4.1.x, as its own checkout writes orders. */
export const openCart41 = openCart(dialect);
