import { changed, configured, line, lineOf, order, totals } from './ordersUnderTest.js';
import { planIn, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

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
