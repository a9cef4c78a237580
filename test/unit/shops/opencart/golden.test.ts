import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import { differences } from '../../../../nodes/OrderExchange/shops/opencart/differences.js';
import {
	configured,
	goldenOrder,
	goldenTables,
	planIn,
	planned,
	rowsOf,
	shopTables,
	withRegularCustomer,
} from './shop.js';

const regulars = ['regular', 'special', 'two-rates'];
const plannedCheckout = (name: string) => {
	const shop = regulars.includes(name) ? withRegularCustomer() : shopTables();
	const asked =
		name === 'payment-address' ? configured(shop, { config_checkout_payment_address: '1' }) : shop;
	return planIn(asked, goldenOrder(name));
};

const isMeant = (table: string, column?: string) =>
	differences.some((one) => one.table === table && (one.column === column || one.column === undefined));
const isIdOrTime = (table: string, column: string) => column.startsWith('date_') || column === `${table}_id`;

describe.each(['new', 'regular', 'guest', 'special', 'two-rates', 'payment-address'])(
	'an order like the checkout "%s"',
	(name) => {
		const result = plannedCheckout(name);

		test('has the rows that the shop wrote, column by column', () => {
			for (const [table, { inserted = [] }] of Object.entries(goldenTables(name))) {
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
			const wanted = Object.entries(goldenTables(name)).flatMap(([table, { updated = [] }]) =>
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
	},
);
