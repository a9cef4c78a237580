import { parse } from 'csv-parse/sync';
import { prepare, readOrders } from '../../support/prepared.js';
import { rules } from './samples.js';
import { sent as sentBody, shopify } from './webOrders.js';

/** As Shopify's admin exports orders, shortened: what is about the order stands in the first row only. */
const csv = `Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping City,Shipping Zip,Shipping Country,Notes,Cancelled at,Payment Method,Vendor,Id,Lineitem discount,Phone
#1001,jo@example.com,paid,unfulfilled,EUR,22.00,4.90,4.29,26.90,TEN,3.00,Standard,2026-01-05 10:00:00 +0100,2,Shirt - S,10.00,T-S,pending,Jo Doe,"Street 1, Left",Street 1,Left,,Berlin,'10115,BE,DE,Kim Doe,Way 2,Way 2,,Bonn,'53111,DE,Ring twice,,Shopify Payments,My Shop,820982911946154508,0.00,'+49301
#1001,jo@example.com,,,,,,,,,,,,1,Mug,5.00,MUG,pending,,,,,,,,,,,,,,,,,,,,My Shop,,0.00,
#1002,al@example.com,paid,unfulfilled,EUR,20.00,4.90,4.73,29.63,,0.00,Standard,2026-01-05 11:00:00 +0100,2,Shirt - S,10.00,T-S,pending,Al Doe,Street 1,Street 1,,,Berlin,'10115,BE,DE,Al Doe,Street 1,Street 1,,Berlin,'10115,DE,,,Invoice,My Shop,820982911946154509,0.00,
`;
const rows = (changes: object = {}): readonly Readonly<Record<string, string>>[] =>
	parse<Record<string, string>>(csv, { columns: true }).map((row, index) =>
		index === 0 ? { ...row, ...changes } : row,
	);
const run = (items: readonly unknown[]) =>
	prepare(readOrders(items, 'detect'), undefined, rules({ onlySupplier: { code: 'ONE' } }));

test('Shopify’s own export as CSV is read: one order of its rows, the discount off the whole order', () => {
	const { ready, rejected } = run(rows());
	expect(rejected.map(({ problems }) => problems)).toEqual([]);
	const [first, second] = ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
	expect(first).toMatchObject({
		number: '1001',
		prices: 'gross',
		customer: { email: 'jo@example.com', phone: '+49301' },
		billTo: { lastName: 'Doe', street: 'Street 1', street2: 'Left', postalCode: '10115', region: 'BE' },
		shipTo: { firstName: 'Kim', street: 'Way 2', city: 'Bonn', postalCode: '53111' },
		lines: [
			{ sku: 'T-S', quantity: 2, unitPrice: '10', total: '20' },
			{ sku: 'MUG', quantity: 1, unitPrice: '5' },
		],
		discounts: [{ amount: '3' }],
		shipping: { amount: '4.9', title: 'Standard' },
		totals: { total: '26.9', tax: '4.29' },
		comment: 'Ring twice',
	});
	expect(second).toMatchObject({ number: '1002', prices: 'net', totals: { total: '29.63', tax: '4.73' } });
	expect(first?.number).toBe(sentBody(shopify())?.number);
});

test.each([
	[{ 'Fulfillment Status': 'fulfilled' }, 'order.delivered'],
	[{ 'Financial Status': 'refunded' }, 'order.cancelled'],
	[{ 'Financial Status': 'partially_refunded' }, 'order.refunded.unclear'],
	[{ 'Cancelled at': '2026-01-06 10:00:00 +0100' }, 'order.cancelled'],
	[{ 'Discount Amount': '1.00' }, 'order.total.wrong'],
])('of Shopify’s export an order with %j is not sent', (changes, code) => {
	const { rejected } = run(rows(changes));
	expect(rejected.map(({ problems }) => problems.map((each) => each.code))).toEqual([[code]]);
});

/** A row of the report of unshipped and new orders, as a tab-separated file gives it. */
const amazon = (changes: object = {}) => ({
	...{ 'order-id': '303-1', 'order-item-id': '1', 'purchase-date': '2026-01-05T10:00:00+00:00' },
	...{ 'buyer-email': 'x@marketplace.example', 'buyer-name': 'Jo Doe', 'buyer-phone-number': '030 1' },
	...{ sku: 'A', 'product-name': 'Tea', 'quantity-purchased': '2', currency: 'EUR', 'item-price': '39.98' },
	...{ 'item-tax': '6.38', 'shipping-price': '4.90', 'shipping-tax': '0.78', 'recipient-name': 'Kim Doe' },
	...{ 'ship-address-1': 'Way 2', 'ship-address-2': '', 'ship-address-3': 'Left', 'ship-city': 'Bonn' },
	...{
		'ship-state': '',
		'ship-postal-code': '53111',
		'ship-country': 'DE',
		'ship-service-level': 'Standard',
	},
	...changes,
});

test('of Amazon’s order report the price of a line is divided by its pieces, and charges of the lines are added', () => {
	const second = { 'order-item-id': '2', sku: 'B', 'quantity-purchased': '3', 'item-price': '10.00' };
	const { ready, rejected } = run([amazon(), amazon({ ...second, 'item-promotion-discount': '1.00' })]);
	expect(rejected.map(({ problems }) => problems)).toEqual([]);
	expect(ready[0]?.supplierOrder.customerOrders).toMatchObject([
		{
			number: '303-1',
			billTo: { firstName: 'Jo', street: 'Way 2', city: 'Bonn' },
			shipTo: { firstName: 'Kim', street: 'Way 2', street2: 'Left', postalCode: '53111' },
			lines: [
				{ sku: 'A', quantity: 2, unitPrice: '19.99', total: '39.98' },
				{ sku: 'B', quantity: 3, unitPrice: '3.33333333', discount: '1', total: '9' },
			],
			shipping: { amount: '9.8', title: 'Standard' },
		},
	]);
});

test('a charge of Amazon’s report that cannot be read is told of', () => {
	const { rejected } = run([
		amazon({ 'shipping-price': 'free' }),
		amazon({ sku: 'B', 'order-item-id': '2' }),
	]);
	expect(rejected[0]?.problems.map(({ code, value }) => `${code} ${value}`)).toEqual([
		'order.amount.unreadable free',
	]);
});

test('a cancelled line of Amazon’s report holds the order back', () => {
	const all = amazon({ 'amazon-order-id': '303-1', 'order-status': 'Cancelled', 'item-price': '' });
	expect(run([all]).rejected[0]?.problems.map(({ code }) => code)).toContain('order.cancelled');
});

test('Shopify’s export saved by a spreadsheet as UTF-8, with a mark in front of its first column, is read', () => {
	const marked = rows().map(({ Name, ...row }) => ({ '\ufeffName': Name, ...row }));
	const { ready, rejected } = run(marked);
	expect(rejected.map(({ problems }) => problems)).toEqual([]);
	expect(ready[0]?.supplierOrder.customerOrders.map(({ number }) => number)).toEqual(['1001', '1002']);
});

/** Rows of eBay's report of orders, shortened: an order of several articles is summed up in a row before them. */
const ebay = (changes: object = {}) => ({
	...{ 'Sales Record Number': '12126', 'Order Number': '01-14701-30101', 'Buyer Username': 'jo1' },
	...{
		'Buyer Email': 'jo@example.com',
		'Buyer Name': 'Jo Doe',
		'Buyer Address 1': 'Weg 1',
		'Buyer City': 'Bonn',
	},
	...{ 'Buyer Zip': '53111', 'Buyer Country': 'Germany', 'Ship To Name': 'Kim Doe', 'Ship To Phone': '' },
	...{
		'Ship To Address 1': 'Gasse 2',
		'Ship To City': 'Köln',
		'Ship To Zip': '50667',
		'Ship To Country': 'DE',
	},
	...{ 'Item Number': '', 'Item Title': '', 'Custom Label': '', Quantity: '3', 'Sold For': 'EUR 25,00' },
	...{ 'Shipping And Handling': 'EUR 4,90', 'Total Price': 'EUR 29,90', 'Sale Date': 'Jan-05-26' },
	...{ 'Shipped On Date': '', 'Transaction ID': '' },
	...changes,
});
const ebayLine = (changes: object) => ({
	...Object.fromEntries(Object.keys(ebay()).map((column) => [column, ''])),
	...{ 'Order Number': '01-14701-30101', 'Item Number': '4', 'Sale Date': 'Jan-05-26', Quantity: '1' },
	...changes,
});
const several = [
	ebay(),
	ebayLine({ 'Custom Label': 'A', 'Item Title': 'Tea', 'Sold For': 'EUR 10,00', Quantity: '2' }),
	ebayLine({ 'Custom Label': 'B', 'Item Title': 'Mug', 'Sold For': 'EUR 5,00', 'Transaction ID': '9' }),
];

test('eBay’s report of orders is read: what sums up the lines is none, and the currency stands at the prices', () => {
	const { ready, rejected } = run(several);
	expect(rejected.map(({ problems }) => problems)).toEqual([]);
	expect(ready[0]?.supplierOrder.customerOrders).toMatchObject([
		{
			...{ number: '01-14701-30101', date: '2026-01-04T23:00:00Z', currency: 'EUR' },
			billTo: { firstName: 'Jo', street: 'Weg 1' },
			shipTo: { firstName: 'Kim', street: 'Gasse 2', postalCode: '50667' },
			lines: [
				{ sku: 'A', quantity: 2, unitPrice: '10' },
				{ sku: 'B', quantity: 1, unitPrice: '5' },
			],
			shipping: { amount: '4.9' },
			totals: { total: '29.9' },
		},
	]);
});

test('where the total says that an eBay price is that of all pieces, it is divided', () => {
	const single = { 'Custom Label': 'A', 'Item Title': 'Tea', 'Item Number': '4', Quantity: '2' };
	const { ready } = run([
		ebay({
			...single,
			'Sold For': 'AU $25.00',
			'Total Price': 'AU $29.90',
			'Shipping And Handling': 'AU $4.90',
		}),
	]);
	expect(ready[0]?.supplierOrder.customerOrders).toMatchObject([
		{ currency: 'AUD', lines: [{ quantity: 2, unitPrice: '12.5', total: '25' }] },
	]);
});

test.each([
	[{ 'Shipped On Date': 'Jan-06-26' }, 'order.delivered'],
	[{ 'Total Price': 'EUR 39,90' }, 'order.total.wrong'],
])('of eBay’s report an order with %j is not sent', (changes, code) => {
	const { rejected } = run([ebay(changes), ...several.slice(1)]);
	expect(rejected.map(({ problems }) => problems.map((each) => each.code))).toEqual([[code]]);
});
