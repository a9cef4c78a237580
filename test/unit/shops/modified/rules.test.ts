import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import type { SupplierCustomerOrder } from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import type { Planned } from '../../../../nodes/OrderExchange/shops/platform.js';
import { shopClock } from '../../../../nodes/OrderExchange/shops/modified/localTime.js';
import { money } from '../../../../nodes/OrderExchange/shops/modified/totals.js';
import { goldenOrder, planIn, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

type Line = SupplierCustomerOrder['lines'][number];

const order = (change: Partial<SupplierCustomerOrder> = {}): SupplierCustomerOrder => ({
	...goldenOrder('new'),
	...change,
});
const line = (supplierSku: string, quantity: number, change: Partial<Line> = {}): Line => ({
	id: '1',
	sku: supplierSku,
	supplierSku,
	quantity,
	...change,
});
const changed = (tables: Tables, table: string, where: Row, set: Row): Tables => ({
	...tables,
	[table]: (tables[table] ?? []).map((row) =>
		Object.entries(where).every(([column, value]) => row[column] === value) ? { ...row, ...set } : row,
	),
});
const configured = (values: Record<string, string>, tables = shopTables()): Tables => ({
	...tables,
	configuration: [
		...(tables['configuration'] ?? []).filter((row) => !(String(row['configuration_key']) in values)),
		...Object.entries(values).map(([configuration_key, configuration_value]) => ({
			configuration_key,
			configuration_value,
		})),
	],
});
const totals = (result: Planned): string[] =>
	rowsOf(planned(result), 'orders_total').map((row) => `${row['title']} ${row['text']} = ${row['value']}`);
const lineOf = (result: Planned): Row => rowsOf(planned(result), 'orders_products')[0] ?? {};
const codes = (result: Planned): string[] => (result.ok ? [] : result.problems.map(({ code }) => code));
const abroad = {
	country: 'AT',
	city: 'Wien',
	street: 'Ring 1',
	postalCode: '1010',
	firstName: 'Eva',
	lastName: 'Ahn',
};

describe('money as the shop shows it', () => {
	const euro = {
		code: 'EUR',
		left: '',
		right: 'EUR',
		point: ',',
		thousands: '.',
		places: 2,
		value: decimal(1),
	};
	it.each([
		['1234567.895', '1.234.567,90 EUR'],
		['120.785', '120,79 EUR'],
		['-5', '-5,00 EUR'],
		['-0.001', '0,00 EUR'],
	])('writes %s as %s', (value, text) => expect(money(decimal(value), euro)).toBe(text));
	it('puts a dollar sign in front', () =>
		expect(money(decimal('1234.5'), { ...euro, left: '$', right: '', point: '.', thousands: ',' })).toBe(
			'$ 1,234.50',
		));
});

describe('prices', () => {
	it('rounds the piece with tax to cents before it multiplies', () => {
		const row = lineOf(planIn(shopTables(), order({ lines: [line('LAB-1002', 3, { unitPrice: '25.5' })] })));
		expect(row).toMatchObject({ products_price: '30.35', final_price: '91.05' });
	});
	it.each([
		['gross', '2', '0.0149', { products_price: '0.0149', final_price: '14.9' }],
		['gross', '2', '0.004', { products_price: '0.004', final_price: '4' }],
		['net', '3', '0.0149', { products_price: '0.0149', final_price: '14.9' }],
		['gross', '3', '0.0119', { products_price: '0.01', final_price: '10' }],
	] as const)(
		'keeps a %s price below a cent for the group %s: 1000 × %s',
		(prices, group, unitPrice, row) => {
			const cheap = order({ prices, lines: [line('LAB-1001', 1000, { unitPrice })] });
			const tables = configured({ DEFAULT_CUSTOMERS_STATUS_ID: group });
			expect(lineOf(planIn(tables, cheap, { shortStock: 'accept' }))).toMatchObject(row);
		},
	);
	it('refuses a net price that the shop’s rounding of the piece would make another one', () => {
		const cheap = order({ lines: [line('LAB-1001', 1000, { unitPrice: '0.0125' })] });
		const result = planIn(shopTables(), cheap, { shortStock: 'accept' });
		expect(result.ok || result.problems).toMatchObject([
			{ code: 'shop.price.roundedAway', line: '1', message: expect.stringMatching(/ 10 .* 14\.875\.$/) },
		]);
	});
	it('gives a gross price back to the cent where the group is told net prices', () => {
		const gross = order({ prices: 'gross', lines: [line('LAB-1001', 3, { unitPrice: '9.99' })] });
		const tables = configured({ DEFAULT_CUSTOMERS_STATUS_ID: '3' });
		const result = planIn(tables, { ...gross, shipping: { amount: '0' } });
		expect(totals(result).at(-1)).toBe('<b>Summe, brutto</b>: <b>29,97 EUR</b> = 29.97');
	});
	it('takes gross prices as they are', () => {
		const gross = order({ prices: 'gross', lines: [line('LAB-1001', 2, { unitPrice: '11.99' })] });
		expect(lineOf(planIn(shopTables(), gross))).toMatchObject({
			products_price: '11.99',
			final_price: '23.98',
		});
	});
	it('writes the stated tax rate under the shop’s own name', () => {
		const reduced = order({ lines: [line('LAB-1001', 1, { unitPrice: '10', taxRate: '7' })] });
		expect(totals(planIn(shopTables(), reduced))).toContain('inkl. MwSt. 7%: 0,70 EUR = 0.7');
	});
	it('names a rate that the shop does not know by its percentage', () => {
		const old = order({ lines: [line('LAB-1001', 1, { unitPrice: '10', taxRate: '16' })] });
		expect(totals(planIn(shopTables(), old))).toContain('inkl. MwSt. 16%: 1,60 EUR = 1.6');
	});
	it('leaves a price that the order does not give to the shop', () => {
		expect(lineOf(planIn(shopTables(), order({ lines: [line('LAB-2000-L', 1)] })))).toMatchObject({
			products_price: '21.42',
			products_price_origin: '15',
		});
	});
	it('sells at the special offer while it runs', () => {
		const special = { specials_id: '1', products_id: '1', specials_quantity: '5', status: '1' };
		const tables = {
			...shopTables(),
			specials: [{ ...special, specials_new_products_price: '8.0000', start_date: null, expires_date: null }],
		};
		const result = planIn(tables, order({ lines: [line('LAB-1001', 5)] }));
		expect(lineOf(result)).toMatchObject({ products_price: '9.52', products_price_origin: '10' });
		expect(planned(result).changes).toContainEqual({
			table: 'specials',
			key: { specials_id: '1' },
			set: { status: '0' },
		});
	});
	it('gives a group its own price', () => {
		const tables: Tables = {
			...shopTables(),
			personal_offers_by_customers_status_2: [{ products_id: '1', quantity: '1', personal_offer: '9.0000' }],
		};
		expect(lineOf(planIn(tables, order({ lines: [line('LAB-1001', 1)] })))).toMatchObject({
			products_price: '10.71',
			products_price_origin: '9',
		});
	});
	it('takes a line’s discount off the line', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '10', discount: '5' })];
		expect(lineOf(planIn(shopTables(), order({ lines })))).toMatchObject({
			products_price: '8.925',
			final_price: '17.85',
		});
	});
	it('writes values of a foreign currency in that currency', () => {
		const tables = changed(shopTables(), 'currencies', { code: 'USD' }, { status: '1' });
		const usd = order({ currency: 'USD', lines: [line('LAB-1001', 1)], shipping: { amount: '6.489' } });
		const plan = planIn(tables, usd);
		expect(lineOf(plan)).toMatchObject({ products_price: '15.44', products_price_origin: '10' });
		expect(rowsOf(planned(plan), 'orders')[0]).toMatchObject({
			currency: 'USD',
			currency_value: '1.29779994',
		});
		expect(totals(plan)[0]).toBe('Zwischensumme: $ 15.44 = 15.44');
	});
});

describe('totals', () => {
	it('has one tax row for each rate', () => {
		const tables = changed(shopTables(), 'products', { products_id: '2' }, { products_tax_class_id: '2' });
		expect(totals(planIn(tables, order())).filter((row) => row.includes('MwSt.'))).toEqual([
			'inkl. MwSt. 19%: 4,75 EUR = 4.75',
			'inkl. MwSt. 7%: 5,36 EUR = 5.356',
		]);
	});
	it('takes an order’s discount off subtotal and tax', () => {
		const discounted = order({ discounts: [{ title: 'Rabatt', amount: '9.65' }] });
		expect(totals(planIn(shopTables(), discounted))).toEqual([
			'Zwischensumme: 114,85 EUR = 114.85',
			'Rabatt: <span class="color_ot_total"><b>-11,48 EUR</b></span> = -11.4835',
			'Pauschale Versandkosten (Bester Weg): 5,95 EUR = 5.95',
			'inkl. MwSt. 19%: 17,45 EUR = 17.4539',
			'<b>Summe</b>: <b>109,32 EUR</b> = 109.3165',
		]);
	});
	it('keeps a title from outside a text where the shop prints HTML', () => {
		const evil = order({ discounts: [{ title: '<script>', amount: '1' }] });
		expect(totals(planIn(shopTables(), evil))[1]).toMatch(/^&lt;script&gt;: /);
	});
	it('turns a net discount on several rates into the same share of gross', () => {
		const tables = changed(shopTables(), 'products', { products_id: '2' }, { products_tax_class_id: '2' });
		const lines = [
			line('LAB-1001', 10, { unitPrice: '10' }),
			line('LAB-1002', 10, { unitPrice: '10', id: '2' }),
		];
		const half = planIn(tables, order({ lines, discounts: [{ title: 'Half', amount: '100' }] }));
		expect(totals(half).slice(0, 2)).toEqual([
			'Zwischensumme: 226,00 EUR = 226',
			'Half: <span class="color_ot_total"><b>-113,00 EUR</b></span> = -113',
		]);
	});
	it('titles tax as added from the group’s limit on', () => {
		const big = order({ lines: [line('LAB-1002', 10, { unitPrice: '25.5' })] });
		expect(totals(planIn(shopTables(), big))[2]).toMatch(/^zzgl\. MwSt\. 19%:/);
	});
	it('shows the net sum where the shop has installed it', () => {
		const tables = configured({
			MODULE_ORDER_TOTAL_INSTALLED:
				'ot_subtotal.php;ot_shipping.php;ot_subtotal_no_tax.php;ot_tax.php;ot_total.php',
		});
		const big = order({ lines: [line('LAB-1001', 20, { unitPrice: '10' })] });
		expect(totals(planIn(tables, big))).toContain('<b>Summe, netto</b>: <b>205,00 EUR</b> = 205');
	});
	it('speaks English to an English customer', () => {
		const plan = planIn(shopTables(), order({ customer: { ...order().customer, language: 'en' } }));
		expect(totals(plan)).toEqual([
			'Subtotal: 114,85 EUR = 114.85',
			'Flat Rate (Best Way): 5,95 EUR = 5.95',
			'incl. VAT 19%: 19,29 EUR = 19.2874',
			'<b>Total</b>: <b>120,80 EUR</b> = 120.8',
		]);
		expect(rowsOf(planned(plan), 'orders')[0]).toMatchObject({
			language: 'english',
			customers_status_name: 'New Customer',
		});
	});
	it('charges an EU dealer abroad no tax, and at home tax', () => {
		const dealer = changed(
			shopTables('dealer'),
			'customers',
			{ customers_id: '3' },
			{ customers_status: '4' },
		);
		const away = planIn(dealer, { ...goldenOrder('dealer'), shipTo: abroad });
		expect(totals(away).at(-1)).toBe('<b>Summe, netto</b>: <b>101,50 EUR</b> = 101.5');
		expect(lineOf(away)).toMatchObject({ allow_tax: '4', products_tax: '0' });
		const home = planIn(dealer, goldenOrder('dealer'));
		expect(totals(home).at(-1)).toBe('<b>Summe, brutto</b>: <b>120,79 EUR</b> = 120.785');
		expect(lineOf(home)).toMatchObject({ allow_tax: '3' });
	});
	it('writes the net of a gross order where the dealer abroad pays no tax', () => {
		const gross = order({
			...{ prices: 'gross', billTo: abroad, shipping: { amount: '11.90', taxRate: '19' } },
			lines: [line('LAB-1001', 1, { unitPrice: '119', taxRate: '19' })],
			discounts: [{ title: 'Rabatt', amount: '23.80' }],
		});
		const plan = planIn(configured({ DEFAULT_CUSTOMERS_STATUS_ID: '4' }), gross);
		expect(lineOf(plan)).toMatchObject({ products_price: '100', products_tax: '0', allow_tax: '4' });
		expect(totals(plan)).toEqual([
			'Zwischensumme, netto: 100,00 EUR = 100',
			'Rabatt: <span class="color_ot_total"><b>-20,00 EUR</b></span> = -20',
			'Pauschale Versandkosten (Bester Weg): 10,00 EUR = 10',
			'<b>Summe, netto</b>: <b>90,00 EUR</b> = 90',
		]);
	});
	it('charges no tax outside the customs union', () => {
		const swiss = { ...abroad, country: 'CH', city: 'Basel', postalCode: '4001' };
		const plan = planIn(shopTables(), order({ shipTo: swiss }));
		expect(totals(plan).at(-1)).toBe('<b>Summe</b>: <b>101,50 EUR</b> = 101.5');
		expect(lineOf(plan)).toMatchObject({ allow_tax: '0', products_tax: '0' });
	});
});

describe('customers', () => {
	it('adds a new delivery address to a regular customer’s address book', () => {
		const plan = planned(planIn(shopTables('regular'), { ...goldenOrder('regular'), shipTo: abroad }));
		expect(rowsOf(plan, 'address_book')).toMatchObject([
			{ customers_id: '3', entry_city: 'Wien', entry_country_id: '14' },
		]);
	});
	it('never books an order on an administrator’s account', () => {
		const tables = changed(
			shopTables('regular'),
			'customers',
			{ customers_id: '3' },
			{ customers_status: '0' },
		);
		const plan = planned(planIn(tables, goldenOrder('regular')));
		expect(plan.customer).toBe('guest');
		expect(rowsOf(plan, 'orders')[0]).toMatchObject({ customers_id: '0', account_type: '1' });
	});
	it('writes the zone of a country that has zones', () => {
		const vienna = { ...abroad, region: 'Wien' };
		const plan = planned(planIn(shopTables(), order({ billTo: vienna })));
		expect(rowsOf(plan, 'orders')[0]).toMatchObject({ billing_state: 'WI' });
		expect(rowsOf(plan, 'address_book')[0]).toMatchObject({ entry_zone_id: '95', entry_state: 'Wien' });
	});
});

describe('stock', () => {
	it('is left alone where the shop does not count it', () => {
		const plan = planned(
			planIn(configured({ STOCK_LIMITED: 'false' }), order({ lines: [line('LAB-2000-M', 2)] })),
		);
		expect(plan.changes.filter(({ table }) => table !== 'customers')).toEqual([
			{ table: 'products', key: { products_id: '3' }, add: { products_ordered: '2' } },
		]);
	});
	it('switches a product off that is sold out, where the shop does so', () => {
		const tables = configured({ STOCK_CHECKOUT_UPDATE_PRODUCTS_STATUS: 'true' });
		expect(planned(planIn(tables, order({ lines: [line('LAB-1001', 92)] }))).changes).toContainEqual({
			table: 'products',
			key: { products_id: '1' },
			set: { products_status: '0' },
		});
	});
	it('refuses more than there is, where the shop does', () => {
		const tables = configured({ STOCK_ALLOW_CHECKOUT: 'false' });
		const much = order({ lines: [line('LAB-1001', 93)] });
		expect(codes(planIn(tables, much))).toEqual(['shop.stock.short']);
		expect(codes(planIn(tables, much, { shortStock: 'accept' }))).toEqual([]);
		expect(codes(planIn(shopTables(), much))).toEqual([]);
	});
});

describe('what the shop cannot take', () => {
	it.each<[string, SupplierCustomerOrder, Tables]>([
		['shop.sku.unknown', order({ lines: [line('NONE', 1)] }), shopTables()],
		['shop.sku.needsVariant', order({ lines: [line('LAB-2000', 1)] }), shopTables()],
		['shop.quantity.notWhole', order({ lines: [line('LAB-1001', 1.5)] }), shopTables()],
		['shop.currency.unknown', order({ currency: 'USD' }), shopTables()],
		[
			'shop.country.notSold',
			order(),
			changed(shopTables(), 'countries', { countries_iso_code_2: 'DE' }, { status: '0' }),
		],
		[
			'shop.product.disabled',
			order({ lines: [line('LAB-1001', 1)] }),
			changed(shopTables(), 'products', { products_id: '1' }, { products_status: '0' }),
		],
		[
			'shop.sku.ambiguous',
			order({ lines: [line('LAB-1001', 1)] }),
			changed(shopTables(), 'products', { products_id: '2' }, { products_model: 'LAB-1001' }),
		],
		[
			'shop.price.missing',
			order({ lines: [line('LAB-1001', 1)] }),
			changed(shopTables(), 'products', { products_id: '1' }, { products_price: '0.0000' }),
		],
	])('%s', (code, wanted, tables) => expect(codes(planIn(tables, wanted))).toEqual([code]));

	it('refuses a customer whose group’s prices cannot be read, and names the table', () => {
		const tables = shopTables();
		delete tables['personal_offers_by_customers_status_2'];
		const result = planIn(tables, order());
		expect(codes(result)).toEqual(['shop.modified.groupPrices']);
		expect(result.ok || result.problems[0]?.message).toContain('personal_offers_by_customers_status_2');
	});

	it('finds a variant by the words for its options, and a product by its EAN', () => {
		const options = [{ name: 'größe', value: 'l' }];
		const plan = planned(
			planIn(shopTables(), order({ lines: [line('LAB-2000', 1, { options }), line('4000000000028', 1)] })),
		);
		expect(rowsOf(plan, 'orders_products_attributes')).toMatchObject([{ attributes_model: 'LAB-2000-L' }]);
		expect(rowsOf(plan, 'orders_products')[1]).toMatchObject({ products_model: 'LAB-1002' });
	});
});

describe('times', () => {
	it('are the shop’s local ones, summer time included', () => {
		expect(shopClock('DE')(new Date('2026-11-23T16:59:09Z'))).toBe('2026-11-23 17:59:09');
		expect(shopClock('GB')(new Date('2026-07-01T10:00:00Z'))).toBe('2026-07-01 11:00:00');
		expect(shopClock('XX')(new Date('2026-11-23T16:59:09Z'))).toBe('2026-11-23 17:59:09');
	});
});
