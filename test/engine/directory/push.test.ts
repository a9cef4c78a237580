import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { createActivationCode } from '../../../nodes/OrderExchange/suppliers/activationCode.js';
import { badServer } from '../../support/badServers.js';
import { countingProxy } from '../../support/countingProxy.js';
import { codeTo, directoryCredential, invitationTo, passPhrase } from '../../support/directory.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { invitedUser, type InvitedUser } from '../../support/invitedUser.js';
import { startMariaDb, type MariaDb } from '../../support/mariadb.js';
import { customerOrder, supplierOrderOf, type OrderChanges } from '../../../sandbox/orders/ordersToPush.js';
import { createShop, type TestShop } from '../../../sandbox/shops/shopDatabase.js';

jest.setTimeout(120_000);

const platformOf = { cart: 'opencart-4.1', modi: 'modified-3.3', woo: 'woocommerce-11-hpos' } as const;
type Supplier = keyof typeof platformOf;
const suppliers = Object.keys(platformOf) as Supplier[];
const orderTables = { cart: 'oc_order', modi: 'orders', woo: 'wp_wc_orders' } as const;

let mariaDb: MariaDb;
const shops = {} as Record<Supplier, TestShop>;
const users = {} as Record<Supplier, InvitedUser>;
const codes = {} as Record<Supplier, string>;
beforeAll(async () => {
	mariaDb = await startMariaDb({ fast: true, withTls: true });
});
afterAll(() => mariaDb?.stop());
beforeEach(async () => {
	for (const supplier of suppliers) {
		shops[supplier] = await createShop(mariaDb, platformOf[supplier]);
		users[supplier] = await invitedUser(shops[supplier]);
		codes[supplier] = await codeTo(supplier, platformOf[supplier], users[supplier].settings);
	}
});
afterEach(async () => {
	for (const supplier of suppliers) {
		await users[supplier].drop();
		await shops[supplier].drop();
	}
});

const item = (code: string, platform: string, changes: OrderChanges = {}): IDataObject => {
	const order = customerOrder(platform, { number: `${code}-1`, ...changes });
	const supplierOrder = { ...supplierOrderOf([order]), supplier: { code, name: `Supplier ${code}` } };
	return { supplierOrder } as unknown as IDataObject;
};
const itemFor = (supplier: Supplier, changes?: OrderChanges) => item(supplier, platformOf[supplier], changes);

async function push(
	items: readonly IDataObject[],
	directory: readonly string[],
	parameters: IDataObject = {},
	changes: object = {},
) {
	const { outputs, run } = await runInEngine({
		node: new PushToShopDb(),
		parameters: { connectThrough: 'supplierDirectory', ...parameters },
		inputs: [items],
		credentials: directoryCredential(directory, changes),
		onError: 'continueErrorOutput',
	});
	const [pushed = [], refused = [], later = []] = outputs;
	return { pushed, refused, later, run };
}
const supplierOf = ({ json }: INodeExecutionData) =>
	((json['supplierOrder'] ?? json) as { supplier: { code: string } }).supplier.code;
const codesOf = (items: readonly INodeExecutionData[]) =>
	items.map((one) => [
		supplierOf(one),
		...(one.json['problems'] as { code: string }[]).map(({ code }) => code),
	]);
const ordersIn = async (supplier: Supplier): Promise<number> => {
	const [row] = await shops[supplier].query(`SELECT COUNT(*) AS n FROM ${orderTables[supplier]}`);
	return Number(row?.['n']);
};

describe('One Push node with a Supplier Directory', () => {
	test('sends each item to its own supplier, whatever software the shop has', async () => {
		const before = await Promise.all(suppliers.map(ordersIn));
		const items = [itemFor('woo'), itemFor('cart'), itemFor('modi')];
		const { pushed, refused, later } = await push(items, Object.values(codes));
		expect([refused, later]).toEqual([[], []]);
		expect(pushed.map(supplierOf)).toEqual(['woo', 'cart', 'modi']);
		expect(pushed.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }], [{ item: 1 }], [{ item: 2 }]]);
		const receipts = pushed.map(({ json }) => (json['receipts'] as { status: string }[])[0]?.status);
		expect(receipts).toEqual(['written', 'written', 'written']);
		expect(await Promise.all(suppliers.map(ordersIn))).toEqual(before.map((count) => count + 1));

		const again = await push(items, Object.values(codes));
		expect(again.pushed).toHaveLength(3);
		expect(await Promise.all(suppliers.map(ordersIn))).toEqual(before.map((count) => count + 1));
	});

	test('opens one connection for all supplier orders of one supplier', async () => {
		const connections = async () => {
			const [row] = await shops.modi.query("SHOW GLOBAL STATUS LIKE 'Connections'");
			return Number(row?.['Value']);
		};
		const before = await connections();
		const numbers = ['1', '2', '3', '4', '5'];
		const items = numbers.map((number) => itemFor('modi', { number, email: `c${number}@kunde.test` }));
		expect((await push(items, [codes.modi])).pushed).toHaveLength(5);
		expect((await connections()) - before).toBe(2); // this one, and the one that asked before
	});

	test('fails each supplier alone: down, revoked, another certificate, expired, another pass phrase, unknown', async () => {
		const { settings } = users.modi;
		const bad = {
			down: await codeTo('down', 'modified-3.3', { ...settings, port: 1 }),
			revoked: await codeTo('revoked', 'modified-3.3', { ...settings, password: 'the one before' }),
			certificate: await codeTo('certificate', 'modified-3.3', settings, {
				connection: { ...settings, tls: { mode: 'verify' } },
			}),
			expired: await codeTo('expired', 'modified-3.3', settings, { expiresAt: '2026-11-02T00:00:00Z' }),
			phrase: await createActivationCode(
				invitationTo('phrase', 'modified-3.3', settings),
				'another pass phrase',
			),
			other: await codeTo('other', 'opencart-4.1', settings, {
				shop: { platform: 'opencart-4.1', prefix: '' },
			}),
		};
		const items = [...Object.keys(bad), 'unknown'].map((code) => item(code, 'modified-3.3'));
		const directory = [...Object.values(bad), codes.cart];
		const { pushed, refused, later, run } = await push([...items, itemFor('cart')], directory);
		expect(pushed.map(supplierOf)).toEqual(['cart']);
		expect(codesOf(later)).toEqual([
			['down', 'activation.unreachable'],
			['certificate', 'activation.tls'],
		]);
		expect(codesOf(refused)).toEqual([
			['revoked', 'activation.revoked'],
			['expired', 'activation.expired'],
			['phrase', 'activation.passPhrase'],
			['other', 'activation.otherShop'],
			['unknown', 'directory.unknownSupplier'],
		]);
		const [problem] = refused.at(-1)?.json['problems'] as { message: string; remedy: string }[];
		expect(problem?.message).toContain('no activation code of the supplier unknown');
		expect(problem?.remedy).toContain('It has codes of: down, revoked, certificate');
		const said = JSON.stringify(run);
		for (const secret of [passPhrase, 'another pass phrase', 'the one before', settings.password, bad.down])
			expect(said).not.toContain(secret);
	});

	test('serves fifty suppliers that share three servers, and keeps their orders apart', async () => {
		const many = Array.from({ length: 50 }, (_, n) => ({
			code: `s${n}`,
			supplier: suppliers[n % 3] as Supplier,
		}));
		const directory = await Promise.all(
			many.map(({ code, supplier }) => codeTo(code, platformOf[supplier], users[supplier].settings)),
		);
		const before = await Promise.all(suppliers.map(ordersIn));
		const items = many.map(({ code, supplier }, n) =>
			item(code, platformOf[supplier], { number: `${n}`, email: `c${n}@kunde.test`, quantity: 1 }),
		);
		const { pushed, refused, later } = await push(items, directory, { options: { shortStock: 'accept' } });
		expect([codesOf(refused), codesOf(later)]).toEqual([[], []]);
		expect(pushed.map(supplierOf)).toEqual(many.map(({ code }) => code));
		const after = await Promise.all(suppliers.map(ordersIn));
		expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([17, 17, 16]);
	});

	test('serves the living among fifty at once, ten at a time, and none waits for the dead', async () => {
		const { modi } = users;
		const events: string[] = [];
		const line = await countingProxy(mariaDb.port, () => events.push('living'));
		const silent = await badServer((socket) => socket.on('close', () => events.push('silent')));
		const through = { ...modi.settings, port: line.port };
		const kinds: Record<string, (code: string) => Promise<string>> = {
			silent: (code) => codeTo(code, 'modified-3.3', { ...modi.settings, port: silent.port }),
			down: (code) => codeTo(code, 'modified-3.3', { ...modi.settings, port: 1 }),
			expired: (code) => codeTo(code, 'modified-3.3', through, { expiresAt: '2026-11-02T00:00:00Z' }),
			phrase: (code) => createActivationCode(invitationTo(code, 'modified-3.3', through), 'another phrase'),
			revoked: (code) => codeTo(code, 'modified-3.3', { ...through, password: 'the one before' }),
			living: (code) => codeTo(code, 'modified-3.3', through),
		};
		const counts = { silent: 14, down: 4, expired: 4, phrase: 4, revoked: 4, living: 20 };
		// The silent ones come first, more of them than are served at once.
		const many = Object.entries(counts).flatMap(([kind, count]) =>
			Array.from({ length: count }, (_, n) => `${kind}-${n}`),
		);
		const directory = await Promise.all(
			many.map((code) => kinds[code.split('-')[0] ?? '']?.(code) ?? Promise.reject(new Error(code))),
		);
		try {
			const items = many.map((code, n) =>
				item(code, 'modified-3.3', { number: code, email: `c${n}@kunde.test`, quantity: 1 }),
			);
			const { pushed, refused, later } = await push(items, directory, { options: { shortStock: 'accept' } });
			const named = (kind: keyof typeof counts, problem: string) =>
				many.filter((code) => code.startsWith(kind)).map((code) => [code, problem]);
			expect(pushed.map(supplierOf)).toEqual(many.filter((code) => code.startsWith('living')));
			expect(codesOf(later)).toEqual([
				...named('silent', 'activation.unreachable'),
				...named('down', 'activation.unreachable'),
			]);
			expect(codesOf(refused)).toEqual([
				...named('expired', 'activation.expired'),
				...named('phrase', 'activation.passPhrase'),
				...named('revoked', 'activation.revoked'),
			]);
			expect(line.all).toBe(counts.living + counts.revoked);
			expect(line.most).toBeGreaterThan(1);
			expect(line.most).toBeLessThanOrEqual(10);
			// The silent ones have all places first, and are still waited for.
			expect(events[0]).toBe('living');
		} finally {
			await silent.close();
			await line.close();
		}
	});

	test('refuses what the supplier does not take, and says which rule; what was sent before stays sent', async () => {
		const open = itemFor('modi', { number: 'early' });
		await push([open], [codes.modi]);
		const strict = await codeTo('modi', 'modified-3.3', users.modi.settings, {
			accepts: { countries: ['AT'], currencies: ['CHF'], minimumOrder: { amount: '90000', currency: 'EUR' } },
		});
		const { pushed, refused } = await push([open, itemFor('modi', { number: 'late' })], [strict]);
		expect(pushed[0]?.json).toMatchObject({ receipts: [{ order: 'early', status: 'alreadyWritten' }] });
		expect(codesOf(refused)).toEqual([
			['modi', 'supplier.country', 'supplier.currency', 'supplier.minimumOrder'],
		]);
		expect(refused[0]?.json).toMatchObject({ customerOrder: { number: 'late' }, supplier: { code: 'modi' } });
	});

	test('notes on the item that orders came after the cut-off time, once they are written', async () => {
		const late = await codeTo('modi', 'modified-3.3', users.modi.settings, {
			accepts: { cutOff: { time: '00:00', zone: 'Europe/Berlin' } },
		});
		const first = await push([itemFor('modi')], [late]);
		expect(first.pushed[0]?.json['warnings']).toMatchObject([{ code: 'supplier.cutOff' }]);
		const second = await push([itemFor('modi')], [late]);
		expect(second.pushed[0]?.json['warnings']).toBeUndefined();
	});

	test('writes in the language of the invitation, and in that of the node where it names one', async () => {
		const english = await codeTo('modi', 'modified-3.3', users.modi.settings, {
			shop: { platform: 'modified-3.3', prefix: '', language: 'en' },
		});
		const plain = { language: undefined };
		const languageOf = async (parameters: IDataObject, number: string) => {
			const one = itemFor('modi', { number }) as never as {
				supplierOrder: { customerOrders: { customer: object }[] };
			};
			for (const order of one.supplierOrder.customerOrders) Object.assign(order.customer, plain);
			await push([one as never], [english], parameters);
			const [row] = await shops.modi.query('SELECT language FROM orders ORDER BY orders_id DESC LIMIT 1');
			return row?.['language'];
		};
		expect(await languageOf({}, '1')).toBe('english');
		expect(await languageOf({ options: { language: 'de' } }, '2')).toBe('german');
	});

	test('serves only the chosen supplier, where one is chosen', async () => {
		const supplier = { __rl: true, mode: 'list', value: 'cart' };
		const { pushed, refused } = await push([itemFor('cart'), itemFor('modi')], Object.values(codes), {
			supplier,
		});
		expect(pushed.map(supplierOf)).toEqual(['cart']);
		expect(codesOf(refused)).toEqual([['modi', 'directory.otherSupplier']]);
	});

	test('rehearses and looks up at every supplier too', async () => {
		const before = await Promise.all(suppliers.map(ordersIn));
		const items = suppliers.map((supplier) => itemFor(supplier));
		const rehearsed = await push(items, Object.values(codes), { operation: 'rehearse' });
		expect(rehearsed.pushed).toHaveLength(3);
		expect(await Promise.all(suppliers.map(ordersIn))).toEqual(before);
		await push(items.slice(0, 1), Object.values(codes));
		const { pushed } = await push(items, Object.values(codes), { operation: 'lookUp' });
		expect(pushed.map(({ json }) => json['notInShop'])).toEqual([[], ['modi-1'], ['woo-1']]);
	});
});
