import type { INodePropertyOptions } from 'n8n-workflow';
import { lineFields, orderFields } from '../orders/sources/fields.js';

const parties: Readonly<Record<string, string>> = { billTo: 'Bill To', shipTo: 'Ship To' };

const titled = (name: string): string =>
	name
		.replace(/([A-Z])/g, ' $1')
		.replace(/^./, (letter) => letter.toUpperCase())
		.replace('Sku', 'SKU');

/** The fields that a mapping can fill, e.g. `Bill To: Postal Code`. */
export const fieldOptions: INodePropertyOptions[] = [...orderFields, ...lineFields]
	.map((value) => {
		const [group = '', name] = value.split('.');
		return {
			value,
			name:
				name === undefined
					? `Order: ${titled(group)}`
					: `${parties[group] ?? titled(group)}: ${titled(name)}`,
		};
	})
	.sort((a, b) => a.name.localeCompare(b.name));
