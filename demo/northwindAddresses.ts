/** Northwind's names of countries as ISO 3166-1 alpha-2. */
const countries: Readonly<Record<string, string>> = {
	Argentina: 'AR',
	Austria: 'AT',
	Belgium: 'BE',
	Brazil: 'BR',
	Canada: 'CA',
	Denmark: 'DK',
	Finland: 'FI',
	France: 'FR',
	Germany: 'DE',
	Ireland: 'IE',
	Italy: 'IT',
	Mexico: 'MX',
	Norway: 'NO',
	Poland: 'PL',
	Portugal: 'PT',
	Spain: 'ES',
	Sweden: 'SE',
	Switzerland: 'CH',
	UK: 'GB',
	USA: 'US',
	Venezuela: 'VE',
};

export function countryCode(name: string): string {
	const code = countries[name];
	if (!code) throw new Error(`The Northwind data name an unknown country: ${name}`);
	return code;
}

/**
 * Northwind writes country letters before some postal codes (`S-958 22`, `B-6000`), has lost a leading zero
 * in others (`8022` in Spain), and has Portuguese codes from before 1998, four digits without the three that
 * were added then.
 */
export function postalCodeOf(country: string, written: string): string {
	const code = written.replace(/^[A-Z]-/, '').trim();
	if (country === 'ES') return code.padStart(5, '0');
	if (country === 'PT' && /^\d{4}$/.test(code)) return `${code}-001`;
	return code;
}
