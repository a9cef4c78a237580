import { runNow, untilEnded } from '../../demo/sending.js';
import { createActivationCode } from '../../nodes/OrderExchange/suppliers/activationCode.js';
import { startMariaDb, type MariaDb } from '../../scripts/system/mariadb.js';
import { startN8n, type N8n, type N8nCredential } from '../../scripts/system/n8n.js';
import { invitationTo } from '../support/directory.js';
import { startMailServer, testCa, type MailServer } from '../support/mailServer.js';
import { customerOrder, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';
import { leaks, placesOf, sealedPart, type Place, type Planted } from './plantedSecrets.js';
import { cases, secretWorkflows } from './secretCases.js';

const longest = 300_000;
const platform = 'opencart-4.1';

const secrets: Planted[] = [];
/** A password or pass phrase that is like no other text. */
const plant = (what: string): string => {
	const text = `Planted-${what.replace(/\W+/g, '-')}-§"${Math.random().toString(36).slice(2)}`;
	secrets.push({ what, text });
	return text;
};
const control = 'a comment that n8n keeps with its execution data';

describe('planted passwords, activation codes and pass phrases', () => {
	let mariaDb: MariaDb;
	let mail: MailServer;
	let n8n: N8n;
	let credentials: readonly N8nCredential[];
	let workflows: ReturnType<typeof secretWorkflows>;
	/** What n8n's owner was shown. */
	const shown: Place[] = [];

	beforeAll(async () => {
		mariaDb = await startMariaDb({ withTls: true, fast: true });
		await createShop(mariaDb, platform, { database: 'acme' });
		await mariaDb.createDatabase('no_shop');
		const login = { user: 'mail', password: plant('mail password') };
		mail = await startMailServer({ tls: 'startTls', login });
		credentials = await makeCredentials(mariaDb, mail, login);
		workflows = secretWorkflows(credentials, (workflow) => ({
			supplierOrder: supplierOrderOf([
				customerOrder(platform, { number: `S-${workflow}`, comment: control }),
			]),
		}));
		const settings = { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console' };
		n8n = await startN8n({ credentials, workflows, settings });
	}, 900_000);
	afterAll(async () => {
		await n8n?.stop();
		await mail?.close();
		await mariaDb?.stop();
	}, longest);

	test(
		'each kind of success and failure happens, whether its node stops the workflow or not',
		async () => {
			for (const { id, cases: chosen } of workflows) {
				const execution = await runNow(n8n, id, 'Start');
				const status = await untilEnded(n8n, execution);
				const stops = id.startsWith('stop') && chosen.some(({ throws }) => throws);
				const { data } = (await n8n.rest('GET', `executions/${execution}`)) as { data: string };
				const said = chosen.map(({ name, says }) =>
					data.includes(says.replaceAll('"', '')) ? says : `${name} did not say ${says}`,
				);
				expect({ id, status, said }).toEqual({
					...{ id, status: stops ? 'error' : 'success' },
					said: chosen.map(({ says }) => says),
				});
				shown.push({ name: `execution of ${id}`, text: data });
			}
			expect(mail.mails).not.toHaveLength(0);
			expect(cases).toHaveLength(13);
		},
		longest,
	);

	test(
		'every credential is tested',
		async () => {
			for (const { id, name, type } of credentials) {
				const stored = (await n8n.rest('GET', `credentials/${id}?includeData=true`)) as { data: object };
				const tested = { credentials: { id, name, type, data: stored.data } };
				const answer = (await n8n.rest('POST', 'credentials/test', tested)) as { status: string };
				shown.push({ name: `test of ${id}`, text: JSON.stringify(answer) });
				expect([id, answer.status]).toEqual([id, id.endsWith('right') ? 'OK' : 'Error']);
			}
		},
		longest,
	);

	test(
		'are nowhere in n8n’s database, its debug log, its files, its items and its answers',
		async () => {
			const places = [
				...(await placesOf(n8n)),
				...shown,
				...mail.mails.map(({ raw }) => ({ name: 'a mail', text: raw })),
			];
			expect(leaks(secrets, places)).toEqual([]);
			expect(secrets).toHaveLength(15);
		},
		longest,
	);

	test('would have been found: a text that is no secret is', async () => {
		const places = await placesOf(n8n);
		expect(leaks([{ what: 'the comment', text: control }], places)).toContain('the comment is in database');
		expect(places.find(({ name }) => name === 'log')?.text).toMatch(/debug/);
	});
});

async function makeCredentials(
	mariaDb: MariaDb,
	mail: MailServer,
	login: { readonly user: string; readonly password: string },
): Promise<readonly N8nCredential[]> {
	const ca = mariaDb.certificates?.ca ?? '';
	const user = async (name: string, database: string) => {
		const password = plant(`password of ${name}`);
		await mariaDb.query(`CREATE USER ${name}@'%' IDENTIFIED BY ?`, [password]);
		await mariaDb.query(`GRANT ALL ON ${database}.* TO ${name}@'%'`);
		return { user: name, password, database };
	};
	const shopUser = await user('pusher', 'acme');
	const invited = await user('invited', 'acme');
	const shop = (id: string, changes: object = {}): N8nCredential => ({
		...{ id, name: id, type: 'orderExchangeShopDatabase' },
		data: { host: mariaDb.host, port: mariaDb.port, ...shopUser, tlsMode: 'verify', ca, ...changes },
	});
	const smtp = (id: string, changes: object = {}): N8nCredential => ({
		...{ id, name: id, type: 'orderExchangeSmtp' },
		data: {
			...{ host: 'localhost', port: mail.port, tlsMode: 'startTls', ...login, ca: testCa },
			...{ senderName: 'Northwind', senderAddress: 'orders@northwind.example', ...changes },
		},
	});
	const code = async (what: string, password: string, phrase: string) => {
		const { host, port } = mariaDb;
		const tls = { mode: 'verify' as const, ca };
		const connection = { host, port, ...invited, password, tls };
		const settings = { ...connection, tls: { mode: 'verify' as const } };
		const made = await createActivationCode(invitationTo('acme', platform, settings, { connection }), phrase);
		secrets.push({ what, text: sealedPart(made) });
		return made;
	};
	const phrase = plant('pass phrase');
	const rightCode = await code('activation code', invited.password, phrase);
	const directory = (id: string, activationCodes: string, passPhrases: string): N8nCredential => ({
		...{ id, name: id, type: 'orderExchangeSupplierDirectory' },
		data: {
			...{ distributorCode: 'northwind', distributorName: 'Northwind Traders' },
			...{ activationCodes, passPhrases },
		},
	});
	return [
		shop('shop-right'),
		shop('shop-password', { password: plant('wrong shop password') }),
		shop('shop-host', { host: 'nowhere.invalid', password: plant('shop password for an unknown host') }),
		shop('shop-tls', { ca: '', password: plant('shop password behind refused TLS') }),
		shop('shop-none', await user('stranger', 'no_shop')),
		directory('directory-right', rightCode, phrase),
		directory('directory-phrase', rightCode, plant('wrong pass phrase')),
		directory(
			'directory-password',
			await code('second activation code', plant('wrong password in a code'), phrase),
			phrase,
		),
		smtp('mail-right'),
		smtp('mail-password', { password: plant('wrong mail password') }),
		smtp('mail-host', { host: 'nowhere.invalid', password: plant('mail password for an unknown host') }),
		smtp('mail-tls', { ca: '', password: plant('mail password behind refused TLS') }),
	];
}
