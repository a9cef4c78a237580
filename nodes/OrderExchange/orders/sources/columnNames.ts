/** Currencies that people write behind a column's name. */
const currencies = 'eur|euro|usd|gbp|chf|pln|sek|dkk|nok|czk|huf';
const behind = new RegExp(
	`(?:[\\s_([{/-]+(?:in[\\s_]+)?(?:${currencies})|[\\s_([{/-]*(?:in\\s+)?[€£$])[\\s)\\]}.]*$`,
	'i',
);

/** The currency that a column's name ends with: `Preis (EUR)`, `price_usd`, `Rabatt in €`. */
export function currencyIn(name: string): string | undefined {
	const mark = behind.exec(name)?.[0].match(/[a-z]{3,4}(?=[^a-z]*$)|[€£$]/i)?.[0];
	return mark?.toUpperCase().replace('EURO', 'EUR');
}

/**
 * A column's name without case, accents, blanks, signs and currency. What a percent sign says is as much of a name as a word:
 * `Discount %` is no `Discount`.
 */
export const foldedName = (name: string): string =>
	name
		.replace(behind, '')
		.toLowerCase()
		.replace(/(?:\bin )?(?:%|percentage|prozent|percent|pct)/g, 'percent')
		.normalize('NFD')
		.replaceAll('ß', 'ss')
		.replaceAll('ł', 'l')
		.replace(/[^\p{L}\d]/gu, '');

const delivery =
	/ship|deliver|liefer|versand|empfaenger|empfanger|recipient|consignee|livraison|destinat|spedizion|consegna|envio|entrega|verzend|bezorg|aflever|dostaw|wysylk|odbior/;
const place =
	/street|strasse|address|adres|anschrift|indirizzo|direccion|ulica|zip|plz|postal|postcode|postleitzahl|city|stadt|ville|citta|ciudad|plaats|miasto/;
/** What is about an address and none: `Shipping Address ID`, `Delivery address same as billing`. */
const noPart =
	/(?:(?:address|adresse?n?|anschrift)(?:nr|nummer|no|number|typ|type|code|key)|id|status|date|datum|time|zeit|mail|method|notes?|hinweis|same.*|gleich.*|valid.*)$/;

/** Whether a column seems to hold a part of the delivery address. */
export function namesDelivery(column: string): boolean {
	const name = foldedName(column.slice(0, 200));
	return delivery.test(name) && place.test(name) && !noPart.test(name);
}
