import type { Language } from './language.js';

/** Every word of a mail that is ours. `{name}` is filled in by `say`. */
export interface Words {
	readonly subjectOne: string;
	readonly subjectReplacing: string;
	readonly subjectMany: string;
	readonly headlineOne: string;
	readonly headlineMany: string;
	readonly from: string;
	readonly customerNumber: string;
	readonly introOne: string;
	readonly introMany: string;
	readonly repeat: string;
	readonly toldBefore: string;
	readonly test: string;
	readonly testSubject: string;
	readonly orders: string;
	readonly pieces: string;
	readonly total: string;
	readonly overview: string;
	readonly more: string;
	readonly order: string;
	readonly replaces: string;
	readonly replacesDeleted: string;
	readonly replacesShort: string;
	readonly theirNumber: string;
	readonly orderedOn: string;
	readonly customer: string;
	readonly shipTo: string;
	readonly shippingMethod: string;
	readonly billTo: string;
	readonly vatId: string;
	readonly article: string;
	readonly quantity: string;
	readonly unitPrice: string;
	readonly amount: string;
	readonly discount: string;
	readonly goods: string;
	readonly shipping: string;
	readonly shopTotal: string;
	readonly netPrices: string;
	readonly grossPrices: string;
	readonly shopPrices: string;
	readonly comment: string;
	readonly csvNote: string;
	readonly notShown: string;
	readonly footer: string;
	readonly csvName: string;
	readonly csv: Readonly<Record<CsvColumn, string>>;
}

export const csvColumns = [
	'shopOrder',
	'distributorOrder',
	'date',
	'sku',
	'distributorSku',
	'name',
	'options',
	'quantity',
	'unitPrice',
	'discount',
	'amount',
	'currency',
	'customer',
	'email',
	'phone',
	'shipName',
	'shipCompany',
	'shipStreet',
	'shipStreet2',
	'shipPostalCode',
	'shipCity',
	'shipRegion',
	'shipCountry',
	'shipPhone',
	'shippingMethod',
	'comment',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** Fills `{name}` in one of our words. */
export const say = (text: string, details: Readonly<Record<string, string | number>>): string =>
	text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));

export const words: Readonly<Record<Language, Words>> = {
	en: {
		subjectOne: 'New order from {distributor}: {number}',
		subjectReplacing: 'New order from {distributor}: {number}, replaces {replaced}',
		subjectMany: '{count} new orders from {distributor}',
		headlineOne: '1 new order',
		headlineMany: '{count} new orders',
		from: 'From {distributor} · Supplier order {number}',
		customerNumber: 'Customer number {number}',
		introOne: 'This order is already in your shop. Please process it there as usual.',
		introMany: 'These orders are already in your shop. Please process them there as usual.',
		repeat:
			'You may have received this message before: the answer of the sender’s mail server got lost. The orders are the same; each is in your shop only once.',
		toldBefore:
			'An earlier try of this message also told about orders that are not shown here and that are in your shop as well: {orders}.',
		test: 'This is a test message with made-up orders. Nothing was ordered, and nothing is to be done.',
		testSubject: 'Test:',
		orders: 'Orders',
		pieces: 'Pieces',
		total: 'Total',
		overview: 'At a glance',
		more: '… and {count} more: they are in the attached table, and in your shop.',
		order: 'Order {number}',
		replaces:
			'Replaces order {number}, which was sent before with other content. Please cancel order {number}.',
		replacesDeleted:
			'Replaces order {number}, which was sent before with other content and is no longer in your shop.',
		replacesShort: 'replaces {number}',
		theirNumber: '{distributor} no. {number}',
		orderedOn: 'Ordered on {day}',
		customer: 'Customer',
		shipTo: 'Ship to',
		shippingMethod: 'Shipping method',
		billTo: 'Bill to',
		vatId: 'VAT ID',
		article: 'Article',
		quantity: 'Qty',
		unitPrice: 'Price',
		amount: 'Amount',
		discount: 'Discount',
		goods: 'Goods',
		shipping: 'Shipping',
		shopTotal: 'Total in your shop',
		netPrices: 'Prices of the lines without tax',
		grossPrices: 'Prices of the lines including tax',
		shopPrices: 'Prices as in your shop',
		comment: 'Comment',
		csvNote: 'All order lines are attached as a table.',
		notShown:
			'Not shown here: the details of {count} of the {all} orders. They are in the attached table, and in your shop.',
		footer: 'Sent automatically on behalf of {distributor}. Questions? Just reply, or write to {email}.',
		csvName: 'orders',
		csv: {
			shopOrder: 'Shop order',
			distributorOrder: 'Distributor order',
			date: 'Ordered',
			sku: 'SKU',
			distributorSku: 'Distributor SKU',
			name: 'Article',
			options: 'Options',
			quantity: 'Quantity',
			unitPrice: 'Unit price',
			discount: 'Line discount',
			amount: 'Amount',
			currency: 'Currency',
			customer: 'Customer',
			email: 'E-mail',
			phone: 'Phone',
			shipName: 'Ship to: name',
			shipCompany: 'Ship to: company',
			shipStreet: 'Ship to: street',
			shipStreet2: 'Ship to: address line 2',
			shipPostalCode: 'Ship to: postal code',
			shipCity: 'Ship to: city',
			shipRegion: 'Ship to: region',
			shipCountry: 'Ship to: country',
			shipPhone: 'Ship to: phone',
			shippingMethod: 'Shipping method',
			comment: 'Comment',
		},
	},
	de: {
		subjectOne: 'Neue Bestellung von {distributor}: {number}',
		subjectReplacing: 'Neue Bestellung von {distributor}: {number}, ersetzt {replaced}',
		subjectMany: '{count} neue Bestellungen von {distributor}',
		headlineOne: '1 neue Bestellung',
		headlineMany: '{count} neue Bestellungen',
		from: 'Von {distributor} · Lieferantenbestellung {number}',
		customerNumber: 'Kundennummer {number}',
		introOne: 'Diese Bestellung steht bereits in Ihrem Shop. Bitte bearbeiten Sie sie dort wie gewohnt.',
		introMany: 'Diese Bestellungen stehen bereits in Ihrem Shop. Bitte bearbeiten Sie sie dort wie gewohnt.',
		repeat:
			'Möglicherweise haben Sie diese Nachricht schon erhalten: Die Antwort vom Mailserver des Absenders ging verloren. Die Bestellungen sind dieselben; jede steht nur einmal in Ihrem Shop.',
		toldBefore:
			'Ein früherer Versuch dieser Nachricht nannte auch Bestellungen, die hier nicht gezeigt werden und ebenso in Ihrem Shop stehen: {orders}.',
		test: 'Dies ist eine Testnachricht mit erfundenen Bestellungen. Nichts wurde bestellt, und nichts ist zu tun.',
		testSubject: 'Test:',
		orders: 'Bestellungen',
		pieces: 'Stück',
		total: 'Summe',
		overview: 'Auf einen Blick',
		more: '… und {count} weitere: Sie stehen in der angehängten Tabelle und in Ihrem Shop.',
		order: 'Bestellung {number}',
		replaces:
			'Ersetzt Bestellung {number}, die zuvor mit anderem Inhalt gesendet wurde. Bitte stornieren Sie Bestellung {number}.',
		replacesDeleted:
			'Ersetzt Bestellung {number}, die zuvor mit anderem Inhalt gesendet wurde und nicht mehr in Ihrem Shop steht.',
		replacesShort: 'ersetzt {number}',
		theirNumber: '{distributor} Nr. {number}',
		orderedOn: 'Bestellt am {day}',
		customer: 'Kunde',
		shipTo: 'Lieferadresse',
		shippingMethod: 'Versandart',
		billTo: 'Rechnungsadresse',
		vatId: 'USt-IdNr.',
		article: 'Artikel',
		quantity: 'Menge',
		unitPrice: 'Preis',
		amount: 'Betrag',
		discount: 'Rabatt',
		goods: 'Waren',
		shipping: 'Versand',
		shopTotal: 'Summe in Ihrem Shop',
		netPrices: 'Preise der Positionen ohne Steuer',
		grossPrices: 'Preise der Positionen inklusive Steuer',
		shopPrices: 'Preise wie in Ihrem Shop',
		comment: 'Bemerkung',
		csvNote: 'Alle Positionen sind als Tabelle angehängt.',
		notShown:
			'Nicht hier gezeigt: die Einzelheiten von {count} der {all} Bestellungen. Sie stehen in der angehängten Tabelle und in Ihrem Shop.',
		footer:
			'Automatisch gesendet im Auftrag von {distributor}. Fragen? Einfach antworten oder an {email} schreiben.',
		csvName: 'bestellungen',
		csv: {
			shopOrder: 'Bestellung im Shop',
			distributorOrder: 'Bestellung des Händlers',
			date: 'Bestellt',
			sku: 'Artikelnummer',
			distributorSku: 'Artikelnummer des Händlers',
			name: 'Artikel',
			options: 'Optionen',
			quantity: 'Menge',
			unitPrice: 'Einzelpreis',
			discount: 'Positionsrabatt',
			amount: 'Betrag',
			currency: 'Währung',
			customer: 'Kunde',
			email: 'E-Mail',
			phone: 'Telefon',
			shipName: 'Lieferung: Name',
			shipCompany: 'Lieferung: Firma',
			shipStreet: 'Lieferung: Straße',
			shipStreet2: 'Lieferung: Adresszusatz',
			shipPostalCode: 'Lieferung: PLZ',
			shipCity: 'Lieferung: Ort',
			shipRegion: 'Lieferung: Region',
			shipCountry: 'Lieferung: Land',
			shipPhone: 'Lieferung: Telefon',
			shippingMethod: 'Versandart',
			comment: 'Bemerkung',
		},
	},
};
