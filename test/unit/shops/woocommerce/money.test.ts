import { serialize, unserialize } from '../../../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';
import { codes, itemMeta, line, order, planned, rowsOf, shopTables } from './shop.js';
import { rate, withOption, withRows } from './variations.js';

type Result = ReturnType<typeof planned>;
const header = (result: Result) => rowsOf(result, 'wc_orders')[0] ?? {};
const operational = (result: Result) => rowsOf(result, 'wc_order_operational_data')[0] ?? {};
const noShipping = { shipping: undefined };

/** A shop whose own prices hold the tax of its place, Germany. */
const grossShop = () => {
	const tables = withOption('woocommerce_prices_include_tax', 'yes');
	return withOption('woocommerce_default_country', 'DE', tables);
};

/** The shop with these rates only. */
const withRates = (...rates: Parameters<typeof rate>[0][]) => {
	const tables = shopTables();
	tables.wp_woocommerce_tax_rates = rates.map(rate);
	return tables;
};

describe('a shop whose prices include tax', () => {
	it('takes its own gross price apart', () => {
		const lines = [line({ unitPrice: undefined })];
		const result = planned(order({ ...noShipping, lines }), { tables: grossShop() });
		expect(itemMeta(result, 'item:line:1')).toMatchObject({ _line_total: '8.403361', _line_tax: '1.6' });
		expect(header(result)).toMatchObject({ tax_amount: '1.6', total_amount: '10' });
		expect(operational(result)).toMatchObject({ prices_include_tax: '1' });
	});

	it('keeps its net price where the goods go to a place with another rate', () => {
		const tables = grossShop();
		tables.wp_woocommerce_tax_rates?.push(
			rate({ tax_rate_id: '7', tax_rate_country: 'AT', tax_rate: '20.0000' }),
		);
		const shipTo = { street: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' };
		const lines = [line({ unitPrice: undefined, quantity: 100 })];
		const result = planned(order({ ...noShipping, shipTo, lines }), {
			tables,
			settings: { shortStock: 'accept' },
		});
		expect(header(result)).toMatchObject({ tax_amount: '168.07', total_amount: '1008.41' });
	});

	it('and an order in net prices gets the tax on top', () => {
		const result = planned(order({ ...noShipping, lines: [line()] }), { tables: grossShop() });
		expect(header(result)).toMatchObject({ tax_amount: '1.9', total_amount: '11.9' });
	});
});

describe('goods', () => {
	it.each([
		['taxable', '1.9', '11.9'],
		['shipping', '0', '10'],
		['none', '0', '10'],
	])('of the tax status %s have a tax of %s', (status, tax_amount, total_amount) => {
		const tables = withRows('wp_postmeta', 'meta_key', { _tax_status: { meta_value: status } });
		const result = planned(order({ ...noShipping, lines: [line()] }), { tables });
		expect(header(result)).toMatchObject({ tax_amount, total_amount });
	});
});

describe('gross prices', () => {
	it.each(['14.55', '0.15', '99.99', '1234.57'])(
		'of %s stay the total to the cent, whatever the rate',
		(unitPrice) => {
			for (const percent of ['19', '7', '20', '5.5', '25']) {
				const tables = withRates({ tax_rate_id: '1', tax_rate: percent });
				const parts = { ...noShipping, prices: 'gross', lines: [line({ unitPrice })] };
				expect(header(planned(order(parts), { tables })).total_amount).toBe(unitPrice);
			}
		},
	);

	it('are taken apart by several and compound rates', () => {
		const tables = withRates(
			{ tax_rate_id: '1', tax_rate: '5.0000' },
			{ tax_rate_id: '2', tax_rate: '10.0000', tax_rate_priority: '2', tax_rate_compound: '1' },
		);
		const parts = { ...noShipping, prices: 'gross', lines: [line({ unitPrice: '115.50' })] };
		const result = planned(order(parts), { tables });
		expect(itemMeta(result, 'item:line:1')._line_total).toBe('100');
		expect(itemMeta(result, 'item:tax:1').tax_amount).toBe('5');
		expect(itemMeta(result, 'item:tax:2').tax_amount).toBe('10.5');
		expect(header(result).total_amount).toBe('115.5');
	});

	it('have gross discounts', () => {
		const lines = [line({ unitPrice: '119', discount: '11.90' })];
		const result = planned(
			order({ ...noShipping, prices: 'gross', lines, discounts: [{ title: 'Bonus', amount: '11.90' }] }),
		);
		expect(itemMeta(result, 'item:line:1')).toMatchObject({ _line_subtotal: '100', _line_total: '80' });
		expect(itemMeta(result, 'item:coupon:0')).toMatchObject({
			discount_amount: '10',
			discount_amount_tax: '1.9',
		});
		expect(header(result).total_amount).toBe('95.2');
	});
});

describe('a gross order that the shop rounds to another total', () => {
	const gross = { ...noShipping, prices: 'gross' };
	const warnings = (parts: Record<string, unknown>, tables = shopTables()) => {
		const result = planned(order({ ...gross, ...parts }), { tables });
		return result.ok ? result.warnings.map(({ code, message }) => [code, message]) : codes(result);
	};
	const rounded = (sums: string) => [['shop.total.rounded', expect.stringMatching(sums) as string]];

	it('says so where the shop has fewer decimal places', () => {
		const wholeEuros = withOption('woocommerce_price_num_decimals', '0');
		const lines = [line({ unitPrice: '12.40', quantity: 2 })];
		expect(warnings({ lines }, wholeEuros)).toEqual(rounded('25 EUR.* 24.8 EUR'));
		expect(warnings({ lines: [line({ unitPrice: '1.255' })], currency: 'KWD' })).toEqual(
			rounded('1.25 KWD.* 1.255 KWD'),
		);
	});

	it('says so where two taxes of one line are rounded by themselves', () => {
		const tables = withRates(
			{ tax_rate_id: '1', tax_rate: '7.0000' },
			{ tax_rate_id: '2', tax_rate: '3.0000', tax_rate_priority: '2' },
		);
		expect(warnings({ lines: [line({ unitPrice: '1.16' })] }, tables)).toEqual(
			rounded('1.15 EUR.* 1.16 EUR'),
		);
	});

	it('says nothing where the sum is kept, or is not the order’s own', () => {
		const discounts = [{ title: 'Bonus', amount: '2' }];
		const lines = [line({ unitPrice: '14.55', quantity: 3, discount: '1.65' })];
		expect(warnings({ lines, discounts, shipping: { amount: '4.90', code: 'flat_rate:1' } })).toEqual([]);
		const wholeEuros = withOption('woocommerce_price_num_decimals', '0');
		expect(warnings({ lines: [line({ unitPrice: undefined })] }, wholeEuros)).toEqual([]);
		expect(warnings({ prices: 'net', lines: [line({ unitPrice: '12.40' })] }, wholeEuros)).toEqual([]);
	});
});

describe('several rates', () => {
	it('of different priority add up, of one priority the most particular counts', () => {
		const tables = withRates(
			{ tax_rate_id: '1', tax_rate: '4.0000', tax_rate_country: '' },
			{ tax_rate_id: '2', tax_rate: '6.0000' },
			{ tax_rate_id: '3', tax_rate: '1.0000', tax_rate_priority: '2' },
		);
		const result = planned(order({ ...noShipping, lines: [line({ unitPrice: '100' })] }), { tables });
		expect(itemMeta(result, 'item:line:1')._line_tax_data).toBe(
			'a:2:{s:5:"total";a:2:{i:2;s:1:"6";i:3;s:1:"1";}s:8:"subtotal";a:2:{i:2;s:1:"6";i:3;s:1:"1";}}',
		);
		expect(header(result)).toMatchObject({ tax_amount: '7', total_amount: '107' });
	});

	it('are rounded per line, or once where the shop rounds at the end', () => {
		const lines = ['1', '2', '3'].map((id) => line({ id, unitPrice: '0.13' }));
		const tables = withRates({ tax_rate_id: '1', tax_rate: '19' });
		const parts = { ...noShipping, lines };
		expect(header(planned(order(parts), { tables })).tax_amount).toBe('0.06');
		const atEnd = withOption('woocommerce_tax_round_at_subtotal', 'yes', tables);
		expect(header(planned(order(parts), { tables: atEnd })).tax_amount).toBe('0.0741');
	});

	it('stay as they are computed where the shop rounds at the end, so that only the total is rounded', () => {
		const tables = withRates({ tax_rate_id: '1', tax_rate: '19' });
		const atEnd = withOption('woocommerce_tax_round_at_subtotal', 'yes', tables);
		const result = planned(order({ ...noShipping, lines: [line({ unitPrice: '12.345' })] }), {
			tables: atEnd,
		});
		expect(header(result)).toMatchObject({ tax_amount: '2.34555', total_amount: '14.69' });
		expect(itemMeta(result, 'item:tax:1').tax_amount).toBe('2.34555');
	});
});

describe('an order that the customer fetches', () => {
	const ships = (code: string) => {
		const tables = withRates(
			{ tax_rate_id: '1', tax_rate: '19' },
			{ tax_rate_id: '2', tax_rate: '20', tax_rate_country: 'AT' },
		);
		tables.wp_woocommerce_shipping_zone_methods?.push({
			zone_id: '1',
			instance_id: '8',
			method_id: 'local_pickup',
			method_order: '9',
			is_enabled: '1',
		});
		const billTo = { street: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' };
		const parts = { billTo, lines: [line({ unitPrice: '100' })], shipping: { amount: '10', code } };
		return planned(order(parts), { tables: withOption('woocommerce_default_country', 'DE', tables) });
	};

	it('is taxed where the shop is, one that it sends where the goods go', () => {
		expect(header(ships('local_pickup:8')).total_amount).toBe('130.9');
		expect(header(ships('flat_rate:1')).total_amount).toBe('132');
	});
});

describe('the shop’s own price', () => {
	it('is the sale price while the sale lasts', () => {
		const tables = withRows('wp_postmeta', 'meta_id', { '22': { meta_value: '7.5' } });
		const lines = [line({ unitPrice: undefined, quantity: 2 })];
		expect(itemMeta(planned(order({ lines }), { tables }), 'item:line:1')._line_total).toBe('15');
	});

	it('of a variation is its own', () => {
		const tables = withRows('wp_postmeta', 'meta_id', { '96': { meta_value: '17' } });
		const lines = [line({ supplierSku: 'LAB-2000-L', unitPrice: undefined })];
		expect(itemMeta(planned(order({ lines }), { tables }), 'item:line:1')._line_total).toBe('17');
	});

	it('is needed where the order has none', () => {
		const tables = withRows('wp_postmeta', 'meta_id', { '22': { meta_value: '' } });
		expect(codes(planned(order({ lines: [line({ unitPrice: undefined })] }), { tables }))).toEqual([
			'shop.price.missing',
		]);
	});

	it('is in the shop’s currency, so an order in another one must say its prices', () => {
		expect(codes(planned(order({ currency: 'USD', lines: [line({ unitPrice: undefined })] })))).toEqual([
			'shop.currency.unknown',
		]);
	});
});

describe('an order in another currency', () => {
	it('keeps its currency, prices and taxes', () => {
		const result = planned(order({ ...noShipping, currency: 'CHF', lines: [line()] }));
		expect(header(result)).toMatchObject({ currency: 'CHF', tax_amount: '1.9', total_amount: '11.9' });
	});
});

describe('discounts', () => {
	it('of a line above its price are refused', () => {
		expect(codes(planned(order({ lines: [line({ discount: '10.01' })] })))).toEqual([
			'shop.discount.tooLarge',
		]);
		expect(header(planned(order({ ...noShipping, lines: [line({ discount: '10' })] }))).total_amount).toBe(
			'0',
		);
	});

	it('of the order can be recalculated by the shop’s staff, net or gross as their prices are', () => {
		const info = (prices: 'net' | 'gross', amount: string, tables = shopTables()) => {
			const discounts = [{ title: 'Bonus', amount }];
			const parts = { ...noShipping, prices, discounts, lines: [line({ unitPrice: '119' })] };
			return itemMeta(planned(order(parts), { tables }), 'item:coupon:0').coupon_info;
		};
		expect(info('gross', '11.90')).toBe('[0,"bonus",null,10]');
		expect(info('net', '10')).toBe('[0,"bonus",null,10]');
		expect(info('gross', '11.90', grossShop())).toBe('[0,"bonus",null,11.9]');
		expect(info('net', '10', grossShop())).toBe('[0,"bonus",null,11.9]');
	});

	it('of the order that do not divide are spread to the cent', () => {
		const lines = ['1', '2', '3'].map((id) => line({ id, unitPrice: '10' }));
		const result = planned(order({ ...noShipping, lines, discounts: [{ title: 'Third', amount: '10' }] }));
		const totals = lines.map(({ id }) => Number(itemMeta(result, `item:line:${id}`)._line_total));
		expect(totals.map((total) => total.toFixed(2)).sort()).toEqual(['6.66', '6.67', '6.67']);
		expect(operational(result)).toMatchObject({ discount_total_amount: '10' });
	});

	it('of the order leave the cents that do not divide to the dearest pieces, as the shop’s coupons do', () => {
		const prices = { '9.99': 3, '3.33': 2, '1.07': 7, '12.345': 1 };
		const lines = Object.entries(prices).map(([unitPrice, quantity], index) =>
			line({ id: String(index), unitPrice, quantity }),
		);
		const discounts = [{ title: 'Five', amount: '5' }];
		const result = planned(order({ ...noShipping, lines, discounts }));
		expect(lines.map(({ id }) => itemMeta(result, `item:line:${id}`)._line_total)).toEqual([
			...['28.8', '5.88', '4.83', '11.955'],
		]);
	});

	it('of the order are spread at once, however many millions of pieces a line has', () => {
		const many = line({ unitPrice: '0.0001', quantity: 123_456_789 });
		const lines = [many, line({ id: '2', unitPrice: '0.17', quantity: 0.5 })];
		const discounts = [{ title: 'All', amount: '99999' }];
		expect(codes(planned(order({ ...noShipping, lines, discounts })))).toContain('shop.discount.tooLarge');
	});
});

describe('article numbers', () => {
	it('that two products have name neither', () => {
		const tables = withRows('wp_wc_product_meta_lookup', 'product_id', { '13': { sku: 'lab-1001' } });
		const lines = [line({ supplierSku: 'LAB-1001' }), line({ id: '2', supplierSku: 'lab-1001' })];
		expect(planned(order({ lines }), { tables })).toMatchObject({
			ok: false,
			problems: [
				{ code: 'shop.sku.ambiguous', line: '1' },
				{ code: 'shop.sku.ambiguous', line: '2' },
			],
		});
	});
});

describe('PHP’s serialized texts', () => {
	it.each(['Größe', '„Ä“ €', '漢字', '🍺', '"; i:0', ''])('hold %s to the byte', (text) => {
		const written = serialize(new Map([['title', text]]));
		expect(written).toBe(`a:1:{s:5:"title";s:${Buffer.byteLength(text)}:"${text}";}`);
		expect(unserialize(written)).toEqual(new Map([['title', text]]));
	});
});
