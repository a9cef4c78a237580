import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';

/** A Shop Database credential for a database that listens without TLS. */
export const shopCredential = (
	{ host, port, database, user, password }: DatabaseSettings,
	changes: ICredentialDataDecryptedObject = {},
) => ({
	orderExchangeShopDatabase: { host, port, database, user, password, tlsMode: 'off', ...changes },
});
