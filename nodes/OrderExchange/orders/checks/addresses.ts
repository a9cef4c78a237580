import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator';
import type { DraftAddress } from '../draft.js';
import { known, Unreadable } from '../values/reading.js';
import type { Check, Find } from './check.js';

/** Each address has a name, a street, a city, an ISO country, and a postal code that fits the country. */
export const addresses: Check = ({ draft: { billTo, shipTo } }, { billed }, find) => {
	if (billTo === undefined) find('address.missing', { field: 'billTo' });
	// billed to the distributor, an order with a delivery address needs no other one of the customer
	else if (billed === 'customer' || shipTo === undefined) address('billTo', billTo, find);
	if (shipTo !== undefined) address('shipTo', shipTo, find);
};

function address(field: string, found: DraftAddress, find: Find): void {
	const names = [found.company, found.firstName, found.lastName];
	if (names.every((name) => name === undefined)) find('address.name.missing', { field });
	if (found.street === undefined) find('address.street.missing', { field: `${field}.street` });
	if (found.city === undefined) find('address.city.missing', { field: `${field}.city` });
	const place = { field: `${field}.country` };
	if (found.country === undefined) find('address.country.missing', place);
	else if (found.country instanceof Unreadable)
		find('address.country.unknown', { ...place, value: found.country.seen });
	else postalCode(`${field}.postalCode`, found.country, known(found.postalCode), find);
}

// Eircodes are new and often unknown to the people who live there; the others have codes in some places only
const codeIsOptional = new Set([
	'AE',
	'AG',
	'AO',
	'BO',
	'BS',
	'BW',
	'CI',
	'GH',
	'HK',
	'IE',
	'JM',
	'KE',
	'MO',
	'PA',
	'QA',
]);

// The library knows only the long forms; the short ones are in everyday use
const shortForms: Readonly<Record<string, RegExp>> = { AR: /^\d{4}$/, PT: /^\d{4}$/, US: /^\d{9}$/ };

function postalCode(field: string, country: string, code: string | undefined, find: Find): void {
	if (!postcodeValidatorExistsForCountry(country)) return;
	if (code === undefined) {
		if (!codeIsOptional.has(country)) find('address.postalCode.missing', { field }, { country });
		return;
	}
	const fits =
		postcodeValidator(code, country) ||
		postcodeValidator(withoutSign(code), country) ||
		shortForms[country]?.test(code);
	if (!fits) find('address.postalCode.wrong', { field, value: code }, { country });
}

/** D-10115, S-958 22: the country's sign before the code is an old habit on envelopes. */
const withoutSign = (code: string): string => code.toUpperCase().replace(/^[A-Z]{1,3}-(?=\d)/, '');
