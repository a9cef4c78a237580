import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { bcryptForm, rate, withOption, withRows } from './variations.js';
import { codes, itemMeta, line, order, planned, planOf, rowsOf, shopTables, shown } from './shop.js';
import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';

const header = (result: ReturnType<typeof planned>) => rowsOf(result, 'wc_orders')[0] ?? {};
const operational = (result: ReturnType<typeof planned>) =>
	rowsOf(result, 'wc_order_operational_data')[0] ?? {};

const isOther = (row: Row) => (other: Row) =>
	other.post_id !== row.post_id || other.meta_key !== row.meta_key;

describe('products', () => {
	it('a variation is booked under its parent, with its attribute as extra meta', () => {
		const result = planned(
			order({ lines: [line({ supplierSku: 'LAB-2000-M', quantity: 2, unitPrice: '15' })] }),
		);
		expect(itemMeta(result, 'item:line:1')).toMatchObject({
			_product_id: '14',
			_variation_id: '15',
			_tax_class: '',
			size: 'M',
			_reduced_stock: '2',
		});
		const changes = planOf(result).changes.map((change) => [
			...Object.values(change.key).map(shown),
			...Object.entries(change.add ?? {}).flat(),
		]);
		expect(changes).toContainEqual(['71', 'meta_value', '-2']);
		expect(changes).toContainEqual(['42', 'meta_value', '2']);
		expect(changes).toContainEqual(['14', 'total_sales', '2']);
	});

	it('options of the line choose the variation of a product', () => {
		const lines = [line({ supplierSku: 'LAB-2000', options: [{ name: 'Size', value: 'L' }] })];
		expect(itemMeta(planned(order({ lines })), 'item:line:1')).toMatchObject({
			_variation_id: '16',
			size: 'L',
		});
	});

	it('a product with variations cannot be ordered without a choice', () => {
		expect(codes(planned(order({ lines: [line({ supplierSku: 'LAB-2000' })] })))).toEqual([
			'shop.sku.needsVariant',
		]);
	});

	it('an unknown article number refuses the order and names the line', () => {
		const result = planned(order({ lines: [line({ supplierSku: 'NOPE' })] }));
		expect(result).toMatchObject({
			ok: false,
			problems: [{ code: 'shop.sku.unknown', line: '1', value: 'NOPE' }],
		});
	});

	it('a product that is not published is not sold', () => {
		const tables = withRows('wp_posts', 'ID', { '12': { post_status: 'draft' } });
		expect(codes(planned(order({ lines: [line()] }), { tables }))).toEqual(['shop.product.disabled']);
	});

	it('a variation is not sold while its product is not published', () => {
		const tables = withRows('wp_posts', 'ID', { '14': { post_status: 'draft' } });
		const lines = [line({ supplierSku: 'LAB-2000-M' })];
		expect(codes(planned(order({ lines })))).toEqual([]);
		expect(codes(planned(order({ lines }), { tables }))).toEqual(['shop.product.disabled']);
	});

	it('half a piece is refused', () => {
		expect(codes(planned(order({ lines: [line({ quantity: 0.5 })] })))).toEqual(['shop.quantity.notWhole']);
	});

	it('files to load are left to the shop, which grants them with the next change of the status', () => {
		const granted = (tables = shopTables()) =>
			operational(planned(order({ lines: [line()] }), { tables, settings: { orderStatus: 'processing' } }))
				.download_permission_granted;
		expect(granted()).toBe('1');
		const tables = shopTables();
		const file = { meta_id: '9001', post_id: '12', meta_key: '_downloadable', meta_value: 'yes' };
		tables.wp_postmeta = [...(tables.wp_postmeta ?? []).filter(isOther(file)), file];
		expect(granted(tables)).toBe('0');
	});

	it('a line without a price takes the shop’s own', () => {
		const result = planned(order({ lines: [line({ supplierSku: 'LAB-1002', unitPrice: undefined })] }));
		expect(itemMeta(result, 'item:line:1')._line_total).toBe('25.5');
	});
});

it('the key that opens an order’s page does not follow from what others know of the order', () => {
	const keyWith = (secret: string) => operational(planned(order(), { secret })).order_key;
	expect(keyWith('one')).toMatch(/^wc_order_[A-Za-z0-9]{13}$/);
	expect(keyWith('one')).not.toBe(keyWith('another'));
});

describe('stock', () => {
	it('more than the shop has is refused, and taken when the user accepts it', () => {
		const short = order({ lines: [line({ quantity: 86 })] });
		expect(codes(planned(short))).toEqual(['shop.stock.short']);
		expect(planned(short, { settings: { shortStock: 'accept' } }).ok).toBe(true);
	});

	it('two lines of one product count together', () => {
		const lines = [line({ quantity: 50 }), line({ id: '2', quantity: 50 })];
		expect(codes(planned(order({ lines })))).toEqual(['shop.stock.short']);
	});

	it('what earlier orders of the batch took is seen in the note', () => {
		const result = planned(order({ lines: [line({ quantity: 2 })] }), {
			batch: { stockTaken: () => decimal(5) },
		});
		expect(rowsOf(result, 'comments')[0]?.comment_content).toBe(
			'Stock levels reduced: Mineralwasser Kiste (80&rarr;78)',
		);
	});

	it('a shop that does not count stock keeps no figures', () => {
		const result = planned(order({ lines: [line({ quantity: 900 })] }), {
			tables: withOption('woocommerce_manage_stock', 'no'),
		});
		expect(planOf(result).stockTaken).toEqual([]);
		expect(itemMeta(result, 'item:line:1')).not.toHaveProperty('_reduced_stock');
	});
});

describe('taxes', () => {
	it('each rate has its own tax item', () => {
		const tables = withRows('wp_postmeta', 'meta_id', { '27': { meta_value: 'reduced-rate' } });
		tables.wp_woocommerce_tax_rates?.push(
			rate({ tax_rate_id: '2', tax_rate: '7.0000', tax_rate_class: 'reduced-rate' }),
		);
		const lines = [
			line({ quantity: 2 }),
			line({ id: '2', supplierSku: 'LAB-1002', unitPrice: '25.5', quantity: 3 }),
		];
		const result = planned(order({ lines }), { tables });
		expect(itemMeta(result, 'item:tax:1')).toMatchObject({ tax_amount: '3.8', shipping_tax_amount: '0.95' });
		expect(itemMeta(result, 'item:tax:2')).toMatchObject({ tax_amount: '5.36', rate_percent: '7' });
		expect(header(result)).toMatchObject({ tax_amount: '9.16', total_amount: '111.61' });
	});

	it('a compound rate taxes the tax before it', () => {
		const tables = shopTables();
		tables.wp_woocommerce_tax_rates?.push(
			rate({ tax_rate_id: '2', tax_rate: '10.0000', tax_rate_priority: '2', tax_rate_compound: '1' }),
		);
		const result = planned(order({ lines: [line({ unitPrice: '100' })] }), { tables });
		expect(itemMeta(result, 'item:tax:2')).toMatchObject({ tax_amount: '11.9', compound: '1' });
	});

	it('another country without a rate pays no tax', () => {
		const shipTo = { street: 'Rue 1', city: 'Paris', postalCode: '75001', country: 'FR' };
		const result = planned(order({ shipTo, lines: [line()] }));
		expect(header(result)).toMatchObject({ tax_amount: '0', total_amount: '15' });
		expect(itemMeta(result, 'item:line:1')._line_tax_data).toBe(
			'a:2:{s:5:"total";a:0:{}s:8:"subtotal";a:0:{}}',
		);
	});

	it('gross prices come out as the gross total they went in', () => {
		const result = planned(
			order({
				prices: 'gross',
				lines: [line({ unitPrice: '100' })],
				shipping: { amount: '4.90', code: 'flat_rate:1' },
			}),
		);
		expect(itemMeta(result, 'item:line:1')).toMatchObject({ _line_total: '84.033613', _line_tax: '15.97' });
		expect(header(result).total_amount).toBe('104.9');
	});

	it('a rate that the shop does not have is refused', () => {
		expect(codes(planned(order({ lines: [line({ taxRate: '13' })] })))).toEqual(['shop.tax.rateUnknown']);
	});
});

describe('discounts', () => {
	it('a line’s discount lowers its total and leaves its subtotal', () => {
		const result = planned(order({ lines: [line({ quantity: 2, discount: '5' })] }));
		expect(itemMeta(result, 'item:line:1')).toMatchObject({
			_line_subtotal: '20',
			_line_total: '15',
			_line_tax: '2.85',
		});
		expect(operational(result)).toMatchObject({ discount_total_amount: '5', discount_tax_amount: '0.95' });
	});

	it('a discount on the order becomes a coupon spread over the lines', () => {
		const lines = [
			line({ quantity: 2 }),
			line({ id: '2', supplierSku: 'LAB-1002', unitPrice: '25.5', quantity: 3 }),
		];
		const result = planned(
			order({ lines, discounts: [{ title: 'Welcome', code: 'WELCOME', amount: '10' }] }),
		);
		expect(rowsOf(result, 'woocommerce_order_items').at(-1)).toMatchObject({
			order_item_name: 'welcome',
			order_item_type: 'coupon',
		});
		expect(itemMeta(result, 'item:coupon:0')).toEqual({
			discount_amount: '10',
			discount_amount_tax: '1.9',
			coupon_info: '[0,"welcome",null,10]',
		});
		expect(itemMeta(result, 'item:line:1')._line_total).toBe('16');
		expect(itemMeta(result, 'item:line:2')._line_total).toBe('70.5');
	});

	it('a discount above the goods is refused', () => {
		const parts = { lines: [line()], discounts: [{ title: 'Too much', amount: '11' }] };
		expect(codes(planned(order(parts)))).toEqual(['shop.discount.tooLarge']);
	});
});

describe('customers', () => {
	const buyer = { email: 'new@kunde.test', account: 'account' };

	it('a new customer gets an account with a password hash nobody knows', () => {
		const result = planned(order({ customer: buyer }));
		expect(planOf(result)).toMatchObject({ customer: 'new', newCustomer: 'new@kunde.test' });
		expect(rowsOf(result, 'users')[0]?.user_pass).toMatch(bcryptForm);
	});

	it('two new customers of one name in one batch get different logins', () => {
		const other = order({ customer: { ...buyer, email: 'other@kunde.test' } });
		const login = rowsOf(planned(order({ customer: buyer }), { others: [other] }), 'users')[0]?.user_login;
		expect(login).toMatch(/^jurgen\.musig-\d{4}$/);
	});

	it('the second order of a new customer in a batch plans the same shared rows', () => {
		const result = planned(order({ customer: buyer }), { batch: { createsCustomer: () => true } });
		expect(planOf(result).customer).toBe('regular');
		expect(planOf(result).inserts.find((row) => row.table === 'users')).toMatchObject({ shared: true });
	});

	it('a guest order belongs to nobody', () => {
		const result = planned(order({ customer: { email: 'g@kunde.test', account: 'guest' } }));
		expect(header(result).customer_id).toBe('0');
		expect(rowsOf(result, 'users')).toEqual([]);
	});
});

describe('the shop', () => {
	it('with orders in WordPress posts is refused', () => {
		const tables = withOption('woocommerce_custom_orders_table_enabled', 'no');
		expect(codes(planned(order(), { tables }))).toEqual(['shop.woocommerce.legacyStorage']);
	});

	it('that copies orders to posts gets a warning only', () => {
		const tables = withOption('woocommerce_custom_orders_table_data_sync_enabled', 'yes');
		expect(planned(order(), { tables })).toMatchObject({
			ok: true,
			warnings: [{ code: 'shop.woocommerce.synchronised', severity: 'warn' }],
		});
	});

	it('does not sell to a country it has not listed', () => {
		const tables = withOption('woocommerce_allowed_countries', 'specific');
		withOption('woocommerce_specific_allowed_countries', 'a:1:{i:0;s:2:"AT";}', tables);
		expect(codes(planned(order(), { tables }))).toEqual(['shop.country.notSold']);
	});

	it('keeps what a customer types from becoming markup', () => {
		const billTo = { street: 'A & B <script>', city: 'X > Y', country: 'DE' };
		expect(rowsOf(planned(order({ billTo })), 'wc_order_addresses')[0]).toMatchObject({
			address_1: 'A &amp; B',
			city: 'X &gt; Y',
			state: null,
		});
	});

	it('keeps the order’s currency as it is', () => {
		expect(header(planned(order({ currency: 'USD' }))).currency).toBe('USD');
	});
});
