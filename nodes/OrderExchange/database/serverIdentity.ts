import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity, TLSSocket } from 'node:tls';
import { codedFault } from './faults.js';
import type { DatabaseSettings } from './settings.js';

/** What mysql2 is to check by itself. */
export const checkedByDriver = ({ host, tls }: DatabaseSettings) => ({
	rejectUnauthorized: tls.mode === 'verify',
	verifyIdentity: tls.mode === 'verify' && isIP(host) === 0,
});

/**
 * Checks between TLS and login what mysql2 cannot: whether the certificate is for an IP address (it would look for the name
 * `localhost`), and whether it is the pinned one (it would want that to be an authority).
 */
export function checkServer(driver: object, settings: DatabaseSettings): void {
	const check = checkOf(settings);
	if (!check) return;
	const connection = driver as Securing;
	const startTls = connection.startTLS.bind(connection);
	connection.startTLS = (secured) =>
		startTls((error) => {
			const { stream } = connection;
			secured(error ?? (stream instanceof TLSSocket ? check(stream) : codedFault('HANDSHAKE_SSL_ERROR')));
		});
}

interface Securing {
	/** Encrypted once `secured` is called. */
	readonly stream: unknown;
	startTLS(secured: (error?: Error) => void): void;
}

type Check = (socket: TLSSocket) => Error | undefined;

function checkOf({ host, tls }: DatabaseSettings): Check | undefined {
	if (tls.mode === 'pinned')
		return (socket) =>
			socket.authorized || isValid(socket.getPeerX509Certificate(), tls.ca)
				? undefined
				: codedFault('HANDSHAKE_SSL_ERROR');
	return tls.mode === 'verify' && isIP(host) !== 0
		? (socket) => checkServerIdentity(host, socket.getPeerCertificate())
		: undefined;
}

function isValid(shown: X509Certificate | undefined, pinned: string): boolean {
	const now = Date.now();
	return (
		shown?.raw.equals(rawOf(pinned)) === true &&
		Date.parse(shown.validFrom) <= now &&
		now < Date.parse(shown.validTo)
	);
}

/** When the certificate ends that the server has shown to this connection; undefined where it showed none. */
export function shownUntil(driver: object): Date | undefined {
	const { stream } = driver as Securing;
	const shown = stream instanceof TLSSocket ? stream.getPeerX509Certificate() : undefined;
	return shown && new Date(shown.validTo);
}

function rawOf(pem: string): Buffer {
	try {
		return new X509Certificate(pem).raw;
	} catch {
		return Buffer.alloc(0);
	}
}
