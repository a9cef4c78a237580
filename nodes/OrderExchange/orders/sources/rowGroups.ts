import { isEmpty, known } from '../values/reading.js';
import { readIdentifier } from '../values/text.js';
import { lineFrom, type Lookup, orderFrom } from './fields.js';
import type { ReadDocument } from './reader.js';
import { aboutRows } from './rowFindings.js';
import type { GroupedRow, Row } from './rows.js';
import { stateIn } from './status.js';

/** The rows of one order, and the input items they came from. */
export interface RowGroup {
	readonly items: number[];
	readonly rows: GroupedRow[];
}

export interface RowGroups {
	/** Whether the row has no order number and stands behind a row that has one, with something to deliver. */
	continuedBy(lookup: Lookup): boolean;
	add(item: number, row: Row, lookup: Lookup): void;
	/** The next row stands behind none. */
	interrupt(): void;
}

/** Gathers rows by their order number; tells of each new order as its first row comes. */
export function rowGroups(begin: (group: RowGroup) => void): RowGroups {
	const byNumber = new Map<string, RowGroup>();
	let last: RowGroup | undefined;
	const numberOf = (lookup: Lookup) => known(readIdentifier(lookup('number')));
	const continuedBy = (lookup: Lookup): boolean =>
		last !== undefined &&
		isEmpty(lookup('number')) &&
		!(isEmpty(lookup('line.sku')) && isEmpty(lookup('line.quantity')));
	const begun = (): RowGroup => {
		const group: RowGroup = { items: [], rows: [] };
		begin(group);
		return group;
	};
	return {
		continuedBy,
		add: (item, row, lookup) => {
			const number = numberOf(lookup);
			const numbered = number !== undefined;
			const group = (numbered ? byNumber.get(number) : continuedBy(lookup) ? last : undefined) ?? begun();
			if (numbered) byNumber.set(number, group);
			if (numbered) last = group;
			group.items.push(item);
			group.rows.push({ row, lookup, numbered });
		},
		interrupt: () => (last = undefined),
	};
}

/** One order from its rows: order fields from the first row that has them, a line from each. */
export function orderFromRows({ rows }: RowGroup): ReadDocument {
	const order = orderFrom(
		(field) => rows.map(({ lookup }) => lookup(field)).find((value) => !isEmpty(value)),
		rows.map(({ lookup }) => lineFrom(lookup)),
	);
	const state = rows.map(({ lookup }) => stateIn(lookup)).find(({ length }) => length > 0) ?? [];
	return { order, findings: rows.length > 1 ? [...state, ...aboutRows(rows)] : state };
}
