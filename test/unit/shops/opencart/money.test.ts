import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import {
	added,
	changed,
	codes,
	configured,
	goldenOrder,
	line,
	linesOf,
	orderOf,
	planIn,
	problemsOf,
	rowsOf,
	shopTables,
	totalsOf,
} from './shop.js';

/** Two pieces at 10.00 net and free delivery, if nothing else is said. */
const order = (change: object = {}) =>
	goldenOrder('new', {
		lines: [line('LAB-1001', 2, { unitPrice: '10' })],
		shipping: { amount: '0' },
		...change,
	});
const withoutFreeDelivery = (totals: readonly string[]) =>
	totals.filter((row) => !row.startsWith('shipping'));
const totals = (change: object, tables = shopTables()) =>
	withoutFreeDelivery(totalsOf(planIn(tables, order(change))));

describe('amounts of the order', () => {
	test('in another currency are kept in the shop’s own, with the rate of the day', () => {
		const result = planIn(
			shopTables(),
			order({
				currency: 'USD',
				lines: [line('LAB-1001', 1, { unitPrice: '11' })],
				shipping: { amount: '5.50' },
			}),
		);
		expect(linesOf(result)).toEqual(['10.0000 × = 10.0000, tax 1.9000']);
		expect(orderOf(result)).toMatchObject({
			...{ total: '17.8500', currency_id: '2', currency_code: 'USD', currency_value: '1.10000000' },
		});
		expect(orderOf(result)['shipping_method']).toContain('"cost":"5.00","tax_class_id":"9","text":"$6.55"');
	});
	test('in a currency that the shop has switched off are refused', () => {
		expect(codes(planIn(shopTables(), order({ currency: 'HKD' })))).toEqual(['shop.currency.unknown']);
	});
	test('with tax in them are taken apart by the shop’s rates', () => {
		const lines = [line('LAB-1001', 1, { unitPrice: '19.99' })];
		const result = planIn(shopTables(), order({ prices: 'gross', lines, shipping: { amount: '5.95' } }));
		expect(totalsOf(result)).toEqual([
			'sub_total Sub-Total 16.7983',
			'shipping Flat Shipping Rate 5.0000',
			'tax MwSt. 19% 4.1417',
			'total Total 25.9400',
		]);
	});
	test('count whatever characters are in a title', () => {
		const shipping = { amount: '5', code: 'flat.flat', title: 'Spedition "Müller & Co"' };
		expect(totals({ shipping: { ...shipping, amount: '0' } })).toHaveLength(3);
		expect(totalsOf(planIn(shopTables(), order({ shipping })))[1]).toBe(
			'shipping Spedition &quot;Müller &amp; Co&quot; 5.0000',
		);
	});
});

describe('discounts', () => {
	test('of a line lower its price', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '10', discount: '5' })];
		expect(linesOf(planIn(shopTables(), order({ lines })))).toEqual(['7.5000 × = 15.0000, tax 1.4250']);
	});
	test('of the order are a row of their own and take their tax off', () => {
		expect(totals({ discounts: [{ title: 'Rabatt', amount: '2' }] })).toEqual([
			'sub_total Sub-Total 20.0000',
			'coupon Rabatt -2.0000',
			'tax MwSt. 19% 3.4200',
			'total Total 21.4200',
		]);
	});
	test('of an order with gross prices are gross too', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '11.90' })];
		const discounts = [{ title: 'Rabatt', amount: '2.38' }];
		expect(totals({ prices: 'gross', lines, discounts })).toContain('coupon Rabatt -2.0000');
		expect(totals({ prices: 'gross', lines, discounts })).toContain('total Total 21.4200');
	});
	test('are spread over the tax rates of the goods', () => {
		const lines = [
			line('LAB-1001', 1, { unitPrice: '10' }),
			line('LAB-1002', 1, { unitPrice: '30', taxRate: '7', id: '2' }),
		];
		expect(totals({ lines, discounts: [{ title: 'Rabatt', amount: '4' }] })).toEqual([
			'sub_total Sub-Total 40.0000',
			'coupon Rabatt -4.0000',
			'tax MwSt. 19% 1.7100',
			'tax MwSt. 7% 1.8900',
			'total Total 39.6000',
		]);
	});
	test('never look like a coupon of the shop, which would book them as fraud', () => {
		const discounts = [
			{ title: 'Herbst (5 %)', amount: '1' },
			{ title: 'Coupon', code: 'SUMMER', amount: '1' },
		];
		const titles = totals({ discounts }).filter((row) => row.startsWith('coupon'));
		expect(titles).toEqual(['coupon Coupon: SUMMER -1.0000', 'coupon Herbst [5 %] -1.0000']);
	});
	test('larger than the goods are refused, on a line and on the order', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '10', discount: '20.01' })];
		expect(problemsOf(planIn(shopTables(), order({ lines })))).toMatchObject([
			{ code: 'shop.discount.tooLarge', line: '1', field: 'discount' },
		]);
		const discounts = [
			{ title: 'A', amount: '15' },
			{ title: 'B', amount: '5.01' },
		];
		expect(problemsOf(planIn(shopTables(), order({ discounts })))).toMatchObject([
			{ code: 'shop.discount.tooLarge', field: 'discounts' },
		]);
		const exact = [{ title: 'A', amount: '20' }];
		expect(totals({ discounts: exact })).toContain('total Total 0.0000');
	});
});

describe('totals', () => {
	const discounts = [{ title: 'Rabatt', amount: '2' }];
	const codesOf = (tables = shopTables()) => totals({ discounts }, tables).map((row) => row.split(' ')[0]);
	test('at the same place stand as the shop’s own sorting leaves them: by code, title and value', () => {
		const places = {
			total_coupon_sort_order: '5',
			total_tax_sort_order: '5',
			total_sub_total_sort_order: '5',
		};
		expect(codesOf(configured(shopTables(), places))).toEqual(['coupon', 'sub_total', 'tax', 'total']);
	});
	test('of a shop without coupons have a discount before the taxes, not before everything', () => {
		const tables = shopTables();
		const setting = (tables['setting'] ?? []).filter(({ key }) => key !== 'total_coupon_sort_order');
		expect(codesOf({ ...tables, setting })).toEqual(['sub_total', 'coupon', 'tax', 'total']);
	});
});

describe('taxes', () => {
	test('that the order states go under the shop’s own name for that rate', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '10', taxRate: '7.00' })];
		expect(totals({ lines })).toContain('tax MwSt. 7% 1.4000');
	});
	test('that the order states are not called as the same rate is in another country', () => {
		const rate = { tax_rate_id: '95', geo_zone_id: '999', name: 'TVA 7%', rate: '7.0000', type: 'P' };
		const rule = { tax_rule_id: '1', tax_class_id: '9', tax_rate_id: '95', based: 'shipping', priority: '1' };
		const group = { tax_rate_id: '95', customer_group_id: '1' };
		const tables = added(added(shopTables(), 'tax_rate', rate), 'tax_rate_to_customer_group', group);
		const first = { ...tables, tax_rule: [rule, ...(tables['tax_rule'] ?? [])] };
		const lines = [line('LAB-1001', 2, { unitPrice: '10', taxRate: '7.00' })];
		expect(totals({ lines }, first)).toContain('tax MwSt. 7% 1.4000');
	});
	test('of a rate that the shop does not have are named by their percentage', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '10', taxRate: '16' })];
		expect(totals({ lines })).toContain('tax 16% 3.2000');
	});
	test('of zero percent leave no row', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '10', taxRate: '0' })];
		expect(totals({ lines })).toEqual(['sub_total Sub-Total 20.0000', 'total Total 20.0000']);
	});
	test('of two rates with one name stay two rows, as in the shop', () => {
		const rate = { tax_rate_id: '92', geo_zone_id: '10', name: 'MwSt. 19%', rate: '1.0000', type: 'P' };
		const rule = { tax_rule_id: '131', tax_class_id: '9', tax_rate_id: '92', based: 'store', priority: '2' };
		const group = { tax_rate_id: '92', customer_group_id: '1' };
		const withRate = added(shopTables(), 'tax_rate', rate);
		const tables = added(added(withRate, 'tax_rule', rule), 'tax_rate_to_customer_group', group);
		expect(totals({}, tables).filter((row) => row.startsWith('tax'))).toEqual([
			'tax MwSt. 19% 0.2000',
			'tax MwSt. 19% 3.8000',
		]);
	});
	test('that the order states as one are those of the shop that add up to it', () => {
		const rate = { tax_rate_id: '92', geo_zone_id: '10', name: 'Abgabe', rate: '7.0000', type: 'P' };
		const rule = { tax_rule_id: '131', tax_class_id: '9', tax_rate_id: '92', based: 'store', priority: '2' };
		const group = { tax_rate_id: '92', customer_group_id: '1' };
		const withRate = added(shopTables(), 'tax_rate', rate);
		const tables = added(added(withRate, 'tax_rule', rule), 'tax_rate_to_customer_group', group);
		const taxed = (taxRate: string) =>
			totals({ lines: [line('LAB-1001', 2, { unitPrice: '10', taxRate })] }, tables).filter((row) =>
				row.startsWith('tax'),
			);
		expect(taxed('26')).toEqual(['tax Abgabe 1.4000', 'tax MwSt. 19% 3.8000']);
		expect(taxed('19')).toEqual(['tax MwSt. 19% 3.8000']);
	});
	test('that are fixed count once per piece', () => {
		const british = { zone_id: '3513', country_id: '222' };
		const zone = (shopTables()['zone'] ?? []).find((row) => row['zone_id'] === british.zone_id);
		const billTo = {
			...{ firstName: 'Ann', lastName: 'Lee', street: 'High St 1', city: 'Town', postalCode: 'AB1 2CD' },
			...{ country: 'GB', region: zone?.['code'] ?? '' },
		};
		const result = planIn(shopTables(), order({ billTo }));
		expect(linesOf(result)).toEqual(['10.0000 × = 20.0000, tax 4.0000']);
		expect(totalsOf(result).filter((row) => row.startsWith('tax'))).toEqual([
			'tax Eco Tax (-2.00) 4.0000',
			'tax VAT (20%) 4.0000',
		]);
	});
	test('that are fixed count once per line since 4.1.0.4, whose cart does so, but are all in a gross price', () => {
		const billTo = {
			...{ firstName: 'Ann', lastName: 'Lee', street: 'High St 1', city: 'Town', postalCode: 'AB1 2CD' },
			...{ country: 'GB', region: 'Aberdeen' },
		};
		const totalIn = (foundVersion: string, change: object) =>
			totalsOf(planIn(shopTables(), order({ billTo, ...change }), { foundVersion })).slice(-3);
		expect(totalIn('4.1.0.4', {})).toEqual([
			'tax Eco Tax (-2.00) 2.0000',
			'tax VAT (20%) 4.0000',
			'total Total 26.0000',
		]);
		expect(totalIn('4.1', {}).at(-1)).toBe('total Total 28.0000');
		const gross = { prices: 'gross', lines: [line('LAB-1001', 2, { unitPrice: '14' })] };
		expect(totalIn('4.1.0.4', gross)).toEqual([
			'tax Eco Tax (-2.00) 4.0000',
			'tax VAT (20%) 4.0000',
			'total Total 28.0000',
		]);
	});
	test('that depend on the region are not guessed where the address names none', () => {
		const billTo = {
			...{ firstName: 'Ann', lastName: 'Lee', street: 'High St 1', city: 'Town', postalCode: 'AB1 2CD' },
			...{ country: 'GB' },
		};
		const regionless = (change: object = {}) =>
			problemsOf(planIn(shopTables(), order({ billTo, ...change })));
		expect(regionless()).toMatchObject([{ code: 'shop.region.needed', field: 'billTo.region' }]);
		expect(regionless({ billTo: order().billTo, shipTo: { ...billTo, region: 'Atlantis' } })).toMatchObject([
			{ code: 'shop.region.needed', field: 'shipTo.region', value: 'Atlantis' },
		]);
		const lines = [line('LAB-1001', 2, { unitPrice: '10', taxRate: '20' })];
		expect(regionless({ lines })).toEqual([]);
		expect(regionless({ lines, shipping: { amount: '5' } })).toHaveLength(1);
		expect(regionless({ billTo: { ...billTo, country: 'FR' } })).toEqual([]);
	});
	test('are not due where the shop has no rate for the country of delivery', () => {
		const shipTo = { street: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' };
		expect(totals({ shipTo })).toEqual(['sub_total Sub-Total 20.0000', 'total Total 20.0000']);
	});
	test('can follow the invoice address where the shop asks for one', () => {
		const shipTo = { street: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' };
		const byInvoice = changed(shopTables(), 'tax_rule', { tax_rule_id: '129' }, { based: 'payment' });
		expect(totals({ shipTo }, byInvoice)).toContain('total Total 20.0000');
		const asking = configured(byInvoice, { config_checkout_payment_address: '1' });
		expect(totals({ shipTo }, asking)).toContain('total Total 23.8000');
	});
});

describe('a shop that has no row for taxes in its totals', () => {
	const untaxing = configured(shopTables(), { total_tax_status: '0' });
	const withTax = { prices: 'gross', lines: [line('LAB-1001', 2, { unitPrice: '10' })] };
	test.each([{}, withTax])('charges what the goods cost, as its own checkout does: %j', (change) => {
		const result = planIn(untaxing, order(change));
		expect(withoutFreeDelivery(totalsOf(result))).toEqual([
			'sub_total Sub-Total 20.0000',
			'total Total 20.0000',
		]);
		expect(linesOf(result)).toEqual(['10.0000 × = 20.0000, tax 1.9000']);
	});
	test('adds none to a discount or to the delivery either', () => {
		const change = { discounts: [{ title: 'Rabatt', amount: '2' }], shipping: { amount: '5' } };
		expect(totalsOf(planIn(untaxing, order(change))).at(-1)).toBe('total Total 23.0000');
	});
	test('adds the tax that the order itself names', () => {
		const lines = [line('LAB-1001', 2, { unitPrice: '10', taxRate: '7' })];
		expect(totals({ lines }, untaxing)).toContain('total Total 21.4000');
	});
	test('asks for no region, since nothing depends on it', () => {
		const billTo = { firstName: 'Ann', lastName: 'Lee', street: 'High St 1', city: 'Town', country: 'GB' };
		expect(codes(planIn(untaxing, order({ billTo })))).toEqual([]);
	});
});

describe('the shop’s own price', () => {
	const discount = (row: Row): Row => ({
		...{ product_id: '28', customer_group_id: '1', quantity: '1', priority: '1', type: 'F' },
		...{ date_start: '0000-00-00', date_end: '0000-00-00' },
		...row,
	});
	const priceOf = (rows: readonly Row[], quantity = 1, now = '2026-11-23T17:00:00Z') =>
		linesOf(
			planIn(
				added(shopTables(), 'product_discount', ...rows.map(discount)),
				order({ lines: [line('LAB-1001', quantity)] }),
				{ now },
			),
		)[0]?.split(' ')[0];

	test('counts where the order gives none, whatever its currency', () => {
		expect(priceOf([])).toBe('16.7983');
		const foreign = order({ currency: 'USD', lines: [line('LAB-1001', 1)] });
		expect(linesOf(planIn(shopTables(), foreign))).toEqual(['16.7983 × = 16.7983, tax 3.1917']);
	});
	test('is the special while it runs; its last day is over', () => {
		const special = { price: '12.0000', date_start: '2026-11-23', date_end: '2026-11-25' };
		expect(priceOf([special])).toBe('12.0000');
		expect(priceOf([special], 1, '2026-11-22T17:00:00Z')).toBe('16.7983');
		expect(priceOf([special], 1, '2026-11-25T01:00:00Z')).toBe('16.7983');
	});
	test('is the tier that the quantity reaches, before a special', () => {
		const rows: Row[] = [{ price: '8.0000' }, { quantity: '5', price: '10.0000' }];
		expect([priceOf(rows, 4), priceOf(rows, 5)]).toEqual(['8.0000', '10.0000']);
	});
	test('is the first priority’s, then the lowest', () => {
		const rows: Row[] = [{ price: '9.0000', priority: '2' }, { price: '12.0000' }, { price: '11.0000' }];
		expect(priceOf(rows)).toBe('11.0000');
	});
	test('is not another customer group’s', () => {
		expect(priceOf([{ price: '1.0000', customer_group_id: '2' }])).toBe('16.7983');
	});
	test('counts all lines of a product together', () => {
		const tables = added(shopTables(), 'product_discount', discount({ quantity: '5', price: '10.0000' }));
		const lines = [line('LAB-1001', 2), line('lab-1001', 3, { id: '2' })];
		expect(linesOf(planIn(tables, order({ lines })))).toEqual([
			'10.0000 × = 20.0000, tax 1.9000',
			'10.0000 × = 30.0000, tax 1.9000',
		]);
	});
	test.each([
		['P', '10.0000', '99.0000'],
		['S', '20.0000', '90.0000'],
		['F', '50.0000', '60.0000'],
	])('reduced by type %s with %s includes the option', (type, price, wanted) => {
		const tables = added(shopTables(), 'product_discount', discount({ product_id: '35', type, price }));
		const medium = { options: [{ name: 'Size', value: 'Medium' }] };
		const result = planIn(tables, order({ lines: [line('Product 8', 1, medium)] }));
		expect(rowsOf(result, 'order_product')[0]?.['price']).toBe(wanted);
	});
	test('is lowered by the line’s discount', () => {
		const lines = [line('LAB-1001', 2, { discount: '2' })];
		expect(linesOf(planIn(shopTables(), order({ lines })))[0]).toMatch(/^15\.7983 /);
		const gross = order({ prices: 'gross', lines: [line('LAB-1001', 2, { discount: '2.38' })] });
		expect(linesOf(planIn(shopTables(), gross))[0]).toMatch(/^15\.7983 /);
	});
	test('must be there', () => {
		const free = changed(shopTables(), 'product', { product_id: '28' }, { price: '0.0000' });
		const result = planIn(free, order({ lines: [line('LAB-1001', 1)] }));
		expect(problemsOf(result)).toMatchObject([{ code: 'shop.price.missing', line: '1', field: 'unitPrice' }]);
	});
});
