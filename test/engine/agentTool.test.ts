import type { INodeType } from 'n8n-workflow';
import { NotifySupplier } from '../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { PrepareSupplierOrder } from '../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { PushToShopDb } from '../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { runInEngine, type EngineRun } from '../../sandbox/n8n/engine.js';

/** The node as n8n makes it a tool of an AI agent: of another type, and otherwise the same. */
const asTool = (node: INodeType): INodeType => {
	node.description.name += 'Tool';
	return node;
};

const distributor = { distributorCode: 'NORTHWIND', distributorName: 'Northwind Traders' };
const nowhere = { host: '127.0.0.1', port: 1 };
const shop = { ...nowhere, database: 'shop', user: 'orders', tlsMode: 'off' };
const smtp = { ...nowhere, tlsMode: 'none', senderAddress: 'orders@northwind.example' };

/** What an agent's tool may be asked that does not go well, and what the agent has to hear. */
const cases: readonly (readonly [string, () => Omit<EngineRun, 'inputs'>, string])[] = [
	[
		'Prepare rejects',
		() => ({ node: new PrepareSupplierOrder(), parameters: distributor }),
		'order.unreadable',
	],
	[
		'Check Suppliers finds not ready',
		() => ({
			node: new PushToShopDb(),
			parameters: { operation: 'checkSuppliers' },
			credentials: { orderExchangeShopDatabase: shop },
		}),
		'database.unreachable',
	],
	[
		'Push refuses',
		() => ({ node: new PushToShopDb(), credentials: { orderExchangeShopDatabase: shop } }),
		'node.noSupplierOrder',
	],
	[
		'keeps a test mail from going out',
		() => ({
			node: new NotifySupplier(),
			parameters: { operation: 'sendTestEmail', testRecipients: 'you@northwind.example' },
			credentials: { orderExchangeSmtp: smtp },
		}),
		'mail.unreachable',
	],
];

describe('a node that an AI agent calls as its tool', () => {
	test.each(cases)('what %s is in the first output, the only one that the agent is told', async (...one) => {
		const [, made, code] = one;
		const { node, ...rest } = made();
		const { outputs } = await runInEngine({
			node: asTool(node),
			...rest,
			inputs: [[{ input: 'order 1001' }]],
		});
		expect(outputs.length).toBe(1);
		expect(outputs[0]?.map(({ json }) => json['problems'])).toMatchObject([[{ code }]]);
	});
});
