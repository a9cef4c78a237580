import type { Duplex } from 'node:stream';
import type { ICredentialDataDecryptedObject, SSHCredentials, SSHTunnelFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { codedFault } from '../database/faults.js';
import type { DatabaseSettings } from '../database/settings.js';
import { withLineBreaks } from './pem.js';

export const shopDatabaseCredential = 'orderExchangeShopDatabase';

const credentialSchema = z.looseObject({
	host: z.string().trim().min(1),
	port: z.coerce.number().int().default(3306),
	database: z.string().min(1),
	user: z.string().min(1),
	password: z.string().default(''),
	tablePrefix: z.string().default(''),
	supplierCode: z.string().default(''),
	tlsMode: z.enum(['verify', 'noVerify', 'off']).default('verify'),
	ca: z.string().default(''),
	cert: z.string().default(''),
	clientPrivateKey: z.string().default(''),
	sshTunnel: z.boolean().default(false),
});

export interface ShopDatabaseAccess {
	readonly settings: DatabaseSettings;
	/** Empty: any supplier's orders are accepted. */
	readonly supplierCode: string;
}

/**
 * Turns the Shop Database credential into settings; with an SSH tunnel, each connection gets a stream of its own.
 * @throws a ZodError for a credential that is incomplete
 */
export function shopDatabaseAccess(
	data: ICredentialDataDecryptedObject,
	getSSHClient: SSHTunnelFunctions['getSSHClient'],
): ShopDatabaseAccess {
	const credential = credentialSchema.parse(data);
	const { host, port, database, user, password, tablePrefix } = credential;
	return {
		supplierCode: credential.supplierCode.trim(),
		settings: {
			host,
			port,
			database,
			user,
			password,
			tls: {
				mode: credential.tlsMode,
				...(credential.ca && { ca: withLineBreaks(credential.ca) }),
				...(credential.cert && { cert: withLineBreaks(credential.cert) }),
				...(credential.clientPrivateKey && { key: withLineBreaks(credential.clientPrivateKey) }),
			},
			...(tablePrefix && { tablePrefix }),
			...(credential.sshTunnel && { openStream: () => forwardedStream(data, host, port, getSSHClient) }),
		},
	};
}

async function forwardedStream(
	data: ICredentialDataDecryptedObject,
	host: string,
	port: number,
	getSSHClient: SSHTunnelFunctions['getSSHClient'],
): Promise<Duplex> {
	try {
		const client = await getSSHClient(data as unknown as SSHCredentials);
		client.on('error', () => undefined); // the stream reports it
		return await new Promise((resolve, reject) => {
			client.forwardOut('127.0.0.1', 0, host, port, (error: Error | undefined, stream: Duplex) =>
				error ? reject(error) : resolve(stream),
			);
		});
	} catch {
		throw codedFault('SSH_TUNNEL');
	}
}
