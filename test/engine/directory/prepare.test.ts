import { PrepareSupplierOrder } from '../../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { codeTo, directoryCredential } from '../../support/directory.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { line, order } from '../../unit/orders/samples.js';

const nowhere = {
	host: 'db',
	port: 1,
	database: 's',
	user: 'u',
	password: 'p',
	tls: { mode: 'off' },
} as const;

async function prepared(credential: object, parameters: object = {}) {
	const codes = [await codeTo('GAMMA', 'modified-3.3', nowhere)];
	const { outputs, task } = await runInEngine({
		node: new PrepareSupplierOrder(),
		parameters: { distributorFrom: 'directory', ...parameters },
		inputs: [
			[order('1', { lines: [{ ...line('A', ''), supplier: undefined }] })],
			[{ sku: 'A', supplier: 'gamma' }],
		],
		credentials: directoryCredential(codes, credential),
	});
	return { ready: outputs[0]?.[0]?.json, task };
}
const whole = {
	email: 'purchasing@northwind.example',
	contact: 'Nancy Davolio',
	phone: '+49 40 1234',
	street: 'Hafenstraße 12',
	postalCode: '20457',
	city: 'Hamburg',
	country: 'DE',
	vatId: 'DE123456789',
	customerNumbers: 'GAMMA = K-20417',
};

test('Prepare takes the distributor, the customer number and the supplier’s name from the Supplier Directory', async () => {
	const { ready } = await prepared(whole);
	expect(ready).toMatchObject({
		supplierOrder: {
			supplier: { code: 'gamma', name: 'Supplier GAMMA' },
			distributor: {
				code: 'northwind',
				name: 'Northwind Traders',
				email: 'purchasing@northwind.example',
				contact: 'Nancy Davolio',
				phone: '+49 40 1234',
				customerNumber: 'K-20417',
			},
		},
	});
	expect(JSON.stringify(ready)).not.toContain('OX1-');
});

test('Prepare bills to the distributor’s address in the Supplier Directory', async () => {
	const { ready } = await prepared(whole, { billed: 'distributor' });
	expect(ready).toMatchObject({
		supplierOrder: {
			customerOrders: [
				{
					customer: { email: 'purchasing@northwind.example', vatId: 'DE123456789' },
					billTo: { company: 'Northwind Traders', street: 'Hafenstraße 12', city: 'Hamburg', country: 'DE' },
				},
			],
		},
	});
});

test('Prepare says what the Supplier Directory lacks', async () => {
	const nameless = await prepared({ distributorName: '' });
	expect(nameless.task.error?.message).toContain('Distributor Name is empty in the Supplier Directory');
	const homeless = await prepared({}, { billed: 'distributor' });
	expect(homeless.task.error?.message).toContain(
		'the distributor’s address has no street, no city, no country',
	);
	expect(homeless.task.error?.description).toContain('in the Supplier Directory credential');
});
