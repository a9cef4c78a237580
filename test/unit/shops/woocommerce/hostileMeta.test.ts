import { unserialize } from '../../../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';
import { line, order, planned, planOf, rowsOf, shown, shopTables } from './shop.js';
import { withRows } from './variations.js';

/** What WordPress takes for serialized, and hands to PHP's unserialize(), objects and all. */
const isTaken = (text: string) => /^(N;$|[aOEs]:\d+:|[bid]:[0-9.E+-]+;)/.test(text.trim());
const metaTables = ['usermeta', 'wc_orders_meta', 'woocommerce_order_itemmeta', 'commentmeta'];

const object = 'O:8:"stdClass":0:{}';
const hostile = [
	object,
	` ${object}`,
	'a:1:{i:0;O:8:"stdClass":0:{}}',
	'E:3:"A:B";',
	'N;',
	'b:1;',
	's:1:"x";',
];

const ordered = (text: string) => {
	const golden = order({});
	const name = { firstName: text, lastName: text, company: text, city: text, street: text, phone: text };
	return {
		...golden,
		number: text,
		customer: { ...golden.customer, email: 'nobody-knows@kunde.test', account: 'account' as const },
		billTo: { ...golden.billTo, ...name },
		shipTo: { ...golden.billTo, ...name },
		comment: text,
	};
};

test.each(hostile)(
	'a customer who writes %j into an order makes no object in the shop: WordPress reads the text back',
	(text) => {
		const result = planned(ordered(text));
		const values = metaTables.flatMap((table) => rowsOf(result, table).map((row) => row.meta_value ?? ''));
		const read = values.filter(isTaken).map((value) => unserialize(value));
		expect(read.length).toBeGreaterThan(5);
		// texts, and the arrays of taxes and capabilities: what is no such thing, `unserialize` here does not know
		for (const value of read) expect(typeof value === 'string' || value instanceof Map).toBe(true);
		expect(read).toContain(text.trim());
	},
);

test('a regular customer’s new address is kept the same way', () => {
	const email = 'regular@kunde.test';
	const tables = shopTables({
		wp_users: [{ ID: '5', user_login: 'regular', user_email: email }],
		wp_usermeta: [{ umeta_id: '500', user_id: '5', meta_key: 'billing_last_name', meta_value: 'Before' }],
	});
	const golden = ordered(object);
	const plan = planOf(planned({ ...golden, customer: { ...golden.customer, email } }, { tables }));
	const values = [
		...plan.inserts.filter(({ table }) => table === 'usermeta').map(({ values: row }) => row['meta_value']),
		...plan.changes.filter(({ table }) => table === 'usermeta').map(({ set }) => set?.['meta_value']),
	].map((value) => shown(value) ?? '');
	expect(values.filter((value) => value === `s:19:"${object}";`).length).toBeGreaterThan(5);
	expect(values.filter((value) => value.startsWith('O:'))).toEqual([]);
	expect(plan.changes).toContainEqual(expect.objectContaining({ key: { umeta_id: '500' } }));
});

test('an option that a customer typed is kept the same way', () => {
	const tables = withRows('wp_postmeta', 'meta_key', { attribute_size: { meta_value: '' } });
	const options = [{ name: 'Size', value: object }];
	const lines = [line({ sku: 'LAB-2000-M', supplierSku: 'LAB-2000-M', options })];
	const values = rowsOf(planned(order({ lines }), { tables }), 'woocommerce_order_itemmeta');
	expect(values).toContainEqual(expect.objectContaining({ meta_value: `s:19:"${object}";` }));
	expect(values.filter((row) => row.meta_value?.startsWith('O:'))).toEqual([]);
});
