import type { SqlValue } from '../../database/read.js';
import type { InsertRow, RowPlan, Value, Values } from '../../shops/rowPlan.js';

export interface PlannedRow {
	readonly row: InsertRow;
	/** Places of the plans that have it, first that of the one that it is written for; a shared row has several. */
	readonly plans: Readonly<Places>;
}

type Places = [number, ...number[]];

/** All rows of a batch's plans, shared ones once, by table. */
export function plannedRows(plans: readonly RowPlan[]): ReadonlyMap<string, readonly PlannedRow[]> {
	const shared = new Map<string, Places>();
	const tables = new Map<string, PlannedRow[]>();
	plans.forEach((plan, place) => {
		const only: Places = [place]; // one list for most of a plan's rows
		for (const row of plan.inserts) {
			const sharedAs = row.shared ? row.handle : undefined;
			const known = sharedAs === undefined ? undefined : shared.get(sharedAs);
			if (known) {
				known.push(place);
				continue;
			}
			const one = { row, plans: sharedAs === undefined ? only : ([place] satisfies Places) };
			if (sharedAs !== undefined) shared.set(sharedAs, one.plans);
			const rows = tables.get(row.table);
			if (rows) rows.push(one);
			else tables.set(row.table, [one]);
		}
	});
	return tables;
}

/** Turns a value of a plan, named by its place in the batch, into what the database holds. */
export type Resolve = (plan: number, value: Value) => SqlValue;

/** The ids that planned rows got. */
export interface RowIds {
	note(planned: PlannedRow, id: string): void;
	readonly resolve: Resolve;
	/** Whether every row that these values of a plan refer to has its id. */
	know(plan: number, values: Values): boolean;
}

/** Handles are unique in their plan; those of shared rows name the same row in the whole batch. */
export function rowIds(): RowIds {
	const shared = new Map<string, string>();
	const ofPlan: Map<string, string>[] = [];
	const idOf = (plan: number, handle: string) => ofPlan[plan]?.get(handle) ?? shared.get(handle);
	const knows = (plan: number, value: Value): boolean => {
		if (value === null || typeof value !== 'object' || 'text' in value) return true;
		return 'join' in value
			? value.join.every((part) => knows(plan, part))
			: idOf(plan, value.idOf) !== undefined;
	};
	const resolve: Resolve = (plan, value) => {
		if (value === null || typeof value !== 'object') return value;
		if ('text' in value) return value.text;
		if ('join' in value) return value.join.map((part) => String(resolve(plan, part) ?? '')).join('');
		const id = idOf(plan, value.idOf);
		if (id === undefined) throw new Error('A planned row refers to a row that is not written before it');
		return id;
	};
	return {
		note: ({ row: { handle, shared: inBatch }, plans: [plan] }, id) => {
			if (handle === undefined) return;
			const ids = inBatch ? shared : (ofPlan[plan] ??= new Map());
			ids.set(handle, id);
		},
		resolve,
		know: (plan, values) => {
			for (const column in values) if (!knows(plan, values[column] ?? null)) return false;
			return true;
		},
	};
}
