import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import { differences as differences30 } from '../../../../nodes/OrderExchange/shops/opencart/v30/differences.js';
import { differences as differences41 } from '../../../../nodes/OrderExchange/shops/opencart/v41/differences.js';
import {
	configured,
	goldenOrder,
	goldenTables,
	planIn,
	planned,
	rowsOf,
	shopTables,
	type Version,
	withRegularCustomer,
} from './shop.js';

const regulars = ['regular', 'special', 'two-rates', 'usd'];
const plannedCheckout = (version: Version, name: string) => {
	const tables = shopTables(version);
	const shop = regulars.includes(name) ? withRegularCustomer(tables, version) : tables;
	const asked =
		name === 'payment-address' ? configured(shop, { config_checkout_payment_address: '1' }) : shop;
	return planIn(asked, goldenOrder(name, {}, version), { version });
};

const differences = { '3.0': differences30, '4.1': differences41 };
const isIdOrTime = (table: string, column: string) => column.startsWith('date_') || column === `${table}_id`;

const checkouts: readonly (readonly [Version, string])[] = [
	...['new', 'regular', 'guest', 'special', 'two-rates', 'payment-address'].map(
		(name) => ['4.1', name] as const,
	),
	...['new', 'regular', 'guest', 'special', 'usd'].map((name) => ['3.0', name] as const),
];

describe.each(checkouts)('OpenCart %s: an order like the checkout "%s"', (version, name) => {
	const result = plannedCheckout(version, name);
	const isMeant = (table: string, column?: string) =>
		differences[version].some(
			(one) =>
				one.table === table &&
				(one.column === column || one.column === undefined) &&
				(one.cases === undefined || one.cases.includes(name)),
		);

	test('has the rows that the shop wrote, column by column', () => {
		for (const [table, { inserted = [] }] of Object.entries(goldenTables(name, version))) {
			if (isMeant(table)) continue;
			const rows = rowsOf(result, table);
			const compared = inserted.map((row, index) => {
				const columns = Object.keys(row).filter(
					(column) => !isIdOrTime(table, column) && !isMeant(table, column),
				);
				const got = (column: string) => {
					const value = rows[index]?.[column] ?? null;
					return value?.startsWith('→') ? row[column] : value;
				};
				return {
					wanted: columns.map((column) => [`${table}.${column}`, row[column]]),
					got: columns.map((column) => [`${table}.${column}`, got(column)]),
				};
			});
			expect(compared.map(({ got }) => got)).toEqual(compared.map(({ wanted }) => wanted));
			expect(rows).toHaveLength(inserted.length);
		}
	});

	test('changes stock and statistics as the shop did', () => {
		const wanted = Object.entries(goldenTables(name, version)).flatMap(([table, { updated = [] }]) =>
			updated.flatMap(({ changes }) =>
				Object.values(changes).map(
					([before, after]) => `${table} ${decimal(after).minus(before).toFixed(4)}`,
				),
			),
		);
		const got = planned(result).changes.flatMap(({ table, add = {} }) =>
			Object.values(add).map((change) => `${table} ${decimal(change).toFixed(4)}`),
		);
		expect(got.sort()).toEqual(wanted.sort());
	});
});
