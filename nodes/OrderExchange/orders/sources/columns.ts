import { readDecimal } from '../values/decimal.js';
import { known } from '../values/reading.js';
import { addressColumns } from './addressColumns.js';
import { foldedName } from './columnNames.js';
import type { Field, RowField } from './fields.js';

const orderDiscounts = [
	'orderdiscount',
	'discounttotal',
	'totaldiscount',
	'gesamtrabatt',
	'orderdiscountamount',
];
const lineDiscounts = [
	...['linediscount', 'discountamount', 'discount', 'lineitemdiscount', 'rabatt', 'remise', 'sconto'],
	...['descuento', 'korting', 'rabat'],
];

/** What a platform numbers articles by for itself. */
const aPlatformsOwn = ['itemnumber', 'itemno', 'productid'];

/** Tax of which exports state the rate or the amount. */
const rateOrAmount = ['mwst', 'ust', 'vat', 'tva', 'iva', 'btw', 'moms'];

/**
 * Column names of flat rows as they are compared: without case, accents, blanks and signs (`Order No.` is `orderno`), a percent
 * sign as a word (`Rabatt %` is `rabattpercent`). Where a row has several names of one field, the first with a value counts.
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
			'belegnr',
			'numérocommande',
			'ncommande',
			'commande',
			'numeroordine',
			'ordine',
			'númeropedido',
			'pedido',
			'ordernummer',
			'bestelnummer',
			'numerzamówienia',
			'nrzamówienia',
			'ponumber',
		],
	],
	[
		'date',
		[
			...['orderdate', 'date', 'invoicedate', 'createdat', 'orderedat', 'bestelldatum', 'auftragsdatum'],
			...['datum', 'orderdatetime', 'datecreated', 'bestelltam', 'datecommande', 'datedecommande'],
			...[
				'saledate',
				'verkaufsdatum',
				'verkauftam',
				'dataordine',
				'fechapedido',
				'orderdatum',
				'besteldatum',
				'datazamówienia',
			],
		],
	],
	[
		'status',
		[
			...['orderstatus', 'status', 'orderstate', 'bestellstatus', 'auftragsstatus', 'belegstatus'],
			...['financialstatus', 'paymentstatus', 'paymentstate', 'zahlungsstatus'],
			...['fulfillmentstatus', 'shippingstatus', 'deliverystatus', 'versandstatus', 'lieferstatus'],
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
	[
		'delivered',
		[
			...[
				'shippedat',
				'shippedon',
				'shippedondate',
				'shippeddate',
				'dateshipped',
				'fulfilledat',
				'deliveredat',
			],
			...['deliveredon', 'versandtam', 'versendetam', 'geliefertam', 'shipped', 'delivered'],
		],
	],
	[
		'currency',
		[
			'currency',
			'currencycode',
			'ordercurrency',
			'waehrung',
			'währung',
			'devise',
			'valuta',
			'moneda',
			'waluta',
		],
	],
	['prices', ['prices', 'taxesincluded', 'pricesincludetax', 'taxincluded']],
	[
		'comment',
		[
			...['comment', 'customernote', 'note', 'notes', 'remark', 'bemerkung', 'kommentar', 'customercomment'],
			...['ordernote', 'ordernotes', 'kundenkommentar', 'anmerkung', 'commentaire', 'opmerking', 'uwagi'],
		],
	],
	[
		'customer.email',
		[
			...['customeremail', 'email', 'emailaddress', 'emailadresse', 'mail', 'billingemail', 'billtoemail'],
			...['emailbilling', 'buyeremail', 'kundenemail', 'clientemail', 'courriel', 'correo'],
		],
	],
	[
		'customer.number',
		['customernumber', 'customerno', 'customerid', 'customernr', 'kundennummer', 'kundennr'],
	],
	['customer.vatId', ['vatid', 'vatnumber', 'ustid', 'ustidnr', 'taxid']],
	['customer.phone', ['customerphone']],
	['customer.language', ['language', 'customerlanguage', 'sprache']],
	...addressColumns,
	[
		'shipping.amount',
		[
			'shipping',
			'shippingamount',
			'shippingcost',
			'shippingcosts',
			'shippingtotal',
			'ordershipping',
			'ordershippingamount',
			'shippingfee',
			'shippingcharge',
			'shippingcharges',
			'shippingandhandling',
			'deliverycost',
			'deliverycosts',
			'deliveryfee',
			'freight',
			'versandkosten',
			'porto',
			'fraisdeport',
			'fraisdelivraison',
			'spesedispedizione',
			'gastosdeenvío',
			'verzendkosten',
			'kosztwysyłki',
		],
	],
	[
		'shipping.title',
		['shippingmethod', 'shippingmethodtitle', 'shippingtitle', 'deliverymethod', 'versandart', 'lieferart'],
	],
	['shipping.code', ['shippingcode']],
	['discounts.amount', orderDiscounts],
	[
		'payment.title',
		['paymentmethod', 'paymentmethodtitle', 'payment', 'zahlungsart', 'zahlungsweise', 'modedepaiement'],
	],
	['payment.code', ['paymentcode']],
	['payment.transactionId', ['transactionid']],
	['totals.lines', ['subtotal', 'ordersubtotal', 'zwischensumme']],
	['totals.tax', ['ordertax', 'totaltax', 'taxtotal', 'ordertotaltaxamount']],
	[
		'totals.total',
		[
			...['ordertotal', 'grandtotal', 'totalamount', 'gesamtbetrag', 'gesamtsumme', 'ordertotalamount'],
			...['bestellsumme', 'auftragssumme', 'rechnungsbetrag', 'totalcommande', 'totaleordine', 'totalpedido'],
		],
	],
	['line.id', ['lineid', 'line', 'lineno', 'linenumber', 'position', 'pos']],
	[
		'line.sku',
		[
			'sku',
			'lineitemsku',
			'itemsku',
			'articlenumber',
			'articleno',
			'itemcode',
			'stockcode',
			'productsku',
			'productcode',
			'article',
			'artikelnummer',
			'artikelnr',
			'artnr',
			'artikelcode',
			'customlabel',
			'customlabelsku',
			'codicearticolo',
			...aPlatformsOwn,
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
			'artikelname',
			'produktname',
			'itemtitle',
			'désignation',
			'produit',
			'prodotto',
			'producto',
			'omschrijving',
		],
	],
	[
		'line.quantity',
		[
			...['quantity', 'qty', 'lineitemquantity', 'orderquantity', 'menge', 'anzahl', 'stueck', 'stück'],
			...['quantityordered', 'qtyordered', 'itemquantity', 'quantityrefund', 'bestellmenge', 'stückzahl'],
			...['quantité', 'quantità', 'cantidad', 'aantal', 'ilość'],
		],
	],
	[
		'line.unitPrice',
		[
			...['unitprice', 'price', 'lineitemprice', 'itemprice', 'einzelpreis', 'preis', 'stückpreis'],
			...['stueckpreis', 'priceperunit', 'productprice', 'prixunitaire', 'prix', 'prezzounitario', 'prezzo'],
			...['preciounitario', 'precio', 'stuksprijs', 'prijs', 'cenajednostkowa', 'cena'],
		],
	],
	['line.discount', lineDiscounts],
	[
		'line.discountPercent',
		[
			...lineDiscounts.flatMap((name) => [`${name}percent`, `percent${name}`]),
			...['discountratepercent', 'discountrate', 'rabattsatz'],
		],
	],
	[
		'line.taxRate',
		[
			...['taxrate', 'vatrate', 'taxpercent', 'mwstsatz', 'steuersatz', 'ustsatz', 'tauxtva', 'aliquotaiva'],
			...['vatpercent', 'mwstpercent', 'ustpercent', 'steuerpercent', 'taxratepercent', 'vatratepercent'],
			...['mwstsatzpercent', 'steuersatzpercent', 'tvapercent', 'ivapercent', 'btwpercent'],
			...rateOrAmount,
		],
	],
	['line.total', ['linetotal', 'lineamount', 'rowtotal', 'positionsbetrag']],
	[
		'line.supplier',
		['supplier', 'suppliercode', 'supplierid', 'lieferant', 'lieferantennummer', 'vendor', 'vendorcode'],
	],
	['line.supplierSku', ['suppliersku', 'vendorsku', 'lieferantenartikelnummer', 'lieferantenartikelnr']],
];

export interface KnownColumn {
	readonly field: RowField;
	/** The lowest one that has a value counts. */
	readonly rank: number;
	/** What the value means where it is not the field's own. */
	readonly as?: (value: unknown) => unknown;
	/** The state of the order where it says one. */
	readonly orStatus?: true;
	/** Counts only where no other column of the row is for the field, be that one empty. */
	readonly alone?: true;
	/** An amount where it cannot be a rate. */
	readonly orAmount?: true;
}

const stateRank = columns.find(([field]) => field === 'billTo.region')?.[1].indexOf('state') ?? 0;

/** Percent of a whole order is no amount, and is told of as such rather than taken for money. */
const inPercent = (value: unknown): unknown =>
	known(readDecimal(value))?.isZero() === false ? `${String(value)} %` : value;

/** What each known column name means. */
export const knownColumns: ReadonlyMap<string, KnownColumn> = new Map([
	...columns.flatMap(([field, names]) =>
		names.map((name, rank): [string, KnownColumn] => [
			foldedName(name),
			{
				field: field as Field,
				rank,
				...(aPlatformsOwn.includes(name) && { alone: true }),
				...(rateOrAmount.includes(name) && { orAmount: true }),
			},
		]),
	),
	['state', { field: 'billTo.region', rank: stateRank, orStatus: true }],
	...orderDiscounts.map((name, rank): [string, KnownColumn] => [
		`${name}percent`,
		{ field: 'discounts.amount', rank: orderDiscounts.length + rank, as: inPercent },
	]),
]);
