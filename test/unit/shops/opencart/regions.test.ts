import { added, goldenOrder, orderOf, planIn, shopTables, type Version } from './shop.js';

type Zone = readonly [id: string, name: string, code: string];
/** Some zones as the version's own installation has them. */
const spain: Readonly<Record<Version, readonly Zone[]>> = {
	'3.0': [
		['2986', 'C&aacute;diz', 'CZ'],
		['2979', 'La Coru&ntilde;a', 'CA'],
		['2983', 'Barcelona', 'BA'],
		['2982', 'Badajoz', 'BJ'],
		['2999', 'Las Palmas', 'PM'],
		['2981', 'Baleares', 'IB'],
		['3023', 'Vizcaya', 'VZ'],
	],
	'4.1': [
		['2986', 'C&aacute;diz', 'CA'],
		['2979', 'La Coru&ntilde;a', 'C'],
		['2983', 'Barcelona', 'B'],
		['2982', 'Badajoz', 'BA'],
		['2999', 'Las Palmas', 'GC'],
		['2981', 'Baleares', 'IB'],
		['3023', 'Bizkaia', 'BI'],
	],
};
const ukraine: Readonly<Record<Version, readonly Zone[]>> = {
	'3.0': [
		['3483', 'Donets&#039;ka Oblast&#039;', '14'],
		['3500', 'Vinnyts&#039;ka Oblast&#039;', '05'],
	],
	'4.1': [
		['3483', 'Donetska', '05'],
		['3500', 'Vinnytska', '02'],
	],
};

function shopIn(version: Version) {
	const zones = [
		...spain[version].map(([id, name, code]) => ['195', id, name, code]),
		...ukraine[version].map(([id, name, code]) => ['220', id, name, code]),
	].map(([country_id = '', zone_id = '', name = '', code = '']) => ({
		...{ country_id, zone_id, name, code, status: '1' },
	}));
	const tables = added(shopTables(version), 'zone', ...zones);
	return version === '3.0'
		? tables
		: added(tables, 'zone_description', ...zones.map((row) => ({ ...row, language_id: '1' })));
}

const shops = { '3.0': shopIn('3.0'), '4.1': shopIn('4.1') };
const zoneIn = (version: Version, country: string, region: string) => {
	const billTo = { ...goldenOrder('new', {}, version).billTo, country, region };
	const order = goldenOrder('new', { billTo }, version);
	return orderOf(planIn(shops[version], order, { version }))['shipping_zone_id'];
};

describe.each(['3.0', '4.1'] as const)('OpenCart %s finds a region', (version) => {
	test.each([
		['ES', 'CA', '2986'],
		['ES', 'BA', '2982'],
		['ES', 'PM', '2981'],
		['ES', 'BI', '3023'],
		['ES', 'ES-C', '2979'],
		['UA', '05', '3500'],
		['DE', 'BY', '1255'],
		['DE', 'DE-BY', '1255'],
		['AT', '9', '207'],
	])('in %s by its ISO code %s', (country, region, zone) => {
		expect(zoneIn(version, country, region)).toBe(zone);
	});
	test.each([
		['ES', 'Cádiz', '2986'],
		['ES', 'cadiz', '2986'],
		['CH', 'Genève', '3102'],
		['DE', 'Baden Württemberg', '1254'],
		['UA', "Donets'ka Oblast'", '3483'],
		['ES', 'Bizkaia', '3023'],
	])('in %s by the name %s, however the shop stores it', (country, region, zone) => {
		expect(zoneIn(version, country, region)).toBe(zone);
	});
	test.each([
		['ES', 'VC'],
		['UA', '99'],
		['DE', '--'],
	])('in %s never elsewhere: %s', (country, region) => {
		expect(zoneIn(version, country, region)).toBe('0');
	});
});

test('OpenCart 3.0 finds a region by its own code where ISO has none like it', () => {
	expect(zoneIn('3.0', 'DE', 'BAY')).toBe('1255');
});
