import type { IDataObject, INodeType } from 'n8n-workflow';
import { NotifySupplier } from '../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import { PrepareSupplierOrder } from '../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { PushToShopDb } from '../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { directoryCredential } from '../support/directory.js';
import { runInEngine, searchInForm, type EngineRun } from '../../sandbox/n8n/engine.js';
import { order } from '../unit/orders/samples.js';

const unusable = { orderExchangeShopDatabase: {}, orderExchangeSupplierDirectory: { activationCodes: 1 } };
const throughDirectory = { connectThrough: 'supplierDirectory' };
const [push, notify, prepare] = [new PushToShopDb(), new NotifySupplier(), new PrepareSupplierOrder()];
const smtp = {
	orderExchangeSmtp: { host: 'mail', port: 25, tlsMode: 'none', senderAddress: 'orders@northwind.example' },
};

test.each<[string, INodeType, IDataObject, NonNullable<EngineRun['credentials']>]>([
	['Shop Database', push, {}, {}],
	['Shop Database', push, { operation: 'setUpShop' }, unusable as never],
	['Supplier Directory', push, throughDirectory, {}],
	['Supplier Directory', push, { operation: 'checkSuppliers', ...throughDirectory }, {}],
	['Supplier Directory', push, { operation: 'checkSuppliers', ...throughDirectory }, unusable as never],
	['Supplier Directory', prepare, { distributorFrom: 'directory' }, {}],
	['SMTP', notify, {}, {}],
	['SMTP', notify, { operation: 'sendTestEmail', testRecipients: 'me@x.example' }, {}],
	['Supplier Directory', notify, throughDirectory, smtp],
])(
	'a missing or unusable %s credential stops the node and is named (%#)',
	async (name, node, parameters, credentials) => {
		const { task } = await runInEngine({ node, parameters, credentials, inputs: [[order('1')]] });
		expect(task.error?.message).toContain(`the ${name} credential is missing or incomplete`);
		expect(task.error?.description).toContain('Choose the credential');
	},
);

test.each([
	['Shop Database', {}, 'searchStores'],
	['Supplier Directory', throughDirectory, 'searchSuppliers'],
	['Supplier Directory', { ...throughDirectory, supplier: 'modi' }, 'searchStores'],
])(
	'a drop-down names the %s credential where that is the one it lacks (%#)',
	async (name, parameters, method) => {
		const listed = searchInForm({ node: push, parameters, credentials: {} }, method);
		await expect(listed).rejects.toThrow(`the ${name} credential is missing or incomplete`);
	},
);

test('Check Suppliers goes on without mail when the SMTP credential cannot be used, and says so', async () => {
	const { outputs } = await runInEngine({
		node: push,
		parameters: { operation: 'checkSuppliers', ...throughDirectory },
		credentials: { ...directoryCredential([]), orderExchangeSmtp: { host: '' } },
		inputs: [[{ sku: 'A', supplier: 'gamma', supplierEmail: 'orders@gamma.example' }]],
	});
	expect(JSON.stringify(outputs)).toContain('Host in the SMTP credential is missing');
});
