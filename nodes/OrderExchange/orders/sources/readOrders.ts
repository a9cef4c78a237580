import { each, type Steps } from '../../time/inSlices.js';
import type { FoundOrder } from '../incomingOrder.js';
import { isEmpty, isRecord, known } from '../values/reading.js';
import { readIdentifier } from '../values/text.js';
import { documentsIn } from './documents.js';
import type { Lookup } from './fields.js';
import { compileMapping, type Mapping } from './mapping.js';
import { ownOrder } from './ownOrder.js';
import type { DocumentReader } from './reader.js';
import { columnReader, isRow, orderFromRows, type Row, rowsIn } from './rows.js';
import { shopify } from './shopify.js';
import { woocommerce } from './woocommerce.js';

export type OrderFormat = 'detect' | 'own' | 'shopify' | 'woocommerce' | 'rows' | 'mapping';

const readers: Readonly<Record<string, DocumentReader>> = { own: ownOrder, woocommerce, shopify };
// WooCommerce first: its bodies have fields that Shopify's never have, not the other way round
const detected = [ownOrder, woocommerce, shopify];

interface RowGroup {
	readonly items: number[];
	readonly rows: Row[];
	readonly lookups: Lookup[];
}

/**
 * Finds the orders in the items. Every item ends in at least one order, if only in one that says that it is
 * unreadable; rows with the same order number make one order. Never throws.
 */
export function* readOrders(
	items: readonly unknown[],
	format: OrderFormat,
	mapping?: Mapping,
): Steps<readonly FoundOrder[]> {
	const mapped = mapping && compileMapping(mapping);
	const readColumns = columnReader();
	const groups = new Map<string, RowGroup>();
	const slots: (FoundOrder | RowGroup)[] = [];
	const addRow = (item: number, row: Row, lookup: Lookup, supplier?: unknown): void => {
		const number = known(readIdentifier(lookup('number')));
		const key = number === undefined ? `item ${item} ${slots.length}` : `number ${number}`;
		const named: Lookup = (field) => (field === 'supplier' ? (lookup(field) ?? supplier) : lookup(field));
		let group = groups.get(key);
		if (group === undefined) {
			group = { items: [], rows: [], lookups: [] };
			groups.set(key, group);
			slots.push(group);
		}
		group.items.push(item);
		group.rows.push(row);
		group.lookups.push(named);
	};
	const readersTried = format === 'detect' ? detected : [readers[format]];
	for (const [item, json] of items.entries())
		for (const { value, supplier } of documentsIn(json)) {
			yield;
			const rows = rowsIn(value) ?? (isRecord(value) ? [value] : undefined);
			if (rows === undefined) {
				slots.push(unreadable(item, value));
				continue;
			}
			if (format === 'mapping' && mapped) {
				if (mapped.grouped) for (const row of rows) addRow(item, row, mapped.lookup(row), supplier);
				else slots.push(found(item, value, { ...mapped.order(value), supplier }));
				continue;
			}
			const reader = isRecord(value)
				? readersTried.find((each) => each && (format !== 'detect' || each.recognises(value)))
				: undefined;
			if (reader && isRecord(value)) {
				const { order, findings } = reader.read(value);
				const named = supplier !== undefined && isEmpty(order.supplier) ? { ...order, supplier } : order;
				slots.push(found(item, value, named, findings));
				continue;
			}
			const looked = rows.map((row) => ({ row, lookup: readColumns(row) }));
			if (format === 'rows' || looked.some(({ lookup }) => isRow(lookup)))
				for (const { row, lookup } of looked) addRow(item, row, lookup, supplier);
			else slots.push(unreadable(item, value));
		}
	return yield* each(slots, (slot) =>
		'order' in slot
			? slot
			: {
					items: slot.items,
					original: { rows: slot.rows },
					order: orderFromRows(slot.lookups),
					findings: [],
				},
	);
}

const found = (
	item: number,
	original: unknown,
	order: FoundOrder['order'],
	findings: FoundOrder['findings'] = [],
): FoundOrder => ({ items: [item], original, order, findings });

const unreadable = (item: number, original: unknown): FoundOrder =>
	found(item, original, {}, [{ code: 'order.unreadable' }]);
