/** What the shop calls its totals; the words are in its language files, not in the database. */
export interface Titles {
	readonly subtotal: string;
	readonly subtotalNet: string;
	readonly net: string;
	readonly total: string;
	readonly totalNet: string;
	readonly totalGross: string;
	readonly includedTax: string;
	readonly addedTax: string;
	readonly discount: string;
	readonly vat: string;
	readonly unknownRate: string;
	readonly shipping: Readonly<Record<string, string>>;
}

const english: Titles = {
	subtotal: 'Subtotal',
	subtotalNet: 'Subtotal, no tax',
	net: '<b>Total, no tax</b>',
	total: '<b>Total</b>',
	totalNet: '<b>Total, no tax</b>',
	totalGross: '<b>Total, incl. Tax</b>',
	includedTax: 'incl. ',
	addedTax: 'plus ',
	discount: 'Discount',
	vat: 'VAT',
	unknownRate: 'Unknown tax rate',
	shipping: {
		flat: 'Flat Rate (Best Way)',
		table: 'Table Rate (Best Way)',
		item: 'Per Item (Best Way)',
		selfpickup: 'Self Pickup (Self Pickup at our Company.)',
	},
};

const german: Titles = {
	subtotal: 'Zwischensumme',
	subtotalNet: 'Zwischensumme, netto',
	net: '<b>Summe, netto</b>',
	total: '<b>Summe</b>',
	totalNet: '<b>Summe, netto</b>',
	totalGross: '<b>Summe, brutto</b>',
	includedTax: 'inkl. ',
	addedTax: 'zzgl. ',
	discount: 'Rabatt',
	vat: 'MwSt.',
	unknownRate: 'Unbekannter Steuersatz',
	shipping: {
		flat: 'Pauschale Versandkosten (Bester Weg)',
		table: 'Tabellarische Versandkosten (Bester Weg)',
		item: 'Versandkosten pro Stück (Bester Weg)',
		selfpickup: 'Selbstabholung (Selbstabholung der Ware in unserer Geschäftsstelle.)',
	},
};

/** German or English, whatever the shop’s language. */
export const titlesIn = (languageCode: string): Titles => (languageCode === 'de' ? german : english);

/** `DE::MwSt. 19%||EN::VAT 19%` in one language; a text without such marks is every language's. */
export function inLanguage(text: string, languageCode: string, defaultLanguage: string): string {
	const words = new Map<string, string>();
	for (const part of text.split('||')) {
		const [code, word, ...more] = part.split('::');
		if (code && word && more.length === 0) words.set(code.trim().toLowerCase(), word.trim());
	}
	if (words.size === 0) return text;
	const [first = ''] = words.values();
	return words.get(languageCode) ?? words.get('en') ?? words.get(defaultLanguage) ?? first;
}
