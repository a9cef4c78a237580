import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { differences } from '../../../../nodes/OrderExchange/shops/opencart/v30/differences.js';
import { openCart30 } from '../../../../nodes/OrderExchange/shops/opencart/v30/openCart30.js';
import {
	added,
	changed,
	changesOf,
	codes,
	configured,
	goldenOrder as goldenOf,
	line,
	linesOf,
	orderOf,
	planIn,
	planned,
	rowsOf,
	referenceOf,
	shopTables,
	totalsOf,
	withRegularCustomer,
	type Circumstances,
	type Tables,
} from './shop.js';

// What 3.0 does otherwise than 4.1; the rules that all versions share are tested there.

const version = '3.0';
const shop = () => shopTables(version);
const golden = (name: string, change: object = {}) => goldenOf(name, change, version);
const plan = (tables: Tables, order = golden('new'), circumstances: Circumstances = {}) =>
	planIn(tables, order, { ...circumstances, version });
const ofLine = (sku: string, quantity: number, tables: Tables, priced = true) =>
	plan(tables, golden('new', { lines: [line(sku, quantity, priced ? { unitPrice: '10' } : {})] }));

test('times are the database server’s where the shop has no setting for its zone', () => {
	const placed = (tables: Tables) =>
		orderOf(plan(tables, golden('new'), { now: '2026-07-01T22:30:00Z' }))['date_added'];
	const server: Tables = { ...shop(), server_zone: [{ minutes: '120' }] };
	const without = {
		...server,
		setting: (server['setting'] ?? []).filter((row) => row['key'] !== 'config_timezone'),
	};
	expect([placed(server), placed(without)]).toEqual(['2026-07-01 22:30:00', '2026-07-02 00:30:00']);
});

describe('products are found by', () => {
	const withCode = (column: string, value: string) =>
		changed(shop(), 'product', { product_id: '29' }, { [column]: value });
	test.each(['sku', 'upc', 'ean', 'jan', 'isbn', 'mpn', 'model'])('their %s', (column) => {
		const rows = rowsOf(ofLine('4006381333931', 1, withCode(column, '4006381333931')), 'order_product');
		expect(rows.map((row) => row['product_id'])).toEqual(['29']);
	});
	test('their SKU first, then another number, the model last', () => {
		const tables = changed(
			withCode('ean', 'LAB-1001'),
			'product',
			{ product_id: '35' },
			{ model: 'LAB-1001' },
		);
		expect(rowsOf(ofLine('LAB-1001', 1, tables), 'order_product')[0]?.['product_id']).toBe('28');
		const bySku = changed(shop(), 'product', { product_id: '29' }, { sku: 'LAB-1001' });
		expect(codes(ofLine('LAB-1001', 1, bySku))).toEqual(['shop.sku.ambiguous']);
	});
});

describe('the shop’s own price', () => {
	const open = { date_start: '0000-00-00', date_end: '0000-00-00' };
	const tier: Row = {
		product_id: '28',
		customer_group_id: '1',
		quantity: '5',
		priority: '1',
		price: '12.0000',
		...open,
	};
	const special: Row = { product_id: '28', customer_group_id: '1', priority: '1', price: '14.0000', ...open };
	const priceOf = (tables: Tables, quantity: number) =>
		linesOf(ofLine('LAB-1001', quantity, tables, false))[0]?.split(' ')[0];

	test('is the tier that the quantity reaches', () => {
		const tables = added(shop(), 'product_discount', tier);
		expect([priceOf(tables, 4), priceOf(tables, 5)]).toEqual(['16.7983', '12.0000']);
	});
	test('is the special where one runs, even above a tier, as in the shop’s cart', () => {
		const tables = added(added(shop(), 'product_discount', tier), 'product_special', special);
		expect([priceOf(tables, 1), priceOf(tables, 5)]).toEqual(['14.0000', '14.0000']);
	});
	test('is the special of the first priority, in its days and for its customer group only', () => {
		const tables = added(
			shop(),
			'product_special',
			{ ...special, priority: '2', price: '9.0000' },
			special,
			{ ...special, priority: '0', price: '5.0000', date_end: '2026-11-23' },
			{ ...special, priority: '0', price: '4.0000', customer_group_id: '2' },
		);
		expect(priceOf(tables, 1)).toBe('14.0000');
	});
	test('has the surcharge of an option on top of a special', () => {
		const tables = added(shop(), 'product_special', { ...special, product_id: '35', price: '80.0000' });
		const lines = [line('Product 8', 1, { options: [{ name: 'Size', value: 'Medium' }] })];
		expect(linesOf(plan(tables, golden('new', { lines })))[0]).toMatch(/^90\.0000 /);
	});
});

describe('customers', () => {
	test('who are new get an account with an address as its default, and a password that nobody knows', () => {
		const result = plan(shop());
		const [account] = rowsOf(result, 'customer');
		expect(account).toMatchObject({
			status: '1',
			fax: '',
			cart: null,
			token: '',
			code: '',
			custom_field: '',
		});
		expect(account?.['password']).toMatch(/^[0-9a-f]{40}$/);
		expect(account?.['salt']).toMatch(/^[0-9a-f]{9}$/);
		const [address] = planned(result).inserts.filter(({ table }) => table === 'address');
		expect(account?.['address_id']).toBe(`→ ${address?.handle}`);
	});
	test('who are known keep their default address when a new one comes beside it', () => {
		const tables = withRegularCustomer(shop(), version);
		const moved = {
			...golden('regular').billTo,
			street: 'Ring 1',
			city: 'Wien',
			region: undefined,
			country: 'AT',
		};
		const result = plan(tables, golden('regular', { billTo: moved }));
		expect(rowsOf(result, 'address')).toMatchObject([{ customer_id: '2', city: 'Wien', custom_field: '' }]);
		expect(planned(result).changes.filter(({ table }) => table === 'customer')).toEqual([]);
		const without = plan({ ...tables, address: [] }, golden('regular'));
		expect(planned(without).changes.filter(({ table }) => table === 'customer')).toMatchObject([
			{ key: { customer_id: '2' }, set: { address_id: { idOf: expect.any(String) as string } } },
		]);
	});
	test('wait for approval where their group asks for it', () => {
		const tables = changed(shop(), 'customer_group', { customer_group_id: '1' }, { approval: '1' });
		expect(rowsOf(plan(tables), 'customer')[0]?.['status']).toBe('0');
		expect(rowsOf(plan(tables), 'customer_approval')).toHaveLength(1);
	});
	test('who are guests leave nothing but their order', () => {
		const result = plan(shop(), golden('guest'));
		expect(['customer', 'address'].flatMap((table) => rowsOf(result, table))).toEqual([]);
		expect(orderOf(result)).toMatchObject({ customer_id: '0', custom_field: '[]' });
	});
});

describe('the order', () => {
	test('always has an invoice address besides the delivery address', () => {
		const shipTo = { ...golden('new').billTo, firstName: 'Max', city: 'Passau' };
		expect(orderOf(plan(shop(), golden('new', { shipTo })))).toMatchObject({
			...{ payment_city: 'München', shipping_city: 'Passau', shipping_firstname: 'Max' },
		});
	});
	test.each(['cod', 'cod.cod'])('takes the payment method %s under the code that the shop uses', (code) => {
		expect(orderOf(plan(shop(), golden('new', { payment: { code } })))).toMatchObject({
			...{ payment_code: 'cod', payment_method: 'Cash On Delivery', shipping_code: 'flat.flat' },
		});
	});
	test('shows the distributor’s number to the staff, escaped like everything in the shop', () => {
		const order = orderOf(plan(shop(), golden('new', { number: 'A<1>' })));
		expect(order).toMatchObject({ tracking: 'A<1>', user_agent: 'Order Exchange A&lt;1&gt;' });
	});
	test('keeps titles and texts escaped: the admin prints them as they are', () => {
		const billTo = { ...golden('new').billTo, company: '"Groß" & <Söhne>' };
		const shipping = { amount: '5', code: 'flat.flat', title: 'Spedition <b>' };
		const result = plan(shop(), golden('new', { billTo, shipping }));
		expect(orderOf(result)).toMatchObject({
			payment_company: '&quot;Groß&quot; &amp; &lt;Söhne&gt;',
			shipping_method: 'Spedition &lt;b&gt;',
		});
		expect(totalsOf(result)).toContain('shipping Spedition &lt;b&gt; 5.0000');
	});
	test('counts in the sum of sales, and not by status', () => {
		expect(changesOf(plan(shop())).filter((change) => change.startsWith('statistics'))).toEqual([
			'statistics order_sale 1045.4943',
		]);
		const settings = { orderStatus: 'Canceled' };
		expect(
			changesOf(plan(shop(), golden('new'), { settings })).filter((one) => /statistics|product/.test(one)),
		).toEqual([]);
	});
	test('has the zone of the country, and none where the shop does not know it', () => {
		const inRegion = (region?: string) =>
			orderOf(plan(shop(), golden('new', { billTo: { ...golden('new').billTo, region } })));
		expect(inRegion('bayern')).toMatchObject({ payment_zone: 'Bayern', payment_zone_id: '1255' });
		expect(inRegion()).toMatchObject({ payment_zone: '', payment_zone_id: '0' });
	});
	test('gives bonus points to everyone', () => {
		expect(rowsOf(plan(shop(), golden('guest')), 'order_product').map(({ reward }) => reward)).toEqual([
			'400',
			'0',
		]);
	});
});

test('is hidden by its status and found again by marks of its own while it is half written', () => {
	const marked = planned(plan(shop())).inserts.filter(({ mark }) => mark);
	expect(marked.map(({ table, mark }) => [table, mark])).toEqual([
		['customer', 'ip'],
		['address', 'zone_id'],
		['order', 'forwarded_ip'],
	]);
	expect(marked[2]?.draft).toEqual({ forwarded_ip: 'ab'.repeat(20), order_status_id: '0' });
	const marks = marked.map(({ mark = '', draft }) => draft?.[mark]);
	expect(marks).toEqual(['ab'.repeat(20), String(-1 - 2 * 0xabababa), 'ab'.repeat(20)]);
});

test('the drop-downs name methods by the codes of 3.0', () => {
	expect(openCart30.choices(referenceOf(shop()))).toMatchObject({
		stores: [{ value: '0', name: 'Your Store' }],
		languages: [{ value: 'en-gb', name: 'English (en-gb)' }],
		paymentMethods: [
			{ value: 'cod', name: 'Cash On Delivery (cod)' },
			{ value: 'free_checkout', name: 'Free Checkout (free_checkout)' },
		],
		shippingMethods: [{ value: 'flat.flat', name: 'Flat Shipping Rate (flat.flat)' }],
	});
	const off = configured(shop(), { payment_cod_status: '0' });
	expect(openCart30.choices(referenceOf(off)).paymentMethods[0]?.name).toBe(
		'Cash On Delivery (cod), switched off',
	);
});

test('every difference from the shop’s checkout has a reason', () => {
	expect(differences.every(({ reason }) => reason.length > 20)).toBe(true);
});
