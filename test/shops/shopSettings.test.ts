import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { shopDefaults } from '../../nodes/OrderExchange/shops/platform.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';

const openCart = `INSERT INTO oc_setting (store_id, code, \`key\`, value, serialized) VALUES
	(0, 'payment_paypal', 'payment_paypal_client_secret', 'TOP-SECRET', 0),
	(0, 'payment_paypal', 'payment_paypal_order_status_id', '5', 0),
	(0, 'config', 'config_mail_smtp_password', 'TOP-SECRET', 0)`;
const modified = `INSERT INTO configuration (configuration_key, configuration_value, configuration_group_id) VALUES
	('MODULE_PAYMENT_PAYPAL_SECRET_LIVE', 'TOP-SECRET', 6), ('MODULE_PAYMENT_PAYPAL_ORDER_STATUS_ID', '5', 6)
	ON DUPLICATE KEY UPDATE configuration_value = VALUES(configuration_value)`;
const mailPassword = `UPDATE configuration SET configuration_value = 'TOP-SECRET' WHERE configuration_key = 'SMTP_PASSWORD'`;

test.each([
	['opencart-4.1', [openCart], 'payment_paypal_order_status_id'],
	['opencart-3.0', [openCart], 'payment_paypal_order_status_id'],
	['modified-3.3', [modified, mailPassword], 'MODULE_PAYMENT_PAYPAL_ORDER_STATUS_ID'],
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
