import { cutOffNote, refusedBy } from '../../../nodes/OrderExchange/suppliers/accepts.js';
import { invitationSchema, type Accepts } from '../../../nodes/OrderExchange/suppliers/invitation.js';
import { sampleOrder } from '../../../sandbox/orders/announcements.js';
import { invitation } from './samples.js';

const terms = (accepts: Accepts) => invitationSchema.parse(invitation({ accepts }));
const order = (changes: Record<string, unknown> = {}) => sampleOrder(0, { shipTo: undefined, ...changes });
const messages = (accepts: Accepts, changes?: Record<string, unknown>) =>
	refusedBy(terms(accepts), order(changes)).map(({ message }) => message);
const line = { id: '1', sku: 'A', supplierSku: 'A', quantity: 2, unitPrice: '15' };

describe('What the supplier takes', () => {
	test('without any rule, everything', () => expect(messages({})).toEqual([]));

	test('is judged by the country that the goods go to', () => {
		expect(messages({ countries: ['DE', 'AT'] })).toEqual([]);
		const shipTo = { lastName: 'Muster', street: 'Weg 1', postalCode: '8001', city: 'Zürich', country: 'CH' };
		const [found] = refusedBy(terms({ countries: ['DE', 'AT'] }), order({ shipTo }));
		expect(found).toMatchObject({
			code: 'supplier.country',
			order: '10248',
			field: 'shipTo.country',
			message: 'Müller & Söhne Käse does not deliver to CH, only to DE, AT.',
		});
	});

	test('names every rule that the order breaks at once', () => {
		const accepts = {
			countries: ['AT'],
			currencies: ['CHF'],
			minimumOrder: { amount: '500', currency: 'EUR' },
		};
		expect(messages(accepts)).toHaveLength(3);
	});

	test.each([
		[
			'goods after discounts, shipping left out',
			{ lines: [{ ...line, discount: '5.01' }], shipping: { amount: '90' } },
		],
		['a discount on the whole order', { lines: [line], discounts: [{ title: 'x', amount: '5.01' }] }],
	])('counts %s towards the minimum', (_, changes) => {
		expect(messages({ minimumOrder: { amount: '25', currency: 'EUR' } }, changes)).toEqual([
			'The goods are worth 24.99 EUR, and Müller & Söhne Käse takes orders from 25 EUR on.',
		]);
		expect(messages({ minimumOrder: { amount: '24.99', currency: 'EUR' } }, changes)).toEqual([]);
	});

	test('sets no minimum in another currency, nor where the shop’s prices count', () => {
		const accepts = { minimumOrder: { amount: '5000', currency: 'EUR' } };
		expect(messages(accepts, { currency: 'USD' })).toEqual([]);
		expect(messages(accepts, { lines: [{ ...line, unitPrice: undefined }] })).toEqual([]);
	});
});

test('after the cut-off time in the supplier’s own zone the sender learns that the orders leave later', () => {
	const at = (moment: string) =>
		cutOffNote(terms({ cutOff: { time: '14:30', zone: 'Europe/Berlin' } }), new Date(moment))?.message;
	expect(at('2026-11-24T13:29:59Z')).toBeUndefined();
	expect(at('2026-11-24T13:30:00Z')).toBe(
		'The orders reached Müller & Söhne Käse after 14:30 (Europe/Berlin).',
	);
	expect(at('2026-07-01T12:30:00Z')).toBeDefined();
	expect(cutOffNote(terms({}), new Date())).toBeUndefined();
});
