import { each, type Steps } from '../time/inSlices.js';
import { firstSupplier } from './draft.js';
import type { FoundOrder } from './incomingOrder.js';
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
	return (yield* each(byNumber.values(), groupsOf)).flat();
}

function groupsOf(same: readonly [FoundOrder, ...FoundOrder[]]): readonly Group[] {
	const [first, ...others] = same;
	const times = same.length;
	if (times === 1) return [{ found: first, items: first.items, times, conflict: false }];
	return others.every((other) => sameContent(first, other))
		? [{ found: first, items: same.flatMap(({ items }) => items), times, conflict: false }]
		: same.map((each) => ({ found: each, items: each.items, times, conflict: true }));
}

function repeatKey({ order }: FoundOrder): string | undefined {
	const number = known(readIdentifier(order.number));
	if (number === undefined) return undefined;
	// A part refused by one supplier and a part refused by another have the same number, rightly
	const supplier = order.supplier === undefined ? undefined : firstSupplier(order);
	return supplier === undefined ? `number ${number}` : JSON.stringify([number, supplier]);
}

/** Whatever the order of the keys. What is nested too deeply to be compared counts as different. */
function sameContent(a: FoundOrder, b: FoundOrder): boolean {
	try {
		return canonical(a.order) === canonical(b.order);
	} catch {
		return false;
	}
}

const canonical = (order: unknown): string =>
	JSON.stringify(order, (_key, value: unknown) => {
		if (typeof value === 'bigint') return `${value}n`;
		return isRecord(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value;
	});
