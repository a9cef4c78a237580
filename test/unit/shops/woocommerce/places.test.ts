import type { Row } from '../../../../nodes/OrderExchange/database/read.js';
import { line, order, planned, rowsOf, shopTables } from './shop.js';
import { rate, withOption } from './variations.js';

const stateOf = (region: string, country: string, tables = shopTables()) =>
	rowsOf(
		planned(order({ billTo: { street: 'S 1', city: 'C', region, country } }), { tables }),
		'wc_order_addresses',
	)[0]?.state;

describe('the region of an address', () => {
	it.each([
		['BY', 'DE', 'DE-BY'],
		['DE-BY', 'DE', 'DE-BY'],
		['CA', 'US', 'CA'],
		['US-CA', 'US', 'CA'],
		['34', 'TR', 'TR34'],
		['TR-34', 'TR', 'TR34'],
		['TR34', 'TR', 'TR34'],
		['EG-ALX', 'EG', 'EGALX'],
		['UA-05', 'UA', 'UA05'],
		['KN-K', 'KN', 'KNK'],
		['KNK', 'KN', 'KNK'],
		['HR-01', 'HR', 'HR-01'],
		['01', 'HR', 'HR-01'],
		['ZH', 'CH', 'ZH'],
		['CN-GD', 'CN', 'CN20'],
		['BJ', 'CN', 'CN2'],
		['CN-11', 'CN', 'CN2'],
		['CN11', 'CN', 'CN11'],
		['CN2', 'CN', 'CN2'],
		['MX-CMX', 'MX', 'DF'],
		['CHIS', 'MX', 'CS'],
		['MEX', 'MX', 'MX'],
		['JA', 'MX', 'JA'],
		['MA-CAS', 'MA', 'macas'],
		['macas', 'MA', 'macas'],
		['MY-10', 'MY', 'SGR'],
		['SGR', 'MY', 'SGR'],
		['IN-OD', 'IN', 'OR'],
		['KL', 'HK', 'KOWLOON'],
		['NZ-AUK', 'NZ', 'AUK'],
		['ZA-NL', 'ZA', 'KZN'],
	])('%s of %s becomes the shop’s %s', (region, country, code) => {
		expect(stateOf(region, country)).toBe(code);
	});

	it('is a text where it is a name, even a short one', () => {
		expect(stateOf('Oberbayern', 'DE')).toBe('Oberbayern');
		expect(stateOf('Uri', 'CH')).toBe('Uri');
		expect(stateOf('Trabzon', 'TR')).toBe('Trabzon');
	});

	it('is written as in the shop’s own taxes, zones or address', () => {
		const tables = withOption('woocommerce_default_country', 'IT:IT-BZ');
		tables.wp_woocommerce_tax_rates?.push(rate({ tax_rate_country: 'XY', tax_rate_state: 'XY7' }));
		expect(stateOf('7', 'XY', tables)).toBe('XY7');
		expect(stateOf('BZ', 'IT', tables)).toBe('IT-BZ');
	});

	it('in old numbers of China is not another one that the shop taxes', () => {
		const tables = shopTables();
		tables.wp_woocommerce_tax_rates?.push(rate({ tax_rate_country: 'CN', tax_rate_state: 'CN11' }));
		expect(stateOf('CN-11', 'CN', tables)).toBe('CN2');
		expect(stateOf('CN-JS', 'CN', tables)).toBe('CN11');
	});

	it('decides about taxes', () => {
		const tables = shopTables();
		tables.wp_woocommerce_tax_rates = [
			rate({ tax_rate_id: '5', tax_rate_country: 'US', tax_rate_state: 'CA', tax_rate: '7.2500' }),
		];
		const billTo = { street: 'S 1', city: 'C', region: 'US-CA', country: 'US' };
		const tax = rowsOf(planned(order({ billTo }), { tables }), 'wc_orders')[0]?.tax_amount;
		expect(Number(tax)).toBeGreaterThan(0);
	});
});

describe('a shop that taxes by region', () => {
	const tables = (...more: Parameters<typeof rate>[0][]) => {
		const all = shopTables();
		const californian = {
			...{ tax_rate_id: '5', tax_rate_country: 'US', tax_rate_state: 'CA', tax_rate: '7.2500' },
		};
		all.wp_woocommerce_tax_rates = [californian, ...more].map(rate);
		return all;
	};
	const address = (region?: string) => ({
		street: 'S 1',
		city: 'C',
		country: 'US',
		postalCode: '90001',
		region,
	});
	const findings = (parts: Record<string, unknown>, shop = tables()) => {
		const result = planned(order(parts), { tables: shop });
		return result.ok ? [] : result.problems.map(({ code, field, value }) => ({ code, field, value }));
	};
	const needed = (field: string, value: string) => [{ code: 'shop.region.needed', field, value }];

	it.each(['California', 'US-California', ''])('does not take an order for the region “%s”', (region) => {
		expect(findings({ billTo: address(region || undefined) })).toEqual(needed('billTo.region', region));
	});

	it.each(['CA', 'ca', 'US-CA', 'NY'])('takes an order for the region %s, taxed there or not', (region) => {
		expect(findings({ billTo: address(region) })).toEqual([]);
	});

	it('takes codes of the shop’s own for what they are, in small letters or with a blank', () => {
		for (const [country, region] of [
			['MA', 'RAB'],
			['HK', 'KL'],
			['CN', 'SH'],
		] as const) {
			const shop = tables({ tax_rate_country: country, tax_rate_state: 'X' });
			expect(findings({ billTo: { ...address(region), country } }, shop)).toEqual([]);
		}
	});

	it('asks for the region of the address that it taxes', () => {
		const parts = { billTo: { street: 'S 1', city: 'C', country: 'DE' }, shipTo: address('California') };
		expect(findings(parts)).toEqual(needed('shipTo.region', 'California'));
		expect(findings(parts, withOption('woocommerce_tax_based_on', 'billing', tables()))).toEqual([]);
		expect(findings(parts, withOption('woocommerce_tax_based_on', 'base', tables()))).toEqual([]);
	});

	it('does not ask where no region of the country, or none at that postcode, has a rate of its own', () => {
		const shop = tables();
		shop.wp_woocommerce_tax_rate_locations = [
			{ tax_rate_id: '5', location_type: 'postcode', location_code: '902*' },
		];
		expect(findings({ billTo: address() }, shop)).toEqual([]);
		expect(findings({ billTo: { ...address(), country: 'CA' } })).toEqual([]);
	});

	it('does not ask where taxes are switched off, or the order says the rates itself', () => {
		const off = withOption('woocommerce_calc_taxes', 'no', tables());
		expect(findings({ billTo: address() }, off)).toEqual([]);
		const lines = [line({ taxRate: '7.25' })];
		expect(findings({ billTo: address(), lines, shipping: undefined })).toEqual([]);
	});
});

describe('shipping zones', () => {
	/** Zones with their places; zone n has the flat rate n, the rest of the world the flat rate 99. */
	const withZones = (zones: readonly (readonly [type: string, code: string])[][]) => {
		const tables = shopTables();
		const method = (zone: number, instance: number): Row => ({
			zone_id: String(zone),
			instance_id: String(instance),
			method_id: 'flat_rate',
			method_order: '1',
			is_enabled: '1',
		});
		tables.wp_woocommerce_shipping_zones = zones.map((_, index) => ({ zone_id: String(index + 1) }));
		tables.wp_woocommerce_shipping_zone_methods = [
			...zones.map((_, index) => method(index + 1, index + 1)),
			method(0, 99),
		];
		tables.wp_woocommerce_shipping_zone_locations = zones.flatMap((places, index) =>
			places.map(([location_type, location_code]) => ({
				zone_id: String(index + 1),
				location_type,
				location_code,
			})),
		);
		return tables;
	};
	const instance = (tables: ReturnType<typeof shopTables>, place: Record<string, string>) => {
		const parts = { shipTo: { street: 'S 1', city: 'C', ...place }, shipping: { amount: '5' } };
		return rowsOf(planned(order(parts), { tables }), 'woocommerce_order_itemmeta').find(
			(row) => row.meta_key === 'instance_id',
		)?.meta_value;
	};

	it('the first zone that holds the address gives the method', () => {
		const tables = withZones([[['state', 'DE:DE-BY']], [['country', 'DE']], [['continent', 'EU']]]);
		expect(instance(tables, { country: 'DE', region: 'BY' })).toBe('1');
		expect(instance(tables, { country: 'DE', region: 'BE' })).toBe('2');
		expect(instance(tables, { country: 'FR' })).toBe('3');
		expect(instance(tables, { country: 'JP' })).toBe('99');
		const moroccan = withZones([[['state', 'MA:marab']], [['country', 'MA']]]);
		expect(instance(moroccan, { country: 'MA', region: 'MA-RAB' })).toBe('1');
		expect(instance(moroccan, { country: 'MA', region: 'MA-CAS' })).toBe('2');
	});

	it('postcodes narrow a zone: single ones, beginnings and ranges', () => {
		const country = ['country', 'DE'] as const;
		const tables = withZones([
			[country, ['postcode', '80331'], ['postcode', '81*']],
			[country, ['postcode', '10000...19999']],
		]);
		expect(instance(tables, { country: 'DE', postalCode: '80331' })).toBe('1');
		expect(instance(tables, { country: 'DE', postalCode: '81999' })).toBe('1');
		expect(instance(tables, { country: 'DE', postalCode: '10115' })).toBe('2');
		expect(instance(tables, { country: 'DE', postalCode: '20095' })).toBe('99');
		expect(instance(tables, { country: 'DE' })).toBe('99');
		expect(instance(tables, { country: 'AT', postalCode: '80331' })).toBe('99');
	});
});
