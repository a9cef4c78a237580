import { each, type Steps } from '../../time/inSlices.js';
import type { FoundOrder } from '../incomingOrder.js';
import { isEmpty, isRecord } from '../values/reading.js';
import { documentsIn, type Document } from './documents.js';
import { ebay } from './ebay.js';
import { etsy } from './etsy.js';
import type { Row } from './exports.js';
import type { Lookup } from './fields.js';
import { magento } from './magento.js';
import { compileMapping, type Mapping } from './mapping.js';
import { noteUnread } from './ownFields.js';
import { ownOrder } from './ownOrder.js';
import type { DocumentReader, ReadDocument } from './reader.js';
import { orderFromRows, type RowGroup, rowGroups } from './rowGroups.js';
import { columnReader, isRow, rowsIn } from './rows.js';
import { shopify } from './shopify.js';
import { seenTogether } from './wholeRun.js';
import { woocommerce } from './woocommerce.js';

// WooCommerce before Shopify: its bodies have fields that Shopify's never have, not the other way round
const readers = { own: ownOrder, woocommerce, shopify, ebay, etsy, magento } satisfies Record<
	string,
	DocumentReader
>;
const detected: readonly DocumentReader[] = Object.values(readers);

/** How the shape of the orders is known: found out item by item, or as the user says. */
export const orderFormats = [
	'detect',
	...(Object.keys(readers) as (keyof typeof readers)[]),
	'rows',
	'mapping',
] as const;
export type OrderFormat = (typeof orderFormats)[number];

/**
 * Finds the orders in the items. Every item ends in at least one order, if only in one that says that it is
 * unreadable, but for one that is undefined; rows with the same order number make one order. Names of fields that hold something
 * and that nobody reads are added to `unread`. Never throws.
 */
export function* readOrders(
	items: readonly unknown[],
	format: OrderFormat,
	mapping?: Mapping,
	unread: Set<string> = new Set(),
): Steps<readonly FoundOrder[]> {
	const mapped = format === 'mapping' && mapping ? compileMapping(mapping) : undefined;
	const unwrapped = format === 'mapping' ? 'ours' : 'all';
	const readColumns = columnReader(unread);
	const slots: (FoundOrder | RowGroup)[] = [];
	const groups = rowGroups((group) => slots.push(group));
	const addRow = (item: number, row: Row, lookup: Lookup, supplier: unknown): void =>
		groups.add(
			item,
			row,
			supplier === undefined
				? lookup
				: (field) => (field === 'supplier' ? (lookup(field) ?? supplier) : lookup(field)),
		);
	for (const [item, json] of items.entries())
		for (const document of json === undefined ? [] : documentsIn(json, unwrapped)) {
			yield;
			const { value, original, supplier } = document;
			if (!isRecord(value)) {
				groups.interrupt();
				slots.push(unreadable(item, original));
				continue;
			}
			const together = rowsIn(value);
			if (together) groups.interrupt();
			const rows = together ?? [value];
			if (mapped) {
				if (mapped.grouped) for (const row of rows) addRow(item, row, mapped.lookup(row), supplier);
				else slots.push(foundIn(item, document, mapped.read(value), false));
				continue;
			}
			const reader =
				format === 'detect'
					? detected.find((one) => one.recognises(value))
					: format === 'rows' || format === 'mapping'
						? undefined
						: readers[format];
			if (reader) {
				groups.interrupt();
				if (reader === ownOrder) noteUnread(value, unread);
				slots.push(foundIn(item, document, reader.read(value), true));
				continue;
			}
			const looked = rows.map((row) => ({ row, lookup: readColumns(row) }));
			if (format === 'rows' || looked.some(({ lookup }) => isRow(lookup) || groups.continuedBy(lookup)))
				for (const { row, lookup } of looked) addRow(item, row, lookup, supplier);
			else slots.push(unreadable(item, original));
		}
	const found = yield* each(slots, (slot) => ('order' in slot ? slot : foundInRows(slot)));
	if (mapped) for (const field of mapped.unmet()) unread.add(field);
	return yield* seenTogether(found);
}

/** An order that a document holds; the supplier that the item names delivers where the order names none. */
const foundIn = (
	item: number,
	{ original, supplier }: Document,
	{ order, findings }: ReadDocument,
	documented: boolean,
): FoundOrder => ({
	items: [item],
	original,
	order: supplier !== undefined && isEmpty(order.supplier) ? { ...order, supplier } : order,
	findings,
	documented,
});

const foundInRows = (group: RowGroup): FoundOrder => ({
	items: group.items,
	original: { rows: group.rows.map(({ row }) => row) },
	documented: false,
	...orderFromRows(group),
});

function unreadable(item: number, original: unknown): FoundOrder {
	const [column = '', ...others] = isRecord(original) ? Object.keys(original) : [];
	const undivided = others.length === 0 && severalNames.test(column);
	return {
		items: [item],
		original,
		order: {},
		findings: [undivided ? { code: 'order.columns.undivided', field: column } : { code: 'order.unreadable' }],
		documented: true,
	};
}

/** `Order No.;SKU;Quantity` in one. */
const severalNames = /([;,\t|])[^;,\t|]+\1/;
