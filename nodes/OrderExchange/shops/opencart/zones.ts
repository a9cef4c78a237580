import type { Row } from '../../database/read.js';
import { isoRegions } from './isoRegions.js';

/** A zone as it is read, with its name as `spelled` has it. */
export const comparable = (zone: Row): Row => ({ spelled: spelled(zone.name ?? ''), ...zone });

/**
 * The zone of a country that a region names, by its name or ISO 3166-2 code. `zones` are those of the country, one row for
 * each language. Names go first, and a code never leads to a zone whose name has another code.
 */
export function zoneNamed(region: string, country: string, zones: readonly Row[]): Row | undefined {
	const name = spelled(region);
	const code = codeIn(country, region);
	const regions = regionsOf.get(country);
	const called = (names: readonly string[]) =>
		zones.find((zone) => Boolean(zone.spelled) && names.includes(zone.spelled ?? ''));
	const alsoCalled = regions && [...regions.values()].find((names) => names.includes(name));
	const found = called([name]) ?? called(regions?.get(code) ?? alsoCalled ?? []);
	if (found) return found;
	return zones.find(
		(zone) => codeIn(country, zone.code ?? '') === code && !(regions?.has(code) && hasName(zone, regions)),
	);
}

const hasName = ({ spelled: name }: Row, regions: Regions): boolean =>
	[...regions.values()].some((names) => names.includes(name ?? ''));

/** Some write a code with its country, `DE-BY`. */
function codeIn(country: string, text: string): string {
	const code = text.trim().toUpperCase();
	return code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code;
}

/** Letters that stand for themselves, not for another one with an accent. */
const plain: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ı: 'i' };

/** Letters and digits alone, without accents and case; the shop stores names with HTML entities, `C&aacute;diz`. */
function spelled(name: string): string {
	return name
		.replace(/&([a-z]{1,2})(acute|grave|circ|uml|tilde|cedil|ring|slash|caron|lig);/gi, '$1')
		.replace(/&#?\w+;/g, '')
		.toLowerCase()
		.normalize('NFD')
		.replace(/[ßøæœłđı]/g, (letter) => plain[letter] ?? letter)
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Names as `spelled` has them, by ISO code. */
type Regions = ReadonlyMap<string, readonly string[]>;

const regionsOf: ReadonlyMap<string, Regions> = new Map(
	Object.entries(isoRegions).map(([country, list]) => [country, parsed(list)]),
);

function parsed(list: string): Regions {
	const entries = list.split(';').map((entry) => entry.split('='));
	return new Map(
		entries.map(([code = '', names = '']) => [code.trim(), names.split('|').map(spelled).filter(Boolean)]),
	);
}
