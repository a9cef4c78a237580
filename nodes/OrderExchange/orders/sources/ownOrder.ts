import type { IncomingOrder, SourceFinding } from '../incomingOrder.js';
import { isEmpty, isRecord, own } from '../values/reading.js';
import type { DocumentReader } from './reader.js';

/** The package's own order JSON (docs/order.schema.json). */
export const ownOrder: DocumentReader = {
	recognises: (document) =>
		own(document, 'lines') !== undefined ||
		(own(document, 'number') !== undefined &&
			(isRecord(own(document, 'billTo')) || isRecord(own(document, 'customer')))),
	read: (document) => {
		const part = (key: string) => {
			const value = own(document, key);
			return isRecord(value) ? value : undefined;
		};
		const lines = own(document, 'lines');
		const discounts = own(document, 'discounts');
		const order: IncomingOrder = {
			number: own(document, 'number'),
			date: own(document, 'date'),
			currency: own(document, 'currency'),
			prices: own(document, 'prices'),
			customer: part('customer'),
			billTo: part('billTo'),
			shipTo: part('shipTo'),
			lines: Array.isArray(lines) ? lines : [],
			shipping: part('shipping'),
			discounts: Array.isArray(discounts) ? discounts.filter(isRecord) : [],
			payment: part('payment'),
			totals: part('totals'),
			comment: own(document, 'comment'),
			supplier: own(document, 'supplier'),
		};
		return { order, findings: misshapen(document) };
	},
};

const shapes: Readonly<Record<string, 'object' | 'list'>> = {
	customer: 'object',
	billTo: 'object',
	shipTo: 'object',
	shipping: 'object',
	payment: 'object',
	totals: 'object',
	lines: 'list',
	discounts: 'list',
};

/** Parts that are there and are something else than documented; leaving them out unseen would change the order. */
const misshapen = (document: Readonly<Record<string, unknown>>): SourceFinding[] =>
	Object.entries(shapes).flatMap(([field, shape]): SourceFinding[] => {
		const value = own(document, field);
		if (isEmpty(value)) return [];
		const items = Array.isArray(value) ? value : undefined;
		const fits = shape === 'object' ? isRecord(value) : items && (field === 'lines' || items.every(isRecord));
		return fits
			? []
			: [
					{
						code: 'order.field.invalid',
						field,
						value,
						what: `it must be ${shape === 'list' ? 'a list' : 'an object'}`,
					},
				];
	});
