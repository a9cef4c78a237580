import type { Field } from '../../../nodes/OrderExchange/orders/sources/fields.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { flatRow as row, order, rules } from './samples.js';

const onlySupplier = { code: 'ONE' };
/** The region that is sent, or the codes of what stands in the way. */
const outcome = (rows: readonly unknown[]) => {
	const { ready, rejected } = prepare(readOrders(rows, 'detect'), undefined, rules({ onlySupplier }));
	const [sent] = ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
	return sent
		? { region: sent.billTo.region }
		: rejected.flatMap(({ problems }) => problems.map(({ code, value }) => `${code} ${value ?? ''}`.trim()));
};

test.each([
	[{ 'Order Status': 'Cancelled' }, 'order.cancelled Cancelled'],
	[{ Status: 'storniert' }, 'order.cancelled storniert'],
	[{ Status: 'Storniert am 05.01.2026' }, 'order.cancelled Storniert am 05.01.2026'],
	[{ Bestellstatus: 'Rückerstattet' }, 'order.cancelled Rückerstattet'],
	[{ 'Financial Status': 'refunded' }, 'order.cancelled refunded'],
	[{ 'Financial Status': 'voided' }, 'order.cancelled voided'],
	[{ 'Order Status': 'open', 'Financial Status': 'voided' }, 'order.cancelled voided'],
	[{ status: 'wc-cancelled' }, 'order.cancelled wc-cancelled'],
	[{ status: 'checkout-draft' }, 'order.cancelled checkout-draft'],
	[{ 'Financial Status': 'partially_refunded' }, 'order.refunded.unclear'],
	[{ Status: 'Teilweise erstattet' }, 'order.refunded.unclear'],
	[{ 'Cancelled at': '2026-01-05 10:00:00' }, 'order.cancelled 2026-01-05 10:00:00'],
	[{ Storniert: 'ja' }, 'order.cancelled ja'],
	[{ cancelled: true }, 'order.cancelled true'],
	[{ State: 'cancelled' }, 'order.cancelled cancelled'],
	[{ 'Date Shipped': '2026-01-05' }, 'order.delivered 2026-01-05'],
	[{ 'Versandt am': '05.01.2026' }, 'order.delivered 05.01.2026'],
	[{ Shipped: true }, 'order.delivered true'],
])('an order of rows with %j is not sent: %s', (changes, code) => {
	expect(outcome([row(changes)])).toEqual([code]);
});

test.each([
	{ 'Order Status': 'paid' },
	{ Status: 'offen', 'Financial Status': 'authorized' },
	{ Status: 'Warten auf Godot' },
	{ Shipped: false, 'Ship Date': '2026-01-12' },
	{ Status: 'nicht storniert' },
	{ Status: 'Canceled Reversal' },
	{ 'Cancelled at': '0000-00-00 00:00:00' },
	{ Storniert: 'nein', cancelled: false },
	{ State: 'Paid' },
])('an order of rows with %j is sent', (changes) => {
	expect(outcome([row(changes)])).toEqual({ region: undefined });
});

test('a column State is the region where it names no state of an order', () => {
	expect(outcome([row({ State: 'Bavaria' })])).toEqual({ region: 'Bavaria' });
	expect(outcome([row({ State: 'CA', Status: 'open' })])).toEqual({ region: 'CA' });
	expect(outcome([row({ State: 'Bavaria', Status: 'cancelled' })])).toEqual(['order.cancelled cancelled']);
});

test('one row that is called off holds the order back, rows in other states are one order', () => {
	const rows = (status: string) => [row({ Status: 'paid' }), row({ SKU: 'B', Status: status })];
	expect(outcome(rows('storniert'))).toEqual(['order.cancelled storniert']);
	expect(outcome(rows('shipped'))).toEqual({ region: undefined });
});

test('order JSON can name the state too', () => {
	expect(outcome([order('1', { status: 'cancelled' })])).toEqual(['order.cancelled cancelled']);
	expect(outcome([order('1', { status: 'partially refunded' })])).toEqual(['order.refunded.unclear']);
	expect(outcome([order('1', { status: 'open' })])).toEqual({ region: undefined });
});

test('a mapping can name the state too', () => {
	const fields = Object.entries({ number: 'no', status: 'state', 'line.sku': 'art' }).map(
		([field, path]) => ({
			field: field as Field,
			path,
		}),
	);
	const item = { no: 1, state: 'cancelled', lines: [{ art: 'A' }] };
	const [found] = readOrders([item], 'mapping', { lines: 'lines', fields });
	expect(found?.findings).toEqual([{ code: 'order.cancelled', field: 'status', value: 'cancelled' }]);
});
