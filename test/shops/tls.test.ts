import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { classify } from '../../nodes/OrderExchange/database/faults.js';
import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
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

test.each([
	['for that address', 'IP:127.0.0.1', undefined],
	['for localhost only', 'DNS:localhost', 'database.tls'],
	['for another address', 'IP:127.0.0.2', 'database.tls'],
])('a server named by its IP address must show a certificate for it: %s', async (_, names, problem) => {
	const folder = mkdtempSync(join(tmpdir(), 'order-exchange-address-'));
	const at = (name: string) => join(folder, name);
	const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
	const caFile = mariaDb.certificates?.caFile ?? '';
	writeFileSync(at('names'), `subjectAltName=${names}\n`);
	openssl(
		...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=database'],
		...['-keyout', at('key'), '-out', at('request')],
	);
	openssl(
		...['x509', '-req', '-days', '30', '-in', at('request'), '-CA', caFile, '-CAcreateserial'],
		...['-CAkey', caFile.replace(/pem$/, 'key'), '-extfile', at('names'), '-out', at('certificate')],
	);
	const server = await startMariaDb({
		fast: true,
		serverOptions: [`--ssl-cert=${at('certificate')}`, `--ssl-key=${at('key')}`],
	});
	try {
		await server.createDatabase('shop');
		const cipher = cipherOver({ mode: 'verify', ca }, server);
		const refused = await cipher.then(
			() => undefined,
			(error: unknown) => classify(error).problem,
		);
		expect([server.host, refused]).toEqual(['127.0.0.1', problem]);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true });
	}
});

test('without TLS the connection is not encrypted', async () => {
	expect(await cipherOver({ mode: 'off' })).toBe('');
});

describe('a server that made its certificate itself, for no host name', () => {
	let folder: string;
	let server: MariaDb;
	const selfSigned = (name: string) => {
		const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
		const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '10', '-subj', `/CN=${name}`];
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

	test('is warned of before its certificate ends, where that counts', async () => {
		const warned = async (one: MariaDb, tls: DatabaseSettings['tls']) => {
			const { rootUser, host, port } = one;
			const settings = { ...rootUser, host, port, database: 'shop', tls };
			const { warnings } = await checkShop(settings, { createLog: false });
			return warnings.map(({ code }) => code).filter((code) => code === 'database.certificateEnds');
		};
		expect(await warned(server, { mode: 'pinned', ca: own.text })).toEqual(['database.certificateEnds']);
		expect(await warned(server, { mode: 'noVerify' })).toEqual([]);
		expect(await warned(mariaDb, { mode: 'verify', ca })).toEqual([]);
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
