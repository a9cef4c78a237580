import { order, planned, planOf, rowsOf, shown, shopTables, type Situation } from './shop.js';

const email = 'regular@kunde.test';
const customer = { email, account: 'account' };

/** A shop with one customer, who has these meta rows. */
const shopWith = (metas: Readonly<Record<string, string>>) =>
	shopTables({
		wp_users: [{ ID: '5', user_login: 'regular', user_email: email }],
		wp_usermeta: Object.entries(metas).map(([meta_key, meta_value], index) => ({
			...{ umeta_id: String(500 + index), user_id: '5' },
			...{ meta_key, meta_value },
		})),
	});

/** What the customer's meta rows hold afterwards. */
function metasAfter(
	parts: Record<string, unknown>,
	metas: Readonly<Record<string, string>>,
	settings: Situation['settings'] = {},
) {
	const result = planned(order({ customer, ...parts }), { tables: shopWith(metas), settings });
	const after = new Map(Object.entries(metas));
	const keys = Object.keys(metas);
	for (const { table, key, set } of planOf(result).changes)
		if (table === 'usermeta')
			after.set(keys[Number(key['umeta_id']) - 500] ?? '', shown(set?.['meta_value']) ?? '');
	for (const row of rowsOf(result, 'usermeta')) after.set(row.meta_key ?? '', row.meta_value ?? '');
	return Object.fromEntries(after);
}

describe('a regular customer', () => {
	it('has the order’s addresses afterwards, and nothing of the older ones', () => {
		const before = {
			...{ billing_company: 'Old Ltd', billing_address_2: 'Flat 9', billing_city: 'Bonn' },
			...{ billing_phone: '0228 1', billing_email: email },
			...{ shipping_company: 'Old Ltd', shipping_state: 'DE-NW', shipping_email: 'door@kunde.test' },
		};
		const billTo = { lastName: 'New', street: 'New Street 1', city: 'Kiel', country: 'DE' };
		expect(metasAfter({ billTo }, before)).toMatchObject({
			...{ billing_company: '', billing_address_2: '', billing_phone: '', billing_email: email },
			...{ billing_city: 'Kiel', billing_last_name: 'New', billing_address_1: 'New Street 1' },
			...{ shipping_company: '', shipping_state: '', shipping_email: 'door@kunde.test' },
		});
	});

	it('gets no empty rows for what neither the account nor the order has', () => {
		const billTo = { lastName: 'New', street: 'New Street 1', city: 'Kiel', country: 'DE' };
		expect(metasAfter({ billTo }, {})).not.toHaveProperty('billing_company');
	});

	it('is counted again by the shop: number of orders, money spent and last order', () => {
		const counted = { wc_order_count_wp: '3', wc_money_spent_wp: '90.5', wc_last_order_wp: '17' };
		const after = metasAfter({}, { ...counted, wc_order_count_wp_2: '8' });
		expect(after).toMatchObject({ wc_order_count_wp: '', wc_money_spent_wp: '', wc_last_order_wp: '' });
		expect(after).toMatchObject({ wc_order_count_wp_2: '8' });
		expect(metasAfter({}, {})).not.toHaveProperty('wc_order_count_wp');
	});

	it('is a paying customer with a completed order, and with no other', () => {
		const after = (orderStatus: string, metas: Readonly<Record<string, string>> = {}) =>
			metasAfter({}, metas, { orderStatus })['paying_customer'];
		expect(after('completed')).toBe('1');
		expect(after('completed', { paying_customer: '0' })).toBe('1');
		expect(after('processing')).toBeUndefined();
	});
});

it('a new customer is a paying one with a completed order', () => {
	const metas = (orderStatus: string) =>
		rowsOf(planned(order({ customer }), { settings: { orderStatus } }), 'usermeta').map(
			(row) => row.meta_key,
		);
	expect(metas('completed')).toContain('paying_customer');
	expect(metas('processing')).not.toContain('paying_customer');
});

describe('new customers of one name', () => {
	const many = Array.from({ length: 300 }, (_, index) =>
		order({ number: `N-${index}`, customer: { email: `n${index}@kunde.test`, account: 'account' } }),
	);
	const loginOf = (one: (typeof many)[number], tables = shopTables()) =>
		rowsOf(planned(one, { others: many, tables }), 'users')[0]?.user_login ?? '';

	it('get different login names, however many of them come at a time', () => {
		const logins = many.map((one) => loginOf(one));
		expect(new Set(logins).size).toBe(many.length);
		expect(logins.filter((login) => /^jurgen\.musig(-\d{4})?$/.test(login)).length).toBeGreaterThan(290);
	});

	it('get longer ones where the shop has more of them than four digits tell apart', () => {
		const users = Array.from({ length: 9000 }, (_, index) => `jurgen.musig-${1000 + index}`);
		const wp_users = ['jurgen.musig', ...users].map((user_login, index) => ({
			...{ ID: String(index + 1), user_login, user_email: `old${index}@kunde.test` },
		}));
		const logins = many.slice(0, 5).map((one) => loginOf(one, shopTables({ wp_users })));
		expect(new Set(logins).size).toBe(5);
		for (const login of logins) expect(login).toMatch(/^jurgen\.musig-[0-9a-f]{9}$/);
	});
});

it('a login name goes to a new customer, also where one of the same name orders whom the shop knows', () => {
	const known = order({ number: 'KNOWN', customer });
	const login = rowsOf(
		planned(order({ customer: { email: 'new@kunde.test', account: 'account' } }), {
			others: [known],
			tables: shopWith({}),
		}),
		'users',
	)[0]?.user_login;
	expect(login).toBe('jurgen.musig');
});
