import countries from 'i18n-iso-countries';
import de from 'i18n-iso-countries/langs/de.json';
import en from 'i18n-iso-countries/langs/en.json';
import es from 'i18n-iso-countries/langs/es.json';
import fr from 'i18n-iso-countries/langs/fr.json';
import it from 'i18n-iso-countries/langs/it.json';
import { type Reading, Unreadable } from './reading.js';
import { readIdentifier } from './text.js';

/** What people write and no list of names has. */
const everydayNames: Readonly<Record<string, string>> = {
	eire: 'IE',
	england: 'GB',
	greatbritain: 'GB',
	holland: 'NL',
	ivorycoast: 'CI',
	niederlande: 'NL',
	northernireland: 'GB',
	scotland: 'GB',
	tschechei: 'CZ',
	wales: 'GB',
	suisse: 'CH',
	svizzera: 'CH',
	schweiz: 'CH',
	uk: 'GB',
	usa: 'US',
	unitedstates: 'US',
	vereinigtestaaten: 'US',
	etatsunis: 'US',
};

const folded = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/[^\p{L}]/gu, '')
		.toLowerCase();

const alpha2 = new Set(Object.keys(countries.getAlpha2Codes()));

const byName: ReadonlyMap<string, string> = new Map([
	...[en, de, fr, it, es].flatMap(({ countries: names }) =>
		Object.entries(names).flatMap(([code, name]) =>
			[name].flat().map((each): [string, string] => [folded(String(each)), code]),
		),
	),
	...Object.entries(everydayNames),
]);

/**
 * ISO 3166-1 alpha-2 from a code (`DE`, `deu`, `UK`) or a name in English, German, French, Italian or
 * Spanish, without regard to case and accents.
 */
export function readCountry(value: unknown): Reading<string> {
	const text = readIdentifier(value);
	if (typeof text !== 'string') return text;
	const upper = text.toUpperCase();
	if (alpha2.has(upper)) return upper;
	const fromAlpha3 = upper.length === 3 ? countries.alpha3ToAlpha2(upper) : undefined;
	return fromAlpha3 ?? byName.get(folded(text)) ?? new Unreadable(value);
}
