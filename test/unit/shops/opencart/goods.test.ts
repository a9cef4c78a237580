import type { SupplierLine } from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import {
	added,
	changed,
	changesOf,
	codes,
	configured,
	goldenOrder,
	line,
	planIn,
	problemsOf,
	rowsOf,
	shopTables,
	type Circumstances,
	type Tables,
} from './shop.js';

const priced = { unitPrice: '10' };
const plan = (tables: Tables, lines: readonly SupplierLine[], circumstances?: Circumstances) =>
	planIn(tables, goldenOrder('new', { lines }), circumstances);
const productsFor = (sku: string, tables: Tables) =>
	rowsOf(plan(tables, [line(sku, 1, priced)]), 'order_product').map((row) => row['product_id']);
const sized = (value: string, name = 'Size') => ({ ...priced, options: [{ name, value }] });

describe('products are found', () => {
	test.each(['LAB-1001', 'lab-1001'])('by their article number, written as %s', (sku) => {
		expect(productsFor(sku, shopTables())).toEqual(['28']);
	});
	test('by another code such as the EAN, and by the model last', () => {
		const ean = { product_code_id: '9', product_id: '29', code: 'ean', value: '4006381333931' };
		expect(productsFor('4006381333931', added(shopTables(), 'product_code', ean))).toEqual(['29']);
		expect(productsFor('Product 2', shopTables())).toEqual(['29']);
		const code = { ...ean, value: 'Product 1' };
		expect(productsFor('Product 1', added(shopTables(), 'product_code', code))).toEqual(['29']);
	});
	test('by an article number that the shop keeps escaped', () => {
		const tables = changed(shopTables(), 'product', { product_id: '28' }, { model: 'A&amp;B &lt;1&gt;' });
		expect(productsFor('A&B <1>', tables)).toEqual(['28']);
	});
	test('not when the shop does not have the number', () => {
		expect(codes(plan(shopTables(), [line('X', 1, priced)]))).toEqual(['shop.sku.unknown']);
	});
	test('not when two products have it', () => {
		const twice = { product_code_id: '9', product_id: '29', code: 'sku', value: 'LAB-1001' };
		const tables = added(shopTables(), 'product_code', twice);
		expect(problemsOf(plan(tables, [line('LAB-1001', 1, priced)]))).toMatchObject([
			{ code: 'shop.sku.ambiguous', message: expect.stringContaining('2 products') as string },
		]);
	});
	test('not when they are switched off, or come only later', () => {
		const off = changed(shopTables(), 'product', { product_id: '28' }, { status: '0' });
		const later = changed(shopTables(), 'product', { product_id: '28' }, { date_available: '2026-11-24' });
		for (const tables of [off, later])
			expect(codes(plan(tables, [line('LAB-1001', 1, priced)]))).toEqual(['shop.product.disabled']);
	});
	test.each([
		['4.1', 'product_subscription'],
		['3.0', 'product_recurring'],
	] as const)(
		'not where the shop of %s sells them as a subscription to the customer’s group',
		(version, table) => {
			const subscribed = (group: string) =>
				added(shopTables(version), table, { product_id: '28', customer_group_id: group });
			const order = goldenOrder('new', { lines: [line('LAB-1001', 1, priced)] }, version);
			expect(problemsOf(planIn(subscribed('1'), order, { version }))).toMatchObject([
				{ code: 'shop.product.subscription', line: '1', value: 'LAB-1001' },
			]);
			expect(codes(planIn(subscribed('2'), order, { version }))).toEqual([]);
		},
	);
	test('in their own store only', () => {
		const outlet = { store_id: '1', name: 'Outlet', url: 'https://outlet.test/' };
		const tables = changed(
			added(shopTables(), 'store', outlet),
			'product_to_store',
			{ product_id: '29' },
			{ store_id: '1' },
		);
		const lines = [line('LAB-1002', 1, priced)];
		expect(codes(plan(tables, lines))).toEqual(['shop.sku.unknown']);
		expect(codes(plan(tables, lines, { settings: { store: '1' } }))).toEqual([]);
	});
	test('or all that is wrong with any line is said at once', () => {
		const lines = [line('X', 1, priced), line('LAB-1001', 1.5, { ...priced, id: '2' })];
		expect(problemsOf(plan(shopTables(), lines)).map(({ code, line: id }) => [code, id])).toEqual([
			['shop.sku.unknown', '1'],
			['shop.quantity.notWhole', '2'],
		]);
	});
});

describe('options', () => {
	test('are written with their names and take their stock', () => {
		const result = plan(shopTables(), [line('Product 8', 2, sized('medium'))]);
		expect(rowsOf(result, 'order_option')).toEqual([
			{
				...{ order_id: '→ order', order_product_id: '→ line0', product_option_id: '224' },
				...{
					product_option_value_id: '13',
					name: 'Size',
					value: 'Medium',
					type: expect.any(String) as string,
				},
			},
		]);
		expect(changesOf(result).slice(0, 2)).toEqual(['product 35 -2', 'product_option_value 13 -2']);
	});
	test('that the shop requires must be there', () => {
		expect(codes(plan(shopTables(), [line('Product 8', 1, priced)]))).toEqual(['shop.sku.needsVariant']);
	});
	test('that the shop does not offer are refused', () => {
		for (const wrong of [sized('Gigantic'), sized('Medium', 'Colour')])
			expect(problemsOf(plan(shopTables(), [line('Product 8', 1, wrong)]))).toMatchObject([
				{ code: 'shop.option.unknown', field: 'options' },
			]);
	});
	test('of which the shop takes one are refused when the line names two, and written once when it repeats one', () => {
		const both = (...values: string[]) => ({
			...priced,
			options: values.map((value) => ({ name: 'Size', value })),
		});
		expect(problemsOf(plan(shopTables(), [line('Product 8', 1, both('Medium', 'Large'))]))).toMatchObject([
			{ code: 'shop.option.twice', field: 'options', value: 'Size: Large' },
		]);
		const repeated = plan(shopTables(), [line('Product 8', 1, both('Medium', 'medium'))]);
		expect(rowsOf(repeated, 'order_option')).toHaveLength(1);
		const ticked = changed(shopTables(), 'option', { option_id: '11' }, { type: 'checkbox' });
		const boxes = plan(ticked, [line('Product 8', 1, both('Medium', 'Large'))]);
		expect(rowsOf(boxes, 'order_option').map(({ value }) => value)).toEqual(['Medium', 'Large']);
	});
	test('with two texts of the customer’s for one field are refused', () => {
		const text = { product_option_id: '300', product_id: '28', option_id: '4', value: '', required: '0' };
		const tables = added(shopTables(), 'product_option', text);
		const options = ['Eva', 'Jan'].map((value) => ({ name: 'Text', value }));
		expect(codes(plan(tables, [line('LAB-1001', 1, { ...priced, options })]))).toEqual(['shop.option.twice']);
	});
	test('with a text of the customer’s keep that text, escaped', () => {
		const text = { product_option_id: '300', product_id: '28', option_id: '4', value: '', required: '0' };
		const tables = added(shopTables(), 'product_option', text);
		const result = plan(tables, [line('LAB-1001', 1, sized('Für "Eva" & Jan', 'Text'))]);
		expect(rowsOf(result, 'order_option')).toMatchObject([
			{ name: 'Text', value: 'Für &quot;Eva&quot; &amp; Jan', product_option_value_id: '0', type: 'text' },
		]);
	});
	test('of which the shop shows an uploaded file alone are refused, required ones in every order', () => {
		const withFile = (required: string) =>
			added(shopTables(), 'product_option', {
				...{ product_option_id: '300', product_id: '28', option_id: '7', value: '', required },
			});
		const named = line('LAB-1001', 1, sized('logo.png', 'File'));
		const unnamed = line('LAB-1001', 1, priced);
		for (const [wanted, required] of [
			[named, '0'],
			[named, '1'],
			[unnamed, '1'],
		] as const)
			expect(problemsOf(plan(withFile(required), [wanted]))).toMatchObject([
				{ code: 'shop.option.file', field: 'options', line: '1' },
			]);
		expect(codes(plan(withFile('0'), [unnamed]))).toEqual([]);
	});
	test('stand in the order in which the shop’s page asks for them', () => {
		const option = { product_id: '28', value: '', required: '0' };
		const tables = added(
			shopTables(),
			'product_option',
			{ ...option, product_option_id: '300', option_id: '4' },
			{ ...option, product_option_id: '301', option_id: '12' },
		);
		const options = [
			{ name: 'Delivery Date', value: '2026-12-24' },
			{ name: 'Text', value: 'Eva' },
		];
		const result = plan(tables, [line('LAB-1001', 1, { ...priced, options })]);
		expect(rowsOf(result, 'order_option').map(({ name }) => name)).toEqual(['Text', 'Delivery Date']);
	});
	test('go by their names in every language of the shop, and are written in the order’s', () => {
		const german = added(shopTables(), 'language', { language_id: '2', code: 'de-de', status: '1' });
		const option = added(german, 'option_description', { option_id: '11', language_id: '2', name: 'Größe' });
		const tables = added(option, 'option_value_description', {
			...{ option_value_id: '47', language_id: '2', option_id: '11', name: 'Mittel' },
		});
		const lines = [line('Product 8', 1, sized('Mittel', 'Größe'))];
		const order = goldenOrder('new', { lines, customer: { email: 'a@b.test', language: 'de' } });
		const written = [{ name: 'Größe', value: 'Mittel', product_option_value_id: '13' }];
		expect(rowsOf(planIn(tables, order), 'order_option')).toMatchObject(written);
		const inEnglish = { ...order, lines: [line('Product 8', 1, sized('Medium'))] };
		expect(rowsOf(planIn(tables, inEnglish), 'order_option')).toMatchObject(written);
	});
});

describe('variants', () => {
	const master = shopTables()['product']?.find((row) => row['product_id'] === '35') ?? {};
	const withVariant = (override: string): Tables => {
		const variant = { product_id: '500', master_id: '35', model: 'P8-M', variant: '{"224":"13"}', override };
		return added(added(shopTables(), 'product', { ...master, ...variant }), 'product_to_store', {
			product_id: '500',
			store_id: '0',
		});
	};
	test('are sold with the options that make them, and take stock from their master too', () => {
		const result = plan(withVariant('{"variant":{"224":"1"}}'), [line('P8-M', 2, priced)]);
		expect(rowsOf(result, 'order_product')).toMatchObject([{ product_id: '500', master_id: '35' }]);
		expect(rowsOf(result, 'order_option')).toMatchObject([{ name: 'Size', value: 'Medium' }]);
		expect(changesOf(result).slice(0, 3)).toEqual([
			'product 500 -2',
			'product 35 -2',
			'product_option_value 13 -2',
		]);
	});
	test('are refused with another option than the one that makes them', () => {
		const lines = (size: string) => [line('P8-M', 1, sized(size))];
		const tables = withVariant('{"variant":{"224":"1"}}');
		expect(codes(plan(tables, lines('Large')))).toEqual(['shop.option.twice']);
		expect(codes(plan(tables, lines('Medium')))).toEqual([]);
	});
	test('that leave an option open need it from the line', () => {
		const tables = withVariant('[]');
		expect(codes(plan(tables, [line('P8-M', 1, priced)]))).toEqual(['shop.sku.needsVariant']);
		expect(codes(plan(tables, [line('P8-M', 1, sized('Large'))]))).toEqual([]);
	});
	test('are asked for when the line names only the master', () => {
		const optional = changed(withVariant('{}'), 'product_option', { product_id: '35' }, { required: '0' });
		expect(codes(plan(optional, [line('Product 8', 1, priced)]))).toEqual(['shop.sku.needsVariant']);
	});
});

describe('stock', () => {
	const scarce = (quantity: string) => changed(shopTables(), 'product', { product_id: '28' }, { quantity });
	const pieces = (quantity: number) => [line('LAB-1001', quantity, priced)];

	test('may be used up, and not more', () => {
		expect(codes(plan(scarce('3'), pieces(3)))).toEqual([]);
		expect(problemsOf(plan(scarce('3'), pieces(4)))).toMatchObject([
			{ code: 'shop.stock.short', line: '1', field: 'quantity' },
		]);
	});
	test('taken by earlier orders of the batch is gone', () => {
		expect(codes(plan(scarce('5'), pieces(3), { taken: 3 }))).toEqual(['shop.stock.short']);
	});
	test('must do for all lines of a product together, and is missed once', () => {
		const lines = [...pieces(2), line('Product 1', 2, { ...priced, id: '2' })];
		expect(codes(plan(scarce('3'), lines))).toEqual(['shop.stock.short']);
	});
	test('of an option counts too', () => {
		const lines = (quantity: number) => [line('Product 8', quantity, sized('Medium'))];
		expect(codes(plan(shopTables(), lines(9)))).toEqual([]);
		expect(codes(plan(shopTables(), lines(10)))).toEqual(['shop.stock.short']);
	});
	test('may run short where the shop or the user says so', () => {
		const selling = configured(scarce('0'), { config_stock_checkout: '1' });
		expect(codes(plan(selling, pieces(1)))).toEqual([]);
		const result = plan(scarce('0'), pieces(1), { settings: { shortStock: 'accept' } });
		expect(changesOf(result)[0]).toBe('product 28 -1');
	});
	test('stays where the product does not count it', () => {
		const uncounted = changed(shopTables(), 'product', { product_id: '28' }, { subtract: '0' });
		expect(changesOf(plan(uncounted, pieces(1)))[0]).toMatch(/^statistics/);
	});
	test('is sold from the shop’s minimum quantity on', () => {
		const tables = changed(shopTables(), 'product', { product_id: '28' }, { minimum: '5' });
		expect(codes(plan(tables, pieces(4)))).toEqual(['shop.quantity.belowMinimum']);
		expect(codes(plan(tables, [...pieces(3), line('LAB-1001', 2, { ...priced, id: '2' })]))).toEqual([]);
	});
});

describe('the order status', () => {
	const lines = [line('LAB-1001', 2, priced)];
	const settings = (orderStatus: string): Circumstances => ({ settings: { orderStatus } });
	const figures = (circumstances?: Circumstances) =>
		changesOf(plan(shopTables(), lines, circumstances)).map((change) => change.replace(/ -?[\d.]+$/, ''));

	test('is the payment method’s, else the shop’s, else what the user chose by name or number', () => {
		const status = (tables: Tables, circumstances?: Circumstances) =>
			rowsOf(plan(tables, lines, circumstances), 'order')[0]?.['order_status_id'];
		const ofCod = configured(shopTables(), { payment_cod_order_status_id: '15' });
		expect(status(ofCod)).toBe('15');
		const ofShop = configured(shopTables(), { payment_cod_order_status_id: '', config_order_status_id: '2' });
		expect(status(ofShop)).toBe('2');
		expect([status(ofCod, settings('shipped')), status(ofCod, settings('3'))]).toEqual(['3', '3']);
	});
	test('that the shop does not have is refused, with those that it has', () => {
		const [found] = problemsOf(plan(shopTables(), lines, settings('On Hold')));
		expect(found?.code).toBe('shop.orderStatus.unknown');
		expect(found?.remedy).toContain('Pending, Processing, Shipped');
	});
	test('takes stock and counts the sale when the order is being processed', () => {
		expect(figures()).toEqual(['product 28', 'statistics order_sale', 'statistics order_processing']);
	});
	test('counts as complete too where the shop says so', () => {
		expect(figures(settings('Complete'))).toEqual([
			'product 28',
			'statistics order_sale',
			'statistics order_processing',
			'statistics order_complete',
		]);
	});
	test('leaves stock and figures alone until the order is taken on', () => {
		expect(figures(settings('Canceled'))).toEqual([]);
	});
	test('counts nothing in a shop without those figures', () => {
		const result = plan({ ...shopTables(), statistics: [] }, lines);
		expect(changesOf(result)).toEqual(['product 28 -2']);
	});
});

test('a store that the shop does not have is refused, with those that it has', () => {
	const result = plan(shopTables(), [line('LAB-1001', 1, priced)], { settings: { store: 'Nowhere' } });
	expect(problemsOf(result)).toMatchObject([
		{ code: 'shop.store.unknown', remedy: expect.stringContaining('Your Store') as string },
	]);
});
