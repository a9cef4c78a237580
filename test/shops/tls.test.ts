import { readFileSync } from 'node:fs';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { classify } from '../../nodes/OrderExchange/database/faults.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';

jest.setTimeout(60_000);

let mariaDb: MariaDb;
let ca: string;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true, withTls: true });
	await mariaDb.createDatabase('shop');
	ca = readFileSync(mariaDb.certificates?.caFile ?? '', 'utf8');
});
afterAll(() => mariaDb?.stop());

async function cipherOver(tls: DatabaseSettings['tls']): Promise<string> {
	const database = await connect({
		...mariaDb.rootUser,
		host: mariaDb.host,
		port: mariaDb.port,
		database: 'shop',
		tls,
	});
	try {
		const [row] = await database.read({ name: 'tls', sql: "SHOW STATUS LIKE 'Ssl_cipher'" }, '');
		return row?.['Value'] ?? '';
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
