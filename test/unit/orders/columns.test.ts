import { foldedName } from '../../../nodes/OrderExchange/orders/sources/columnNames.js';
import { columns } from '../../../nodes/OrderExchange/orders/sources/columns.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { flatRow as row, order, rules } from './samples.js';

const onlySupplier = { code: 'ONE' };
const run = (items: readonly unknown[]) =>
	prepare(readOrders(items, 'detect'), undefined, rules({ onlySupplier }));
const sent = (items: readonly unknown[]) => {
	const { ready, rejected } = run(items);
	expect(rejected.map(({ problems }) => problems)).toEqual([]);
	return ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
};
const codes = (items: readonly unknown[]) =>
	run(items).rejected.flatMap(({ problems }) => problems.map(({ code, field }) => `${code} ${field ?? ''}`));
const unreadIn = (items: readonly unknown[]) => {
	const unread = new Set<string>();
	readOrders(items, 'detect', undefined, unread);
	return [...unread];
};

const rowWithout = (...columns: readonly string[]): object =>
	Object.fromEntries(Object.entries(row()).filter(([column]) => !columns.includes(column)));

test('no column name means two fields', () => {
	const meanings = new Map<string, Set<string>>();
	for (const [field, names] of columns)
		for (const name of names)
			meanings.set(foldedName(name), (meanings.get(foldedName(name)) ?? new Set()).add(field));
	const doubtful = [...meanings].filter(([, fields]) => fields.size > 1).map(([name]) => name);
	expect(doubtful).toEqual(['customerphone']);
});

const delivered = { street: 'Weg 3', city: 'Bonn', postalCode: '53111' };

test.each([
	[
		'Lieferadresse Straße',
		'Lieferadresse Ort',
		'Lieferadresse PLZ',
		'Lieferadresse Name',
		'Lieferadresse Land',
	],
	[
		'Lieferanschrift: Strasse',
		'Lieferanschrift: Ort',
		'Lieferanschrift: PLZ',
		'Lieferanschrift: Name',
		'Lieferanschrift: Land',
	],
	[
		'Straße (Lieferadresse)',
		'Ort (Lieferadresse)',
		'PLZ (Lieferadresse)',
		'Name (Lieferadresse)',
		'Land (Lieferadresse)',
	],
	[
		'Address 1&2 (Shipping)',
		'City (Shipping)',
		'Postcode (Shipping)',
		'Last Name (Shipping)',
		'Country Code (Shipping)',
	],
	[
		'shippingAddressStreet',
		'shippingAddressCity',
		'shippingAddressZipcode',
		'shippingAddressLastName',
		'shippingAddressCountryIso',
	],
	['ship-address-1', 'ship-city', 'ship-postal-code', 'recipient-name', 'ship-country'],
	['Adresse livraison', 'Ville livraison', 'Code postal livraison', 'Nom livraison', 'Pays livraison'],
	['Indirizzo spedizione', 'Città spedizione', 'CAP spedizione', 'Cognome spedizione', 'Paese spedizione'],
	['Bezorgadres', 'Bezorgplaats', 'Bezorg postcode', 'Bezorg achternaam', 'Bezorg land'],
])(
	'the delivery address under %s and its neighbours is where the goods go',
	(street, city, code, name, country) => {
		const address = { [street]: 'Weg 3', [city]: 'Bonn', [code]: '53111', [name]: 'Kim', [country]: 'DE' };
		expect(sent([row(address)])[0]?.shipTo).toEqual({ ...delivered, lastName: 'Kim', country: 'DE' });
	},
);

test.each([
	'Delivery Addr. Street Line',
	'Versand-Strasse u. Nr',
	'Dest. street (ship)',
	'Lieferung: Straße u. Hausnr.',
])('an order with %s, which nobody reads, is not sent to the invoice address', (column) => {
	expect(codes([row({ [column]: 'Weg 3' })])).toEqual([`order.shipTo.unread ${column}`]);
	expect(codes([row({ [column]: '' })])).toEqual([]);
	const delivery = { 'Ship Street': 'Weg 3', 'Ship City': 'Bonn', 'Ship Zip': '53111', 'Ship Name': 'Kim' };
	expect(codes([row({ ...delivery, 'Ship Country': 'DE', [column]: 'Weg 3' })])).toEqual([]);
});

test.each([
	{ 'Shipping Address ID': '7' },
	{ 'Delivery address same as billing': 'yes' },
	{ 'Shipping Method': 'DHL' },
	{ 'Ship Via': 3 },
	{ 'Versanddatum Adresse': '' },
])('%j says nothing of a delivery address', (changes) => {
	expect(codes([row(changes)])).toEqual([]);
});

test('a delivery address of order JSON under another name than shipTo is not passed over', () => {
	const elsewhere = { street: 'Weg 3', city: 'Bonn', postalCode: '53111', country: 'DE', lastName: 'Kim' };
	expect(codes([order('1', { shippingAddress: elsewhere })])).toEqual([
		'order.shipTo.unread shippingAddress',
	]);
	expect(codes([order('1', { delivery: { date: '2026-01-07' } })])).toEqual([]);
	expect(sent([order('1', { shippingAddress: elsewhere, shipTo: elsewhere })])[0]?.shipTo).toEqual(elsewhere);
});

test('columns that hold something and that nobody reads are named, of order JSON too', () => {
	expect(
		unreadIn([row({ Rabbat: '5', Lager: '', 'E-Mail': 'jo@example.com' }), row({ Lager: 'Nord' })]),
	).toEqual(['Rabbat', 'Lager']);
	expect(unreadIn([row({ row_number: 2 })])).toEqual([]);
	const own = order('1', { discount: 5, lines: [{ sku: 'A', quantity: 1, unitPrice: 1, qty: 3 }] });
	expect(unreadIn([{ ...own, billTo: { ...own.billTo, houseNumber: '5' } }])).toEqual([
		'discount',
		'billTo.houseNumber',
		'lines.qty',
	]);
});

test('a third line of an address and the addition to a house number are not lost', () => {
	const address = { 'Address 2': 'Hinterhaus', 'Address 3': '2. Stock' };
	expect(sent([row(address)])[0]?.billTo.street2).toBe('Hinterhaus, 2. Stock');
	const dutch = { Street: '', Straat: 'Kade', Huisnummer: 12, Toevoeging: 'B' };
	expect(sent([row(dutch)])[0]?.billTo).toMatchObject({ street: 'Kade 12', street2: 'B' });
});

test('the platform’s own number of an article does not stand in for an empty article number', () => {
	expect(codes([row({ SKU: '', 'Product ID': 417 })])).toEqual(['line.sku.missing sku']);
	expect(codes([row({ SKU: '', 'Item Number': '1101' })])).toEqual(['line.sku.missing sku']);
	expect(sent([{ ...rowWithout('SKU'), 'Product ID': 417 }])[0]?.lines[0]?.sku).toBe('417');
});

describe('a currency in a column’s name', () => {
	const without = rowWithout('Currency', 'Unit Price');

	test('is the one of the order, and the amounts are read', () => {
		const priced = { 'Einzelpreis (EUR)': '12,50', 'Versandkosten in €': '4,90', Rabatt_EUR: '2,00' };
		expect(sent([{ ...without, ...priced }])[0]).toMatchObject({
			currency: 'EUR',
			shipping: { amount: '4.9' },
			lines: [{ unitPrice: '12.5', discount: '2' }],
		});
		expect(sent([{ ...without, 'Unit Price (USD)': 1.234 }])[0]).toMatchObject({
			currency: 'USD',
			lines: [{ unitPrice: '1.234' }],
		});
	});

	test('other than the order’s is not sent', () => {
		const changes = { Currency: 'EUR', 'Unit Price (USD)': 10 };
		expect(codes([{ ...without, ...changes }])).toEqual(['line.amount.currency unitPrice']);
	});
});

test.each([
	[{ 'MwSt.': '19' }, '19'],
	[{ 'MwSt.': '19,00 %' }, '19'],
	[{ USt: 7 }, '7'],
	// 200.00 holds 31.93 at 19 %, 13.08 at 7 %, 7.00 at no rate
	[{ 'MwSt.': '31,93' }, undefined],
	[{ VAT: 'DE123456789' }, undefined],
	// the tax of 43.84 at 19 %, and no rate of 7 %
	[{ 'MwSt.': '7,00', Quantity: '1', 'Unit Price': '43,84' }, undefined],
])('%j is a rate only where it can be one', (changes, taxRate) => {
	expect(sent([row(changes)])[0]?.lines[0]?.taxRate).toBe(taxRate);
});

test.each([
	[{ 'Fulfillment Status': 'fulfilled' }, ['order.delivered status']],
	[{ Status: 'offen', Versandstatus: 'Versendet' }, ['order.delivered status']],
	[{ Status: 'ausgeliefert am 5.1.' }, ['order.delivered status']],
	[{ 'Fulfillment Status': 'unfulfilled' }, []],
	[{ 'Payment Status': 'completed' }, []],
	[{ Status: 'nicht versendet' }, []],
])('a row with %j is not delivered twice', (changes, expected) => {
	expect(codes([row(changes)])).toEqual(expected);
});

test('an order of which one row is delivered is sent with the warning that it is delivered in part', () => {
	const { ready } = run([row({ Status: 'shipped' }), row({ SKU: 'B', Status: 'open' })]);
	expect(ready[0]?.warnings.map(({ code }) => code)).toEqual(['order.delivered.partly']);
	expect(codes([row({ Status: 'shipped' }), row({ SKU: 'B', Status: '' })])).toEqual([
		'order.delivered status',
	]);
});

test.each([
	[1067, 'Germany', '01067'],
	[118, 'Italy', '00118'],
	[8001, 'ES', '08001'],
	[150, 'NO', '0150'],
	[2134, 'US', '02134'],
	[1010, 'AT', '1010'],
	[106, 'Germany', '106'],
	['1067', 'Germany', '1067'],
	["'01067", 'Germany', '01067'],
])('the postal code %j of %s is %s', (code, country, expected) => {
	const [one] = sent([row({ 'Postal Code': code, Country: country })]);
	expect(one?.billTo.postalCode).toBe(expected);
});

test('a file that was read with the wrong delimiter says so', () => {
	const items = [{ 'Bestellnr;Datum;SKU;Menge': '1;04.07.2025;A;2' }, { 'only,one': 'x' }, { text: 'a;b;c' }];
	expect(codes(items)).toEqual([
		'order.columns.undivided Bestellnr;Datum;SKU;Menge',
		'order.unreadable ',
		'order.unreadable ',
	]);
});

describe('columns that say whether tax is in them', () => {
	const without = rowWithout('Unit Price');
	const of = (changes: object) => sent([{ ...without, ...changes }])[0];

	test.each([
		['Einzelpreis netto', 'net'],
		['Bruttopreis', 'gross'],
		['Preis (brutto)', 'gross'],
		['unit_price_excl_tax', 'net'],
		['Price incl. VAT', 'gross'],
		['Prix unitaire HT', 'net'],
	])('%s is a price, and the order’s prices are %s', (column, prices) => {
		expect(of({ [column]: '10,00' })).toMatchObject({ prices, lines: [{ unitPrice: '10' }] });
	});

	test('of both the gross ones count, with the charges that are gross', () => {
		const both = { 'Preis netto': '8,40', 'Preis brutto': '10,00' };
		const shipping = { 'Versandkosten netto': '4,12', 'Versandkosten brutto': '4,90' };
		expect(
			of({ ...both, ...shipping, 'Gesamtbetrag netto': '20,92', 'Gesamtbetrag brutto': '24,90' }),
		).toMatchObject({
			prices: 'gross',
			lines: [{ unitPrice: '10' }],
			shipping: { amount: '4.9' },
			totals: { total: '24.9' },
		});
	});

	test('a charge that there is only the other way round is asked about', () => {
		const priced = { ...without, 'Preis brutto': '10,00' };
		expect(codes([{ ...priced, 'Versandkosten netto': '4,12' }])).toEqual([
			'order.amount.unreadable shipping.amount',
		]);
		expect(codes([{ ...priced, 'Versandkosten netto': '0,00' }])).toEqual([]);
	});

	test('other columns with such words are none of them', () => {
		expect(unreadIn([row({ 'Nettogewicht (kg)': '1,2', Internet: 'x' })])).toEqual([
			'Nettogewicht (kg)',
			'Internet',
		]);
	});
});
