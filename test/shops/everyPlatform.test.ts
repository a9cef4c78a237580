import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { Receipt } from '../../nodes/OrderExchange/exchange/receipts/receipt.js';
import { supplierCustomerOrderSchema } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import { supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { platformsUnderTest, type PlatformUnderTest } from '../support/platformsUnderTest.js';
import { invitedUser, type InvitedUser } from '../support/invitedUser.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

type OrderParts = Readonly<Record<string, unknown>>;

/** An order: one line of two pieces at 10.00 net and 19 % tax, if nothing else is said. */
const orderOf = (platform: PlatformUnderTest, parts: OrderParts = {}) =>
	supplierCustomerOrderSchema.parse({
		number: 'A-1',
		date: '2026-11-23T10:00:00Z',
		currency: 'EUR',
		prices: 'net',
		customer: { email: 'erika@kunde.test', account: 'account', phone: '+49 30 123456' },
		billTo: {
			firstName: 'Erika',
			lastName: 'Mustermann',
			street: 'Heidestraße 17',
			postalCode: '80331',
			city: 'München',
			...(platform.region && { region: platform.region }),
			country: 'DE',
		},
		lines: [lineOf(platform.products[0])],
		shipping: { amount: '0', code: platform.shippingCode, taxRate: '19' },
		payment: { code: platform.paymentCode },
		...parts,
	});

const lineOf = (sku: string, parts: OrderParts = {}) => ({
	id: sku,
	sku,
	supplierSku: sku,
	quantity: 2,
	unitPrice: '10',
	taxRate: '19',
	...parts,
});

/** Pushes the orders in one go, as the user that the supplier's invitation makes; every one must be written. */
async function push(
	{ settings }: InvitedUser,
	orders: ReturnType<typeof orderOf>[],
): Promise<readonly Receipt[]> {
	const opened = await openShop(settings, { unknownCustomers: 'account', shortStock: 'followShop' });
	if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join(' '));
	try {
		const outcome = await pushSupplierOrder(opened.shop, supplierOrderOf(orders));
		const problems = [...outcome.refused, ...outcome.retryLater].flatMap((one) => one.problems);
		expect(problems.map(({ message }) => message)).toEqual([]);
		return outcome.receipts;
	} finally {
		await opened.shop.close();
	}
}

const figure = async (shop: TestShop, sql: string): Promise<number> =>
	Number((await shop.query(sql))[0]?.['figure']);

it('is walked for every platform that Push can write into', () => {
	expect(platformsUnderTest.map(({ id }) => id).sort()).toEqual(platforms.map(({ id }) => id).sort());
});

interface Situation {
	readonly name: string;
	readonly parts: (platform: PlatformUnderTest) => OrderParts;
	/** Gross total in the shop's own currency, to the cent. */
	readonly total: number;
	readonly receipt?: Partial<Receipt>;
}

const situations: readonly Situation[] = [
	{
		name: 'a new customer',
		parts: () => ({}),
		total: 23.8,
		receipt: { customer: 'new', lines: 1, quantity: '2' },
	},
	{
		name: 'a guest',
		parts: () => ({ customer: { email: 'gast@kunde.test', account: 'guest' } }),
		total: 23.8,
		receipt: { customer: 'guest' },
	},
	{
		name: 'gross prices',
		parts: ({ products: [sku] }) => ({ prices: 'gross', lines: [lineOf(sku, { unitPrice: '11.90' })] }),
		total: 23.8,
	},
	{
		name: 'two tax rates',
		parts: ({ products: [first, second] }) => ({
			lines: [lineOf(first), lineOf(second, { unitPrice: '20', quantity: 1, taxRate: '7' })],
		}),
		total: 23.8 + 21.4,
		receipt: { lines: 2, quantity: '3' },
	},
	{
		name: 'a discount on a line',
		parts: ({ products: [sku] }) => ({ lines: [lineOf(sku, { discount: '5' })] }),
		total: 17.85,
	},
	{
		name: 'a discount on the order, gross',
		parts: ({ products: [sku] }) => ({
			prices: 'gross',
			lines: [lineOf(sku, { unitPrice: '11.90' })],
			discounts: [{ title: 'Treuerabatt', amount: '3.80' }],
		}),
		total: 20,
	},
	{
		name: 'shipping',
		parts: ({ shippingCode }) => ({ shipping: { amount: '10', code: shippingCode, taxRate: '19' } }),
		total: 23.8 + 11.9,
	},
	{
		name: 'a variant',
		parts: ({ variant }) => ({ lines: [lineOf(variant.sku, { options: variant.options })] }),
		total: 23.8,
	},
	{
		name: 'a ship-to of its own',
		parts: (platform) => ({
			shipTo: {
				...orderOf(platform).billTo,
				firstName: 'Max',
				lastName: 'Empfänger',
				street: 'Lieferweg 3',
			},
		}),
		total: 23.8,
	},
];

describe.each(platformsUnderTest)('$id', (platform) => {
	let shop: TestShop;
	let user: InvitedUser;
	beforeEach(async () => {
		shop = await createShop(sharedMariaDb(), platform.id);
		user = await invitedUser(shop);
	});
	afterEach(async () => {
		await user.drop();
		await shop.drop();
	});

	it.each(situations)('takes an order with $name, once', async ({ parts, total, receipt }) => {
		if (platform.addSecondRate) await shop.query(platform.addSecondRate);
		const order = orderOf(platform, parts(platform));
		const [written] = await push(user, [order]);
		expect(written).toMatchObject({ order: 'A-1', status: 'written', currency: 'EUR', ...receipt });
		expect(Math.abs(Number(written?.total) - total)).toBeLessThan(0.011);

		const counts = await shop.counts();
		const [again] = await push(user, [order]);
		// What the shop keeps otherwise is said when the order is written.
		expect(again).toEqual({ ...written, status: 'alreadyWritten', warnings: undefined });
		expect(await shop.counts()).toEqual(counts);
	});

	it('knows a regular customer again', async () => {
		const [first] = await push(user, [orderOf(platform)]);
		const customers = await shop.query(platform.customers);
		const [second] = await push(user, [orderOf(platform, { number: 'A-2' })]);
		expect([first?.customer, second?.customer]).toEqual(['new', 'regular']);
		expect(await shop.query(platform.customers)).toEqual(customers);
		expect(customers.filter(({ email }) => email === 'erika@kunde.test')).toHaveLength(1);
	});

	it('takes what was sold from stock, and a repeat takes nothing', async () => {
		const { product, variant } = platform.stock;
		const before = [await figure(shop, product), await figure(shop, variant)] as const;
		const { sku, options } = platform.variant;
		const order = orderOf(platform, {
			lines: [lineOf(platform.products[0], { quantity: 3 }), lineOf(sku, { options })],
		});
		await push(user, [order]);
		await push(user, [order]);
		expect([await figure(shop, product), await figure(shop, variant)]).toEqual([
			before[0] - 3,
			before[1] - 2,
		]);
	});

	it('keeps a foreign currency', async () => {
		const { code, rate, allow } = platform.foreignCurrency;
		if (allow) await shop.query(allow);
		const unitPrice = (10 * rate).toFixed(2);
		const lines = [lineOf(platform.products[0], { unitPrice })];
		const [receipt] = await push(user, [orderOf(platform, { currency: code, lines })]);
		expect(receipt?.currency).toBe(code);
		expect(Math.abs(Number(receipt?.total) - Number(unitPrice) * 2 * 1.19)).toBeLessThan(0.02);
	});

	it('keeps umlauts, other scripts and emoji letter by letter', async () => {
		const comment = 'Größe ä ö ü ß – Ελλάδα 你好 😀';
		await push(user, [orderOf(platform, { comment })]);
		const rows = await Promise.all(Object.keys(shop.schema).map((table) => shop.rows(table)));
		const values = rows.flat().flatMap((row) => Object.values(row));
		expect(values).toContain(comment);
		expect(values).toContain('Heidestraße 17');
	});
});
