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
	// in their own languages, and by the signs of their cars
	...{ a: 'AT', b: 'BE', d: 'DE', e: 'ES', f: 'FR', h: 'HU', i: 'IT', l: 'LU', n: 'NO', p: 'PT', s: 'SE' },
	...{ belgie: 'BE', cesko: 'CZ', danmark: 'DK', eesti: 'EE', hellas: 'GR', hrvatska: 'HR', latvija: 'LV' },
	...{ lietuva: 'LT', magyarorszag: 'HU', norge: 'NO', polska: 'PL', slovenija: 'SI', slovensko: 'SK' },
	...{ suomi: 'FI', sverige: 'SE' },
	// codes of the customs union for parts of a country, and of the tax offices
	...{ ea: 'ES', el: 'GR', ic: 'ES', xi: 'GB' },
	canaryislands: 'ES',
	eire: 'IE',
	england: 'GB',
	greatbritain: 'GB',
	holland: 'NL',
	hongkongsar: 'HK',
	ivorycoast: 'CI',
	kanarischeinseln: 'ES',
	niederlande: 'NL',
	nordirland: 'GB',
	northernireland: 'GB',
	republicofireland: 'IE',
	republikirland: 'IE',
	scotland: 'GB',
	tschechei: 'CZ',
	wales: 'GB',
	suisse: 'CH',
	svizzera: 'CH',
	schweiz: 'CH',
	uk: 'GB',
	usa: 'US',
	unitedstates: 'US',
	vatican: 'VA',
	vatikan: 'VA',
	vereinigtestaaten: 'US',
	etatsunis: 'US',
	weissrussland: 'BY',
};

const folded = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/[^\p{L}]/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss');

/** As people write where there are no umlauts: `Oesterreich`, `Daenemark`. */
const withoutUmlauts = (name: string): string =>
	name.replace(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD')[0] ?? ''}e`);

const alpha2 = new Set(Object.keys(countries.getAlpha2Codes()));

const byName: ReadonlyMap<string, string> = new Map([
	...[en, de, fr, it, es].flatMap(({ countries: names }) =>
		Object.entries(names).flatMap(([code, name]) =>
			[name].flat().flatMap((each): [string, string][] => [
				[folded(withoutUmlauts(String(each))), code],
				[folded(String(each)), code],
			]),
		),
	),
	...Object.entries(everydayNames),
]);

/**
 * ISO 3166-1 alpha-2 from a code (`DE`, `deu`, `UK`, `D`) or a name in English, German, French, Italian or
 * Spanish or the country's own, without regard to case and accents.
 */
export function readCountry(value: unknown): Reading<string> {
	const text = readIdentifier(value);
	if (typeof text !== 'string') return text;
	const upper = text.toUpperCase();
	if (alpha2.has(upper)) return upper;
	const fromAlpha3 = upper.length === 3 ? countries.alpha3ToAlpha2(upper) : undefined;
	return fromAlpha3 ?? byName.get(folded(text)) ?? new Unreadable(value);
}
