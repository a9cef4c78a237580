import fc from 'fast-check';
import { hostileText, longText, numberText } from './texts.js';
import type { Json } from './orders.js';

const shopifyAddress = {
	...{ first_name: 'Jürgen', last_name: 'Müßig', address1: 'Hauptstr. 1', address2: null, city: 'Berlin' },
	...{
		zip: '10115',
		province: 'Berlin',
		province_code: 'BE',
		country: 'Germany',
		country_code: 'DE',
		phone: '030 1',
	},
};

/** A body of Shopify's webhook orders/create, shortened. */
export const shopifyBody: Json = {
	...{ id: 450789469, name: '#1001', number: 1, order_number: 1001, test: false },
	email: 'juergen@example.com',
	...{
		created_at: '2026-01-05T10:00:00+01:00',
		currency: 'EUR',
		taxes_included: true,
		financial_status: 'paid',
	},
	...{
		total_price: '27.00',
		total_tax: '4.31',
		total_tip_received: '0.00',
		note: 'Please ring',
		phone: null,
	},
	customer: { id: 7, email: 'juergen@example.com', default_address: shopifyAddress },
	customer_locale: 'de-DE',
	billing_address: shopifyAddress,
	shipping_address: shopifyAddress,
	discount_codes: [{ code: 'WELCOME', amount: '2.00', type: 'fixed_amount' }],
	total_discounts: '2.00',
	line_items: [
		{
			...{
				id: 1,
				sku: 'A-1',
				name: 'Tea',
				title: 'Tea',
				quantity: 2,
				price: '10.00',
				total_discount: '0.00',
			},
			discount_allocations: [{ amount: '2.00' }],
			tax_lines: [{ rate: 0.19, price: '2.87', title: 'VAT' }],
			properties: [{ name: 'Gift', value: 'Yes' }],
		},
		{ id: 2, sku: 'A-2', name: 'Cup', quantity: 1, price: '4.10', tax_lines: [{ rate: 0.19 }] },
	],
	shipping_lines: [{ code: 'dhl', title: 'DHL', price: '4.90', discounted_price: '4.90', tax_lines: [] }],
	payment_gateway_names: ['paypal'],
	refunds: [],
};

const wooAddress = {
	...{ first_name: 'Jürgen', last_name: 'Müßig', company: '', address_1: 'Hauptstr. 1', address_2: '' },
	...{ city: 'Berlin', state: 'DE-BE', postcode: '10115', country: 'DE', phone: '030 1' },
};

/** A body of WooCommerce's webhook order.created, shortened. */
export const woocommerceBody: Json = {
	...{ id: 727, number: '727', order_key: 'wc_order_1', status: 'processing', currency: 'EUR' },
	...{
		date_created: '2026-01-05T11:00:00',
		date_created_gmt: '2026-01-05T10:00:00',
		prices_include_tax: false,
	},
	...{ total: '31.06', total_tax: '4.96', customer_id: 7, customer_note: 'Please ring' },
	...{ payment_method: 'bacs', payment_method_title: 'Bank', transaction_id: 'T-1' },
	billing: { ...wooAddress, email: 'juergen@example.com' },
	shipping: wooAddress,
	line_items: [
		{
			...{
				id: 1,
				name: 'Tea',
				sku: 'A-1',
				quantity: 2,
				subtotal: '20.00',
				subtotal_tax: '3.80',
				total: '18.00',
			},
			...{
				total_tax: '3.42',
				price: 9,
				variation_id: 0,
				taxes: [{ id: 5, total: '3.42', subtotal: '3.80' }],
			},
			meta_data: [{ id: 1, key: 'gift', value: 'Yes', display_key: 'Gift', display_value: 'Yes' }],
		},
		{
			...{
				id: 2,
				name: 'Cup',
				sku: 'A-2',
				quantity: 1,
				subtotal: '4.10',
				subtotal_tax: '0.78',
				total: '4.10',
			},
			...{ total_tax: '0.78', taxes: [{ id: 5, total: '0.78', subtotal: '0.78' }], meta_data: [] },
		},
	],
	tax_lines: [{ id: 9, rate_id: 5, rate_percent: 19 }],
	shipping_lines: [
		{
			method_id: 'flat_rate',
			method_title: 'Flat',
			total: '4.00',
			total_tax: '0.76',
			taxes: [{ id: 5, total: '0.76' }],
		},
	],
	fee_lines: [],
	refunds: [],
};

/** An order in our own JSON and a flat row, both whole. */
export const ownBody: Json = {
	...{
		number: 'N-1',
		date: '2026-01-05T10:00:00+01:00',
		currency: 'EUR',
		prices: 'gross',
		comment: 'Please ring',
	},
	customer: { email: 'juergen@example.com', number: '7' },
	billTo: {
		firstName: 'J',
		lastName: 'M',
		street: 'Hauptstr. 1',
		postalCode: '10115',
		city: 'Berlin',
		country: 'DE',
	},
	lines: [
		{
			id: '1',
			sku: 'A-1',
			quantity: 2,
			unitPrice: '10.00',
			discount: '1.00',
			taxRate: 19,
			supplier: 'ALPHA',
		},
	],
	shipping: { amount: '4.90', title: 'DHL' },
	discounts: [{ title: 'Spring', amount: '1.00' }],
	totals: { lines: '19.00', shipping: '4.90', discount: '1.00', total: '22.90' },
};

export const rowBody: Json = {
	...{ 'Order No.': 'R-1', 'Order Date': '2026-01-05', Currency: 'EUR', Email: 'juergen@example.com' },
	...{
		'Billing First Name': 'J',
		'Billing Last Name': 'M',
		'Billing Street': 'Hauptstr. 1',
		'Billing City': 'Berlin',
	},
	...{
		'Billing Country': 'DE',
		'Billing Postal Code': '10115',
		SKU: 'A-1',
		Quantity: '2',
		'Unit Price': '10,00',
	},
	...{ 'Discount Percent': '10 %', 'Tax Rate': '19 %', Supplier: 'ALPHA' },
};

export type Path = readonly (string | number)[];

/** Every place in a document, the inner ones included. */
export const placesIn = (value: unknown, path: Path = []): readonly Path[] => [
	...(path.length > 0 ? [path] : []),
	...(value !== null && typeof value === 'object'
		? Object.entries(value).flatMap(([key, inner]) =>
				placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
			)
		: []),
];

/** The document with another value at one place; undefined takes it out. */
export function changedAt(document: unknown, [key, ...rest]: Path, value: unknown): unknown {
	if (key === undefined) return value;
	const copy: Record<string | number, unknown> = (
		Array.isArray(document) ? [...(document as unknown[])] : { ...(document as Json) }
	) as never;
	const inner = changedAt(copy[key], rest, value);
	if (inner === undefined && !Array.isArray(copy)) delete copy[key];
	else copy[key] = inner;
	return copy;
}

const nested = (depth: number, list: boolean): unknown => {
	let value: unknown = 'x';
	for (let at = 0; at < depth; at += 1) value = list ? [value] : { body: value, order: 1 };
	return value;
};

const strange: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: hostileText },
	{ weight: 3, arbitrary: numberText },
	{ weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(undefined, null, true, false, 0, -1, 1e308, 5e-324, NaN, 10n, {}, [], [[]]),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom({ __proto__: null }, JSON.parse('{"__proto__":{"sku":"x"}}'), {
			toString: 1,
			valueOf: 1,
		}),
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(fc.constantFrom(5, 100, 20_000), fc.boolean())
			.map(([depth, list]) => nested(depth, list)),
	},
);

const bodies = [shopifyBody, woocommerceBody, ownBody, rowBody];

/** A real body with a few values replaced, taken out or doubled, sometimes inside what n8n's Webhook node makes of it. */
export const mutatedBody: fc.Arbitrary<unknown> = fc
	.constantFrom(...bodies)
	.chain((body) =>
		fc.tuple(
			fc.constant(body),
			fc.array(fc.tuple(fc.constantFrom(...placesIn(body)), strange), { minLength: 1, maxLength: 3 }),
			fc.constantFrom('bare', 'bare', 'webhook', 'list', 'rejected'),
		),
	)
	.map(([body, changes, wrapping]) => {
		let document: unknown = structuredClone(body);
		for (const [path, value] of changes)
			if (reaches(document, path)) document = changedAt(document, path, value);
		if (wrapping === 'webhook') return { headers: {}, params: {}, body: document };
		if (wrapping === 'list') return { orders: [document, document] };
		return wrapping === 'rejected' ? { customerOrder: document, problems: [] } : document;
	});

const reaches = (document: unknown, path: Path): boolean => {
	let value = document;
	for (const key of path) {
		if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return false;
		value = (value as Json)[key];
	}
	return true;
};

/** The text of a body that was cut, spliced or has keys twice: parsed where it still is JSON, else as text. */
export const damagedText: fc.Arbitrary<unknown> = fc
	.tuple(
		fc.constantFrom(...bodies),
		fc.nat(4_000),
		fc.nat(40),
		fc.constantFrom('', '"', '}', ',', '\\', '\0', '{"lines":[],', '[['),
	)
	.map(([body, at, length, splice]) => {
		const text = JSON.stringify(body);
		const doubled = splice.startsWith('{"')
			? splice + text.slice(1)
			: text.slice(0, at) + splice + text.slice(at + length);
		try {
			return JSON.parse(doubled) as unknown;
		} catch {
			return { headers: {}, body: doubled };
		}
	});

/** Items too large for careless loops: very many lines, very many keys, a value of a million characters. */
export const hugeBody: fc.Arbitrary<unknown> = fc.oneof(
	fc
		.tuple(fc.constantFrom(shopifyBody, woocommerceBody), fc.constantFrom(1_000, 20_000))
		.map(([body, count]) => ({
			...body,
			line_items: Array.from({ length: count }, (_, id) => ({ ...(body['line_items'] as Json[])[0], id })),
		})),
	fc
		.constantFrom(1_000, 150_000)
		.map((count) => ({ ...ownBody, lines: Array.from({ length: count }, () => 'x') })),
	fc
		.constantFrom(1_000, 50_000)
		.map((count) => Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, key]))),
	fc
		.constantFrom(...bodies)
		.chain((body) => fc.tuple(fc.constant(body), fc.constantFrom(...placesIn(body)), longText))
		.map(([body, path, text]) => changedAt(body, path, text)),
);
