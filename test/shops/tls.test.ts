import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { classify } from '../../nodes/OrderExchange/database/faults.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { onMySql, startMariaDb, type MariaDb } from '../support/mariadb.js';

let mariaDb: MariaDb;
let ca: string;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true, withTls: true });
	await mariaDb.createDatabase('shop');
	ca = readFileSync(mariaDb.certificates?.caFile ?? '', 'utf8');
});
afterAll(() => mariaDb?.stop());

async function cipherOver(tls: DatabaseSettings['tls'], server: MariaDb = mariaDb): Promise<string> {
	const database = await connect({
		...server.rootUser,
		host: server.host,
		port: server.port,
		database: 'shop',
		tls,
	});
	try {
		const table = onMySql ? 'performance_schema.session_status' : 'information_schema.SESSION_STATUS';
		const from = `FROM ${table} WHERE VARIABLE_NAME = 'Ssl_cipher'`;
		const [row] = await database.read({ name: 'tls', columns: [['cipher', 'VARIABLE_VALUE']], from }, '');
		return row?.['cipher'] ?? '';
	} finally {
		await database.close();
	}
}

test('a server whose certificate the CA vouches for is reached over TLS', async () => {
	expect(await cipherOver({ mode: 'verify', ca })).not.toBe('');
});

test('a certificate that nobody vouches for is refused, and accepted only with verification off', async () => {
	const refused: unknown = await cipherOver({ mode: 'verify' }).catch((error: unknown) => error);
	expect(classify(refused)).toEqual({ handling: 'stop', problem: 'database.tls' });
	expect(await cipherOver({ mode: 'noVerify' })).not.toBe('');
});

test('without TLS the connection is not encrypted', async () => {
	expect(await cipherOver({ mode: 'off' })).toBe('');
});

describe('a server that made its certificate itself, for no host name', () => {
	let folder: string;
	let server: MariaDb;
	const selfSigned = (name: string) => {
		const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
		const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', `/CN=${name}`];
		execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
		return { certificate, key, text: readFileSync(certificate, 'utf8') };
	};
	let own: ReturnType<typeof selfSigned>;
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'order-exchange-pinned-'));
		own = selfSigned('MariaDB Server');
		const serverOptions = [`--ssl-cert=${own.certificate}`, `--ssl-key=${own.key}`];
		server = await startMariaDb({ fast: true, serverOptions });
		await server.createDatabase('shop');
	});
	afterAll(async () => {
		await server?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	test('is reached by whoever has this very certificate pinned', async () => {
		expect(await cipherOver({ mode: 'pinned', ca: own.text }, server)).not.toBe('');
	});

	test('is refused when another one is pinned, were it made for the same name', async () => {
		const other = selfSigned('MariaDB Server');
		for (const pinned of [other.text, ca]) {
			const refused: unknown = await cipherOver({ mode: 'pinned', ca: pinned }, server).catch(
				(e: unknown) => e,
			);
			expect(classify(refused)).toEqual({ handling: 'stop', problem: 'database.tls' });
		}
	});
});

test('the authority that a server made for itself can be pinned instead of the certificate', async () => {
	expect(await cipherOver({ mode: 'pinned', ca })).not.toBe('');
});
