import { entries } from './entry.js';

/**
 * Findings about an order's customer, addresses and texts, before any shop is asked. Those with a title may be set to block or
 * only warn.
 */
export const customerProblems = entries({
	'customer.missing': {
		severity: 'block',
		happened: 'The order names no customer.',
		why: 'Shops book each order to a customer with an e-mail address.',
		remedy: 'Add the customer, or let the distributor be billed.',
	},
	'customer.email.missing': {
		severity: 'block',
		happened: 'The customer has no e-mail address.',
		why: 'Shops identify customers by their e-mail address.',
		remedy: 'Add the address, or let the distributor be billed.',
	},
	'customer.email.invalid': {
		severity: 'block',
		title: 'E-Mail Address Not Valid',
		happened: 'The e-mail address {value} cannot be one.',
		why: 'The shop’s messages would not arrive.',
		remedy: 'Correct the address in the source.',
	},
	'address.missing': {
		severity: 'block',
		happened: 'The order has no address.',
		why: 'The supplier must know where to deliver.',
		remedy: 'Add the address in the source.',
	},
	'address.name.missing': {
		severity: 'block',
		title: 'Address Without Name',
		happened: 'The address names neither a person nor a company.',
		why: 'A carrier needs a name on the parcel.',
		remedy: 'Add the name in the source.',
	},
	'address.street.missing': {
		severity: 'block',
		happened: 'The address has no street.',
		why: 'The parcel could not be delivered.',
		remedy: 'Add the street in the source.',
	},
	'address.city.missing': {
		severity: 'block',
		happened: 'The address has no city.',
		why: 'The parcel could not be delivered.',
		remedy: 'Add the city in the source.',
	},
	'address.country.missing': {
		severity: 'block',
		happened: 'The address has no country.',
		why: 'Tax and shipping depend on it.',
		remedy: 'Add the country, or set Country If Missing.',
	},
	'address.country.unknown': {
		severity: 'block',
		happened: 'The country {value} is not in ISO 3166-1.',
		why: 'Known are codes (DE, DEU, D) and names in English, German, French, Italian and Spanish.',
		remedy: 'Use the two-letter code.',
	},
	'address.postalCode.missing': {
		severity: 'block',
		title: 'Postal Code Missing',
		happened: 'The address has no postal code, and {country} uses them.',
		why: 'The parcel would be delayed or come back.',
		remedy: 'Add the postal code in the source.',
	},
	'address.postalCode.wrong': {
		severity: 'warn',
		title: 'Postal Code Does Not Fit Country',
		happened: 'The postal code {value} does not look like one of {country}.',
		why: 'A digit may be missing, such as a leading 0 that a spreadsheet dropped, or the country may be wrong.',
		remedy: 'Compare postal code and country with the source.',
	},
	'text.controlCharacters': {
		severity: 'block',
		title: 'Control Characters',
		happened: 'The text in {field} holds control characters.',
		why: 'They come from broken imports, and no shop shows them.',
		remedy: 'Remove them in the source.',
	},
	'text.brokenCharacters': {
		severity: 'block',
		happened: 'The text in {field} holds half a character.',
		why: 'It was cut in the middle of a character, and no database stores it.',
		remedy: 'Correct the text in the source.',
	},
	'text.lostCharacters': {
		severity: 'warn',
		title: 'Characters Lost Before',
		happened: 'The text in {field} holds the sign � for a character that was lost.',
		why: 'A step before read the text in the wrong encoding.',
		remedy: 'Read the source as UTF-8 and send the order again.',
	},
	'text.lostDigits': {
		severity: 'block',
		happened: 'The number {value} in {field} has lost digits.',
		why: 'Programs keep some 15 digits of a number, and a spreadsheet shortens long ones to 4.01E+12.',
		remedy: 'Send it as text; in a spreadsheet, make the column text and enter or import its numbers again.',
	},
	'text.unreadable': {
		severity: 'block',
		happened: 'The field {field} holds no plain text.',
		why: 'A list or an object cannot be stored as text.',
		remedy: 'Send plain text, or map the right field.',
	},
});
