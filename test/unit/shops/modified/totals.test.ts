import { decimal } from '../../../../nodes/OrderExchange/orders/money.js';
import { money } from '../../../../nodes/OrderExchange/shops/modified/totals.js';
import { abroad, changed, configured, line, lineOf, order, totals } from './ordersUnderTest.js';
import { goldenOrder, planIn, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

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

/** A shop that charges the tax of each country: 20 % in France and Austria, 10 % there on what has class 2. */
function soldAcrossBorders(): Tables {
	const tables = shopTables();
	const idOf = (code: string) =>
		tables['countries']?.find((row) => row['countries_iso_code_2'] === code)?.['countries_id'] ?? '';
	const zones = [
		{ id: '50', country: idOf('FR'), name: 'TVA', code: 'FR' },
		{ id: '51', country: idOf('AT'), name: 'USt.', code: 'AT' },
	];
	const rest = (tables['zones_to_geo_zones'] ?? []).filter(
		(row) => !zones.some(({ country }) => country === row['zone_country_id']),
	);
	const zone = { geo_zone_info: '0', geo_zone_tax: '1' };
	const rate = (zoneId: string, taxClass: string, percent: number, name: string) => ({
		...{ tax_rates_id: zoneId + taxClass, tax_zone_id: zoneId, tax_class_id: taxClass, tax_priority: '1' },
		...{ tax_rate: `${percent}.0000`, tax_description: name },
	});
	return {
		...tables,
		geo_zones: [...(tables['geo_zones'] ?? []), ...zones.map(({ id }) => ({ ...zone, geo_zone_id: id }))],
		zones_to_geo_zones: [
			...rest,
			...zones.map(({ id, country }) => ({ geo_zone_id: id, zone_country_id: country, zone_id: '0' })),
		],
		tax_rates: [
			...zones.flatMap(({ id, name, code }) => [
				rate(id, '1', 20, `${name} 20% (${code})`),
				rate(id, '2', 10, `${name} 10% (${code})`),
			]),
			...(tables['tax_rates'] ?? []),
		],
	};
}

const allTotals = 'ot_subtotal.php;ot_shipping.php;ot_subtotal_no_tax.php;ot_tax.php;ot_total.php';

describe('totals', () => {
	it('gives a stated rate the name that it has at the destination, the goods’ class first', () => {
		const oss = soldAcrossBorders();
		const vienna = order({
			...{ prices: 'gross', billTo: abroad, shipping: { amount: '6' } },
			lines: [line('LAB-1001', 1, { unitPrice: '120', taxRate: '20' })],
		});
		expect(totals(planIn(oss, vienna)).filter((row) => row.includes('20%'))).toEqual([
			'inkl. USt. 20% (AT): 21,00 EUR = 21',
		]);
		const reduced = { ...vienna, lines: [line('LAB-1001', 1, { unitPrice: '110', taxRate: '10' })] };
		expect(totals(planIn(oss, reduced))).toContain('inkl. USt. 10% (AT): 10,00 EUR = 10');
	});
	it('charges the rate of the class that a product has in another country', () => {
		const tables: Tables = {
			...soldAcrossBorders(),
			products_geo_zones_to_tax_class: [{ products_id: '1', geo_zone_id: '51', tax_class_id: '2' }],
		};
		const gross = { prices: 'gross' as const, lines: [line('LAB-1001', 1, { unitPrice: '110' })] };
		const vienna = planIn(tables, order({ ...gross, billTo: abroad }));
		expect(totals(vienna)).toContain('inkl. USt. 10% (AT): 10,00 EUR = 10');
		expect(lineOf(planIn(tables, order(gross)))).toMatchObject({ products_tax: '19' });
	});
	it('does not name a rate after a country that has nothing to do with the order', () => {
		const lines = [line('LAB-1001', 1, { unitPrice: '120', taxRate: '20' })];
		const german = order({ prices: 'gross', lines });
		expect(totals(planIn(soldAcrossBorders(), german))).toContain('inkl. MwSt. 20%: 20,00 EUR = 20');
	});
	it('adds rates of one priority up, and charges those of the next one on top of them', () => {
		const tables = shopTables();
		const [usual] = tables['tax_rates'] ?? [];
		const rate = (tax_rates_id: string, tax_priority: string, tax_rate: string) => ({
			...{ ...usual, tax_rates_id, tax_priority, tax_rate, tax_description: `DE::Abgabe ${tax_rates_id}` },
		});
		const more = [rate('91', '1', '1.0000'), rate('92', '2', '10.0000')];
		const all = { ...tables, tax_rates: [...(tables['tax_rates'] ?? []), ...more] };
		const taxed = order({ lines: [line('LAB-1001', 1, { unitPrice: '100' })], shipping: { amount: '0' } });
		expect(totals(planIn(all, taxed))).toContain('inkl. MwSt. 19% + Abgabe 92: 32,00 EUR = 32');
	});
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
			MODULE_ORDER_TOTAL_INSTALLED: allTotals,
		});
		const big = order({ lines: [line('LAB-1001', 20, { unitPrice: '10' })] });
		expect(totals(planIn(tables, big))).toContain('<b>Summe, netto</b>: <b>205,00 EUR</b> = 205');
	});
	it.each<[string, Record<string, string>, string[]]>([
		[
			'net sum',
			{ MODULE_ORDER_TOTAL_SUBTOTAL_NO_TAX_STATUS: 'false' },
			['subtotal', 'shipping', 'tax', 'total'],
		],
		[
			'subtotal',
			{ MODULE_ORDER_TOTAL_SUBTOTAL_STATUS: 'false' },
			['shipping', 'subtotal_no_tax', 'tax', 'total'],
		],
		['tax', { MODULE_ORDER_TOTAL_TAX_STATUS: 'false' }, ['subtotal', 'shipping', 'subtotal_no_tax', 'total']],
	])('leaves the %s out where the owner switched it off', (_, values, rows) => {
		const tables = configured({ MODULE_ORDER_TOTAL_INSTALLED: allTotals, ...values });
		const big = order({ lines: [line('LAB-1001', 20, { unitPrice: '10' })] });
		expect(rowsOf(planned(planIn(tables, big)), 'orders_total').map((row) => row['class'])).toEqual(
			rows.map((name) => `ot_${name}`),
		);
	});
	it('charges no tax on shipping where taxes are switched off', () => {
		const tables = configured({ MODULE_ORDER_TOTAL_TAX_STATUS: 'false' });
		const gross = order({
			...{ prices: 'gross', shipping: { amount: '5.95', taxRate: '19' } },
			lines: [line('LAB-1001', 1, { unitPrice: '11.90' })],
		});
		const plan = planIn(tables, gross);
		expect(totals(plan)).toEqual([
			'Zwischensumme: 11,90 EUR = 11.9',
			'Pauschale Versandkosten (Bester Weg): 5,95 EUR = 5.95',
			'<b>Summe</b>: <b>17,85 EUR</b> = 17.85',
		]);
		expect(lineOf(plan)).toMatchObject({ products_tax: '19', allow_tax: '0' });
		const net = planIn(tables, order({ lines: [line('LAB-1001', 1, { unitPrice: '10' })] }));
		expect(totals(net)[1]).toBe('Pauschale Versandkosten (Bester Weg): 5,00 EUR = 5');
	});
	it('charges no tax in a shop of a small business, and calls nothing net or gross', () => {
		const tables = changed(
			configured({ MODULE_SMALL_BUSINESS: 'true', MODULE_ORDER_TOTAL_TAX_STATUS: 'false' }),
			'customers_status',
			{ customers_status_id: '2' },
			{ customers_status_show_price_tax: '0', customers_status_add_tax_ot: '0' },
		);
		const small = changed(tables, 'products', { products_id: '1' }, { products_tax_class_id: '0' });
		const gross = order({
			...{ prices: 'gross', shipping: { amount: '5.95', taxRate: '19' } },
			lines: [line('LAB-1001', 1, { unitPrice: '11.90', taxRate: '19' })],
		});
		const plan = planIn(small, gross);
		expect(totals(plan)).toEqual([
			'Zwischensumme: 11,90 EUR = 11.9',
			'Pauschale Versandkosten (Bester Weg): 5,95 EUR = 5.95',
			'<b>Summe</b>: <b>17,85 EUR</b> = 17.85',
		]);
		expect(lineOf(plan)).toMatchObject({ products_tax: '0', final_price: '11.9', allow_tax: '0' });
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
