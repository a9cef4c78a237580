import type { SupplierCustomerOrder } from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import { changed, configured, line, lineOf, order, totals } from './ordersUnderTest.js';
import { planIn, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

const graduated = { customers_status_graduated_prices: '1' };
const surcharge = { options_values_price: '8.4034' };

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
			add: { specials_quantity: '-5' },
			set: { status: '0' },
			leaves: { specials_quantity: { below: '1' } },
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
	it('counts the pieces of all variants for a graduated price', () => {
		const tables: Tables = {
			...changed(shopTables(), 'customers_status', { customers_status_id: '2' }, graduated),
			personal_offers_by_customers_status_2: [
				{ products_id: '3', quantity: '10', personal_offer: '10.0000' },
			],
		};
		const prices = (lines: SupplierCustomerOrder['lines']) =>
			rowsOf(planned(planIn(tables, order({ lines }))), 'orders_products').map(
				(row) => row['products_price'],
			);
		const [medium, large] = [line('LAB-2000-M', 5), line('LAB-2000-L', 5, { id: '2' })];
		expect(prices([medium, large])).toEqual(['14.28', '15.47']);
		expect(prices([medium])).toEqual(['20.23']);
	});
	it('gives a group without graduated prices the price of one piece, however many are bought', () => {
		const offers = [
			{ products_id: '1', quantity: '1', personal_offer: '9.0000' },
			{ products_id: '1', quantity: '5', personal_offer: '7.0000' },
		];
		const price = (group: Record<string, string>) => {
			const tables: Tables = {
				...changed(shopTables(), 'customers_status', { customers_status_id: '2' }, group),
				personal_offers_by_customers_status_2: offers,
			};
			return lineOf(planIn(tables, order({ lines: [line('LAB-1001', 5)] })))?.['products_price'];
		};
		expect(price({ customers_status_graduated_prices: '0' })).toBe('10.71');
		expect(price(graduated)).toBe('8.33');
	});
	describe('for a group that gets a discount on products', () => {
		const price = (
			sku: string,
			productId: string,
			allowed: string,
			more: Record<string, string> = {},
			shop = shopTables(),
		) => {
			const group = { customers_status_discount: '10.00', ...more };
			const tables = changed(
				changed(shop, 'customers_status', { customers_status_id: '2' }, group),
				...(['products', { products_id: productId }, { products_discount_allowed: allowed }] as const),
			);
			return lineOf(planIn(tables, order({ lines: [line(sku, 1)] })))['products_price'];
		};

		it('take it off as far as the product allows one', () => {
			expect(price('LAB-1001', '1', '0.00')).toBe('11.9');
			expect(price('LAB-1001', '1', '5.00')).toBe('11.31');
			expect(price('LAB-1001', '1', '20.00')).toBe('10.71');
		});

		it('leave a special offer as it is', () => {
			const special = { specials_id: '1', products_id: '1', specials_quantity: '5', status: '1' };
			const offers = { specials_new_products_price: '8.0000', start_date: null, expires_date: null };
			const shop = { ...shopTables(), specials: [{ ...special, ...offers }] };
			expect(price('LAB-1001', '1', '20.00', {}, shop)).toBe('9.52');
		});

		it('take it off a variant’s surcharge where the group gets it there too', () => {
			const attributes = (value: string) => ({ customers_status_discount_attributes: value });
			expect(price('LAB-2000-L', '3', '20.00', attributes('0'))).toBe('19.64');
			expect(price('LAB-2000-L', '3', '20.00', attributes('1'))).toBe('19.28');
		});
	});
	it('leaves a variant’s surcharge unrounded where prices are without tax', () => {
		const tables = configured(
			{ DEFAULT_CUSTOMERS_STATUS_ID: '3' },
			changed(shopTables(), 'products_attributes', { attributes_model: 'LAB-2000-M' }, surcharge),
		);
		const result = planIn(tables, order({ lines: [line('LAB-2000-M', 100)] }), { shortStock: 'accept' });
		expect(lineOf(result)).toMatchObject({ products_price: '23.4034', final_price: '2340.34' });
	});
	it('takes the discount of the customer’s group off an order that leaves its prices to the shop', () => {
		const reduced = { customers_status_ot_discount_flag: '1', customers_status_ot_discount: '5.00' };
		const tables = configured(
			{
				MODULE_ORDER_TOTAL_INSTALLED:
					'ot_subtotal.php;ot_discount.php;ot_shipping.php;ot_tax.php;ot_total.php',
			},
			changed(shopTables(), 'customers_status', { customers_status_id: '2' }, reduced),
		);
		const plan = planIn(tables, order({ lines: [line('LAB-1001', 10)] }));
		expect(totals(plan)).toEqual([
			'Zwischensumme: 119,00 EUR = 119',
			'5.00 % Rabatt: <span class="color_ot_total"><b>-5,95 EUR</b></span> = -5.95',
			'Pauschale Versandkosten (Bester Weg): 5,95 EUR = 5.95',
			'inkl. MwSt. 19%: 19,00 EUR = 19',
			'<b>Summe</b>: <b>119,00 EUR</b> = 119',
		]);
		expect(rowsOf(planned(plan), 'orders')[0]).toMatchObject({ customers_status_discount: '5.00' });
		const own = planIn(tables, order({ lines: [line('LAB-1001', 10, { unitPrice: '10' })] }));
		expect(totals(own)[1]).toBe('Pauschale Versandkosten (Bester Weg): 5,95 EUR = 5.95');
		expect(rowsOf(planned(own), 'orders')[0]).toMatchObject({ customers_status_discount: '0.00' });
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
