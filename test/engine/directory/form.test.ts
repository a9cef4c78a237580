import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { createActivationCode } from '../../../nodes/OrderExchange/suppliers/activationCode.js';
import { checkDirectory } from '../../../nodes/OrderExchange/exchange/checks/checkDirectory.js';
import { platforms } from '../../../nodes/OrderExchange/shops/registry.js';
import { readDirectory } from '../../../nodes/OrderExchange/suppliers/directory.js';
import { badServer, type BadServer } from '../../support/badServers.js';
import { codeTo, directoryCredential, invitationTo, passPhrase } from '../../support/directory.js';
import { searchInForm } from '../../../sandbox/n8n/engine.js';
import { leftSince, activeResources } from '../../support/leftovers.js';
import { invitedUser, type InvitedUser } from '../../support/invitedUser.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

jest.setTimeout(120_000);

let mariaDb: MariaDb;
let shop: TestShop;
let user: InvitedUser;
let silent: BadServer;
let modi: string;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true });
	shop = await createShop(mariaDb, 'modified-3.3');
	user = await invitedUser(shop);
	silent = await badServer();
	modi = await codeTo('modi', 'modified-3.3', user.settings);
});
afterAll(async () => {
	await silent?.close();
	await mariaDb?.stop();
});

const press = async (codes: readonly string[], changes: object = {}) =>
	await new PushToShopDb().methods.credentialTest.supplierDirectoryTest.call({} as never, {
		id: '1',
		name: 'Suppliers',
		type: 'orderExchangeSupplierDirectory',
		data: directoryCredential(codes, changes).orderExchangeSupplierDirectory,
	});

describe('The test of the Supplier Directory', () => {
	test('names the suppliers that are ready', async () => {
		expect(await press([modi])).toEqual({
			status: 'OK',
			message: '1 of 1 supplier is ready: Supplier modi.',
		});
	});

	test('says of every supplier that is not what stands in the way and what to do, and which are ready', async () => {
		const { settings } = user;
		const codes = [
			modi,
			`${modi.slice(0, 200)} # cut`,
			await codeTo('revoked', 'modified-3.3', { ...settings, password: 'the one before' }),
			await codeTo('expired', 'modified-3.3', settings, { expiresAt: '2026-11-02T00:00:00Z' }),
			await createActivationCode(invitationTo('phrase', 'modified-3.3', settings), 'another pass phrase'),
		];
		const { status, message } = await press(codes);
		expect(status).toBe('Error');
		expect(message.split(' • ')).toEqual([
			'1 of 5 suppliers are ready: Supplier modi.',
			expect.stringMatching(/^Line 2 \(Supplier modi\): Only a part of the activation code is here\. Copy/),
			expect.stringMatching(/^The shop’s database no longer accepts .* of Supplier revoked\. Ask/),
			expect.stringMatching(
				/^Line 4 \(Supplier expired\): The activation code .* expired on 2026-11-02\. Ask/,
			),
			expect.stringMatching(/^Line 5 \(Supplier phrase\): The pass phrase does not open .*\. Ask/),
		]);
		for (const secret of [passPhrase, 'the one before', settings.password, settings.user, codes[2] ?? ''])
			expect(message).not.toContain(secret);
	});

	test('tells of codes that end soon, and stays green', async () => {
		const expiresAt = new Date(Date.now() + 5 * 24 * 3_600_000).toISOString();
		const { status, message } = await press([
			await codeTo('soon', 'modified-3.3', user.settings, { expiresAt }),
		]);
		expect(status).toBe('OK');
		expect(message).toContain(`The activation code of Supplier soon expires on ${expiresAt.slice(0, 10)}.`);
	});

	test('says that the credential is empty, or does not say who the distributor is', async () => {
		expect((await press([])).message).toContain('The Supplier Directory holds no activation code.');
		const nameless = await press([modi], { distributorCode: ' ', distributorName: '' });
		expect(nameless).toMatchObject({ status: 'Error' });
		expect(nameless.message).toContain('Distributor Code is empty. • Distributor Name is empty.');
	});

	test('ends in time however many suppliers are silent, and leaves no connection', async () => {
		const before = activeResources();
		const silence = { ...user.settings, port: silent.port };
		const codes = await Promise.all(
			Array.from({ length: 12 }, (_, n) => codeTo(`s${n}`, 'modified-3.3', silence)),
		);
		const directory = readDirectory({ activationCodes: codes.join('\n'), passPhrases: passPhrase });
		const standings = await checkDirectory(directory, { totalMs: 1_000, connectMs: 60_000 }, new Date());
		expect(standings.map(({ obstacle }) => obstacle?.code)).toEqual(codes.map(() => 'activation.notInTime'));
		expect(await silent.open()).toBe(0);
		expect(await leftSince(before)).toEqual({});
	});
});

describe('The drop-downs of Push with a Supplier Directory', () => {
	const listed = (method: string, supplier: unknown, filter?: string) =>
		searchInForm(
			{
				node: new PushToShopDb(),
				parameters: { connectThrough: 'supplierDirectory', supplier } as never,
				credentials: directoryCredential([modi]),
			},
			method,
			filter,
		);
	const chosen = { __rl: true, mode: 'list', value: 'modi' };
	const unknownTo: Readonly<Record<string, readonly string[]>> = {
		'modified-3.3': ['stores'],
		'woocommerce-11-hpos': ['stores', 'languages'],
	};

	test('offer the suppliers of the directory', async () => {
		expect(await listed('searchSuppliers', '')).toEqual([{ value: 'modi', name: 'Supplier modi (modi)' }]);
		expect(await listed('searchSuppliers', '', 'nobody')).toEqual([]);
	});

	test('offer what the chosen supplier’s shop has', async () => {
		expect(await listed('searchLanguages', chosen)).toContainEqual({ value: 'en', name: 'English (en)' });
	});

	test.each(platforms.map(({ id }) => [id]))(
		'are all filled from a shop of %s with the rights of the invited user, before any item came in',
		async (platform) => {
			const own = await createShop(mariaDb, platform);
			const code = await codeTo('own', platform, (await invitedUser(own)).settings);
			const lists = await Promise.all(
				['Stores', 'Languages', 'OrderStatuses', 'PaymentMethods', 'ShippingMethods'].map((list) =>
					searchInForm(
						{
							node: new PushToShopDb(),
							parameters: { connectThrough: 'supplierDirectory', supplier: 'own' } as never,
							credentials: directoryCredential([code]),
						},
						`search${list}`,
					).then(
						(found) => found.length > 0,
						(error: Error) => error.message,
					),
				),
			);
			expect(lists.filter((found) => found !== true)).toEqual(
				(unknownTo[platform] ?? []).map(
					(list) => expect.stringContaining(`offers no ${list} to choose from`) as string,
				),
			);
			await own.drop();
		},
	);

	test('say that a supplier must be chosen first, or that it is not there', async () => {
		await expect(listed('searchLanguages', { ...chosen, value: '' })).rejects.toThrow(
			'no Supplier is chosen whose shop could be asked. Choose one above, or enter the code by hand',
		);
		await expect(listed('searchLanguages', { ...chosen, value: 'nix' })).rejects.toThrow(
			'no activation code of the supplier nix',
		);
	});
});
