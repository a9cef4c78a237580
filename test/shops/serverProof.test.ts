import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { classify } from '../../nodes/OrderExchange/database/faults.js';
import type { AdminShop } from '../../nodes/OrderExchange/invitations/adminShop.js';
import { invite } from '../../nodes/OrderExchange/invitations/invite.js';
import { proveServer, type ServerProof } from '../../nodes/OrderExchange/invitations/serverProof.js';
import { connectionOf } from '../../nodes/OrderExchange/suppliers/invitedShop.js';
import { makeCertificates, type Certificates } from '../../scripts/system/certificates.js';
import { outputOf } from '../../scripts/system/programs.js';
import { adminShop, openedCode, passPhrase, planFor, terms } from '../support/invitations.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';

let folder: string;
let certificates: Certificates;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'order-exchange-proof-'));
	certificates = await makeCertificates(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const codesOf = ({ findings }: ServerProof) => findings.map(({ code }) => code);

/** A server with this certificate, and a shop in it, as its administrator sees it. */
async function withServer(
	certificate: string,
	key: string,
	use: (shop: AdminShop, server: MariaDb) => Promise<void>,
	sentAlong?: string,
): Promise<void> {
	const server = await startMariaDb({
		fast: true,
		serverOptions: [
			...[`--ssl-cert=${certificate}`, `--ssl-key=${key}`],
			...(sentAlong ? [`--ssl-ca=${sentAlong}`] : []),
		],
	});
	try {
		const shop = await adminShop((await createShop(server, 'opencart-4.1')).settings);
		await use(shop, server);
		await shop.close();
	} finally {
		await server.stop();
	}
}

async function selfSigned(name: string): Promise<readonly [certificate: string, key: string]> {
	const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
	const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '400', '-subj', `/CN=${name}`];
	await outputOf('openssl', [...made, '-keyout', key, '-out', certificate]);
	return [certificate, key];
}

/** As a server makes it for itself: of an authority of its own, and without the name of a host. */
async function nameless(): Promise<readonly [certificate: string, key: string]> {
	const name = 'MySQL_Server_8.0.46_Auto_Generated_Server_Certificate';
	const [certificate, key, request] = ['pem', 'key', 'csr'].map((kind) => join(folder, `nameless.${kind}`));
	if (!certificate || !key || !request) throw new Error();
	await outputOf('openssl', [
		...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-keyout', key, '-out', request],
	]);
	await outputOf('openssl', [
		...['x509', '-req', '-days', '30', '-in', request, '-CA', certificates.caFile],
		...['-CAkey', join(folder, 'ca.key'), '-CAcreateserial', '-out', certificate],
	]);
	return [certificate, key];
}

const proofOf = (shop: AdminShop, changes: object = {}, ca?: string) =>
	proveServer(shop, terms(shop.settings, changes), ca, new Date());

test('a certificate that the server signed itself, and that names no host, is pinned: no other one is taken', async () => {
	await withServer(...(await selfSigned('somewhere')), async (shop, server) => {
		const plan = await planFor(shop);
		expect(plan.proof.tls).toEqual({
			mode: 'pinned',
			certificate: expect.stringMatching('BEGIN CERTIFICATE') as string,
		});
		expect(codesOf(plan.proof)).toEqual(['invitation.localAddress']);
		const invited = await invite(shop, plan, passPhrase, { rehearse: true });
		if (!invited.ok) throw new Error(JSON.stringify(invited.problems));
		const connection = connectionOf(await openedCode(invited.code));
		expect(connection.tls.mode).toBe('pinned');
		await (await connect(connection)).close();

		const [other] = await selfSigned('elsewhere');
		const tls = { mode: 'pinned' as const, ca: readFileSync(other, 'utf8') };
		const refusal = await connect({ ...connection, tls }).catch((error: unknown) => classify(error).problem);
		expect([refusal, server.port]).toEqual(['database.tls', connection.port]);
	});
});

test('an authority that the server does not send along must be given; with it, certificate and host are checked', async () => {
	const { serverCertificate, serverKey, ca } = certificates;
	await withServer(serverCertificate, serverKey, async (shop) => {
		const alone = await proofOf(shop);
		expect([alone.tls.mode, codesOf(alone)[0]]).toEqual(['off', 'invitation.unknownAuthority']);
		const plan = await planFor(shop);
		expect(await invite(shop, plan, passPhrase, { rehearse: true })).toMatchObject({
			ok: false,
			problems: [{ code: 'invitation.unknownAuthority' }],
			leftOver: [],
		});
		expect((await proofOf(shop, {}, ca)).tls).toEqual({ mode: 'verify', ca });
	});
});

test('a certificate that does not name the address is pinned itself: no other one of its authority is taken', async () => {
	const { serverCertificate, serverKey, clientCertificate, ca } = certificates;
	await withServer(serverCertificate, serverKey, async (shop, { port }) => {
		const proof = await proofOf(shop, { reach: { host: 'db.acme.invalid', port } }, ca);
		const own = readFileSync(serverCertificate, 'utf8');
		expect(proof.tls).toEqual({ mode: 'pinned', certificate: own });
		const finding = proof.findings.find(({ code }) => code === 'invitation.otherName');
		expect(finding?.message).toContain('is for localhost, 127.0.0.1, not for db.acme.invalid');

		const login = (pinned: string) =>
			connect({ ...shop.settings, tls: { mode: 'pinned', ca: pinned } }).then(
				(database) => database.close(),
				(error: unknown) => classify(error).problem,
			);
		expect(await login(own)).toBeUndefined();
		expect(await login(readFileSync(clientCertificate, 'utf8'))).toBe('database.tls');
	});
});

test('an authority that the server sends along is pinned where it is the server’s own, and else the one certificate', async () => {
	const { serverCertificate, serverKey, caFile, ca } = certificates;
	const elsewhere = { reach: { host: 'db.acme.invalid', port: 3306 } };
	const seen = async ([certificate, key]: readonly [string, string]) => {
		const proofs: ServerProof[] = [];
		const use = async (shop: AdminShop) =>
			void proofs.push(await proofOf(shop, elsewhere), await proofOf(shop));
		await withServer(certificate, key, use, caFile);
		return proofs.map((proof) => ({
			tls: proof.tls,
			named: codesOf(proof).includes('invitation.otherName'),
		}));
	};
	expect(await seen(await nameless())).toEqual([
		{ tls: { mode: 'pinned', certificate: ca }, named: false },
		{ tls: { mode: 'pinned', certificate: ca }, named: false },
	]);
	const own = readFileSync(serverCertificate, 'utf8');
	expect(await seen([serverCertificate, serverKey])).toEqual([
		{ tls: { mode: 'pinned', certificate: own }, named: true },
		{ tls: { mode: 'verify', ca }, named: false },
	]);
});

test('an authority that does not vouch for the server is not taken for its own', async () => {
	const { serverCertificate, serverKey } = certificates;
	await withServer(serverCertificate, serverKey, async (shop) => {
		const [other] = await selfSigned('another authority');
		const proof = await proofOf(shop, {}, readFileSync(other, 'utf8'));
		expect([proof.tls.mode, codesOf(proof)[0]]).toEqual(['off', 'invitation.unknownAuthority']);
	});
});

test('a certificate from outside is not believed where the administrator’s own way shows none to compare', async () => {
	await withServer(...(await selfSigned('outside')), async (shop) => {
		const openStream = () => Promise.reject(new Error('no certificate this way'));
		const blind: AdminShop = { ...shop, settings: { ...shop.settings, openStream } };
		const proof = await proveServer(blind, terms(shop.settings), undefined, new Date());
		expect([proof.tls.mode, codesOf(proof)[0]]).toEqual(['off', 'invitation.nothingToCompare']);
	});
});

test('another server at the public address is not trusted with anything', async () => {
	await withServer(...(await selfSigned('here')), async (shop) => {
		await withServer(...(await selfSigned('there')), async (_other, { port }) => {
			const proof = await proofOf(shop, { reach: { host: '127.0.0.1', port } });
			const [finding] = proof.findings;
			expect([proof.tls.mode, finding?.code]).toEqual(['off', 'invitation.otherServer']);
			expect(finding?.remedy).toMatch(/fingerprints (\S{95}) and (?!\1)\S{95}\./);
			const plan = await planFor(shop, { reach: { host: '127.0.0.1', port } });
			expect(await invite(shop, plan, passPhrase, { rehearse: true })).toMatchObject({ ok: false });
		});
	});
});

test('a certificate that lives as long as the server runs is warned of', async () => {
	await withServer(...(await selfSigned('passing')), async (shop) => {
		// MariaDB 11.4 and later make themselves one where none is set; the variable is empty then.
		const passing: AdminShop = { ...shop, server: { ...shop.server, certificateFile: '' } };
		expect(codesOf(await proofOf(passing))).toContain('invitation.passingCertificate');
		expect(codesOf(await proofOf(shop))).not.toContain('invitation.passingCertificate');
	});
});
