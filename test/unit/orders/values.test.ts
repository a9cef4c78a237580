import { readCountry } from '../../../nodes/OrderExchange/orders/values/country.js';
import { readCurrency } from '../../../nodes/OrderExchange/orders/values/currency.js';
import { readDate } from '../../../nodes/OrderExchange/orders/values/date.js';
import {
	decimalSignIn,
	readDecimal,
	readPercent,
} from '../../../nodes/OrderExchange/orders/values/decimal.js';
import { Unreadable } from '../../../nodes/OrderExchange/orders/values/reading.js';

test.each([
	['1.234,56', '1234.56'],
	['1,234.56', '1234.56'],
	['1 234,56', '1234.56'],
	["1'234.50", '1234.5'],
	['12,5', '12.5'],
	['1,234', '1234'],
	['1.234', '1.234'],
	['0,125', '0.125'],
	['0.125', '0.125'],
	['-0,500', '-0.5'],
	['1.234.567', '1234567'],
	['€ 5.00', '5'],
	['5,00 EUR', '5'],
	['5,-', '5'],
	['12.–', '12'],
	['1\u00a0299,00 zł', '1299'],
	['499 kr', '499'],
	['12,50 Euro', '12.5'],
	['-3', '-3'],
	['(3.50)', '-3.5'],
	[' 7 ', '7'],
	[0.1, '0.1'],
])('the number %p is %s', (written, read) => {
	expect(String(readDecimal(written))).toBe(read);
});

test.each([
	['1.234', ',', '1234'],
	['1,234', ',', '1.234'],
	['€ 1.234', ',', '1234'],
	['1,234', '.', '1234'],
	['1.234', '.', '1.234'],
	['0.125', ',', '0.125'],
	['12.50', ',', '12.5'],
	[1.234, ',', '1.234'],
] as const)('the number %p is, where decimals have a %p, %s', (written, sign, read) => {
	expect(String(readDecimal(written, sign))).toBe(read);
});

test.each([
	['.', ['12.50', '1,234.5', '1,234,567', '0.125', '.5', '1,234.567', '-7.1234', '$ 5.00', '1234.567']],
	[',', ['12,50', '1.234,5', '1.234.567', '0,125', '1.234,567', '-7,1234', '5,00 EUR', '1 234,567']],
	[undefined, ['1.234', '1,234', '12', '1 234', 'one', 'a,b', '1,2,3', '', 12.5, null]],
])('decimals have a %p in each of %j', (sign, all) => {
	for (const written of all) expect([written, decimalSignIn(written)]).toEqual([written, sign]);
});

test.each(['1e5', 'NaN', 'twelve', '1,2,3', '--1', Infinity, {}, [], true, '9'.repeat(60)])(
	'%p is no number',
	(written) => {
		expect(readDecimal(written)).toBeInstanceOf(Unreadable);
	},
);

test('a tax rate may carry its percent sign', () => {
	expect(String(readPercent('19 %'))).toBe('19');
});

const rules = { zone: 'Europe/Berlin', slashes: 'guess' } as const;

test.each([
	['2026-01-05T10:00:00+01:00', '2026-01-05T10:00:00+01:00'],
	['2026-01-05 10:00', '2026-01-05T09:00:00Z'],
	['2026-01-05 10:00:00 +0100', '2026-01-05T09:00:00Z'],
	['2026-01-05T10:00:00-0530', '2026-01-05T15:30:00Z'],
	['2026-01-05 10:00 +01:00', '2026-01-05T09:00:00Z'],
	['2026-07-05 10:00:30', '2026-07-05T08:00:30Z'],
	['05.01.2026', '2026-01-04T23:00:00Z'],
	['31/12/2025', '2025-12-30T23:00:00Z'],
	['31.12.25', '2025-12-30T23:00:00Z'],
	['12/31/25 18:00', '2025-12-31T17:00:00Z'],
	['12/31/2025 6:00 PM', '2025-12-31T17:00:00Z'],
	['20260105', '2026-01-04T23:00:00Z'],
	[20260105, '2026-01-04T23:00:00Z'],
	[46027, '2026-01-04T23:00:00Z'],
	[1767607200, '2026-01-05T10:00:00Z'],
	['1767607200000', '2026-01-05T10:00:00Z'],
	[new Date('2026-01-05T10:00:00Z'), '2026-01-05T10:00:00Z'],
])('the date %p is %s in Berlin', (written, read) => {
	expect(readDate(written, rules)).toMatchObject({ text: read });
});

test('day and month of a date with slashes are told apart only where they can be', () => {
	expect(readDate('03/04/2026', rules)).toMatchObject({
		text: '2026-04-02T22:00:00Z',
		ambiguous: '2026-04-03',
	});
	const monthFirst = readDate('03/04/2026', { ...rules, slashes: 'monthFirst' });
	expect(monthFirst).toMatchObject({ text: '2026-03-03T23:00:00Z' });
	expect(monthFirst).not.toHaveProperty('ambiguous');
});

test.each(['yesterday', '2026-13-01', '31.02.2026', '2026-01-05 25:00', {}, -5, NaN, new Date(NaN), 7])(
	'%p is no date',
	(written) => {
		expect(readDate(written, rules)).toBeInstanceOf(Unreadable);
	},
);

test.each([
	['de', 'DE'],
	['DEU', 'DE'],
	['Germany', 'DE'],
	['Deutschland', 'DE'],
	['Allemagne', 'DE'],
	['Germania', 'DE'],
	['Alemania', 'DE'],
	['Österreich', 'AT'],
	['UK', 'GB'],
	['U.S.A.', 'US'],
	['United States', 'US'],
	['EIRE', 'IE'],
	['Venezuela', 'VE'],
	['D', 'DE'],
	['Oesterreich', 'AT'],
	['Grossbritannien', 'GB'],
	['Weißrussland', 'BY'],
	['België', 'BE'],
	['Česko', 'CZ'],
	['Danmark', 'DK'],
	['Republic of Ireland', 'IE'],
	['Hong Kong SAR', 'HK'],
	['Nordirland', 'GB'],
	['XI', 'GB'],
	['EL', 'GR'],
	['IC', 'ES'],
	['Kanarische Inseln', 'ES'],
	['Åland', 'AX'],
	['Kosovo', 'XK'],
])('the country %s is %s', (written, code) => {
	expect(readCountry(written)).toBe(code);
});

test.each(['XX', 'Atlantis', 'constructor', '__proto__', 12])('%p is no country', (written) => {
	expect(readCountry(written)).toBeInstanceOf(Unreadable);
});

test('currencies are codes, in whatever case', () => {
	expect(readCurrency(' eur ')).toBe('EUR');
	expect(readCurrency('€')).toBe('EUR');
	expect(readCurrency('zł')).toBe('PLN');
	expect(readCurrency('kr')).toBeInstanceOf(Unreadable);
	for (const wrong of ['$', 'EURO', 'XXX']) expect(readCurrency(wrong)).toBeInstanceOf(Unreadable);
});
