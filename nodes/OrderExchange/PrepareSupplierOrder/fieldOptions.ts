import type { INodePropertyOptions } from 'n8n-workflow';
import { lineFields, orderFields } from '../orders/sources/fields.js';

const parties: Readonly<Record<string, string>> = { billTo: 'Bill To', shipTo: 'Ship To' };

const titled = (name: string): string =>
	name
		.replace(/([A-Z])/g, ' $1')
		.replace(/^./, (letter) => letter.toUpperCase())
		.replace('Sku', 'SKU')
		.replace('Vat', 'VAT')
		.replace(/Id$/, 'ID');

/** What a name alone does not tell. */
const descriptions: Readonly<Record<string, string>> = {
	cancelled: 'Yes, or when it was cancelled: such an order is rejected',
	delivered: 'Yes, or when it was delivered: such an order is rejected',
	date: 'When it was ordered; with the time where there is one',
	'discounts.amount': 'Taken off the whole order',
	'line.discount': 'Amount taken off the whole line',
	'line.discountPercent': 'Percent taken off the line, e.g. 10',
	'line.supplier': 'Code of the supplier that delivers the line',
	'line.supplierSku': 'Article number at the supplier, where it is another one',
	'line.taxRate': 'In percent, e.g. 19',
	'line.total': 'To check that the line adds up; without a unit price, that follows from it',
	'line.unitPrice': 'Price of one piece; a number, or an object with amount and divisor',
	prices: 'Whether prices are net or gross, in that word',
	status: 'State in the source: what is cancelled or refunded there is rejected',
	supplier: 'Code of the supplier that delivers the whole order',
	'totals.lines': 'To check that the order adds up',
	'totals.tax': 'To check that the order adds up',
	'totals.total': 'To check that the order adds up',
};

const nameInOne = 'Whole name, where first and last name are not apart';

/** The fields that a mapping can fill, e.g. `Bill To: Postal Code`. */
export const fieldOptions: INodePropertyOptions[] = [...orderFields, ...lineFields]
	.map((value) => {
		const [group = '', name] = value.split('.');
		const description = descriptions[value] ?? (value.endsWith('To.name') ? nameInOne : undefined);
		return {
			value,
			...(description !== undefined && { description }),
			name:
				name === undefined
					? `Order: ${titled(group)}`
					: `${parties[group] ?? titled(group)}: ${titled(name)}`,
		};
	})
	.sort((a, b) => a.name.localeCompare(b.name));
