import type { Duplex } from 'node:stream';
import { clearInterval, setInterval } from 'node:timers';
import type { ICredentialDataDecryptedObject, SSHCredentials, SSHTunnelFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { codedFault } from '../database/faults.js';
import type { DatabaseSettings } from '../database/settings.js';
import { withLineBreaks } from './pem.js';

export const shopDatabaseCredential = 'orderExchangeShopDatabase';

const credentialSchema = z.looseObject({
	host: z.string().trim().min(1),
	port: z.coerce.number().int().min(1).max(65535).default(3306),
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
	sshHost: z.string().trim().default(''),
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
	ssh: SSHTunnelFunctions,
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
			...(credential.sshTunnel && {
				openStream: (late) => forwardedStream(data, host, port, ssh, late),
				tunnelHost: credential.sshHost,
			}),
		},
	};
}

/** In milliseconds; n8n closes an SSH connection that nobody said to use for a while, five minutes by default. */
const sayUsedEvery = 20_000;

async function forwardedStream(
	data: ICredentialDataDecryptedObject,
	host: string,
	port: number,
	ssh: SSHTunnelFunctions,
	late: AbortSignal,
): Promise<Duplex> {
	try {
		const client = await ssh.getSSHClient(data as unknown as SSHCredentials);
		if (!client.listeners('error').includes(streamsReportIt)) client.on('error', streamsReportIt);
		const stream = await forwarded(client, host, port, late);
		const used = setInterval(() => ssh.updateLastUsed(client), sayUsedEvery).unref();
		return stream.once('close', () => clearInterval(used));
	} catch {
		throw codedFault('SSH_TUNNEL');
	}
}

const streamsReportIt = (): void => undefined;

/** n8n keeps an SSH connection for later runs until it is closed: one that does not answer is, so that the next try has a new one. */
function forwarded(client: TunnelClient, host: string, port: number, late: AbortSignal): Promise<Duplex> {
	const close = () => void client.destroy();
	late.addEventListener('abort', close, { once: true });
	return new Promise<Duplex>((resolve, reject) => {
		client.forwardOut('127.0.0.1', 0, host, port, (error, stream) => {
			if (!error) return resolve(stream);
			const refusedThere = 'reason' in error; // by an SSH server that is well
			if (!refusedThere) close();
			reject(error);
		});
	}).finally(() => late.removeEventListener('abort', close));
}

/** Of ssh2's client. */
interface TunnelClient {
	destroy(): unknown;
	forwardOut(
		fromHost: string,
		fromPort: number,
		host: string,
		port: number,
		done: (error: Error | undefined, stream: Duplex) => void,
	): unknown;
}
