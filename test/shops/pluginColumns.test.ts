import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import { invitedUser } from '../support/invitedUser.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

/** As plug-ins add them, and what a server that is not strict leaves in them. */
const added = [
	['plugin_note', 'TEXT', ''],
	['größe', 'VARCHAR(8)', ''],
	['plugin_sum', 'DECIMAL(15,4)', '0.0000'],
	['plugin_flag', 'BIT(1)', undefined],
	['plugin_year', 'YEAR', '0000'],
	['plugin_day', 'DATE', '0000-00-00'],
	['plugin_at', 'DATETIME', '0000-00-00 00:00:00'],
	['plugin_kind', "ENUM('new','old')", 'new'],
] as const;

const ofPlugin = Object.fromEntries(
	added.flatMap(([column, , value]) => (value === undefined ? [] : [[column, value]])),
);

async function push(settings: DatabaseSettings, platform: string, number: string): Promise<string[]> {
	const opened = await openShop(settings, { unknownCustomers: 'account', shortStock: 'accept' });
	if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join(' '));
	const order = customerOrder(platform, { number, email: `${number}@kunde.test` });
	const moved = { ...order, shipTo: { ...order.billTo, street: 'Hafen 7' } };
	const outcome = await pushSupplierOrder(opened.shop, supplierOrderOf([moved]));
	await opened.shop.close();
	const unsettled = [...outcome.refused, ...outcome.retryLater].flatMap(({ problems }) => problems);
	return [...outcome.receipts.map(({ status }) => status), ...unsettled.map(({ code }) => code)];
}

async function addColumns(shop: TestShop, tables: readonly string[]): Promise<void> {
	for (const table of tables)
		await shop.query(
			`ALTER TABLE \`${table}\` ${added.map(([column, type]) => `ADD \`${column}\` ${type} NOT NULL`).join(', ')}`,
		);
}

const shops = platforms.flatMap((platform) =>
	(platform.plansForTablesWithoutTransactions ? ['InnoDB', 'MyISAM'] : ['InnoDB']).map(
		(engine) => [platform, engine] as const,
	),
);

test.each(shops.map(([platform, engine]) => [platform.id, engine, platform] as const))(
	'%s on %s: columns without a default, which plug-ins added, are as empty as the shop’s own checkout leaves them',
	async (id, engine, platform) => {
		const shop = await createShop(sharedMariaDb(), id, { engine });
		const [table = ''] = Object.keys(shop.schema);
		const prefix = /^(oc_|wp_)?/.exec(table)?.[0] ?? '';
		const written = platform.tables.filter(({ rights }) => rights.includes('INSERT'));
		await addColumns(
			shop,
			written.map((use) => prefix + use.table),
		);
		const user = await invitedUser(shop);

		expect(await push(shop.settings, id, 'admin')).toEqual(['written']);
		expect(await push(user.settings, id, 'invited')).toEqual(['written']);

		for (const use of written) {
			const rows = await shop.rows(prefix + use.table, 'plugin_kind = ?', ['new']);
			for (const row of rows)
				expect([use.table, row]).toEqual([use.table, expect.objectContaining(ofPlugin)]);
		}
		await user.drop();
		await shop.drop();
	},
);

test('a column that a plug-in added to the accounts after the invitation is told as one that may not be filled', async () => {
	const shop = await createShop(sharedMariaDb(), 'opencart-4.1');
	const user = await invitedUser(shop);
	await addColumns(shop, ['oc_customer']);
	expect(await push(user.settings, 'opencart-4.1', 'late')).toEqual(['database.columnUnfilled']);
	await user.drop();
	await shop.drop();
});

test.each([
	// What the shops' own updates leave, from 3.0 and from 2.3; 4.1 drops two columns that a new 4.1 has.
	['opencart-4.1', 'DROP token, DROP code, ADD salt VARCHAR(9) NOT NULL, ADD wishlist TEXT'],
	['opencart-3.0', 'ADD approved TINYINT(1) NOT NULL'],
])('%s: a shop that was updated from an older version takes orders of new customers', async (id, change) => {
	const shop = await createShop(sharedMariaDb(), id, { engine: 'InnoDB' });
	await shop.query(`ALTER TABLE oc_customer ${change}`);
	const user = await invitedUser(shop);
	expect(await push(user.settings, id, 'updated')).toEqual(['written']);
	expect(await shop.rows('oc_customer', "email = 'updated@kunde.test'")).toHaveLength(1);
	await user.drop();
	await shop.drop();
});
