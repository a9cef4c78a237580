import type { ProblemCode } from '../problems/catalogue.js';
import { blocks, problem, type Problem, type Severity } from '../problems/problem.js';
import { assign, type Assignment } from './assignment.js';
import type { Catalogue } from './catalogueInput.js';
import { type CheckedOrder, type CheckRules, finder } from './checks/check.js';
import { checks } from './checks/index.js';
import { draftOf, firstSupplier, type DraftRules, type NamedSupplier } from './draft.js';
import type { FoundOrder } from './incomingOrder.js';
import { partsOf, type PartRules } from './parts.js';
import {
	type Distributor,
	supplierCustomerOrderSchema,
	type SupplierCustomerOrder,
	type SupplierOrder,
} from './supplierOrder.js';
import { supplierOrderOf } from './supplierOrders.js';
import { isRecord, known } from './values/reading.js';
import { readIdentifier } from './values/text.js';

export interface PrepareRules extends CheckRules, PartRules {
	readonly drafts: DraftRules;
	readonly distributor: Distributor;
	/** What else is known of a supplier than the orders and the catalogue say, by its code. */
	readonly knownOf?: (supplierCode: string) => KnownSupplier | undefined;
	/** Gets every line, whatever the lines say. */
	readonly onlySupplier?: NamedSupplier;
	/** Whether one rejected order holds back all others of the same supplier. */
	readonly holdIncomplete: boolean;
	/** Severities that the user changed. */
	readonly severities: ReadonlyMap<ProblemCode, Severity>;
}

export interface KnownSupplier {
	readonly name: string;
	/** Under which the supplier knows the distributor. */
	readonly customerNumber: string | undefined;
}

export interface Ready {
	readonly items: readonly number[];
	readonly supplierOrder: SupplierOrder;
	readonly warnings: readonly Problem[];
}

export interface Rejected {
	readonly items: readonly number[];
	/** As it came in. */
	readonly customerOrder: unknown;
	readonly problems: readonly Problem[];
}

/** What stays of an order once it is judged; its draft is let go, so that memory does not grow with it. */
interface Considered {
	readonly found: FoundOrder;
	readonly number: string | undefined;
	readonly items: readonly number[];
	readonly problems: Problem[];
	readonly suppliers: readonly string[];
	parts: readonly { readonly supplier: NamedSupplier; readonly order: SupplierCustomerOrder }[];
}

/**
 * Makes supplier orders of customer orders. Each order found ends either whole in the supplier orders or in
 * `rejected`, with all its problems; nothing is thrown for any input.
 */
export function prepare(
	found: readonly FoundOrder[],
	catalogue: Catalogue | undefined,
	rules: PrepareRules,
): { readonly ready: readonly Ready[]; readonly rejected: readonly Rejected[] } {
	const considered = repeats(found).map((group) => consider(group, catalogue, rules));
	refuseDoubles(considered);
	if (rules.holdIncomplete) holdIncomplete(considered);
	return {
		ready: readyOrders(considered, rules),
		rejected: considered.filter(isRejected).map((order) => ({
			items: order.items,
			customerOrder: order.found.original,
			problems: order.problems,
		})),
	};
}

const isRejected = ({ problems }: Considered): boolean => problems.some(blocks);

interface Group {
	readonly found: FoundOrder;
	readonly items: readonly number[];
	readonly times: number;
	readonly conflict: boolean;
}

/** Orders with the same number: the same content is one order, different content is a conflict of all. */
function repeats(found: readonly FoundOrder[]): readonly Group[] {
	const byNumber = new Map<string, FoundOrder[]>();
	found.forEach((each, index) => {
		const key = repeatKey(each) ?? `#${index}`;
		const same = byNumber.get(key);
		if (same) same.push(each);
		else byNumber.set(key, [each]);
	});
	return [...byNumber.values()].flatMap((same): Group[] => {
		const [first] = same;
		if (first === undefined) return [];
		const times = same.length;
		return same.every((other) => other === first || sameContent(first, other))
			? [{ found: first, items: same.flatMap(({ items }) => items), times, conflict: false }]
			: same.map((each) => ({ found: each, items: each.items, times, conflict: true }));
	});
}

function repeatKey({ order }: FoundOrder): string | undefined {
	const number = known(readIdentifier(order.number));
	if (number === undefined) return undefined;
	// A part refused by one supplier and a part refused by another have the same number, rightly
	return JSON.stringify([number, order.supplier === undefined ? '' : (firstSupplier(order) ?? '')]);
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

function consider(group: Group, catalogue: Catalogue | undefined, rules: PrepareRules): Considered {
	const { found, items } = group;
	const draft = draftOf(found, rules.drafts);
	const problems: Problem[] = [];
	const find = finder(draft, problems);
	const assignments = draft.lines.map((line): Assignment | undefined => {
		const assigned = assign(draft, line, catalogue, rules.onlySupplier);
		if ('supplierSku' in assigned) return assigned;
		problems.push(...assigned);
		return undefined;
	});
	const order: CheckedOrder = { draft, assignments };
	const number = known(draft.number);
	if (group.times > 1) {
		const code = group.conflict ? 'order.number.conflict' : 'order.number.repeated';
		find(code, { field: 'number', value: number }, { count: group.times });
	}
	const unreadable = found.findings.some(({ code }) => code === 'order.unreadable');
	for (const check of unreadable ? checks.slice(0, 1) : checks) check(order, rules, find);
	const judged = problems.map((each) => {
		const severity = rules.severities.get(each.code);
		return severity === undefined ? each : { ...each, severity };
	});
	const suppliers = [...new Set(assignments.flatMap((each) => (each ? [each.supplier.code] : [])))];
	const result: Considered = { found, number, items, problems: judged, suppliers, parts: [] };
	if (!judged.some(blocks)) result.parts = validParts(order, rules, judged);
	return result;
}

/** A returned part and its whole order in one run would give one supplier the same order twice. */
function refuseDoubles(considered: readonly Considered[]): void {
	const byNumber = new Map<string, Considered[]>();
	for (const order of considered) {
		if (order.number === undefined || isRejected(order)) continue;
		const same = byNumber.get(order.number);
		if (same) same.push(order);
		else byNumber.set(order.number, [order]);
	}
	for (const namesakes of byNumber.values())
		for (const supplier of namesakes.length > 1 ? suppliersOf(namesakes) : []) {
			const same = namesakes.filter(({ parts }) => parts.some((part) => part.supplier.code === supplier));
			for (const order of same.length > 1 ? same : [])
				finder(order, order.problems)(
					'order.number.conflict',
					{ field: 'number', value: order.number },
					{ count: same.length },
				);
		}
}

const suppliersOf = (considered: readonly Considered[]): ReadonlySet<string> =>
	new Set(considered.flatMap(({ parts }) => parts.map(({ supplier }) => supplier.code)));

/** The last guard: only what the documented schema accepts leaves the node. */
function validParts(order: CheckedOrder, rules: PrepareRules, problems: Problem[]): Considered['parts'] {
	return partsOf(order, rules).flatMap(({ supplier, order: part }) => {
		const parsed = supplierCustomerOrderSchema.safeParse(part);
		if (parsed.success) return [{ supplier, order: parsed.data }];
		const number = known(order.draft.number);
		for (const { path, message } of parsed.error.issues) {
			const field = path.map(String).join('.');
			problems.push(
				problem(
					'order.field.invalid',
					{ ...(number !== undefined && { order: number }), field },
					{ field, what: message },
				),
			);
		}
		return [];
	});
}

/** An order held back at one supplier is held at all of its suppliers, and so on until nothing changes. */
function holdIncomplete(considered: readonly Considered[]): void {
	const held = new Set(considered.filter(isRejected).flatMap(({ suppliers }) => suppliers));
	for (let changed = true; changed;) {
		changed = false;
		for (const order of considered) {
			const because = order.suppliers.find((supplier) => held.has(supplier));
			if (because === undefined || isRejected(order)) continue;
			const { number } = order;
			order.problems.push(
				problem('order.held', { ...(number !== undefined && { order: number }) }, { supplier: because }),
			);
			for (const supplier of order.suppliers) held.add(supplier);
			changed = true;
		}
	}
}

function readyOrders(
	considered: readonly Considered[],
	{ distributor, knownOf }: PrepareRules,
): readonly Ready[] {
	interface Collected {
		supplier: NamedSupplier;
		items: number[];
		orders: SupplierCustomerOrder[];
		warnings: Problem[];
	}
	const bySupplier = new Map<string, Collected>();
	for (const order of considered) {
		if (isRejected(order)) continue;
		for (const { supplier, order: part } of order.parts) {
			const known = bySupplier.get(supplier.code);
			const collected: Collected = known ?? { supplier, items: [], orders: [], warnings: [] };
			collected.supplier = { ...supplier, ...collected.supplier };
			collected.items.push(...order.items);
			collected.orders.push(part);
			for (const each of order.problems)
				if (each.line === undefined || part.lines.some(({ id }) => id === each.line))
					collected.warnings.push(each);
			bySupplier.set(supplier.code, collected);
		}
	}
	return [...bySupplier.values()].map(({ supplier, items, orders, warnings }) => {
		const { name, customerNumber } = knownOf?.(supplier.code) ?? {};
		return {
			items: [...new Set(items)],
			supplierOrder: supplierOrderOf(
				{ ...(name !== undefined && { name }), ...supplier },
				{ ...distributor, ...(customerNumber !== undefined && { customerNumber }) },
				orders,
			),
			warnings,
		};
	});
}
