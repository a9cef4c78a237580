import { type Reading, Unreadable } from './reading.js';
import { readIdentifier } from './text.js';

// XXX, XTS and the like are in ISO 4217 for "no currency" and tests
const currencies: ReadonlySet<string> = new Set(
	Intl.supportedValuesOf('currency').filter((code) => !['XXX', 'XTS'].includes(code)),
);

/** As marketplaces write the dollars of several countries. */
const dollars = Object.fromEntries(
	Object.entries({ AU: 'AUD', C: 'CAD', CA: 'CAD', HK: 'HKD', NZ: 'NZD', US: 'USD' }).flatMap(
		([country, code]) => [`${country} $`, `${country}$`].map((sign) => [sign, code] as const),
	),
);

/** Currencies whose amounts carry a sign, in the narrow form of Unicode's CLDR, and as people abbreviate them. */
const signs: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	Object.entries({
		$: 'ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUC CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD USD UYU XCD',
		...dollars,
		'€': 'EUR',
		...{ Euro: 'EUR', euro: 'EUR', zł: 'PLN', kr: 'DKK ISK NOK SEK', Kč: 'CZK', Ft: 'HUF' },
		'£': 'FKP GBP GIP SHP SSP SYP',
		'¥': 'CNY JPY',
	}).map(([sign, codes]) => [sign, new Set(codes.split(' '))]),
);

/** Whether amounts in the currency may carry the sign: `$` is that of many. */
export const isSignOf = (sign: string, currency: string): boolean => signs.get(sign)?.has(currency) ?? false;

/** Whether what stands at a number, a sign or three letters, names a currency at all. */
export const namesCurrency = (mark: string): boolean => signs.has(mark) || currencies.has(mark);

/** Signs that mean one currency. */
const aloneOf: ReadonlyMap<string, string> = new Map(
	[...signs].flatMap(([sign, codes]) => (codes.size === 1 ? [[sign, [...codes].join('')] as const] : [])),
);

/** ISO 4217, in capitals, also from a sign that means one currency. */
export function readCurrency(value: unknown): Reading<string> {
	const text = readIdentifier(value);
	if (typeof text !== 'string') return text;
	const code = aloneOf.get(text) ?? text.toUpperCase();
	return currencies.has(code) ? code : new Unreadable(value);
}
