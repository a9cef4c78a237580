import fc from 'fast-check';
import { cleanText, hostileText, numberText } from './texts.js';

export type Json = Record<string, unknown>;

/** Decimal text of cents, `0` to `9999.99`. */
export const money = fc.integer({ min: 0, max: 999_999 }).map((cents) => (cents / 100).toFixed(2));
const price = fc.integer({ min: 1, max: 999_999 }).map((cents) => (cents / 100).toFixed(2));

const date = fc
	.date({ min: new Date('2025-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
	.map((moment) => moment.toISOString());

/** Well-formed for the most part, so that the rest of the order is looked at as well. */
const mostly = <Wanted>(good: fc.Arbitrary<Wanted>, bad: fc.Arbitrary<unknown>) =>
	fc.oneof({ weight: 24, arbitrary: good as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: bad });

const anything = fc.oneof(hostileText, numberText, fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));

const maybe = <Wanted>(given: fc.Arbitrary<Wanted>) => fc.option(given, { nil: undefined, freq: 2 });

const address = (text: fc.Arbitrary<string>) =>
	fc.record(
		{
			company: maybe(text),
			firstName: text,
			lastName: text,
			street: text,
			street2: maybe(text),
			postalCode: mostly(fc.constantFrom('10115', '80331'), anything),
			city: text,
			region: maybe(text),
			country: mostly(fc.constantFrom('DE', 'Germany', 'deu', 'Deutschland'), anything),
			phone: maybe(text),
		},
		{ requiredKeys: ['lastName', 'street', 'postalCode', 'city', 'country'] },
	);

const orderLine = (text: fc.Arbitrary<string>, index: number) =>
	fc.record(
		{
			id: mostly(fc.constantFrom(String(index), `L-${index}`), text),
			sku: text,
			name: maybe(text),
			quantity: mostly(fc.integer({ min: 1, max: 40 }), fc.oneof(anything, numberText)),
			unitPrice: mostly(price, fc.oneof(anything, numberText)),
			discount: mostly(fc.constantFrom(undefined, '0', '0.01'), anything),
			taxRate: mostly(fc.constantFrom(undefined, 19, '7'), anything),
			options: maybe(fc.array(fc.record({ name: text, value: text }), { maxLength: 2 })),
			supplier: mostly(fc.constantFrom('ALPHA', 'BETA', 'GAMMA'), text),
			supplierSku: maybe(text),
		},
		{ requiredKeys: ['sku', 'quantity', 'unitPrice', 'supplier'] },
	);

/** Orders in the package's own JSON, every text hostile. Some could be sent, others are wrong somewhere. */
export const ownOrder: fc.Arbitrary<Json> = fc
	.constantFrom(cleanText, cleanText, hostileText)
	.chain((text) =>
		fc.record(
			{
				number: text,
				date: mostly(date, anything),
				currency: mostly(fc.constantFrom('EUR', 'eur', 'JPY', 'KWD', '€'), anything),
				prices: mostly(fc.constantFrom('net', 'gross'), anything),
				customer: fc.record(
					{
						email: mostly(fc.constantFrom('a@x.example', 'ü@x.example', ' b@x.example '), anything),
						number: maybe(text),
						vatId: maybe(text),
						phone: maybe(text),
						language: maybe(fc.constantFrom('de', 'en')),
					},
					{ requiredKeys: ['email'] },
				),
				billTo: address(text),
				shipTo: maybe(address(text)),
				lines: fc
					.integer({ min: 1, max: 4 })
					.chain((count) =>
						fc.tuple(...Array.from({ length: count }, (_, index) => orderLine(text, index + 1))),
					),
				shipping: maybe(
					fc.record({ amount: mostly(money, anything), title: maybe(text), code: maybe(text) }),
				),
				discounts: maybe(
					fc.array(fc.record({ title: text, amount: mostly(fc.constantFrom('0', '0.01'), anything) }), {
						maxLength: 2,
					}),
				),
				payment: maybe(fc.record({ code: maybe(text), title: maybe(text), transactionId: maybe(text) })),
				comment: maybe(text),
			},
			{ requiredKeys: ['number', 'date', 'currency', 'customer', 'billTo', 'lines'] },
		),
	)
	.map((order) => withoutUndefined(order) as Json);

/** A copy, of this realm's own objects (jest has two). */
export const withoutUndefined = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map(withoutUndefined)
		: value !== null && typeof value === 'object'
			? Object.fromEntries(
					Object.entries(value)
						.filter(([, inner]) => inner !== undefined)
						.map(([key, inner]) => [key, withoutUndefined(inner)]),
				)
			: value;
