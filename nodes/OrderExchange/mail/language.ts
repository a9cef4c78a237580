import { currencyPlaces, decimal, type Amount } from '../orders/money.js';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Codes of ISO 639, a country behind them or not, and what a table made by people says instead. */
const names: Readonly<Record<Language, RegExp>> = {
	en: /^(en|eng|english|englisch)\b/i,
	de: /^(de|deu|ger|german|deutsch)\b/i,
};

/** `de-AT`, `DE` and `Deutsch` are German; whatever we have no templates for is written in English. */
export const languageOf = (wanted: string | undefined): Language => {
	const said = (wanted ?? '').trim().replaceAll('_', '-');
	return languages.find((language) => names[language].test(said)) ?? 'en';
};

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const mostPricePlaces = 4;

/** How one language writes amounts, quantities, dates and countries. Made once per run. */
export interface Formats {
	/** Rounded half up to the currency's own places. */
	money(value: Amount, currency: string): string;
	/** Like money, with up to four places where the price has them. */
	unitPrice(value: Amount, currency: string): string;
	quantity(value: number | Amount): string;
	/** The day in `timeZone`, of an ISO 8601 moment. */
	day(moment: string): string;
	/** ISO 3166-1 alpha-2 to the country's name. */
	country(code: string): string;
	/** Plain number with the language's decimal sign, no grouping: for spreadsheets. */
	cell(value: number | Amount): string;
}

/** `timeZone` is the IANA zone of the days. */
export function formatsOf(language: Language, timeZone: string): Formats {
	const locale = locales[language];
	const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
	const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
	const quantities = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
	const made = new Map<string, Intl.NumberFormat>();
	const money = (currency: string, atMost: number): Intl.NumberFormat => {
		const places = currencyPlaces(currency);
		const key = `${currency} ${atMost}`;
		const format =
			made.get(key) ??
			new Intl.NumberFormat(locale, {
				style: 'currency',
				currency,
				minimumFractionDigits: places,
				maximumFractionDigits: Math.max(places, atMost),
			});
		made.set(key, format);
		return format;
	};
	return {
		money: (value, currency) => money(currency, 0).format(exact(value)),
		unitPrice: (value, currency) => money(currency, mostPricePlaces).format(exact(value)),
		quantity: (value) => quantities.format(exact(value)),
		day: (moment) => days.format(new Date(moment)),
		country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
		cell: (value) => (language === 'de' ? exact(value).replace('.', ',') : exact(value)),
	};
}

// Intl formats decimal text without rounding it to a float first
const exact = (value: number | Amount): Intl.StringNumericLiteral =>
	decimal(value).toFixed() as Intl.StringNumericLiteral;
