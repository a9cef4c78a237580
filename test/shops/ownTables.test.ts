import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { SupplierCustomerOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { invitedUser } from '../support/invitedUser.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

const offers = 'personal_offers_by_customers_status_';

describe('modified-3.3', () => {
	let shop: TestShop;
	beforeEach(async () => {
		shop = await createShop(sharedMariaDb(), 'modified-3.3');
	});
	afterEach(() => shop.drop());

	const addGroup = async () => {
		await shop.query(`CREATE TABLE ${offers}5 LIKE ${offers}4`);
		await shop.query(
			"INSERT INTO customers_status (customers_status_id, language_id, customers_status_name) VALUES (5, 1, 'VIP'), (5, 2, 'VIP')",
		);
	};
	const newCustomersAre = (group: number) =>
		shop.query(
			`UPDATE configuration SET configuration_value = '${group}' WHERE configuration_key = 'DEFAULT_CUSTOMERS_STATUS_ID'`,
		);
	const pushed = async (
		connection: DatabaseSettings,
		number: string,
		change: Partial<SupplierCustomerOrder> = {},
	) => {
		const opened = await openShop(connection, { unknownCustomers: 'account', shortStock: 'accept' });
		if (!opened.ok) return opened.problems.map(({ code }) => code);
		const order = { ...customerOrder('modified-3.3', { number, email: `${number}@kunde.test` }), ...change };
		const outcome = await pushSupplierOrder(opened.shop, supplierOrderOf([order]));
		await opened.shop.close();
		return [...outcome.receipts, ...outcome.refused.flatMap(({ problems }) => problems)].map((one) =>
			'status' in one ? one.status : one.code,
		);
	};

	it('takes orders of a fifth customer group', async () => {
		await addGroup();
		await newCustomersAre(5);
		const user = await invitedUser(shop);
		expect((await checkShop(user.settings, { createLog: false })).problems).toEqual([]);
		expect(await pushed(user.settings, 'G5')).toEqual(['written']);
		await user.drop();
	});

	it('misses nothing where a customer group was deleted', async () => {
		await shop.query('DELETE FROM customers_status WHERE customers_status_id = 4');
		await shop.query(`DROP TABLE ${offers}4`);
		const user = await invitedUser(shop);
		expect((await checkShop(user.settings, { createLog: false })).problems).toEqual([]);
		expect(await pushed(user.settings, 'G4')).toEqual(['written']);
		await user.drop();
	});

	it('names the right that a group lacks which was made after the invitation; other groups go on', async () => {
		const user = await invitedUser(shop);
		await addGroup();
		expect(await pushed(user.settings, 'OLD')).toEqual(['written']);
		await newCustomersAre(5);
		expect(await pushed(user.settings, 'NEW')).toEqual(['shop.modified.groupPrices']);
		const { sql } = await checkShop(user.settings, { createLog: false });
		expect(sql).toEqual([
			`GRANT SELECT ON \`${shop.settings.database}\`.\`${offers}5\` TO '${user.settings.user}'@'%';`,
		]);
		for (const statement of sql) await shop.query(statement);
		expect((await checkShop(user.settings, { createLog: false })).problems).toEqual([]);
		expect(await pushed(user.settings, 'NEW')).toEqual(['written']);
		await user.drop();
	});

	it('reads for which groups a product is released, where the shop asks for that', async () => {
		await addGroup();
		await shop.query(`ALTER TABLE products ADD group_permission_5 TINYINT(1) NOT NULL`);
		await shop.query(
			"INSERT INTO configuration (configuration_key, configuration_value) VALUES ('GROUP_CHECK', 'true')",
		);
		const user = await invitedUser(shop);
		await shop.query('UPDATE products SET group_permission_2 = 0');
		expect(await pushed(user.settings, 'NO')).toContain('shop.product.notForGroup');
		await shop.query('UPDATE products SET group_permission_2 = 1');
		expect(await pushed(user.settings, 'YES')).toEqual(['written']);
		await user.drop();
	});

	it('charges the rate of the class that a product has abroad, once its user may read it', async () => {
		const taxClasses = 'products_geo_zones_to_tax_class';
		const definition = String((await shop.query(`SHOW CREATE TABLE ${taxClasses}`))[0]?.['Create Table']);
		await shop.query(`DROP TABLE ${taxClasses}`);
		const user = await invitedUser(shop);
		await shop.query(definition);
		await shop.query('UPDATE geo_zones SET geo_zone_tax = 1 WHERE geo_zone_id = 5');
		await shop.query(`INSERT INTO ${taxClasses} SELECT products_id, 5, 2 FROM products`);
		const { sql } = await checkShop(user.settings, { createLog: false });
		expect(sql).toEqual([
			`GRANT SELECT ON \`${shop.settings.database}\`.\`${taxClasses}\` TO '${user.settings.user}'@'%';`,
		]);
		for (const statement of sql) await shop.query(statement);
		const vienna = { street: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' };
		expect(await pushed(user.settings, 'AT', { shipTo: vienna })).toEqual(['written']);
		expect(await pushed(user.settings, 'DE')).toEqual(['written']);
		const rates = 'SELECT products_tax AS rate FROM orders_products ORDER BY orders_products_id';
		expect((await shop.query(rates)).map(({ rate }) => rate)).toEqual(['7.0000', '19.0000']);
		await user.drop();
	});

	it('refuses what the shop delivers as a download, where it does so', async () => {
		const user = await invitedUser(shop);
		await shop.query(
			"INSERT INTO products_attributes_download SELECT products_attributes_id, 'book.pdf', 7, 5 FROM products_attributes",
		);
		const lines = customerOrder('modified-3.3', { sku: 'LAB-2000-M' }).lines;
		expect(await pushed(user.settings, 'OFF', { lines })).toEqual(['written']);
		await shop.query(
			"UPDATE configuration SET configuration_value = 'true' WHERE configuration_key = 'DOWNLOAD_ENABLED'",
		);
		expect((await checkShop(user.settings, { createLog: false })).problems).toEqual([]);
		expect(await pushed(user.settings, 'FILE', { lines })).toEqual(['shop.product.download']);
		expect(await pushed(user.settings, 'GOODS')).toEqual(['written']);
		await user.drop();
	});
});
