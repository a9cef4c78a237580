import { readPercent } from '../../../nodes/OrderExchange/orders/values/decimal.js';
import { readRecipients } from '../../../nodes/OrderExchange/mail/recipients.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { changedAt, ownBody, rowBody, shopifyBody, woocommerceBody, type Path } from '../../input/bodies.js';
import { rules } from '../orders/samples.js';

/** Each was found by generated inputs; it stays here by name. */
const out = (body: unknown) =>
	prepare(readOrders([body], 'detect'), undefined, rules({ onlySupplier: { code: 'ALPHA' } }));
const codes = (body: unknown) =>
	out(body).rejected.flatMap(({ problems }) => problems.map(({ code }) => code));

test('the bodies that everything starts from are whole', () => {
	for (const body of [ownBody, rowBody, shopifyBody, woocommerceBody]) expect(codes(body)).toEqual([]);
});

test('a quantity with more digits than a JSON number keeps is refused, not rounded', () => {
	expect(codes(changedAt(ownBody, ['lines', 0, 'quantity'], '0.1234567890123456789'))).toContain(
		'line.quantity.digits',
	);
});

test('a discount in percent that is no number is refused, not left out', () => {
	expect(codes({ ...rowBody, 'Discount Percent': 'ten' })).toEqual(['line.discount.unreadable']);
});

test('net or gross is read from whole words only', () => {
	for (const prices of ['1.2.3.4', 'nothing', 'index', '10'])
		expect(codes({ ...ownBody, prices })).toEqual(['order.prices.unreadable']);
	for (const prices of ['gross', 'incl. VAT', 'Inclusive', '1', true, 'excl', 'no', '0', false])
		expect(codes({ ...ownBody, prices })).toEqual([]);
});

test.each<readonly [string, Readonly<Record<string, unknown>>, Path]>([
	['an address', shopifyBody, ['shipping_address']],
	['a list of discounts', shopifyBody, ['line_items', 0, 'discount_allocations']],
	['a discount', shopifyBody, ['line_items', 0, 'discount_allocations', 0, 'amount']],
	['a shipping price', shopifyBody, ['shipping_lines', 0, 'discounted_price']],
	['a tax rate', shopifyBody, ['line_items', 0, 'tax_lines', 0, 'rate']],
	['a subtotal', woocommerceBody, ['line_items', 0, 'subtotal']],
	['a delivery address', woocommerceBody, ['shipping']],
	['net or gross', woocommerceBody, ['prices_include_tax']],
	['a list of fees', woocommerceBody, ['fee_lines']],
])('%s of a webhook body that is something else is refused, not taken for nothing', (_what, body, path) => {
	expect(codes(changedAt(body, path, 'abc'))).toContain('order.field.invalid');
});

test('values that cannot be printed do not end the run', () => {
	let deep: unknown = 'x';
	for (let at = 0; at < 50_000; at += 1) deep = [deep];
	for (const value of [deep, 10n, { toString: 1 }, [[10n]]]) {
		const changed = changedAt(ownBody, ['number'], value);
		expect(out(changed).rejected.length + out(changed).ready.length).toBe(1);
		const twice = prepare(
			readOrders(
				[
					{ ...ownBody, comment: value },
					{ ...ownBody, comment: value },
				],
				'detect',
			),
			undefined,
			rules({ onlySupplier: { code: 'ALPHA' } }),
		);
		expect(new Set([...twice.rejected, ...twice.ready].flatMap(({ items }) => items))).toEqual(
			new Set([0, 1]),
		);
	}
});

test('a Shopify property whose name is an object does not end the run', () => {
	const name = ['line_items', 0, 'properties', 0, 'name'];
	expect(codes(changedAt(shopifyBody, name, { toString: 1 }))).toContain('text.unreadable');
});

test('the same order twice is one order, whatever the order of its keys', () => {
	const turned = Object.fromEntries(Object.entries(ownBody).reverse());
	const { ready, rejected } = prepare(
		readOrders([ownBody, turned], 'detect'),
		undefined,
		rules({ onlySupplier: { code: 'ALPHA' } }),
	);
	expect(rejected).toEqual([]);
	expect(ready.map(({ items }) => items)).toEqual([[0, 1]]);
});

// each took minutes before: the expression tried every blank as a beginning
test('a million blanks are read at once', () => {
	const blanks = ' '.repeat(1_000_000);
	expect(readPercent(`1${blanks}x`)).toMatchObject({ seen: expect.any(String) });
	expect(readRecipients(`a${blanks}b`, 'supplier.email').problems).toHaveLength(1);
});
