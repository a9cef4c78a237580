import { fitCheck } from '../../../../nodes/OrderExchange/shops/fit.js';
import { columnView } from '../../../support/columnView.js';
import { order, planned, planOf, rowsOf } from './shop.js';

const column = (name: string, maxLength: number) =>
	columnView({ name, type: `varchar(${maxLength})`, maxLength, charset: 'utf8mb4' });
const table = (name: string, ...columns: ReturnType<typeof column>[]) => ({
	...{ name, engine: 'InnoDB' },
	columns: new Map(columns.map((one) => [one.name, one])),
});
const schema = new Map([
	['wp_users', table('wp_users', column('display_name', 250))],
	[
		'wp_wc_customer_lookup',
		table('wp_wc_customer_lookup', column('first_name', 255), column('last_name', 255)),
	],
]);

test.each([
	['billTo.lastName', { lastName: 'x'.repeat(256) }],
	['billTo.firstName', { firstName: 'x'.repeat(256) }],
	['billTo.lastName', { firstName: 'x'.repeat(100), lastName: 'x'.repeat(200) }],
])('names that are too long for the account are told with their place in the order: %s', (field, names) => {
	const golden = order({});
	const email = 'nobody-knows@kunde.test';
	const unknown = {
		...golden,
		customer: { ...golden.customer, email, account: 'account' as const },
		billTo: { ...golden.billTo, ...names },
	};
	const found = fitCheck(schema, 'wp_')(planOf(planned(unknown)), golden.number);
	expect(found.length).toBeGreaterThan(0);
	for (const one of found) expect(one).toMatchObject({ code: 'shop.text.tooLong', field });
});

test('a second customer with the same long name gets a name that the shop can hold', () => {
	const named = (email: string) => {
		const golden = order({});
		return {
			...golden,
			customer: { ...golden.customer, email, account: 'account' as const },
			billTo: { ...golden.billTo, firstName: 'Maximiliane-Theodora', lastName: `Freifrau${'x'.repeat(40)}` },
		};
	};
	const first = rowsOf(planned(named('first@kunde.test')), 'users')[0];
	const second = rowsOf(
		planned(named('second@kunde.test'), { others: [named('first@kunde.test')] }),
		'users',
	)[0];
	expect(second?.user_login).not.toBe(first?.user_login);
	for (const row of [first, second]) {
		expect(row?.user_login).toMatch(/^maximiliane-theodora\.freifrau/);
		expect(row?.user_nicename?.length).toBeLessThanOrEqual(50);
	}
});
