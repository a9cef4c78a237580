import { differences } from '../../../../nodes/OrderExchange/shops/modified/differences.js';
import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import {
	goldenDeltas,
	goldenOrder,
	goldenRows,
	planIn,
	planned,
	rowsOf,
	shopTables,
} from './shopUnderTest.js';

const cases = ['new', 'regular', 'variant', 'dealer', 'guest', 'guest-kept'];
const tables = [
	'customers',
	'address_book',
	'customers_info',
	'orders',
	'orders_products',
	'orders_products_attributes',
	'orders_total',
	'orders_status_history',
];
/** Ids that the database gives: no facts about the order. */
const drawnIds = [
	'orders_id',
	'orders_products_id',
	'customers_id',
	'customers_info_id',
	'customers_default_address_id',
];
const moments = /date_|_date|last_modified|password_time/;

const comparable = (table: string, row: Row): Row =>
	Object.fromEntries(
		Object.entries(row)
			.filter(([column]) => !moments.test(column) && !isOwnId(table, column))
			.filter(([column]) => !differences.some((one) => one.table === table && one.column === column))
			.map(([column, value]) => [
				column,
				value !== null && /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value,
			]),
	);

const isOwnId = (table: string, column: string): boolean =>
	column === `${table}_id` || drawnIds.includes(column);

describe.each(cases)('the golden order %s', (name) => {
	const plan = planned(planIn(shopTables(name), goldenOrder(name)));
	it.each(tables)('has the rows of the shop’s own checkout in %s', (table) => {
		expect(rowsOf(plan, table).map((row) => comparable(table, row))).toEqual(
			goldenRows(name, table).map((row) => comparable(table, row)),
		);
	});

	it('takes from stock what the shop’s own checkout took', () => {
		const taken = plan.changes.flatMap(({ table, key, add }) =>
			Object.entries(add ?? {}).map(([column, by]) => [table, key, column, Number(by)]),
		);
		expect(taken).toEqual(expect.arrayContaining(goldenDeltas(name)));
		expect(taken).toHaveLength(goldenDeltas(name).length);
	});
});
