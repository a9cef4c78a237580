import type { Mapping } from '../../../nodes/OrderExchange/orders/sources/mapping.js';
import type { OrderFormat } from '../../../nodes/OrderExchange/orders/sources/readOrders.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { order, rules } from './samples.js';

const onlySupplier = { code: 'ONE' };
const run = (items: readonly unknown[], format: OrderFormat = 'detect', mapping?: Mapping) =>
	prepare(readOrders(items, format, mapping), undefined, rules({ onlySupplier }));
const ready = (items: readonly unknown[], format?: OrderFormat, mapping?: Mapping) => {
	const result = run(items, format, mapping);
	expect(result.rejected.map(({ problems }) => problems)).toEqual([]);
	return result.ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
};
const codes = (items: readonly unknown[]) =>
	run(items).rejected.map(({ problems }) => problems.map(({ code }) => code));

const codesOf = (items: readonly unknown[]) =>
	prepare(readOrders(items, 'detect'), undefined, rules()).rejected.map(({ problems }) =>
		problems.map(({ code }) => code),
	);

const shopifyAddress = {
	first_name: 'Jo',
	last_name: 'Doe',
	address1: 'Street 1',
	zip: '10115',
	city: 'Berlin',
	country_code: 'DE',
};
const shopify = (changes: object = {}) => ({
	id: 820982911946154500,
	name: '#1001',
	email: 'jo@example.com',
	created_at: '2026-01-05T10:00:00+01:00',
	currency: 'EUR',
	taxes_included: true,
	financial_status: 'paid',
	customer: null,
	billing_address: null,
	shipping_address: shopifyAddress,
	total_discounts: '3.00',
	total_price: '21.90',
	total_tax: '3.50',
	line_items: [
		{
			id: 1,
			sku: 'T-S',
			name: 'Shirt - S',
			variant_title: 'S',
			quantity: 2,
			price: '10.00',
			discount_allocations: [{ amount: '3.00' }],
			tax_lines: [{ rate: 0.19 }],
		},
	],
	shipping_lines: [
		{ code: 'STD', title: 'Standard', price: '4.90', discounted_price: '4.90', tax_lines: [{ rate: 0.19 }] },
	],
	refunds: [],
	cancelled_at: null,
	...changes,
});

test('a Shopify webhook is read with variant, discount, shipping, and no customer or billing address', () => {
	const [read] = ready([{ headers: {}, body: shopify() }]);
	expect(read).toMatchObject({
		number: '1001',
		prices: 'gross',
		customer: { email: 'jo@example.com' },
		billTo: { city: 'Berlin' },
		lines: [{ sku: 'T-S', quantity: 2, unitPrice: '10', discount: '3', taxRate: '19', total: '17' }],
		shipping: { amount: '4.9', code: 'STD' },
		totals: { total: '21.9', tax: '3.5' },
	});
});

test('what a customer typed in goes along as an option, the variant is named by its SKU', () => {
	const properties = [
		{ name: 'Engraving', value: 'Für Jo' },
		{ name: '_hidden', value: 'x' },
	];
	const [read] = ready([shopify({ line_items: [{ ...shopify().line_items[0], properties }] })]);
	expect(read?.lines[0]?.options).toEqual([{ name: 'Engraving', value: 'Für Jo' }]);
});

test('parts of the order JSON that have another shape are named, never left out unseen', () => {
	expect(codes([order('1', { shipping: 'free', discounts: [5] })])).toEqual([
		['order.field.invalid', 'order.field.invalid'],
	]);
	expect(codes([order('1', { lines: undefined })])).toEqual([['order.noLines']]);
	expect(
		codes([order('1', { lines: [{ sku: 'A', quantity: 1, unitPrice: 1, options: [{ name: 'x' }] }] })]),
	).toEqual([['text.unreadable']]);
});

test('a cancelled Shopify order is rejected, a partly refunded one sends what is left', () => {
	expect(codes([shopify({ cancelled_at: '2026-01-06T00:00:00Z' })])).toEqual([['order.cancelled']]);
	const line = { ...shopify().line_items[0], current_quantity: 1 };
	const [read] = ready([
		shopify({ refunds: [{ id: 1 }], line_items: [line, { ...line, id: 2, current_quantity: 0 }] }),
	]);
	expect(read?.lines).toMatchObject([{ quantity: 1, discount: '1.5' }]);
});

const woo = (changes: object = {}) => ({
	id: 727,
	number: '727',
	status: 'processing',
	currency: 'EUR',
	date_created: '2026-01-05T10:00:00',
	date_created_gmt: '2026-01-05T09:00:00',
	prices_include_tax: true,
	customer_id: 0,
	billing: {
		first_name: 'Jo',
		last_name: 'Doe',
		address_1: 'S 1',
		city: 'Berlin',
		postcode: '10115',
		country: 'DE',
		email: 'jo@example.com',
	},
	shipping: { first_name: '', last_name: '', address_1: '', city: '', postcode: '', country: '' },
	line_items: [
		{
			id: 315,
			name: 'Mug',
			sku: 'MUG',
			quantity: 3,
			subtotal: '25.21',
			subtotal_tax: '4.79',
			total: '22.69',
			total_tax: '4.31',
			taxes: [{ id: 1, subtotal: '4.789916', total: '4.310924' }],
		},
	],
	shipping_lines: [
		{
			method_id: 'flat_rate',
			method_title: 'Flat',
			total: '4.12',
			total_tax: '0.78',
			taxes: [{ id: 1, total: '0.781513' }],
		},
	],
	tax_lines: [{ rate_id: 1, rate_percent: 19 }],
	coupon_lines: [{ code: 'ten', discount: '2.52' }],
	fee_lines: [],
	refunds: [],
	total: '31.90',
	total_tax: '5.09',
	...changes,
});

test('a WooCommerce webhook gives the gross prices that its customer saw', () => {
	const [read] = ready([woo()]);
	expect(read).toMatchObject({
		number: '727',
		date: '2026-01-05T09:00:00Z',
		prices: 'gross',
		lines: [{ sku: 'MUG', unitPrice: '10', quantity: 3, discount: '3', total: '27', taxRate: '19' }],
		shipping: { amount: '4.9', code: 'flat_rate' },
		totals: { total: '31.9' },
	});
	expect(read?.shipTo).toBeUndefined();
});

test('a WooCommerce order with net prices stays net', () => {
	const [read] = ready([woo({ prices_include_tax: false })]);
	expect(read).toMatchObject({
		prices: 'net',
		lines: [{ total: '22.69' }],
		totals: { tax: '5.09', total: '31.9' },
	});
});

test('WooCommerce orders that were called off or refunded without lines are rejected', () => {
	expect(codes([woo({ status: 'cancelled' })])).toEqual([['order.cancelled']]);
	expect(codes([woo({ refunds: [{ id: 1, total: '-5.00' }] })])).toEqual([['order.refunded.unclear']]);
});

const row = (changes: object = {}) => ({
	'Order No.': '10248',
	'Order Date': '04.07.2025',
	Currency: 'EUR',
	'E-Mail': 'jo@example.com',
	'Ship Name': 'Jo Doe',
	'Ship Address': 'S 1',
	'Ship City': 'Berlin',
	'Ship Postal Code': '10115',
	'Ship Country': 'Germany',
	SKU: 'A',
	Quantity: '2',
	'Unit Price': '1.234,50',
	Freight: '4,90',
	...changes,
});

test('rows with the same order number make one order with a line each, linked to all of them', () => {
	const items = [row(), row({ 'Order No.': '2' }), row({ SKU: 'B', Quantity: 1 })];
	const result = run(items);
	expect(result.rejected).toEqual([]);
	expect(result.ready[0]?.items).toEqual([0, 2, 1]);
	expect(result.ready[0]?.supplierOrder.customerOrders[0]).toMatchObject({
		number: '10248',
		billTo: { firstName: 'Jo', lastName: 'Doe', country: 'DE' },
		lines: [{ sku: 'A', unitPrice: '1234.5' }, { sku: 'B' }],
		shipping: { amount: '4.9' },
	});
});

test('a rejected order of rows can be corrected and sent in again', () => {
	const [rejected] = run([row({ Quantity: -1 }), row({ SKU: 'B' })]).rejected;
	expect(rejected?.problems.map(({ code }) => code)).toEqual(['line.quantity.negative']);
	const text = JSON.stringify({ customerOrder: rejected?.customerOrder, problems: rejected?.problems });
	expect(ready([JSON.parse(text.replace('"Quantity":-1', '"Quantity":1'))])[0]?.lines).toHaveLength(2);
});

test('columns of retail exports are understood', () => {
	const retail = {
		InvoiceNo: 'C536379',
		StockCode: '22555',
		Description: 'PLASTERS IN TIN',
		Quantity: -12,
		InvoiceDate: '12/1/2010 9:41',
		UnitPrice: 1.65,
		CustomerID: '',
		Country: 'United Kingdom',
	};
	expect(codes([retail])[0]).toEqual(
		expect.arrayContaining(['order.currency.missing', 'customer.missing', 'line.quantity.negative']),
	);
});

test('any other shape is read by a mapping of property paths', () => {
	const odd = {
		head: { 'no.': 7, when: '2026-01-05' },
		to: [{ n: 'Jo Doe', s: 'S 1', c: 'Berlin', z: '10115', l: 'DE' }],
		mail: 'jo@example.com',
		basket: { items: [{ art: 'A', q: 1, p: '9.99' }] },
	};
	const fields = Object.entries({
		number: 'head["no."]',
		date: 'head.when',
		'customer.email': 'mail',
		'billTo.name': 'to[0].n',
		'billTo.street': 'to[0].s',
		'billTo.city': 'to[0].c',
		'billTo.postalCode': 'to[0].z',
		'billTo.country': 'to[0].l',
		'line.sku': 'art',
		'line.quantity': 'q',
		'line.unitPrice': 'p',
	}).map(([field, path]) => ({ field: field as Mapping['fields'][number]['field'], path }));
	const withCurrency = {
		...rules({ onlySupplier }),
		drafts: { ...rules().drafts, currencyIfMissing: 'EUR' },
	};
	const mapping = { lines: 'basket.items', fields };
	const { ready: sent, rejected } = prepare(readOrders([odd], 'mapping', mapping), undefined, withCurrency);
	expect(rejected).toEqual([]);
	expect(sent[0]?.supplierOrder.customerOrders[0]).toMatchObject({ number: '7', lines: [{ sku: 'A' }] });
});

test('what is no order at all comes out as it went in', () => {
	const [rejected] = run([{ hello: 'world' }]).rejected;
	expect(rejected?.customerOrder).toEqual({ hello: 'world' });
	expect(rejected?.problems.map(({ code }) => code)).toEqual(['order.unreadable']);
});

test('two parts of one order that two suppliers refused come back in one run', () => {
	const lines = [{ sku: 'A', supplierSku: 'A', quantity: 1, unitPrice: '1' }];
	const part = (supplier: string) => ({
		customerOrder: order('1', { lines }),
		supplier: { code: supplier },
		problems: [],
	});
	const both = prepare(readOrders([part('ALPHA'), part('BETA')], 'detect'), undefined, rules());
	expect(both.rejected).toEqual([]);
	expect(both.ready).toHaveLength(2);
});

test('a part and its whole order in one run would reach the supplier twice, so neither is sent', () => {
	const part = { customerOrder: order('1'), supplier: { code: 'ALPHA' }, problems: [] };
	expect(codesOf([part, order('1')])).toEqual([['order.number.conflict'], ['order.number.conflict']]);
});

test('keys of the prototype are fields like any other', () => {
	const hostile = JSON.parse(
		'{"__proto__":{"lines":[]},"constructor":1,"number":"1","lines":[{"__proto__":{"sku":"X"}}]}',
	) as unknown;
	expect(codes([hostile])[0]).toContain('line.sku.missing');
});
