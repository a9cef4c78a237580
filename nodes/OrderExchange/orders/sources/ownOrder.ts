import type { IncomingOrder, SourceFinding } from '../incomingOrder.js';
import { isEmpty, isRecord, own } from '../values/reading.js';
import { deliveryElsewhere, withoutAmount } from './ownFields.js';
import type { DocumentReader } from './reader.js';
import { misshapenIn } from './shape.js';
import { stateIn } from './status.js';

/** The package's own order JSON (docs/order.schema.json). Shopify's orders have a number and a customer too. */
export const ownOrder: DocumentReader = {
	recognises: (document) =>
		own(document, 'lines') !== undefined ||
		(own(document, 'line_items') === undefined &&
			own(document, 'number') !== undefined &&
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
		const state = stateIn((field) => own(document, field));
		return {
			order,
			findings: [...state, ...unreadDelivery(document), ...withoutAmount(document), ...misshapen(document)],
		};
	},
};

function unreadDelivery(document: Readonly<Record<string, unknown>>): readonly SourceFinding[] {
	const field = isEmpty(own(document, 'shipTo')) ? deliveryElsewhere(document) : undefined;
	return field === undefined ? [] : [{ code: 'order.shipTo.unread', field }];
}

const misshapen = misshapenIn({
	customer: 'object',
	billTo: 'object',
	shipTo: 'object',
	shipping: 'object',
	payment: 'object',
	totals: 'object',
	lines: 'list',
	discounts: 'objects',
});
