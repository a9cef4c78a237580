interface Chosen {
	readonly id: string;
	readonly name: string;
}

const order = {
	number: 'NW-1',
	date: '2026-11-27T10:00:00Z',
	currency: 'EUR',
	prices: 'net',
	customer: { email: 'maria@customers.example' },
	billTo: {
		...{ firstName: 'Maria', lastName: 'Anders', street: 'Obere Straße 57' },
		...{ postalCode: '12209', city: 'Berlin', country: 'DE' },
	},
	lines: [{ sku: 'LAB-1001', quantity: 1, unitPrice: '10.00', supplier: 'acme' }],
};

/** The smallest workflow that sends an order: made by hand in four clicks and one choice of a credential. */
export function firstWorkflow(directory: Chosen) {
	const credentials = { orderExchangeSupplierDirectory: directory };
	const node = (name: string, type: string, typeVersion: number, at: number, parameters: object) => ({
		...{ id: name, name, type, typeVersion, position: [at * 240, 0], parameters },
		...(type.startsWith('n8n-nodes-order-exchange') && { credentials }),
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: 'My First Order',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, 0, {}),
			node('An Order', 'n8n-nodes-base.set', 3.4, 1, {
				...{ mode: 'raw', jsonOutput: JSON.stringify(order), options: {} },
			}),
			node('Prepare', 'n8n-nodes-order-exchange.prepareSupplierOrder', 1, 2, {
				...{ distributorFrom: 'directory', options: {} },
			}),
			node('Push', 'n8n-nodes-order-exchange.pushToShopDb', 1, 3, {
				...{ connectThrough: 'supplierDirectory', options: {} },
			}),
		],
		connections: { Start: to('An Order'), 'An Order': to('Prepare'), Prepare: to('Push') },
		settings: { executionOrder: 'v1' },
	};
}
