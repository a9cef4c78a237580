import { parse } from 'csv-parse/sync';
import type { ShopOrder } from '../../../nodes/OrderExchange/mail/announcement.js';
import { createRenderer } from '../../../nodes/OrderExchange/mail/renderer.js';
import type { SupplierCustomerOrder } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { sampleAnnouncement, sampleOrder } from '../../../sandbox/orders/announcements.js';

const receipt: ShopOrder = { shopOrderNumber: '2041', currency: 'EUR', total: '10.00' };

/** The mail about these orders, each with what its receipt says differently. */
function mailAbout(...orders: readonly (readonly [SupplierCustomerOrder, Partial<ShopOrder>?])[]) {
	const announcement = {
		...sampleAnnouncement(orders.map(([order]) => order)),
		orders: orders.map(([order, changes]) => ({ order, receipt: { ...receipt, ...changes } })),
	};
	const { text, attachments } = atOnce(
		createRenderer('UTC')(announcement, { language: 'en', attachCsv: true }),
	);
	const table: Record<string, string>[] = parse(attachments[0]?.content ?? '', { columns: true, bom: true });
	return { text, table };
}

const address = { street: 'Königstraße 12', city: 'Köln', country: 'DE' };

test('a company without a person’s name is the customer of the table, and the delivery’s phone goes along', () => {
	const company = { ...address, company: 'Käsehaus GmbH' };
	const order = sampleOrder(0, {
		customer: { email: 'kaese@example.com' },
		billTo: company,
		shipTo: { ...company, phone: '0221 99' },
	});
	expect(mailAbout([order]).table[0]).toMatchObject({
		Customer: 'Käsehaus GmbH',
		'Ship to: phone': '0221 99',
	});
});

test('an invoice address is shown where it is another one than the delivery’s, and else not', () => {
	const billTo = { ...address, firstName: 'Jürgen', lastName: 'Groß' };
	expect(mailAbout([sampleOrder(0, { billTo, shipTo: billTo })]).text).not.toContain('Bill to');
	const elsewhere = mailAbout([sampleOrder(0, { billTo, shipTo: { ...billTo, street: 'Hafen 7' } })]).text;
	expect(elsewhere).toContain('Bill to');
	expect(elsewhere).toContain('Hafen 7');
});

test('an order that is replaced goes by its id where the shop has it no more, for somebody is to cancel it', () => {
	const replacing = (shopOrderNumber: string) =>
		mailAbout([sampleOrder(0), { replaces: { shopOrderId: '77', shopOrderNumber } }]).text;
	expect(replacing('W-77')).toContain('Replaces order W-77,');
	expect(replacing('')).toContain('Replaces order 77,');
});

test('orders in several currencies are added up for each of them', () => {
	const { text } = mailAbout(
		[sampleOrder(0)],
		[sampleOrder(1, { currency: 'USD' }), { currency: 'USD', total: '5.50' }],
		[sampleOrder(2), { total: '2.25' }],
	);
	expect(text).toContain('Total: €12.25 + US$5.50');
});

test('a line without a discount shows none, be it left out or zero', () => {
	const line = { id: '1', sku: 'A', supplierSku: 'QK-1', quantity: 1, unitPrice: '1' };
	const shown = (discount: object) => mailAbout([sampleOrder(0, { lines: [{ ...line, ...discount }] })]).text;
	expect(shown({ discount: '0.00' })).toBe(shown({}));
	expect(shown({ discount: '0.50' })).toContain('−€0.50');
});
