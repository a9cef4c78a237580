import {
	contentSummary,
	differenceInWords,
} from '../../../nodes/OrderExchange/exchange/log/contentSummary.js';
import { customerOrder } from '../../../sandbox/orders/ordersToPush.js';

const order = customerOrder('modified-3.3');
const line = order.lines[0] as (typeof order.lines)[number];
const sent = contentSummary(order, 'a run');

test.each([
	['a line more', { ...order, lines: [line, { ...line, id: '2' }] }, 'line 2 added'],
	['another quantity', { ...order, lines: [{ ...line, quantity: 3 }] }, 'line 1: quantity 1 → 3'],
	[
		'another article',
		{ ...order, lines: [{ ...line, supplierSku: 'B' }] },
		`article ${line.supplierSku} → B`,
	],
	['another price', { ...order, lines: [{ ...line, unitPrice: '11' }] }, 'line 1: price changed'],
	['another address', { ...order, shipTo: order.billTo }, 'ship-to address changed'],
	['another comment', { ...order, comment: 'x' }, 'comment changed'],
])('%s is spelled out', (_, changed, words) => {
	expect(differenceInWords(sent, changed)).toContain(words);
});

test('a line less is spelled out', () => {
	const two = contentSummary({ ...order, lines: [line, { ...line, id: '2' }] }, 'a run');
	expect(differenceInWords(two, order)).toBe('line 2 removed');
});

test('a log that cannot be read still gives an answer', () => {
	expect(differenceInWords('{broken', order)).toBe('the content changed');
});

test('what is kept holds no name, street or e-mail in clear', () => {
	for (const secret of [order.customer.email, order.billTo.street, order.billTo.lastName, order.billTo.city])
		expect(sent).not.toContain(secret);
});
