import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import { codes, itemMeta, line, order, planned, planOf, rowsOf, shown, shopTables } from './shop.js';
import { withOption, withRows } from './variations.js';

/** Changes as `table key column value`. */
const changes = (result: ReturnType<typeof planned>): string[] =>
	planOf(result).changes.flatMap(({ table, key, set, add }) =>
		[...Object.entries(set ?? {}), ...Object.entries(add ?? {})].map(
			([column, value]) =>
				`${table} ${Object.values(key).map(shown).join()} ${column} ${shown(value) ?? 'null'}`,
		),
	);

const sold = (sku: string, quantity: number) => order({ lines: [line({ supplierSku: sku, quantity })] });

describe('the last piece', () => {
	it('makes a product out of stock, in its own data and in the shop’s lists', () => {
		const result = planned(sold('LAB-1001', 85));
		expect(changes(result)).toEqual(
			expect.arrayContaining([
				'postmeta 18 meta_value outofstock',
				'wc_product_meta_lookup 12 stock_status outofstock',
				'term_taxonomy 9 count 1',
			]),
		);
		expect(rowsOf(result, 'term_relationships')).toEqual([
			{ object_id: '12', term_taxonomy_id: '9', term_order: '0' },
		]);
	});

	it('of a variation leaves the product in stock while another variation has some', () => {
		const result = planned(sold('LAB-2000-M', 46));
		expect(changes(result)).toContain('postmeta 72 meta_value outofstock');
		expect(changes(result)).not.toContain('postmeta 53 meta_value outofstock');
		expect(rowsOf(result, 'term_relationships').map((row) => row.object_id)).toEqual(['15']);
		expect(planOf(result).changes).toContainEqual({
			...{ table: 'postmeta', key: { meta_id: '91' } },
			...{ add: { meta_value: '0' }, leaves: { meta_value: { atLeast: '1' } } },
		});
	});

	it('of the last variation takes the whole product out of stock', () => {
		const lines = [
			line({ supplierSku: 'LAB-2000-M', quantity: 46 }),
			line({ id: '2', supplierSku: 'LAB-2000-L', quantity: 50 }),
		];
		const result = planned(order({ lines }));
		expect(changes(result)).toEqual(
			expect.arrayContaining([
				'postmeta 53 meta_value outofstock',
				'wc_product_meta_lookup 14 stock_status outofstock',
			]),
		);
		expect(rowsOf(result, 'term_relationships').map((row) => row.object_id)).toEqual(['15', '16', '14']);
	});

	it('of the last variation counts also when an earlier order of the batch emptied the other one', () => {
		const batch = { stockTaken: (stock: string) => decimal(stock === 'product:16' ? 50 : 0) };
		expect(changes(planned(sold('LAB-2000-M', 46), { batch }))).toContain(
			'postmeta 53 meta_value outofstock',
		);
	});

	it('is marked once when an earlier order of the batch took it already', () => {
		const result = planned(sold('LAB-1001', 1), {
			batch: { stockTaken: () => decimal(85) },
			settings: { shortStock: 'accept' },
		});
		expect(rowsOf(result, 'term_relationships')).toEqual([]);
		expect(changes(result)).not.toContain('term_taxonomy 9 count 1');
	});

	it('is reached at the shop’s own threshold', () => {
		const tables = withOption('woocommerce_notify_no_stock_amount', '5');
		expect(changes(planned(sold('LAB-1001', 80), { tables }))).toContain('postmeta 18 meta_value outofstock');
		expect(changes(planned(sold('LAB-1001', 79), { tables }))).not.toContain(
			'postmeta 18 meta_value outofstock',
		);
	});

	it('of a product that allows backorders puts it on backorder, and more can be ordered', () => {
		const tables = withRows('wp_postmeta', 'meta_id', { '11': { meta_value: 'notify' } });
		const result = planned(sold('LAB-1001', 90), { tables });
		expect(changes(result)).toEqual(
			expect.arrayContaining(['postmeta 17 meta_value -90', 'postmeta 18 meta_value onbackorder']),
		);
		expect(rowsOf(result, 'term_relationships')).toEqual([]);
	});
});

describe('more than is there of a product that allows backorders', () => {
	const allowing = (backorders: string, more: Parameters<typeof withRows>[2] = {}) =>
		withRows('wp_postmeta', 'meta_id', { '11': { meta_value: backorders }, ...more });
	const backordered = (quantity: number, tables: ReturnType<typeof allowing>, taken = 0) =>
		itemMeta(
			planned(sold('LAB-1001', quantity), { tables, batch: { stockTaken: () => decimal(taken) } }),
			'item:line:1',
		)['Backordered'];

	it('stands with the line where the shop tells its customers', () => {
		expect(backordered(90, allowing('notify'))).toBe('5');
		expect(backordered(90, allowing('notify'), 20)).toBe('25');
		expect(backordered(90, allowing('notify'), 100)).toBe('90');
		expect(backordered(85, allowing('notify'))).toBeUndefined();
		expect(backordered(90, allowing('yes'))).toBeUndefined();
	});

	it('is told as the shop does also where its staff put the product on backorder', () => {
		expect(backordered(5, allowing('notify', { '18': { meta_value: 'onbackorder' } }))).toBe('-80');
	});

	it('stands behind the attributes of a variation', () => {
		const tables = withRows('wp_postmeta', 'meta_id', { '65': { meta_value: 'notify' } });
		const meta = itemMeta(planned(sold('LAB-2000-M', 50), { tables }), 'item:line:1');
		expect(Object.keys(meta).slice(-3)).toEqual(['size', 'Backordered', '_reduced_stock']);
	});
});

describe('stock kept on the product for all its variations', () => {
	const tables = () =>
		withRows('wp_postmeta', 'meta_id', {
			'45': { meta_value: 'yes' },
			'52': { meta_value: '7' },
			'64': { meta_value: 'no' },
			'84': { meta_value: 'no' },
		});

	it('is taken from the product', () => {
		const result = planned(sold('LAB-2000-M', 2), { tables: tables() });
		expect(changes(result)).toContain('postmeta 52 meta_value -2');
		expect(planOf(result).stockTaken).toEqual([{ stock: 'product:14', quantity: '2' }]);
	});

	it('counts the lines of all variations together', () => {
		const lines = [
			line({ supplierSku: 'LAB-2000-M', quantity: 4 }),
			line({ id: '2', supplierSku: 'LAB-2000-L', quantity: 4 }),
		];
		expect(codes(planned(order({ lines }), { tables: tables() }))).toEqual(['shop.stock.short']);
	});

	it('takes every variation out of stock with it', () => {
		expect(changes(planned(sold('LAB-2000-M', 7), { tables: tables() }))).toEqual(
			expect.arrayContaining([
				'postmeta 53 meta_value outofstock',
				'postmeta 72 meta_value outofstock',
				'postmeta 92 meta_value outofstock',
			]),
		);
	});
});

describe('short stock', () => {
	it('counts what customers at the shop’s checkout hold', () => {
		const held = [{ product_id: '12', quantity: '80' }];
		expect(codes(planned(sold('LAB-1001', 6), { held }))).toEqual(['shop.stock.short']);
		expect(codes(planned(sold('LAB-1001', 5), { held }))).toEqual([]);
	});

	it('says what can be had', () => {
		expect(planned(sold('LAB-1001', 86))).toMatchObject({
			problems: [{ code: 'shop.stock.short', line: '1', message: expect.stringContaining('85') as string }],
		});
	});

	it('is a product that the shop’s staff set out of stock by hand', () => {
		const tables = withRows('wp_postmeta', 'meta_id', {
			'10': { meta_value: 'no' },
			'18': { meta_value: 'outofstock' },
		});
		expect(codes(planned(sold('LAB-1001', 1), { tables }))).toEqual(['shop.stock.short']);
	});

	it('is also what an earlier order of the batch left at the shop’s threshold', () => {
		const tables = withOption('woocommerce_notify_no_stock_amount', '5');
		const batch = { stockTaken: () => decimal(80) };
		expect(codes(planned(sold('LAB-1001', 1), { tables, batch }))).toEqual(['shop.stock.short']);
	});

	it('does not exist where the product says nothing of backorders and has enough', () => {
		const tables = shopTables();
		tables.wp_postmeta = (tables.wp_postmeta ?? []).filter((row) => row.meta_id !== '11');
		expect(codes(planned(sold('LAB-1001', 85), { tables }))).toEqual([]);
		expect(codes(planned(sold('LAB-1001', 86), { tables }))).toEqual(['shop.stock.short']);
	});
});
