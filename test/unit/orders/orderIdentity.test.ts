import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { contentHash, exchangeKey } from '../../../nodes/OrderExchange/orders/orderIdentity.js';
import { supplierCustomerOrderSchema } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { goldenOrders } from '../../support/goldenOrders.js';
import { platformsWithData, shopDataFolder } from '../../../sandbox/shops/shopData.js';

const address = { lastName: 'Müßig', street: 'Straße 5', city: 'München', country: 'DE' };
const order = supplierCustomerOrderSchema.parse({
	number: '1',
	date: '2026-11-24T10:00:00Z',
	currency: 'EUR',
	prices: 'net',
	customer: { email: 'a@kunde.test' },
	billTo: address,
	lines: [{ id: '1', sku: 'A', supplierSku: 'S-A', quantity: 2, unitPrice: '9.90' }],
});

const goldens = platformsWithData().flatMap((platform) => goldenOrders(join(shopDataFolder, platform)));

describe('the exchange key', () => {
	test('is the same for the same order at the same supplier', () => {
		const key = exchangeKey({ code: 'd' }, { code: 's' }, '1');
		expect(key).toMatch(/^[0-9a-f]{64}$/);
		expect(exchangeKey({ code: 'd' }, { code: 's' }, '1')).toBe(key);
	});

	test('is the same however the supplier’s code is written, since its activation code is found all the same', () => {
		const key = exchangeKey({ code: 'd' }, { code: 'cart' }, '1');
		expect(exchangeKey({ code: 'd' }, { code: ' Cart ' }, '1')).toBe(key);
		expect(exchangeKey({ code: 'd' }, { code: 'card' }, '1')).not.toBe(key);
	});

	test('cannot be forged by moving text from one part to the next', () => {
		expect(exchangeKey({ code: 'a' }, { code: 'bc' }, '1')).not.toBe(
			exchangeKey({ code: 'ab' }, { code: 'c' }, '1'),
		);
	});
});

describe('the content hash', () => {
	test('does not depend on the order of JSON keys', () => {
		const turned = Object.fromEntries(Object.entries(order).reverse()) as typeof order;
		expect(contentHash(turned)).toBe(contentHash(order));
	});

	test('is the hash of the JSON with sorted keys, whatever the order says', () => {
		const sorted = (_key: string, value: unknown): unknown =>
			typeof value === 'object' && value !== null && !Array.isArray(value)
				? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
				: value;
		expect(goldens.length).toBeGreaterThan(10);
		for (const { order: said } of goldens) {
			const json = JSON.stringify(said, sorted);
			expect(contentHash(said)).toBe(createHash('sha256').update(json).digest('hex'));
		}
	});

	test('changes with a quantity', () => {
		const changed = { ...order, lines: order.lines.map((line) => ({ ...line, quantity: 3 })) };
		expect(contentHash(changed)).not.toBe(contentHash(order));
	});
});
