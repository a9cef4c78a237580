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

test('parts of the order JSON that have another shape are named, never left out unseen', () => {
	expect(codes([order('1', { shipping: 'free', discounts: [5] })])).toEqual([
		['order.field.invalid', 'order.field.invalid'],
	]);
	expect(codes([order('1', { lines: undefined })])).toEqual([['order.noLines']]);
	expect(
		codes([order('1', { lines: [{ sku: 'A', quantity: 1, unitPrice: 1, options: [{ name: 'x' }] }] })]),
	).toEqual([['text.unreadable']]);
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
