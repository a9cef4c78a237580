import { X509Certificate } from 'node:crypto';
import { clearTimeout, setTimeout } from 'node:timers';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, connect as connectTls, rootCertificates, type TLSSocket } from 'node:tls';
import { codedFault } from '../database/faults.js';
import type { DatabaseSettings } from '../database/settings.js';
import { openWay } from '../database/way.js';

/** What a database server shows of itself before anybody logs in. */
export interface ServerCertificate {
	/** The server's own certificate, PEM. */
	readonly certificate: string;
	/**
	 * The self-signed authority at the end of the chain, PEM, where the server sends one; the certificate itself where that is it.
	 * Never a public one: everybody can have a certificate of that.
	 */
	readonly authority?: string;
	/** The authority vouches for others as well, by all appearances: what a server makes for itself names no host. */
	readonly authorityIsShared: boolean;
	/** SHA-256 of the certificate, `AB:CD:…`. */
	readonly fingerprint: string;
	/** ISO 8601, UTC. */
	readonly validUntil: string;
	/** An authority that Node trusts, or the given `ca`, vouches for it. */
	readonly vouchedFor: boolean;
	/** Hosts that it is for, `db.example, 203.0.113.7`. */
	readonly hosts: string;
	/** The names of the certificate fit this host. */
	names(host: string): boolean;
}

/** As `DatabaseSettings`, without anything that a login needs. */
export type ServerAddress = Pick<DatabaseSettings, 'host' | 'port' | 'openStream' | 'connectTimeoutMs'>;

/**
 * Reads the certificate that the server shows, and hangs up before any login. Undefined when the server offers no TLS.
 * @throws what sockets and TLS throw; see `classify`
 */
export async function readServerCertificate(
	address: ServerAddress,
	ca: string | undefined,
	signal?: AbortSignal,
): Promise<ServerCertificate | undefined> {
	const stream = await openWay(
		{ ...address, database: '', user: '', password: '', tls: { mode: 'off' } },
		signal,
	);
	const limit = setTimeout(() => stream.destroy(codedFault('ETIMEDOUT')), address.connectTimeoutMs ?? 10_000);
	try {
		if (!(await offersTls(stream))) return undefined;
		stream.write(sslRequest());
		const secured = await secure(stream, ca);
		try {
			return certificateOf(secured);
		} finally {
			secured.destroy();
		}
	} finally {
		clearTimeout(limit);
		stream.destroy();
	}
}

const clientSsl = 0x0800;
const protocol41 = 0x0200;
const secureConnection = 0x8000;

/**
 * Reads the server's greeting: a packet of protocol 10 whose capability bits follow version text, thread id, eight bytes of
 * salt and a filler. Source: MySQL's “Protocol::HandshakeV10”.
 */
async function offersTls(stream: Duplex): Promise<boolean> {
	const packet = await firstPacket(stream);
	if (packet[0] === 0xff) throw codedFaultOf(packet);
	if (packet[0] !== 10) throw codedFault('PROTOCOL_CONNECTION_LOST');
	const capabilities = packet.indexOf(0, 1) + 1 + 4 + 8 + 1;
	return (packet.readUInt16LE(capabilities) & clientSsl) !== 0;
}

const codedFaultOf = (packet: Buffer): Error =>
	Object.assign(new Error('Refused by the server'), { errno: packet.readUInt16LE(1) });

function firstPacket(stream: Duplex): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		let held = Buffer.alloc(0);
		const over = (finish: () => void) => {
			stream.off('data', onData).off('error', reject).off('close', onClose);
			stream.pause();
			finish();
		};
		const onClose = () => over(() => reject(codedFault('PROTOCOL_CONNECTION_LOST')));
		const onData = (chunk: Buffer) => {
			held = Buffer.concat([held, chunk]);
			const length = held.length >= 4 ? held.readUIntLE(0, 3) : Infinity;
			if (held.length >= 4 && (length > 1024 || length < 40) && held[4] !== 0xff) return onClose();
			if (held.length >= 4 + length) over(() => resolve(held.subarray(4, 4 + length)));
		};
		stream.on('data', onData).once('error', reject).once('close', onClose);
	});
}

/** Asks for TLS instead of logging in: “Protocol::SSLRequest”, sequence number 1. */
function sslRequest(): Buffer {
	const packet = Buffer.alloc(4 + 32);
	packet.writeUIntLE(32, 0, 3);
	packet[3] = 1;
	packet.writeUInt32LE(clientSsl | protocol41 | secureConnection, 4);
	packet.writeUInt32LE(0x01000000, 8);
	packet[12] = 45;
	return packet;
}

const secure = (stream: Duplex, ca: string | undefined): Promise<TLSSocket> =>
	new Promise((resolve, reject) => {
		const socket: TLSSocket = connectTls(
			{ socket: stream, rejectUnauthorized: false, checkServerIdentity: () => undefined, ...(ca && { ca }) },
			() => resolve(socket),
		);
		socket.once('error', reject);
		stream.once('close', () => reject(codedFault('PROTOCOL_CONNECTION_LOST')));
	});

function certificateOf(socket: TLSSocket): ServerCertificate {
	const shown = socket.getPeerCertificate(true);
	const certificate = new X509Certificate(shown.raw);
	let last = shown;
	while (last.issuerCertificate && last.issuerCertificate.fingerprint256 !== last.fingerprint256)
		last = last.issuerCertificate;
	const authority = new X509Certificate(last.raw);
	return {
		certificate: certificate.toString(),
		authorityIsShared: !authority.raw.equals(certificate.raw) && namesHosts(certificate),
		...(authority.checkIssued(authority) && !isPublic(authority) && { authority: authority.toString() }),
		fingerprint: certificate.fingerprint256,
		validUntil: new Date(certificate.validTo).toISOString(),
		vouchedFor: socket.authorized,
		hosts: hostsOf(certificate),
		names: (host) => checkServerIdentity(host, shown) === undefined,
	};
}

/** Node puts the authorities that it trusts itself at the end of a chain, sent or not. */
const isPublic = ({ raw }: X509Certificate): boolean =>
	rootCertificates.some((pem) => new X509Certificate(pem).raw.equals(raw));

const namesHosts = ({ subject, subjectAltName }: X509Certificate): boolean =>
	subjectAltName !== undefined || /^CN=[a-z0-9*-]+(\.[a-z0-9-]+)+$/im.test(subject);

const hostsOf = ({ subject, subjectAltName }: X509Certificate): string =>
	subjectAltName?.replace(/\b(DNS|IP Address):/g, '') ?? /^CN=(.+)$/m.exec(subject)?.[1] ?? 'no host';
