import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, Workflow, type INode, type INodeType, type IWorkflowBase } from 'n8n-workflow';
import { NotifySupplier } from '../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { PrepareSupplierOrder } from '../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { PushToShopDb } from '../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';

const folder = join(__dirname, '../../workflows');
const types: Readonly<Record<string, INodeType>> = Object.fromEntries(
	[new PrepareSupplierOrder(), new PushToShopDb(), new NotifySupplier()].map((type) => [
		`n8n-nodes-order-exchange.${type.description.name}`,
		type,
	]),
);
const other = { description: { properties: [], outputs: ['main', 'main', 'main'] } } as unknown as INodeType;
const typeOf = (name: string) => types[name] ?? other;

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as IWorkflowBase;

describe.each(files)('%s', (file) => {
	const { nodes, connections } = read(file);
	const own = nodes.filter(({ type }) => type in types);
	const workflow = new Workflow({
		nodes,
		connections,
		active: false,
		nodeTypes: {
			getByName: typeOf,
			getByNameAndVersion: typeOf,
			getKnownTypes: () => ({}),
		},
	});

	test('says nothing that the forms do not know, leaves out nothing that they want, and chooses every credential', () => {
		expect(own.length).toBeGreaterThanOrEqual(3);
		for (const node of own) {
			const { description } = typeOf(node.type);
			const given = read(file).nodes.find(({ name }) => name === node.name) as INode;
			const known = NodeHelpers.getNodeParameters(
				description.properties,
				given.parameters,
				true,
				false,
				given,
				description,
			);
			expect(Object.keys(given.parameters).filter((name) => !(name in (known ?? {})))).toEqual([]);
			expect(NodeHelpers.getNodeParametersIssues(description.properties, given, description)).toBeNull();
			expect(given.typeVersion).toBe(description.version);
			const wanted = (description.credentials ?? []).filter(
				(one) => one.required && NodeHelpers.displayParameter(known ?? {}, one as never, given, description),
			);
			expect(Object.keys(given.credentials ?? {}).sort()).toEqual(wanted.map(({ name }) => name).sort());
		}
	});

	test('its wires begin at outputs that the nodes have', () => {
		for (const node of own) {
			const { description } = typeOf(node.type);
			const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.getNode(node.name) as INode, description);
			expect(connections[node.name]?.['main']?.length).toBeLessThanOrEqual(outputs.length);
		}
	});

	test('its mail names the order as the distributor knows it, the supplier and the line, and says the same once', () => {
		// the workflow keeps only the parameters of nodes whose form it knows
		const text = String(read(file).nodes.find(({ name }) => name === 'Tell Purchasing')?.parameters['text']);
		const mailOf = (...orders: object[]) => {
			const items = [{ json: { orders } as never }];
			return workflow.expression.getParameterValue(text, null, 0, 0, 'Tell Purchasing', items, 'manual', {});
		};
		const sku = {
			code: 'shop.sku.unknown',
			field: 'lines[0].sku',
			message: 'No such article.',
			remedy: 'Ask.',
		};
		const supplier = { code: 'acme', name: 'Acme Supplies' };
		expect(
			String(
				mailOf(
					{ customerOrder: { 'Order No': '7' }, problems: [{ ...sku, order: '7', line: '2' }] },
					{ customerOrder: { number: '8' }, supplier, problems: [{ ...sku, line: '1' }] },
				),
			).split('\n'),
		).toEqual([
			'Order 7',
			'  No such article. (line 2; lines[0].sku; shop.sku.unknown)',
			'    What to do: Ask.',
			'',
			'Order 8 at Acme Supplies',
			'  No such article. (line 1; lines[0].sku; shop.sku.unknown)',
			'    What to do: Ask.',
		]);
		const away = { code: 'database.unreachable', message: 'Not reached.', remedy: 'Wait.' };
		const problems = ['7', '8'].map((order) => ({ ...away, order }));
		expect(mailOf({ supplierOrder: { number: 'SO-1', supplier }, problems })).toBe(
			'Order SO-1 at Acme Supplies\n  Not reached. (order 7, 8; database.unreachable)\n    What to do: Wait.',
		);
	});
});
