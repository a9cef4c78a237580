import type { SourceFinding } from '../incomingOrder.js';
import { sum } from '../money.js';
import { readDecimal } from '../values/decimal.js';
import { isEmpty, known, Unreadable } from '../values/reading.js';
import { readIdentifier } from '../values/text.js';
import type { Row } from './exports.js';
import { lineFrom, type Lookup, orderFrom, type RowField } from './fields.js';
import type { ReadDocument } from './reader.js';
import { aboutRows } from './rowFindings.js';
import type { GroupedRow } from './rows.js';
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
	const first = (field: RowField) => firstOf(rows, field);
	const order = orderFrom(
		(field) => charges(field, rows) ?? first(field),
		rows.filter(({ lookup }) => lookup('line.none') === undefined).map(({ lookup }) => lineFrom(lookup)),
	);
	const findings = [...stateOf(rows), ...(isEmpty(first('shipTo.street')) ? unreadDelivery(first) : [])];
	return { order, findings: rows.length > 1 ? [...findings, ...aboutRows(rows)] : findings };
}

function firstOf(rows: readonly GroupedRow[], field: RowField): unknown {
	for (const { lookup } of rows) {
		const value = lookup(field);
		if (!isEmpty(value)) return value;
	}
	return undefined;
}

/** What the lines are charged one by one, together; one that cannot be read stands for all, and is told of. */
function charges(field: RowField, rows: readonly GroupedRow[]): unknown {
	if (field !== 'shipping.amount' && field !== 'discounts.amount') return undefined;
	const ofLine = field === 'shipping.amount' ? 'shipping.ofLine' : 'discounts.ofLine';
	const found = rows.map(({ lookup }) => lookup(ofLine)).filter((value) => !isEmpty(value));
	if (found.length === 0) return undefined;
	const amounts = found.map((value) => readDecimal(value));
	const wrong = amounts.find((amount) => amount instanceof Unreadable);
	return wrong ? wrong.seen : sum(amounts.map((amount) => known(amount) ?? 0)).toFixed();
}

/** What is called off in one row is asked about; an order is delivered when all of its rows are. */
function stateOf(rows: readonly GroupedRow[]): readonly SourceFinding[] {
	const states = rows.filter(({ lookup }) =>
		(['status', 'cancelled', 'delivered'] as const).some((field) => !isEmpty(lookup(field))),
	);
	const found = states.map(({ lookup }) => stateIn(lookup)[0]);
	const isDelivered = (each: SourceFinding | undefined) => each?.code.startsWith('order.delivered') ?? false;
	const other = found.find((each) => each !== undefined && !isDelivered(each));
	if (other) return [other];
	const delivered = found.find(isDelivered);
	if (delivered === undefined) return [];
	const all = found.every((each) => each?.code === 'order.delivered');
	return [{ ...delivered, code: all ? 'order.delivered' : 'order.delivered.partly' }];
}

/** The goods would go to whom the order is billed. */
function unreadDelivery(first: Lookup): readonly SourceFinding[] {
	const column = first('shipTo.unread');
	return typeof column === 'string' ? [{ code: 'order.shipTo.unread', field: column }] : [];
}
