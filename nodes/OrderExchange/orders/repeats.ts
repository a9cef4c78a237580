import { each, type Steps } from '../time/inSlices.js';
import { firstSupplier } from './draft.js';
import type { FoundOrder } from './incomingOrder.js';
import { foldedCode } from './orderIdentity.js';
import { isRecord, known } from './values/reading.js';
import { readIdentifier } from './values/text.js';

/** One order of the run: where it stood, how often, and whether its number stands for different orders. */
export interface Group {
	readonly found: FoundOrder;
	readonly items: readonly number[];
	readonly times: number;
	readonly conflict: boolean;
}

/** Orders with the same number: the same content is one order, different content is a conflict of all. */
export function* repeats(found: readonly FoundOrder[]): Steps<readonly Group[]> {
	const byNumber = new Map<string, [FoundOrder, ...FoundOrder[]]>();
	yield* each(found, (order, index) => {
		const key = repeatKey(order) ?? `at ${index}`;
		const same = byNumber.get(key);
		if (same) same.push(order);
		else byNumber.set(key, [order]);
	});
	const groups: Group[] = [];
	for (const [index, same] of [...byNumber.values()].entries()) {
		if (index % groupsPerStep === 0) yield;
		groups.push(...(yield* groupsOf(same)));
	}
	return groups;
}

/** Most have one order, and nothing to compare. */
const groupsPerStep = 10;

function* groupsOf(same: readonly [FoundOrder, ...FoundOrder[]]): Steps<readonly Group[]> {
	const [first, ...others] = same;
	const times = same.length;
	if (times === 1) return [{ found: first, items: first.items, times, conflict: false }];
	const content = contentOf(first);
	const alike = yield* each(others, (other) => content !== undefined && contentOf(other) === content);
	return alike.every(Boolean)
		? [{ found: first, items: same.flatMap(({ items }) => items), times, conflict: false }]
		: same.map((one) => ({ found: one, items: one.items, times, conflict: true }));
}

function repeatKey({ order }: FoundOrder): string | undefined {
	const number = known(readIdentifier(order.number));
	if (number === undefined) return undefined;
	// A part refused by one supplier and a part refused by another have the same number, rightly
	const supplier = order.supplier === undefined ? undefined : firstSupplier(order);
	return supplier === undefined ? `number ${number}` : JSON.stringify([number, foldedCode(supplier)]);
}

/** The same whatever the order of the keys. Undefined where it is nested too deeply: it counts as different from all others. */
function contentOf({ order }: FoundOrder): string | undefined {
	try {
		return canonical(order);
	} catch {
		return undefined;
	}
}

const canonical = (order: unknown): string =>
	JSON.stringify(order, (_key, value: unknown) => {
		if (typeof value === 'bigint') return `${value}n`;
		return isRecord(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value;
	});
