import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { codeTo, directoryCredential, passPhrase } from '../../support/directory.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { invitedUser, type InvitedUser } from '../../support/invitedUser.js';
import { startMailServer, testCa, type MailServer } from '../../support/mailServer.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { platformsUnderTest } from '../../support/platformsUnderTest.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

jest.setTimeout(120_000);

const platformOf = { modi: 'modified-3.3', cart: 'opencart-4.1', woo: 'woocommerce-11-hpos' } as const;
type Supplier = keyof typeof platformOf;
const suppliers = Object.keys(platformOf) as Supplier[];

let mariaDb: MariaDb;
let mailServer: MailServer;
const shops = {} as Record<Supplier, TestShop>;
const users = {} as Record<Supplier, InvitedUser>;
const codes = {} as Record<Supplier, string>;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true });
	mailServer = await startMailServer();
	for (const supplier of suppliers) {
		shops[supplier] = await createShop(mariaDb, platformOf[supplier]);
		users[supplier] = await invitedUser(shops[supplier]);
		codes[supplier] = await codeTo(supplier, platformOf[supplier], users[supplier].settings);
	}
});
afterAll(async () => {
	await mailServer?.close();
	await mariaDb?.stop();
});

async function check(
	credentials: Record<string, unknown>,
	rows: readonly IDataObject[] = [{}],
	parameters: IDataObject = {},
) {
	const { outputs } = await runInEngine({
		node: new PushToShopDb(),
		parameters: { operation: 'checkSuppliers', connectThrough: 'supplierDirectory', ...parameters },
		inputs: [rows],
		credentials: credentials as never,
		onError: 'continueErrorOutput',
	});
	const [healthy = [], warnings = [], notReady = []] = outputs;
	return { healthy, warnings, notReady };
}
const smtp = () => ({
	orderExchangeSmtp: {
		host: 'localhost',
		port: mailServer.port,
		tlsMode: 'none',
		senderAddress: 'orders@northwind.example',
		ca: testCa,
	},
});
const found = (items: readonly INodeExecutionData[]) =>
	items.map(({ json }) => [
		(json['supplier'] as { code: string } | null)?.code,
		...(json['problems'] as { code: string }[]).map(({ code }) => code),
	]);
const stepsOf = (item: INodeExecutionData | undefined) => item?.json['steps'];

describe('Check Suppliers', () => {
	test('finds every supplier of the directory healthy, and says how far it looked', async () => {
		const { healthy, warnings, notReady } = await check(directoryCredential(Object.values(codes)));
		expect([warnings, notReady]).toEqual([[], []]);
		expect(found(healthy)).toEqual([['modi'], ['cart'], ['woo']]);
		expect(healthy[1]?.json).toMatchObject({
			supplier: { code: 'cart', name: 'Supplier cart' },
			ready: true,
			shop: { platform: 'OpenCart 4.1' },
			steps: {
				code: 'passed',
				login: 'passed',
				rights: 'passed',
				catalogue: 'notChecked',
				mail: 'notChecked',
			},
		});
		expect(JSON.stringify(healthy)).not.toMatch(
			new RegExp(`${users.cart.settings.password}|${passPhrase}|OX1-`),
		);
	});

	test('names what each one lacks, each alone, and checks only as far as it gets', async () => {
		const { settings } = users.modi;
		const directory = [
			codes.modi,
			await codeTo('down', 'modified-3.3', { ...settings, port: 1 }),
			await codeTo('revoked', 'modified-3.3', { ...settings, password: 'the one before' }),
			await codeTo('moved', 'opencart-4.1', settings, { shop: { platform: 'opencart-4.1', prefix: '' } }),
			codes.woo.slice(0, 200),
		];
		const { healthy, notReady } = await check(directoryCredential(directory));
		expect(found(healthy)).toEqual([['modi']]);
		expect(found(notReady)).toEqual([
			['down', 'activation.unreachable'],
			['revoked', 'activation.revoked'],
			['moved', 'activation.otherShop'],
			[undefined, 'activation.truncated'],
		]);
		expect(stepsOf(notReady[1])).toMatchObject({
			code: 'passed',
			connection: 'passed',
			login: 'blocked',
			shop: 'notChecked',
			rights: 'notChecked',
		});
	});

	test('warns of a code that ends soon, of rights beyond need and of passwords that can be read', async () => {
		const expiresAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
		const directory = [
			await codeTo('soon', 'modified-3.3', users.modi.settings, { expiresAt }),
			await codeTo('rooted', 'opencart-4.1', shops.cart.settings),
		];
		const { warnings } = await check(directoryCredential(directory));
		expect(found(warnings)).toEqual([
			['soon', 'activation.expiresSoon'],
			['rooted', 'exchange.secretsReadable', 'exchange.rightsBeyondNeed'],
		]);
		const [secrets] = warnings[1]?.json['problems'] as { message: string }[];
		expect(secrets?.message).toContain('oc_customer.password');
	});

	test.each(suppliers)('tells which articles of the catalogue the shop of %s lacks', async (supplier) => {
		const { products, variant } = platformsUnderTest.find(({ id }) => id === platformOf[supplier]) ?? {};
		const known = [...(products ?? []), variant?.sku ?? ''];
		const rows = [...known, 'NO-SUCH', 'NEITHER'].map((sku) => ({
			sku: `own ${sku}`,
			supplier,
			supplierSku: sku,
		}));
		const { warnings } = await check(directoryCredential(Object.values(codes)), rows);
		expect(found(warnings)).toEqual([[supplier, 'shop.articlesMissing']]);
		expect(warnings[0]?.json).toMatchObject({ articles: 5, missingArticles: ['NO-SUCH', 'NEITHER'] });
	});

	test('tells how far the clock of the shop’s database is off', async () => {
		const root = (sql: string) => shops.modi.query(sql);
		await root("SET GLOBAL init_connect = 'SET timestamp = UNIX_TIMESTAMP() - 300'");
		const { warnings } = await check(directoryCredential([codes.modi]));
		await root("SET GLOBAL init_connect = ''");
		expect(found(warnings)).toEqual([['modi', 'database.clock']]);
		expect(JSON.stringify(warnings[0]?.json['problems'])).toMatch(/ (299|30\d) seconds behind /);
		expect(stepsOf(warnings[0])).toMatchObject({ clock: 'warning', catalogue: 'notChecked' });
	});

	test('names suppliers of the catalogue that the directory lacks', async () => {
		const { notReady } = await check(directoryCredential([codes.modi]), [{ sku: 'A', supplier: 'stranger' }]);
		expect(found(notReady)).toEqual([['stranger', 'directory.unknownSupplier']]);
	});

	test('asks the mail server about each address, and sends nothing', async () => {
		mailServer.behave({
			refuse: (stage, address) =>
				stage === 'recipient' && address.includes('cart')
					? { code: 550, text: 'No such mailbox' }
					: undefined,
		});
		const before = mailServer.connections;
		const credentials = { ...directoryCredential([codes.modi, codes.cart]), ...smtp() };
		const { healthy, warnings } = await check(credentials);
		expect(stepsOf(healthy[0])).toMatchObject({ mail: 'passed' });
		expect(found(warnings)).toEqual([['cart', 'mail.address.refused']]);
		expect(JSON.stringify(warnings[0]?.json['problems'])).toContain('No such mailbox');
		expect(mailServer.connections - before).toBe(1);
		expect(mailServer.mails).toEqual([]);
		mailServer.behave({});
	});

	test('checks the one Shop Database as well, and creates nothing there', async () => {
		const fresh = await createShop(mariaDb, 'modified-3.3');
		const { host, port, database, user, password } = fresh.settings;
		const orderExchangeShopDatabase = {
			host,
			port,
			database,
			user,
			password,
			supplierCode: 'acme',
			tlsMode: 'off',
		};
		const { warnings } = await check({ orderExchangeShopDatabase }, [{}], { connectThrough: 'shopDatabase' });
		expect(found(warnings)).toEqual([
			['acme', 'exchange.notSetUp', 'exchange.secretsReadable', 'exchange.rightsBeyondNeed'],
		]);
		// whether the user may make it was not tried
		expect(warnings[0]?.json['problems']).toContainEqual(
			expect.objectContaining({ message: 'The exchange log is missing in the shop’s database.' }),
		);
		expect(await fresh.query("SHOW TABLES LIKE 'order_exchange_log'")).toEqual([]);
		await fresh.drop();
	});
});

test.each([
	['push', ['Pushed', 'Refused', 'Retry Later']],
	['rehearse', ['Rehearsed', 'Refused', 'Retry Later']],
	['lookUp', ['Looked Up', 'Refused', 'Retry Later']],
	['checkSuppliers', ['Healthy', 'Warnings', 'Not Ready']],
	['setUpShop', ['Ready', 'Not Ready']],
])('the outputs of %s are named for what they give', (operation, names) => {
	const node = new PushToShopDb();
	const nodeType = { getByName: () => node, getByNameAndVersion: () => node, getKnownTypes: () => ({}) };
	const one = {
		id: '1',
		name: 'Push',
		type: 'push',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: { operation },
	};
	const workflow = new Workflow({
		nodes: [one],
		connections: {},
		active: false,
		nodeTypes: nodeType as never,
	});
	const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Push') as never, node.description);
	expect(outputs.map((output) => (typeof output === 'string' ? output : output.displayName))).toEqual(names);
});
