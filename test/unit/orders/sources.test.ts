import { prepare, readOrders } from '../../support/prepared.js';
import { order, rules } from './samples.js';

const onlySupplier = { code: 'ONE' };
const run = (items: readonly unknown[]) =>
	prepare(readOrders(items, 'detect'), undefined, rules({ onlySupplier }));
const ready = (items: readonly unknown[]) => {
	const result = run(items);
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
	expect(
		codes([order('1', { shipping: { cost: '5.00' }, discounts: [{ title: 'x', value: '1' }] })]),
	).toEqual([['order.field.invalid', 'order.field.invalid']]);
	expect(codes([order('1', { shipping: { title: 'Pick up' } })])).toEqual([]);
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

test('what is no order at all comes out as it went in', () => {
	const [rejected] = run([{ hello: 'world' }]).rejected;
	expect(rejected?.customerOrder).toEqual({ hello: 'world' });
	expect(rejected?.problems.map(({ code }) => code)).toEqual(['order.unreadable']);
});

test('what stands around a rejected order comes back with it, and can be sent in again', () => {
	const wrong = order('1', { currency: 'EURO' });
	const around = { meta: { shop: 7 }, customer: { note: 'ring' } };
	for (const item of [
		{ order: wrong, ...around },
		{ orders: [wrong], ...around },
		{ body: { order: wrong }, ...around },
	]) {
		const [rejected] = run([item]).rejected;
		expect(rejected?.customerOrder).toEqual(item);
		const text = JSON.stringify({ customerOrder: rejected?.customerOrder, problems: rejected?.problems });
		expect(run([JSON.parse(text)]).rejected[0]?.customerOrder).toEqual(item);
		expect(ready([JSON.parse(text.replaceAll('EURO', 'EUR'))])[0]).toMatchObject({ number: '1' });
	}
});

test('of several orders in one item each rejected one comes back with what stands around them', () => {
	const item = { orders: [order('1'), order('2', { currency: 'EURO' })], shop: 7 };
	expect(run([item]).rejected).toMatchObject([
		{ customerOrder: { orders: [{ number: '2' }], shop: 7 }, problems: [{ order: '2' }] },
	]);
});

test('of a webhook’s request only the order comes back, not its headers', () => {
	const body = order('1', { currency: 'EURO' });
	const request = { headers: { authorization: 'Basic x' }, params: {}, query: {}, body };
	expect(run([request]).rejected[0]?.customerOrder).toEqual(body);
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
