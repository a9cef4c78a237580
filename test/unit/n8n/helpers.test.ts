import type { IDataObject, INode } from 'n8n-workflow';
import { operationError, settingsProblem, unforeseen } from '../../../nodes/OrderExchange/n8n/failures.js';
import { problemsHint } from '../../../nodes/OrderExchange/n8n/hints.js';
import { outputItem } from '../../../nodes/OrderExchange/n8n/items.js';
import { readSupplierOrders } from '../../../nodes/OrderExchange/n8n/supplierOrders.js';
import { problem } from '../../../nodes/OrderExchange/problems/problem.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { manyOrders, supplierOrderOf } from '../../support/ordersToPush.js';

const node: INode = {
	id: '1',
	name: 'Prepare',
	type: 'x',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

test('an output item is linked to each item it came from, once', () => {
	expect(outputItem({ a: 1 }, [2, 3, 2]).pairedItem).toEqual([{ item: 2 }, { item: 3 }]);
	expect(outputItem({ a: 1 }, 4).pairedItem).toEqual([{ item: 4 }]);
});

test('the red box says what happened, and below it what to do', () => {
	const found = settingsProblem('the distributor has no code', 'Fill in Distributor Code.');
	const shown = operationError(node, [found], 3);
	expect(shown.message).toContain('the distributor has no code');
	expect(shown.description).toBe('Fill in Distributor Code.');
	expect(shown.context['itemIndex']).toBe(3);
});

test('what nobody foresaw is shown without its text, which may hold data', () => {
	const thrown = Object.assign(new TypeError('password hunter2'), { code: 'E_X' });
	expect(unforeseen(thrown).message).toContain('TypeError (E_X)');
	expect(JSON.stringify(unforeseen(thrown))).not.toContain('hunter2');
});

test('a hint counts findings by code, most frequent first', () => {
	const many = [problem('order.noLines'), problem('node.noSupplierOrder'), problem('order.noLines')];
	expect(problemsHint('Look:', many)?.message).toMatch(
		/^Look: The order has no lines\. \(2×\) The item holds/,
	);
	expect(problemsHint('Look:', [])).toBeUndefined();
});

test('every item ends in exactly one list when supplier orders are read', () => {
	const items = [{ json: {} }, { json: { supplierOrder: { number: '1' } } }];
	const { read, unreadable } = atOnce(readSupplierOrders(items));
	expect(read).toEqual([]);
	expect(unreadable.map(({ problems }) => problems[0]?.code)).toEqual([
		'node.noSupplierOrder',
		'node.supplierOrderInvalid',
	]);
});

test('an item with very many orders is read in steps, so that other work can go in between', () => {
	const supplierOrder = supplierOrderOf(manyOrders('opencart-4.1', 200));
	const steps = readSupplierOrders([{ json: { supplierOrder } as unknown as IDataObject }]);
	let count = 0;
	let last = steps.next();
	for (; !last.done; last = steps.next()) count += 1;
	expect(count).toBeGreaterThanOrEqual(20);
	expect(last.value.read[0]?.supplierOrder).toEqual(supplierOrder);
});
