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
