import { prepare, readOrders } from '../../support/prepared.js';
import { rules } from './samples.js';
import { blocking, sent, shopify, warnings } from './webOrders.js';

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });

const place = {
	firstName: 'Jo',
	lastName: 'Doe',
	address1: 'Street 1',
	zip: '10115',
	city: 'Berlin',
	countryCodeV2: 'DE',
};

const item = (changes: object = {}) => ({
	id: 'gid://shopify/LineItem/1',
	sku: 'T-S',
	name: 'Shirt - S',
	quantity: 2,
	currentQuantity: 2,
	customAttributes: [],
	originalUnitPriceSet: money('10.00'),
	discountAllocations: [{ allocatedAmountSet: money('3.00') }],
	taxLines: [{ rate: 0.19, priceSet: money('2.72') }],
	...changes,
});

/** The order of `shopify()` as a query of the GraphQL Admin API gives it. */
const graphql = (changes: object = {}) => ({
	id: 'gid://shopify/Order/820982911946154508',
	name: '#1001',
	email: 'jo@example.com',
	createdAt: '2026-01-05T09:00:00Z',
	currencyCode: 'EUR',
	taxesIncluded: true,
	test: false,
	cancelledAt: null,
	displayFinancialStatus: 'PAID',
	displayFulfillmentStatus: 'UNFULFILLED',
	billingAddress: null,
	shippingAddress: place,
	totalDiscountsSet: money('3.00'),
	totalPriceSet: money('21.90'),
	totalTaxSet: money('3.50'),
	lineItems: { edges: [{ cursor: 'x', node: item() }], pageInfo: { hasNextPage: false } },
	shippingLines: {
		nodes: [
			{
				code: 'STD',
				title: 'Standard',
				originalPriceSet: money('4.90'),
				discountedPriceSet: money('4.90'),
				taxLines: [{ rate: 0.19 }],
			},
		],
	},
	...changes,
});

test('an order of Shopify’s GraphQL API is the same order as its webhook', () => {
	const { date: webhookDate, ...webhook } = sent(shopify()) ?? {};
	const { date, ...read } = sent(graphql()) ?? {};
	expect(read).toEqual(webhook);
	expect(Date.parse(String(date))).toBe(Date.parse(String(webhookDate)));
});

test.each([
	['an order', { data: { order: graphql() } }],
	['a node', { data: { node: graphql() } }],
	['edges', { data: { orders: { edges: [{ node: graphql() }] } } }],
	['nodes', { data: { orders: { nodes: [graphql()], pageInfo: { hasNextPage: true } } } }],
])('the answer to a query for %s holds it, and comes back from Rejected as it came', (_, answer) => {
	expect(sent(answer)).toMatchObject({ number: '1001', lines: [{ sku: 'T-S' }] });
	const [found] = readOrders([answer], 'detect');
	expect(found?.original).toEqual(answer);
});

test('several orders of one answer are several orders', () => {
	const other = graphql({ id: 'gid://shopify/Order/2', name: '#1002' });
	const answer = { data: { orders: { edges: [{ node: graphql() }, { node: other }] } } };
	const { ready } = prepare(
		readOrders([answer], 'detect'),
		undefined,
		rules({ onlySupplier: { code: 'ONE' } }),
	);
	expect(ready[0]?.supplierOrder.customerOrders.map(({ number }) => number)).toEqual(['1001', '1002']);
});

test.each([
	[{ cancelledAt: '2026-01-06T00:00:00Z' }, 'order.cancelled'],
	[{ displayFinancialStatus: 'REFUNDED' }, 'order.cancelled'],
	[{ displayFinancialStatus: 'EXPIRED' }, 'order.payment.notFinished'],
	[{ displayFulfillmentStatus: 'FULFILLED' }, 'order.delivered'],
	[{ totalPriceSet: money('22.00') }, 'order.total.wrong'],
])('an order with %j is told of', (changes, code) => {
	expect(blocking(graphql(changes))).toEqual([code]);
});

test.each([
	'cancelledAt',
	'shippingAddress',
	'taxesIncluded',
	'totalPriceSet',
	'displayFinancialStatus',
	'name',
])('an order whose query did not ask for %s is not sent: nobody knows what it says', (field) => {
	const asked = Object.fromEntries(Object.entries(graphql()).filter(([name]) => name !== field));
	expect(blocking(asked)).toContain('order.query.incomplete');
});

test('lines behind the first page, and what a query does not say of lines, are told of', () => {
	const more = { nodes: [item()], pageInfo: { hasNextPage: true } };
	expect(blocking(graphql({ lineItems: more }))).toEqual(['order.query.incomplete']);
	const short = Object.fromEntries(Object.entries(item()).filter(([name]) => name !== 'discountAllocations'));
	expect(blocking(graphql({ lineItems: { nodes: [short] } }))).toContain('order.query.incomplete');
});

test('of an order refunded in part the rest is sent, and the line of a tip is none of goods', () => {
	const lines = { nodes: [item({ currentQuantity: 1 })] };
	expect(sent(graphql({ lineItems: lines }))?.lines).toMatchObject([{ quantity: 1, discount: '1.5' }]);
	expect(warnings(graphql({ lineItems: lines }))).toEqual(['order.refunded.partly']);
	const tip = item({ id: 'gid://shopify/LineItem/2', sku: null, quantity: 1, currentQuantity: 1 });
	const tipped = graphql({
		lineItems: {
			nodes: [item(), { ...tip, originalUnitPriceSet: money('5.00'), discountAllocations: [], taxLines: [] }],
		},
		totalTipReceivedSet: money('5.00'),
		totalPriceSet: money('26.90'),
	});
	expect(sent(tipped)?.lines).toHaveLength(1);
	expect(warnings(tipped)).toEqual(['order.fee.notSent']);
});
