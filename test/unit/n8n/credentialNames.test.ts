import { OrderExchangeShopDatabase } from '../../../credentials/OrderExchangeShopDatabase.credentials.js';
import { OrderExchangeSmtp } from '../../../credentials/OrderExchangeSmtp.credentials.js';
import { OrderExchangeSupplierDirectory } from '../../../credentials/OrderExchangeSupplierDirectory.credentials.js';

test('who searches n8n’s credentials for Order Exchange finds all of them', () => {
	const credentials = [
		new OrderExchangeShopDatabase(),
		new OrderExchangeSmtp(),
		new OrderExchangeSupplierDirectory(),
	];
	for (const { displayName } of credentials) expect(displayName).toMatch(/^Order Exchange /);
});
