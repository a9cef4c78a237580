import type { ProblemCode } from '../../../nodes/OrderExchange/problems/catalogue.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { flatRow as row, line, order, rules } from './samples.js';

const run = (items: readonly unknown[], onlyWarn: readonly ProblemCode[] = []) =>
	prepare(
		readOrders(items, 'detect'),
		undefined,
		rules({
			onlySupplier: { code: 'ONE' },
			severities: new Map(onlyWarn.map((code) => [code, 'warn'])),
		}),
	);
/** Quantities and prices of the lines sent, by order; or the findings of what is not. */
const sent = (items: readonly unknown[]) => {
	const { ready, rejected } = run(items);
	return [
		...ready.flatMap(({ supplierOrder }) =>
			supplierOrder.customerOrders.map(({ lines }) =>
				lines.map(({ quantity, unitPrice }) => `${quantity} × ${unitPrice}`).join(),
			),
		),
		...rejected.flatMap(({ problems }) =>
			problems.map(({ code, line: id, field }) => `${code} ${id ?? ''} ${field ?? ''}`),
		),
	];
};

test.each([
	[{ Quantity: '2,000', 'Unit Price': '12,50' }, '2 × 12.5'],
	[{ Quantity: '1.000', 'Unit Price': '12,50' }, '1000 × 12.5'],
	[{ Quantity: '2,000', 'Unit Price': '12.50' }, '2000 × 12.5'],
	[{ Quantity: '1.000', 'Unit Price': '12.50' }, '1 × 12.5'],
	[{ Quantity: '2', 'Unit Price': '1.250', Shipping: '4,90' }, '2 × 1250'],
	[{ Quantity: '0,500', 'Unit Price': '1,250' }, '0.5 × 1.25'],
	[{ Quantity: 2, 'Unit Price': 1.25 }, '2 × 1.25'],
	[{ Quantity: '2', 'Unit Price': '1.25' }, '2 × 1.25'],
])('%j is %s, as the other numbers of the order show', (changes, lines) => {
	expect(sent([row(changes)])).toEqual([lines]);
});

test('numbers of other orders of the run show it where the own ones do not', () => {
	const doubtful = row({ Quantity: '1.000', 'Unit Price': '3' });
	expect(sent([doubtful, row({ 'Order No.': '2', Quantity: '1', 'Unit Price': '12,50' })])).toEqual([
		'1000 × 3',
		'1 × 12.5',
	]);
});

test('where nothing shows it, or both ways are there, each such number is asked about by line and field', () => {
	const doubtful = row({ Quantity: '1.000', 'Unit Price': '2,500', Shipping: '1.200' });
	const asked = ['line.number.ambiguous 1 quantity', 'line.number.ambiguous 1 unitPrice'];
	expect(sent([doubtful])).toEqual([...asked, 'order.amount.ambiguous  shipping.amount']);
	const mixed = [
		row({ 'Order No.': '2', Quantity: '1', 'Unit Price': '12,50' }),
		row({ 'Order No.': '3', Quantity: '1', 'Unit Price': '12.50' }),
	];
	expect(sent([doubtful, ...mixed])).toContain(asked[0]);
	expect(run([doubtful]).rejected[0]?.problems[0]).toMatchObject({
		message: 'The quantity 1.000 can be 1 or 1000.',
		value: '1.000',
	});
	const warned = run([row({ Quantity: '1.000', 'Unit Price': '3' })], ['line.number.ambiguous']);
	expect(warned.ready[0]?.supplierOrder.customerOrders[0]?.lines[0]?.quantity).toBe(1);
});

test('order JSON has a decimal point, as its description says', () => {
	expect(sent([order('1', { lines: [line('A', 'S', '1.234', '1.000')] })])).toEqual(['1 × 1.234']);
});
