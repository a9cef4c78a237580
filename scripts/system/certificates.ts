import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, outputOf } from './programs.js';

/** Paths of PEM files, and the CA as text for a client that is to trust the server. */
export interface Certificates {
	readonly caFile: string;
	readonly ca: string;
	readonly serverCertificate: string;
	readonly serverKey: string;
	readonly clientCertificate: string;
	readonly clientKey: string;
}

/** A certificate authority, a server certificate for localhost and 127.0.0.1, and a client certificate. */
export async function makeCertificates(folder: string): Promise<Certificates> {
	const openssl = await findProgram('openssl');
	if (!openssl) throw new Error('The openssl program was not found; install the package openssl.');
	const at = (name: string) => join(folder, name);
	const caFile = at('ca.pem');
	const run = (...args: readonly string[]) => outputOf(openssl, args);

	await run(
		...[
			'req',
			'-x509',
			'-newkey',
			'rsa:2048',
			'-nodes',
			'-days',
			'30',
			'-subj',
			'/CN=Order Exchange test CA',
		],
		...['-keyout', at('ca.key'), '-out', caFile],
	);
	const sign = async (name: string, subject: string, extensions: string) => {
		await writeFile(at(`${name}.ext`), extensions);
		await run(
			...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', subject],
			...['-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)],
		);
		await run(
			...['x509', '-req', '-days', '30', '-in', at(`${name}.csr`), '-CA', caFile, '-CAkey', at('ca.key')],
			...['-CAcreateserial', '-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`)],
		);
	};
	await sign('server', '/CN=localhost', 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
	await sign('client', '/CN=client', 'extendedKeyUsage=clientAuth\n');

	return {
		caFile,
		ca: await readFile(caFile, 'utf8'),
		serverCertificate: at('server.pem'),
		serverKey: at('server.key'),
		clientCertificate: at('client.pem'),
		clientKey: at('client.key'),
	};
}
