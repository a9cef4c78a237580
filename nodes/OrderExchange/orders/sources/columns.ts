import type { Field } from './fields.js';

const address: Readonly<Record<string, readonly string[]>> = {
	company: ['company', 'companyname', 'firma'],
	name: ['name', 'fullname', 'contactname', 'contact', 'recipient', 'empfaenger', 'empfänger'],
	firstName: ['firstname', 'vorname', 'givenname'],
	lastName: ['lastname', 'nachname', 'surname', 'familyname'],
	street: [
		'street',
		'address',
		'address1',
		'addressline1',
		'streetaddress',
		'strasse',
		'straße',
		'anschrift',
	],
	houseNumber: ['housenumber', 'houseno', 'streetnumber', 'streetno', 'hausnummer', 'hausnr'],
	street2: ['street2', 'address2', 'addressline2', 'adresszusatz'],
	postalCode: ['postalcode', 'postcode', 'zip', 'zipcode', 'plz', 'postleitzahl'],
	city: ['city', 'town', 'ort', 'stadt'],
	region: ['region', 'state', 'province', 'county', 'bundesland'],
	country: ['country', 'countrycode', 'countryname', 'land'],
	phone: ['phone', 'telephone', 'phonenumber', 'telefon'],
};

const billPrefixes = [
	'billto',
	'billing',
	'bill',
	'rechnung',
	'rechnungs',
	'customer',
	'kunde',
	'kunden',
	'',
];
const shipPrefixes = ['shipto', 'shipping', 'ship', 'delivery', 'liefer', 'lieferung'];

const withPrefixes = (party: string, prefixes: readonly string[]): [string, readonly string[]][] =>
	Object.entries(address).map(([field, names]) => [
		`${party}.${field}`,
		prefixes
			.flatMap((prefix) => names.map((name) => prefix + name))
			.filter((name) => !['name', 'contact'].includes(name)),
	]);

const orderDiscounts = ['orderdiscount', 'discounttotal', 'totaldiscount', 'gesamtrabatt'];

/**
 * Column names of flat rows, compared without case, blanks and signs (`Order No.` is `orderno`); a percent sign and its
 * words are `percent` (`Rabatt %` is `rabattpercent`). Where a row has several names of one field, the first with a value counts.
 */
export const columns: readonly (readonly [string, readonly string[]])[] = [
	[
		'number',
		[
			'ordernumber',
			'orderno',
			'ordernr',
			'number',
			'order',
			'orderid',
			'ordername',
			'invoiceno',
			'invoicenumber',
			'invoice',
			'invoiceid',
			'bestellnummer',
			'bestellnr',
			'auftragsnummer',
			'auftragsnr',
			'auftrag',
			'belegnummer',
			'ponumber',
		],
	],
	[
		'date',
		['orderdate', 'date', 'invoicedate', 'createdat', 'orderedat', 'bestelldatum', 'auftragsdatum', 'datum'],
	],
	[
		'status',
		[
			...['orderstatus', 'status', 'orderstate', 'bestellstatus', 'auftragsstatus', 'belegstatus'],
			...['financialstatus', 'paymentstatus', 'paymentstate', 'zahlungsstatus'],
		],
	],
	[
		'cancelled',
		[
			...[
				'cancelledat',
				'canceledat',
				'cancelledon',
				'canceledon',
				'cancellationdate',
				'cancelled',
				'canceled',
			],
			...['storniertam', 'stornodatum', 'storniert'],
		],
	],
	['currency', ['currency', 'currencycode', 'waehrung', 'währung']],
	['prices', ['prices', 'taxesincluded', 'pricesincludetax', 'taxincluded']],
	['comment', ['comment', 'customernote', 'note', 'notes', 'remark', 'bemerkung', 'kommentar']],
	[
		'customer.email',
		['customeremail', 'email', 'emailaddress', 'emailadresse', 'mail', 'billingemail', 'billtoemail'],
	],
	[
		'customer.number',
		['customernumber', 'customerno', 'customerid', 'customernr', 'kundennummer', 'kundennr'],
	],
	['customer.vatId', ['vatid', 'vatnumber', 'ustid', 'ustidnr', 'taxid']],
	['customer.phone', ['customerphone']],
	['customer.language', ['language', 'customerlanguage', 'sprache']],
	...withPrefixes('billTo', billPrefixes),
	...withPrefixes('shipTo', shipPrefixes),
	[
		'shipping.amount',
		[
			'shipping',
			'shippingamount',
			'shippingcost',
			'shippingcosts',
			'shippingtotal',
			'freight',
			'versandkosten',
			'porto',
		],
	],
	['shipping.title', ['shippingmethod', 'shippingtitle', 'versandart']],
	['shipping.code', ['shippingcode']],
	['discounts.amount', orderDiscounts],
	['payment.title', ['paymentmethod', 'payment', 'zahlungsart']],
	['payment.code', ['paymentcode']],
	['payment.transactionId', ['transactionid']],
	['totals.lines', ['subtotal', 'ordersubtotal', 'zwischensumme']],
	['totals.tax', ['ordertax', 'totaltax', 'taxtotal']],
	['totals.total', ['ordertotal', 'grandtotal', 'totalamount', 'gesamtbetrag', 'gesamtsumme']],
	['line.id', ['lineid', 'line', 'lineno', 'linenumber', 'position', 'pos']],
	[
		'line.sku',
		[
			'sku',
			'lineitemsku',
			'articlenumber',
			'articleno',
			'itemnumber',
			'itemno',
			'itemcode',
			'stockcode',
			'productsku',
			'productcode',
			'productid',
			'article',
			'artikelnummer',
			'artikelnr',
			'artnr',
		],
	],
	[
		'line.name',
		[
			'productname',
			'description',
			'itemname',
			'lineitemname',
			'product',
			'title',
			'artikel',
			'bezeichnung',
			'artikelbezeichnung',
		],
	],
	[
		'line.quantity',
		['quantity', 'qty', 'lineitemquantity', 'orderquantity', 'menge', 'anzahl', 'stueck', 'stück'],
	],
	[
		'line.unitPrice',
		['unitprice', 'price', 'lineitemprice', 'itemprice', 'einzelpreis', 'preis', 'stückpreis', 'stueckpreis'],
	],
	['line.discount', ['linediscount', 'discountamount', 'discount', 'lineitemdiscount', 'rabatt']],
	[
		'line.discountPercent',
		[
			...['linediscountpercent', 'discountpercent', 'lineitemdiscountpercent', 'rabattpercent'],
			...['percentdiscount', 'percentrabatt', 'discountratepercent', 'discountrate', 'rabattsatz'],
		],
	],
	[
		'line.taxRate',
		[
			...['taxrate', 'vatrate', 'taxpercent', 'mwstsatz', 'steuersatz', 'mwst'],
			...['vatpercent', 'mwstpercent', 'ustpercent', 'steuerpercent', 'taxratepercent', 'vatratepercent'],
			...['mwstsatzpercent', 'steuersatzpercent'],
		],
	],
	['line.total', ['linetotal', 'lineamount', 'rowtotal', 'positionsbetrag']],
	[
		'line.supplier',
		['supplier', 'suppliercode', 'supplierid', 'lieferant', 'lieferantennummer', 'vendor', 'vendorcode'],
	],
	['line.supplierSku', ['suppliersku', 'vendorsku', 'lieferantenartikelnummer', 'lieferantenartikelnr']],
];

/** What a percent sign says is as much of a name as a word: `Discount %` is no `Discount`. */
export const foldedName = (name: string): string =>
	name
		.toLowerCase()
		.replace(/(?:\bin )?(?:%|percentage|prozent|percent|pct)/g, 'percent')
		.replace(/[^\p{L}\d]/gu, '');

export interface KnownColumn {
	readonly field: Field;
	/** The lowest one that has a value counts. */
	readonly rank: number;
	/** Percent where the field is an amount. */
	readonly percent?: true;
	/** The state of the order where it says one. */
	readonly orStatus?: true;
}

const stateRank = columns.find(([field]) => field === 'billTo.region')?.[1].indexOf('state') ?? 0;

/** What each known column name means. */
export const knownColumns: ReadonlyMap<string, KnownColumn> = new Map([
	...columns.flatMap(([field, names]) =>
		names.map((name, rank): [string, KnownColumn] => [name, { field: field as Field, rank }]),
	),
	['state', { field: 'billTo.region', rank: stateRank, orStatus: true }],
	...orderDiscounts.map((name, rank): [string, KnownColumn] => [
		`${name}percent`,
		{ field: 'discounts.amount', rank: orderDiscounts.length + rank, percent: true },
	]),
]);
