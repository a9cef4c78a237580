import type { SupplierOrder } from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { rules } from './samples.js';

const run = (body: unknown) =>
	prepare(readOrders([body], 'detect'), undefined, rules({ onlySupplier: { code: 'ONE' } }));

/** The order of a web shop's body as the supplier gets it; fails where it is rejected. */
export function sent(body: unknown): SupplierOrder['customerOrders'][number] | undefined {
	const { ready, rejected } = run(body);
	expect(rejected.map(({ problems }) => problems)).toEqual([]);
	return ready[0]?.supplierOrder.customerOrders[0];
}

/** What blocks a web shop's body. */
export const blocking = (body: unknown): readonly string[] =>
	run(body).rejected.flatMap(({ problems }) => problems.map(({ code }) => code));

/** What is only warned of. */
export const warnings = (body: unknown): readonly string[] =>
	run(body).ready.flatMap(({ warnings }) => warnings.map(({ code }) => code));

const shopifyAddress = {
	first_name: 'Jo',
	last_name: 'Doe',
	address1: 'Street 1',
	zip: '10115',
	city: 'Berlin',
	country_code: 'DE',
};
/** A body of Shopify's order webhook, shortened. */
export const shopify = (changes: object = {}) => ({
	id: 820982911946154500,
	name: '#1001',
	number: 1,
	order_number: 1001,
	email: 'jo@example.com',
	created_at: '2026-01-05T10:00:00+01:00',
	currency: 'EUR',
	taxes_included: true,
	financial_status: 'paid',
	customer: null,
	billing_address: null,
	shipping_address: shopifyAddress,
	total_discounts: '3.00',
	total_price: '21.90',
	total_tax: '3.50',
	line_items: [
		{
			id: 1,
			sku: 'T-S',
			name: 'Shirt - S',
			variant_title: 'S',
			quantity: 2,
			price: '10.00',
			discount_allocations: [{ amount: '3.00' }],
			tax_lines: [{ rate: 0.19 }],
		},
	],
	shipping_lines: [
		{ code: 'STD', title: 'Standard', price: '4.90', discounted_price: '4.90', tax_lines: [{ rate: 0.19 }] },
	],
	refunds: [],
	cancelled_at: null,
	...changes,
});

/** A body of WooCommerce's order webhook, shortened. */
export const woo = (changes: object = {}) => ({
	id: 727,
	number: '727',
	status: 'processing',
	currency: 'EUR',
	date_created: '2026-01-05T10:00:00',
	date_created_gmt: '2026-01-05T09:00:00',
	prices_include_tax: true,
	customer_id: 0,
	billing: {
		first_name: 'Jo',
		last_name: 'Doe',
		address_1: 'S 1',
		city: 'Berlin',
		postcode: '10115',
		country: 'DE',
		email: 'jo@example.com',
	},
	shipping: { first_name: '', last_name: '', address_1: '', city: '', postcode: '', country: '' },
	line_items: [
		{
			id: 315,
			name: 'Mug',
			sku: 'MUG',
			quantity: 3,
			subtotal: '25.21',
			subtotal_tax: '4.79',
			total: '22.69',
			total_tax: '4.31',
			taxes: [{ id: 1, subtotal: '4.789916', total: '4.310924' }],
		},
	],
	shipping_lines: [
		{
			method_id: 'flat_rate',
			method_title: 'Flat',
			total: '4.12',
			total_tax: '0.78',
			taxes: [{ id: 1, total: '0.781513' }],
		},
	],
	tax_lines: [{ rate_id: 1, rate_percent: 19 }],
	coupon_lines: [{ code: 'ten', discount: '2.52' }],
	fee_lines: [],
	refunds: [],
	total: '31.90',
	total_tax: '5.09',
	...changes,
});
