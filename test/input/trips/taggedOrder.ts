import fc from 'fast-check';
import type { Json } from '../orders.js';
import { cleanText, hostileText } from '../texts.js';

/** Fields of an order that hold whatever a customer typed. */
export const textFields = [
	...['number', 'comment', 'customer.phone', 'line.name', 'shipping.title'],
	...['billTo', 'shipTo'].flatMap((address) =>
		['firstName', 'lastName', 'company', 'street', 'street2', 'city', 'region'].map(
			(field) => `${address}.${field}`,
		),
	),
] as const;

export type Texts = Readonly<Record<string, string>>;

/** Beyond every column, and beyond some columns only. */
const oversize = fc
	.tuple(
		fc.constantFrom('a', 'ä', '😀', "'", '\\', ' '),
		fc.constantFrom(30, 62, 124, 250, 70_000, 1_000_000),
	)
	.map(([sign, length]) => sign.repeat(length));

const short = cleanText.filter((text) => [...text].length <= 18);

/** Texts of one order that a shop might take, or with one among them that none may take unseen. */
export const orderTexts: fc.Arbitrary<Texts> = fc
	.tuple(
		fc.record(Object.fromEntries(textFields.map((field) => [field, short]))),
		fc.option(
			fc.tuple(
				fc.constantFrom(...textFields),
				fc.oneof(
					{ weight: 3, arbitrary: hostileText },
					{ weight: 2, arbitrary: cleanText },
					{ weight: 1, arbitrary: oversize },
				),
			),
		),
	)
	.map(([texts, odd]) => (odd ? { ...texts, [odd[0]]: odd[1] } : texts));

/** One order whose texts stand between marks, so that each is found again wherever it went. */
export interface TaggedOrder {
	readonly order: Json;
	/** By mark: the field, and what must stand there. */
	readonly texts: ReadonlyMap<string, { readonly field: string; readonly text: string }>;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** In the package's own JSON; `serial` is another one for each order. */
export function taggedOrder(texts: Texts, serial: number, parts: Json): TaggedOrder {
	const found = new Map<string, { field: string; text: string }>();
	const tagged = (field: string): string => {
		const mark = `${serial}${letters[textFields.indexOf(field as never)]}`;
		const text = texts[field] ?? '';
		found.set(mark, { field, text });
		return `S${mark}x${text}x${mark}E`;
	};
	const address = (name: string) => ({
		...Object.fromEntries(
			['firstName', 'lastName', 'company', 'street', 'street2', 'city', 'region'].map((field) => [
				field,
				tagged(`${name}.${field}`),
			]),
		),
		...{ postalCode: '80331', country: 'DE' },
	});
	const { sku, shippingCode, ...others } = parts;
	const order = {
		number: tagged('number'),
		...{ date: '2026-11-23T10:00:00Z', currency: 'EUR', prices: 'net' },
		customer: { email: `c${serial}@kunde.test`, phone: tagged('customer.phone') },
		...{ billTo: address('billTo'), shipTo: address('shipTo') },
		lines: [{ sku, name: tagged('line.name'), quantity: 1, unitPrice: '10', supplier: 'ALPHA' }],
		shipping: { amount: '1', title: tagged('shipping.title'), code: shippingCode },
		comment: tagged('comment'),
		...others,
	};
	return { order, texts: found };
}

/** What stands between marks in a text that was read somewhere; undefined where the second mark is missing. */
export function taggedIn(
	value: string,
	texts: TaggedOrder['texts'],
): readonly { readonly mark: string; readonly text: string | undefined }[] {
	const found: { mark: string; text: string | undefined }[] = [];
	for (const { 1: mark = '', index, 0: start } of value.matchAll(/S(\d+[a-z])x/g)) {
		if (!texts.has(mark)) continue;
		const from = index + start.length;
		const to = value.indexOf(`x${mark}E`, from);
		found.push({ mark, text: to < 0 ? undefined : value.slice(from, to) });
	}
	return found;
}
