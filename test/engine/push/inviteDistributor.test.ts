import type { IDataObject } from 'n8n-workflow';
import { connect } from '../../../nodes/OrderExchange/database/connect.js';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { connectionOf } from '../../../nodes/OrderExchange/suppliers/invitedShop.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { openedCode, passPhrase } from '../../support/invitations.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

jest.setTimeout(120_000);

let mariaDb: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true, withTls: true });
	shop = await createShop(mariaDb, 'modified-3.3');
});
afterAll(() => mariaDb?.stop());

const setUp = async (parameters: IDataObject) => {
	const { host, port, database, user, password } = shop.settings;
	const run = await runInEngine({
		node: new PushToShopDb(),
		parameters: { operation: 'setUpShop', inviteDistributor: true, ...parameters },
		inputs: [[{}]],
		credentials: {
			orderExchangeShopDatabase: { host, port, database, user, password, tlsMode: 'off' },
		} as never,
		onError: 'continueErrorOutput',
	});
	return { ...run, pushed: run.outputs[0]?.[0]?.json, notReady: run.outputs[1]?.[0]?.json };
};

test('Set Up Shop invites a distributor: the code is in the item, the pass phrase is not', async () => {
	const { pushed, task } = await setUp({
		...{ distributor: 'Northwind Traders', passPhrase },
		invitation: {
			...{ emails: 'orders@acme.example', emailLanguage: 'de', supplierName: 'Acme' },
			...{ countries: 'de, AT', validDays: 30 },
		},
	});
	expect(pushed).toMatchObject({
		ready: true,
		supplier: { code: 'acme' },
		rehearsedSku: expect.any(String) as string,
	});
	expect(JSON.stringify(task.data)).not.toContain(passPhrase);
	const invitation = await openedCode(String(pushed?.['activationCode']));
	expect(invitation).toMatchObject({
		accepts: { countries: ['DE', 'AT'] },
		notify: { emails: ['orders@acme.example'], language: 'de' },
	});
	const database = await connect(connectionOf(invitation));
	await database.close();
});

test.each([
	[
		'a pass phrase is short',
		{ distributor: 'Northwind', passPhrase: 'short' },
		'passPhrase',
		'Pass Phrase has',
	],
	[
		'a country is none',
		{ distributor: 'Northwind', passPhrase, invitation: { countries: 'DE, XX' } },
		'accepts.countries.1',
		'Countries: must be ISO 3166-1 codes',
	],
])('Set Up Shop makes nothing when %s, and says which field', async (_, parameters, field, words) => {
	const before = await mariaDb.query('SELECT COUNT(*) AS count FROM mysql.user');
	const { notReady } = await setUp(parameters);
	expect(notReady).toMatchObject({ ready: false, problems: [{ code: 'invitation.terms', field }] });
	expect(JSON.stringify(notReady)).toContain(words);
	expect(await mariaDb.query('SELECT COUNT(*) AS count FROM mysql.user')).toEqual(before);
});
