import { createHash } from 'node:crypto';
import type { Dialect } from '../dialect.js';
import { openCart } from '../openCart.js';
import { tables } from '../tables.js';
import { escaped } from '../text.js';
import { factTables, readFacts, referenceReads } from './reads.js';
import { recognise } from './recognise.js';

const readOnly =
	'store language currency country zone order_status customer_group tax_rule tax_rate tax_rate_to_customer_group zone_to_geo_zone extension product_to_store product_description product_discount product_special product_reward product_option option option_description option_value_description';

const dialect: Dialect = {
	id: 'opencart-3.0',
	title: 'OpenCart 3.0',
	tables: tables(readOnly, {
		rights: ['SELECT', 'INSERT', 'UPDATE'],
		secret: ['password', 'salt', 'token', 'code'],
		columns:
			'customer_id customer_group_id store_id language_id firstname lastname email telephone fax password salt cart wishlist newsletter address_id custom_field ip status safe token code date_added'.split(
				' ',
			),
		changed: ['address_id'],
	}),
	recognise,
	referenceReads,
	factTables,
	readFacts,
	asPayment: ({ extension, title }) => ({ code: extension, extension, title }),
	hasPaymentAddress: () => true,
	fixedTaxByLine: () => false,
	countsByStatus: false,
	personFields: (customer) => (customer === 'guest' ? '[]' : ''),
	addressFields: '',
	accountColumns: (exchangeKey) => ({
		fax: '',
		cart: null,
		wishlist: null,
		address_id: 0,
		token: '',
		code: '',
		...unusablePassword(exchangeKey),
	}),
	defaultColumn: () => ({}),
	defaultChange: (customer, address) => [
		{ table: 'customer', key: { customer_id: customer }, set: { address_id: address } },
	],
	orderColumns: ({ order, payment, shipping, delivers }) => ({
		fax: '',
		payment_method: { text: escaped(payment.title), field: 'payment.title' },
		payment_code: payment.code,
		shipping_method: delivers ? { text: escaped(shipping.title), field: 'shipping.title' } : '',
		shipping_code: delivers ? shipping.code : '',
		tracking: { text: order.number, field: 'number' },
		user_agent: { text: `Order Exchange ${escaped(order.number)}`, field: 'number' },
	}),
	lineColumns: () => ({}),
	totalColumns: {},
};

/** OpenCart 3.0.x, as its own checkout writes orders. */
export const openCart30 = openCart(dialect);

/** A text in the form of the shop's hashes, SHA1 over salt and password, that no known password gives. */
function unusablePassword(exchangeKey: string) {
	const digest = (kind: string) => createHash('sha1').update(`no ${kind}:${exchangeKey}`).digest('hex');
	return { password: digest('password'), salt: digest('salt').slice(0, 9) };
}
