import type { z } from 'zod/v4';
import { blocks, problem, type Problem } from '../problems/problem.js';
import { asItIs } from './asItIs.js';
import { assign, type Assignment } from './assignment.js';
import type { Catalogue } from './catalogueInput.js';
import { type CheckedOrder, finder } from './checks/check.js';
import { sourceState } from './checks/identity.js';
import { checks } from './checks/index.js';
import { draftOf } from './draft.js';
import { type FoundOrder, isNoOrder } from './incomingOrder.js';
import { contentHash } from './orderIdentity.js';
import { type Part, partsOf } from './parts.js';
import type { PrepareRules } from './prepareRules.js';
import type { Group } from './repeats.js';
import type { Spelling } from './spelling.js';
import { supplierCustomerOrderSchema, type SupplierCustomerOrder } from './supplierOrder.js';
import { known } from './values/reading.js';

/** A supplier's share of a customer order as the documented schema has it, and the hash of its content. */
export interface ReadyPart extends Part {
	readonly order: SupplierCustomerOrder;
	readonly contentHash: string;
}

/** What stays of an order once it is judged; its draft is let go, so that memory does not grow with it. */
export interface Considered {
	readonly found: FoundOrder;
	readonly number: string | undefined;
	readonly items: readonly number[];
	readonly problems: Problem[];
	readonly suppliers: readonly string[];
	readonly parts: readonly ReadyPart[];
}

/** Judges one order by everything that can be said of it alone, and divides it among its suppliers when nothing blocks. */
export function consider(
	group: Group,
	catalogue: Catalogue | undefined,
	rules: PrepareRules,
	spelling: Spelling,
): Considered {
	const { found, items } = group;
	const draft = draftOf(found, rules.drafts);
	const problems: Problem[] = [];
	const find = finder(draft, problems);
	const assignments = draft.lines.map((line): Assignment | undefined => {
		const assigned = assign(draft, line, catalogue, rules.onlySupplier);
		if (assigned.ok) return spelt(assigned.assignment, spelling);
		problems.push(...assigned.problems);
		return undefined;
	});
	const order: CheckedOrder = { draft, assignments };
	const number = known(draft.number);
	if (group.times > 1) {
		const code = group.conflict ? 'order.number.conflict' : 'order.number.repeated';
		find(code, { field: 'number', value: number }, { count: group.times });
	}
	// of what is no order at all there is nothing more to say
	for (const check of isNoOrder(found) ? [sourceState] : checks) check(order, rules, find);
	const judged = problems.map((each) => {
		const severity = rules.severities.get(each.code);
		return severity === undefined ? each : { ...each, severity };
	});
	const suppliers = [...new Set(assignments.flatMap((each) => (each ? [each.supplier.code] : [])))];
	const { parts, misfits } = judged.some(blocks) ? noParts : validParts(order, rules);
	return { found, number, items, problems: [...judged, ...misfits], suppliers, parts };
}

/** The same assignment with its supplier's code as the run spells it. */
function spelt(assignment: Assignment, spelling: Spelling): Assignment {
	const { supplier, supplierSku, entry } = assignment;
	const code = spelling(supplier.code);
	return code === supplier.code ? assignment : { supplier: { ...supplier, code }, supplierSku, entry };
}

/** Whether the order, or anything of it, must be corrected first. */
export const isRejected = ({ problems }: Considered): boolean => problems.some(blocks);

const isReady = asItIs(supplierCustomerOrderSchema);

const acceptedBySchema = (order: unknown) =>
	isReady(order) ? ({ success: true, data: order } as const) : supplierCustomerOrderSchema.safeParse(order);

interface ValidParts {
	readonly parts: readonly ReadyPart[];
	readonly misfits: readonly Problem[];
}

const noParts: ValidParts = { parts: [], misfits: [] };

/** The last guard: only what the documented schema accepts leaves the node. */
function validParts(checked: CheckedOrder, rules: PrepareRules): ValidParts {
	const parts: ReadyPart[] = [];
	const misfits: Problem[] = [];
	for (const { supplier, order, amount } of partsOf(checked, rules)) {
		const accepted = acceptedBySchema(order);
		// Hashed at once, while the processor has the order at hand: many orders later that takes several times as long.
		if (accepted.success)
			parts.push({ supplier, order: accepted.data, amount, contentHash: contentHash(accepted.data) });
		else misfits.push(...accepted.error.issues.map((issue) => misfit(issue, known(checked.draft.number))));
	}
	// A list that was pushed to keeps room for sixteen more, and there may be 100,000 of these.
	return { parts: [...parts], misfits };
}

const misfit = ({ path, message }: z.core.$ZodIssue, order: string | undefined): Problem => {
	const field = path.map(String).join('.');
	return problem(
		'order.field.invalid',
		{ ...(order !== undefined && { order }), field },
		{ field, what: message },
	);
};
