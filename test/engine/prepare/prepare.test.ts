import { PrepareSupplierOrder } from '../../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { runInEngine } from '../../support/engine.js';
import { line, order } from '../../unit/orders/samples.js';

const parameters = { distributorCode: 'NW', distributorName: 'Northwind' };
// n8n itself stops at empty required fields; an expression can still give blanks
const blank = { distributorCode: ' ', distributorName: 'N' };
const node = new PrepareSupplierOrder();

test('good orders come out of Ready and wrong ones out of Rejected, linked to their items', async () => {
	const { outputs } = await runInEngine({
		node,
		parameters,
		inputs: [[order('1'), order('2', { lines: [] }), order('3')]],
	});
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }, { item: 2 }]]);
	expect(outputs[1]?.map(({ json }) => json['customerOrder'])).toEqual([order('2', { lines: [] })]);
	expect(outputs[1]?.[0]?.pairedItem).toEqual([{ item: 1 }]);
});

test('the Catalogue input names the supplier', async () => {
	const own = order('1', { lines: [{ ...line('A', ''), supplier: undefined }] });
	const catalogue = [{ sku: 'A', supplier: 'GAMMA' }];
	const { outputs } = await runInEngine({ node, parameters, inputs: [[own], catalogue] });
	expect(outputs[0]?.[0]?.json).toMatchObject({ supplierOrder: { supplier: { code: 'GAMMA' } } });
});

test('missing settings stop the workflow and say which', async () => {
	const { task } = await runInEngine({ node, parameters: blank, inputs: [[order('1')]] });
	expect(task?.error?.message).toContain('Distributor Code is empty');
});

test('missing settings send every item to Rejected when the workflow continues', async () => {
	const both = ['continueRegularOutput', 'continueErrorOutput'] as const;
	for (const onError of both) {
		const { outputs } = await runInEngine({
			node,
			parameters: blank,
			onError,
			inputs: [[order('1'), order('2')]],
		});
		expect(outputs.map((items) => items.length).slice(0, 2)).toEqual([0, 2]);
	}
});

test('a retry of good orders gives the same supplier order', async () => {
	const once = await runInEngine({ node, parameters, inputs: [[order('1')]] });
	const again = await runInEngine({ node, parameters, inputs: [[order('1')]], retryOnFail: true });
	expect(again.outputs[0]?.[0]?.json).toEqual(once.outputs[0]?.[0]?.json);
});
