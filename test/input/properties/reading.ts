import fc from 'fast-check';
import { decimal } from '../../../nodes/OrderExchange/orders/money.js';
import type { OrderFormat } from '../../../nodes/OrderExchange/orders/sources/readOrders.js';
import { readCountry } from '../../../nodes/OrderExchange/orders/values/country.js';
import { readCurrency } from '../../../nodes/OrderExchange/orders/values/currency.js';
import { readDate } from '../../../nodes/OrderExchange/orders/values/date.js';
import { readDecimal, readPercent } from '../../../nodes/OrderExchange/orders/values/decimal.js';
import { isRecord, known, own, Unreadable } from '../../../nodes/OrderExchange/orders/values/reading.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { rules } from '../../unit/orders/samples.js';
import {
	changedAt,
	damagedText,
	hugeBody,
	mutatedBody,
	ownBody,
	rowBody,
	shopifyBody,
	woocommerceBody,
	type Path,
} from '../bodies.js';
import { holds, inputProperty } from '../inputProperty.js';
import { hostileText, longText, numberText } from '../texts.js';
import { everyItemComesOut } from './preparing.js';

const formats: readonly OrderFormat[] = ['detect', 'own', 'shopify', 'woocommerce', 'rows', 'mapping'];

const mapping = {
	lines: 'line_items',
	fields: [
		{ field: 'number', path: 'name' },
		{ field: 'billTo.street', path: 'billing_address["address1"]' },
		{ field: 'comment', path: '__proto__.constructor' },
		{ field: 'line.sku', path: 'sku' },
		{ field: 'line.quantity', path: 'quantity' },
	],
} as const;

const onlySupplier = { code: 'ALPHA' };

/** No item is lost, none is read into another, and the input stays as it was. */
function readsAnything(items: readonly unknown[], format: OrderFormat): void {
	const found = readOrders(items, format, mapping);
	const read = new Set(found.flatMap((order) => order.items));
	holds(
		items.every((_, index) => read.has(index)),
		'an item was not read',
	);
	everyItemComesOut(items, prepare(found, undefined, rules({ onlySupplier })));
}

const bodies = inputProperty({
	title: 'a real webhook body with wrong values in it is read or refused, in every format',
	weight: 6,
	inputs: fc.tuple(mutatedBody, fc.constantFrom<OrderFormat>('detect', 'detect', 'detect', ...formats)),
	check: ([body, format]) => readsAnything([body], format),
});

const damaged = inputProperty({
	title: 'a webhook body that was cut, spliced or has keys twice is read or refused',
	weight: 2,
	inputs: fc.tuple(damagedText, fc.constantFrom(...formats)),
	check: ([body, format]) => readsAnything([body, body], format),
});

const arbitrary = inputProperty({
	title: 'any JSON at all is read or refused',
	weight: 4,
	inputs: fc.tuple(
		fc.array(
			fc.oneof(
				fc.jsonValue({ maxDepth: 5 }),
				fc.object({
					key: fc.oneof(
						fc.constantFrom(
							...Object.keys(ownBody),
							...Object.keys(shopifyBody),
							...Object.keys(woocommerceBody),
							...Object.keys(rowBody),
							'__proto__',
							'constructor',
							'body',
							'orders',
							'order',
							'rows',
							'customerOrder',
							'supplierOrder',
							'customerOrders',
						),
						hostileText,
					),
					values: [hostileText, numberText, fc.constant(undefined), fc.bigInt(), fc.date()],
					maxDepth: 4,
				}),
			),
			{ maxLength: 4 },
		),
		fc.constantFrom(...formats),
	),
	check: ([items, format]) => readsAnything(items, format),
});

const huge = inputProperty({
	title: 'very many lines, very many keys and very long texts end in time',
	weight: 0.01,
	inputs: hugeBody,
	check: (body) => readsAnything([body], 'detect'),
});

/** Places whose value decides about money, goods or delivery. */
const decisive: readonly (readonly [Readonly<Record<string, unknown>>, readonly Path[]])[] = [
	[
		shopifyBody,
		[
			...[
				['line_items', 0, 'price'],
				['line_items', 1, 'quantity'],
				['line_items', 0, 'discount_allocations', 0, 'amount'],
			],
			...[
				['line_items', 0, 'tax_lines', 0, 'rate'],
				['shipping_lines', 0, 'discounted_price'],
				['total_price'],
				['total_tip_received'],
			],
			...[
				['discount_codes', 0, 'amount'],
				['currency'],
				['created_at'],
				['shipping_address', 'address1'],
				['line_items', 0, 'sku'],
			],
			...[
				['line_items', 0, 'properties', 0, 'value'],
				['line_items', 1],
				['line_items'],
				['shipping_address'],
				['total_tax'],
			],
			...[
				['line_items', 0, 'discount_allocations'],
				['shipping_lines'],
				['note'],
				['line_items', 0, 'name'],
				['taxes_included'],
			],
		],
	],
	[
		woocommerceBody,
		[
			...[
				['line_items', 0, 'subtotal'],
				['line_items', 0, 'total'],
				['line_items', 1, 'quantity'],
				['shipping_lines', 0, 'total'],
			],
			...[
				['total'],
				['currency'],
				['date_created_gmt'],
				['shipping', 'address_1'],
				['line_items', 0, 'sku'],
				['line_items', 1],
			],
			...[
				['line_items'],
				['shipping'],
				['billing'],
				['shipping_lines'],
				['customer_note'],
				['total_tax'],
				['prices_include_tax'],
			],
			...[['tax_lines', 0, 'rate_percent'], ['fee_lines'], ['line_items', 0, 'taxes']],
		],
	],
	[
		ownBody,
		[
			...[
				['lines', 0, 'quantity'],
				['lines', 0, 'unitPrice'],
				['lines', 0, 'discount'],
				['lines', 0, 'taxRate'],
				['shipping', 'amount'],
			],
			...[
				['discounts', 0, 'amount'],
				['totals', 'total'],
				['totals', 'lines'],
				['currency'],
				['prices'],
				['date'],
				['billTo', 'street'],
			],
			...[
				['lines', 0],
				['lines'],
				['discounts'],
				['discounts', 0],
				['shipping'],
				['totals'],
				['comment'],
				['customer'],
				['billTo'],
			],
			...[
				['lines', 0, 'sku'],
				['customer', 'email'],
				['customer', 'number'],
			],
		],
	],
	[
		rowBody,
		[
			['Quantity'],
			['Unit Price'],
			['Discount Percent'],
			['Tax Rate'],
			['Currency'],
			['Order Date'],
			['Billing Street'],
			['SKU'],
		],
	],
];

/** Where true is an answer; the value of a form's field is a ticked box then. */
const flags = new Set(['prices', 'taxes_included', 'prices_include_tax', 'value']);

const told = inputProperty({
	title: 'nonsense in place of a value that matters is told of, never taken for nothing or zero',
	weight: 2,
	inputs: fc.constantFrom(...decisive).chain(([body, paths]) =>
		fc.tuple(
			fc.constant(body),
			fc.constantFrom(...paths),
			fc.constantFrom<unknown>('abc', '12abc', true, { a: 1 }, [1], [[]], ['x', 'y'], '1.2.3.4', {
				toString: 'x',
			}),
		),
	),
	check: ([body, path, nonsense]) => {
		if (nonsense === true && flags.has(String(path.at(-1)))) return;
		// an object in place of an object is of the right kind, and has nothing in it that we know
		if (isRecord(nonsense) && isRecord(path.reduce<unknown>((inner, key) => own(inner, String(key)), body)))
			return;
		const changed = changedAt(body, path, nonsense);
		const supplier = { code: 'ALPHA' };
		const { ready, rejected } = prepare(
			readOrders([changed], 'detect'),
			undefined,
			rules({ onlySupplier: supplier }),
		);
		const warned = ready.some(({ warnings }) => warnings.length > 0);
		const shown = JSON.stringify(ready.map((one) => one.supplierOrder.customerOrders));
		const arrives = (typeof nonsense === 'string' && shown.includes(JSON.stringify(nonsense))) || false;
		holds(
			rejected.length > 0 || warned || arrives,
			() => `${path.join('.')} = ${JSON.stringify(nonsense)} went through without a word: ${shown}`,
		);
	},
});

const dateRules = { zone: 'Europe/Berlin', slashes: 'guess' } as const;

const values = inputProperty({
	title: 'numbers, dates, countries and currencies are read exactly, or not at all',
	weight: 4,
	inputs: fc.oneof(
		{ weight: 8, arbitrary: numberText },
		{ weight: 4, arbitrary: hostileText },
		{
			weight: 4,
			arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789-/.: TZ+APMapm,'), maxLength: 30 }),
		},
		{ weight: 4, arbitrary: fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }) },
	),
	check: (value) => {
		for (const read of [readCountry, readCurrency, readPercent]) read(value);
		const number = readDecimal(value);
		if (typeof value === 'string' && /^[+-]?\d{1,20}(\.\d{1,15})?$/.test(value))
			holds(known(number)?.equals(value) === true, () => `${value} was read as ${String(known(number))}`);
		if (typeof value === 'number' && Number.isFinite(value) && !(number instanceof Unreadable))
			holds(
				decimal(value).equals(known(number) ?? NaN),
				() => `${value} was read as ${String(known(number))}`,
			);
		const date = known(readDate(value, dateRules));
		if (date) {
			const day = /^(\d{4})-(\d\d)-(\d\d)/.exec(typeof value === 'string' ? value.trim() : '');
			const back = new Date(date.text);
			holds(back.getTime() === date.millis, () => `${String(value)} is ${date.text} and ${date.millis}`);
			if (day) {
				const longest = new Date(Date.UTC(Number(day[1]), Number(day[2]), 0)).getUTCDate();
				holds(Number(day[3]) <= longest, () => `${String(value)} is no day, and was read as ${date.text}`);
			}
		}
	},
});

const long = inputProperty({
	title: 'no value reader takes long over a long text',
	weight: 0.02,
	inputs: longText,
	check: (text) => {
		for (const read of [readCountry, readCurrency, readPercent, readDecimal]) read(text);
		readDate(text, dateRules);
	},
});

export const reading = [bodies, damaged, arbitrary, huge, told, values, long];
