import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { shopDefaults } from '../../nodes/OrderExchange/shops/platform.js';
import { phpArray, serialize } from '../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';

const openCart = `INSERT INTO oc_setting (store_id, code, \`key\`, value, serialized) VALUES
	(0, 'payment_paypal', 'payment_paypal_client_secret', 'TOP-SECRET', 0),
	(0, 'payment_paypal', 'payment_paypal_order_status_id', '5', 0),
	(0, 'config', 'config_mail_smtp_password', 'TOP-SECRET', 0)`;
const modified = `INSERT INTO configuration (configuration_key, configuration_value, configuration_group_id) VALUES
	('MODULE_PAYMENT_PAYPAL_SECRET_LIVE', 'TOP-SECRET', 6), ('MODULE_PAYMENT_PAYPAL_ORDER_STATUS_ID', '5', 6)
	ON DUPLICATE KEY UPDATE configuration_value = VALUES(configuration_value)`;
const stripe = serialize(
	phpArray([
		['enabled', 'yes'],
		['secret_key', 'TOP-SECRET'],
		['title', 'Kreditkarte "über" Stripe'],
		['webhook_secret', 'TOP-SECRET'],
	]),
);
const wooCommerce = `INSERT INTO wp_options (option_name, option_value) VALUES ('woocommerce_stripe_settings', '${stripe}'),
	('woocommerce_helper_data', 'TOP-SECRET'), ('_transient_stripe-transient-version', 'TOP-SECRET')`;
const mailPassword = `UPDATE configuration SET configuration_value = 'TOP-SECRET' WHERE configuration_key = 'SMTP_PASSWORD'`;

test.each([
	['opencart-4.1', [openCart], 'payment_paypal_order_status_id'],
	['opencart-3.0', [openCart], 'payment_paypal_order_status_id'],
	['modified-3.3', [modified, mailPassword], 'MODULE_PAYMENT_PAYPAL_ORDER_STATUS_ID'],
	['woocommerce-11-hpos', [wooCommerce], 'über'],
] as const)(
	'of the settings of %s no password of its mail server and no key of a payment service leaves the database',
	async (platform, statements, wanted) => {
		const shop = await createShop(sharedMariaDb(), platform);
		for (const sql of statements) await shop.query(sql);
		const opened = await openShop(shop.settings, shopDefaults);
		if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join());
		const { database, platform: found } = opened.shop;
		const read = JSON.stringify(await database.readAll(found.referenceReads, opened.shop.found.prefix));
		await opened.shop.close();
		await shop.drop();
		expect(read).toContain(wanted);
		expect(read).not.toContain('TOP-SECRET');
	},
);

test('of a payment method of WooCommerce its title is known all the same, with quotes and umlauts in it', async () => {
	const shop = await createShop(sharedMariaDb(), 'woocommerce-11-hpos');
	await shop.query(wooCommerce);
	const opened = await openShop(shop.settings, shopDefaults);
	if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join());
	const { paymentMethods, shippingMethods } = opened.shop.platform.choices(opened.shop.reference);
	await opened.shop.close();
	await shop.drop();
	expect(paymentMethods.map(({ name }) => name)).toEqual([
		'Direkte Banküberweisung (bacs)',
		'Nachnahme (cod)',
		'Kreditkarte "über" Stripe (stripe)',
		'Check payments (cheque), switched off',
	]);
	expect(shippingMethods[0]?.name).toMatch(/^Deutschland: /);
});
