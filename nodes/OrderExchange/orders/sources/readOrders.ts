import { each, type Steps } from '../../time/inSlices.js';
import type { FoundOrder, IncomingOrder } from '../incomingOrder.js';
import { isEmpty, isRecord } from '../values/reading.js';
import { documentsIn } from './documents.js';
import type { Lookup } from './fields.js';
import { compileMapping, type Mapping } from './mapping.js';
import { ownOrder } from './ownOrder.js';
import type { DocumentReader, ReadDocument } from './reader.js';
import { orderFromRows, type RowGroup, rowGroups } from './rowGroups.js';
import { columnReader, isRow, type Row, rowsIn } from './rows.js';
import { shopify } from './shopify.js';
import { seenTogether } from './wholeRun.js';
import { woocommerce } from './woocommerce.js';

export type OrderFormat = 'detect' | 'own' | 'shopify' | 'woocommerce' | 'rows' | 'mapping';

const readers: Readonly<Record<string, DocumentReader>> = { own: ownOrder, woocommerce, shopify };
// WooCommerce first: its bodies have fields that Shopify's never have, not the other way round
const detected = [ownOrder, woocommerce, shopify];

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
	const slots: (FoundOrder | RowGroup)[] = [];
	const groups = rowGroups((group) => slots.push(group));
	const addRow = (item: number, row: Row, lookup: Lookup, supplier?: unknown): void =>
		groups.add(item, row, (field) => (field === 'supplier' ? (lookup(field) ?? supplier) : lookup(field)));
	const readersTried = format === 'detect' ? detected : [readers[format]];
	const unwrapped = format === 'mapping' ? 'ours' : 'all';
	for (const [item, json] of items.entries())
		for (const { value, original, supplier } of documentsIn(json, unwrapped)) {
			yield;
			const together = rowsIn(value);
			const rows = together ?? (isRecord(value) ? [value] : undefined);
			if (together !== undefined || rows === undefined) groups.interrupt();
			if (rows === undefined) {
				slots.push(unreadable(item, original));
				continue;
			}
			if (format === 'mapping' && mapped) {
				if (mapped.grouped) for (const row of rows) addRow(item, row, mapped.lookup(row), supplier);
				else slots.push(inMapping(item, original, supplier, mapped.read(value)));
				continue;
			}
			const reader = isRecord(value)
				? readersTried.find((each) => each && (format !== 'detect' || each.recognises(value)))
				: undefined;
			if (reader && isRecord(value)) {
				groups.interrupt();
				const { order, findings } = reader.read(value);
				slots.push(found(item, original, deliveredBy(supplier, order), findings));
				continue;
			}
			const looked = rows.map((row) => ({ row, lookup: readColumns(row) }));
			if (format === 'rows' || looked.some(({ lookup }) => isRow(lookup) || groups.continuedBy(lookup)))
				for (const { row, lookup } of looked) addRow(item, row, lookup, supplier);
			else slots.push(unreadable(item, original));
		}
	return yield* seenTogether(yield* each(slots, (slot) => ('order' in slot ? slot : foundInRows(slot))));
}

/** The supplier that the item names delivers where the order names none. */
const deliveredBy = (supplier: unknown, order: IncomingOrder): IncomingOrder =>
	supplier !== undefined && isEmpty(order.supplier) ? { ...order, supplier } : order;

const found = (
	item: number,
	original: unknown,
	order: IncomingOrder,
	findings: FoundOrder['findings'] = [],
): FoundOrder => ({ items: [item], original, order, findings, documented: true });

const inMapping = (
	item: number,
	original: unknown,
	supplier: unknown,
	{ order, findings }: ReadDocument,
): FoundOrder => ({
	items: [item],
	original,
	order: deliveredBy(supplier, order),
	findings,
	documented: false,
});

const foundInRows = (group: RowGroup): FoundOrder => ({
	items: group.items,
	original: { rows: group.rows.map(({ row }) => row) },
	documented: false,
	...orderFromRows(group),
});

const unreadable = (item: number, original: unknown): FoundOrder =>
	found(item, original, {}, [{ code: 'order.unreadable' }]);
