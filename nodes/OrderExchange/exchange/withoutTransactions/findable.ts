import type { Read, ReadRows, SqlValue } from '../../database/read.js';
import { quoted } from '../../database/statement.js';
import {
	isRowId,
	type InsertRow,
	type RowChange,
	type RowPlan,
	type Value,
	type Values,
} from '../../shops/rowPlan.js';
import { each, type Steps } from '../../time/inSlices.js';
import type { OpenShop } from '../shop/openShop.js';
import type { InsertedRows } from '../rows/insertedRows.js';
import type { ResolvedChange } from '../rows/rowChanges.js';
import { idColumnOf } from '../rows/storedRows.js';
import type { Intent, MarkedRows, Ready } from './intent.js';

/** Marked rows of one table before it is known above which id they are to be found. */
type Marked = Omit<MarkedRows, 'above'>;

interface Findable {
	readonly marked: readonly Marked[];
	readonly parts: Intent['parts'];
}

/** A millisecond of work. */
const plansPerStep = 50;

/** By what the rows of these plans are found again, marked ones in the order in which they are written. */
export function* findable(shop: OpenShop, plans: readonly RowPlan[]): Steps<Findable> {
	const seen = new Set<string>();
	const marked = new Map<string, Marked>();
	const parts = new Map<string, Intent['parts'][number]>();
	for (const [index, plan] of plans.entries()) {
		if (index % plansPerStep === 0) yield;
		for (const row of plan.inserts) {
			if (row.shared && row.handle) {
				if (seen.has(row.handle)) continue;
				seen.add(row.handle);
			}
			const { table, mark } = row;
			if (mark) {
				const known = marked.get(table) ?? {
					table,
					idColumn: idColumnOf(shop, table) ?? '',
					markColumn: mark,
					rows: [],
				};
				marked.set(table, known);
				known.rows.push(markedRow(row));
			} else if (!parts.has(table)) parts.set(table, partRow(plan, row));
		}
	}
	const inOrder = shop.platform.tables.flatMap(({ table }) => marked.get(table) ?? []);
	return { marked: inOrder, parts: [...parts.values()] };
}

/** The highest ids before rows are written; the rows are for `aboveHighest`. */
export function highestIds(shop: OpenShop): readonly Read[] {
	const reads: Read[] = [];
	for (const { table } of shop.platform.tables) {
		const id = idColumnOf(shop, table);
		if (id === undefined) continue;
		reads.push({
			name: highest(table),
			columns: [['highest', `COALESCE(MAX(${quoted(id)}), 0)`]],
			from: `FROM {${table}}`,
		});
	}
	return reads;
}

/** The marked rows, with the highest ids of before in the rows of `highestIds`. */
export const aboveHighest = (marked: readonly Marked[], ids: ReadRows): Intent['marked'] =>
	marked.map((one) => ({ ...one, above: ids[highest(one.table)]?.[0]?.['highest'] ?? '0' }));

const highest = (table: string): string => `highest ${table}`;

function markedRow({ mark = '', draft, values }: InsertRow): MarkedRows['rows'][number] {
	const complete = Object.keys({ ...draft, [mark]: null }).map(
		(column) => [column, plain(values[column] ?? null)] as const,
	);
	return { mark: markOf({ mark, draft, values }), complete: Object.fromEntries(complete) };
}

const markOf = ({ mark = '', draft, values }: Pick<InsertRow, 'mark' | 'draft' | 'values'>): string =>
	String(plain(draft?.[mark] ?? values[mark] ?? null));

/** Drafts cover states, references and what is empty otherwise; nothing that a customer said, nor an id yet to come. */
function plain(value: Value): string | number | null {
	if (typeof value !== 'object' || value === null) return value;
	if ('text' in value && value.field === 'number') return value.text;
	throw new Error('A draft covers a value that the exchange log must not keep');
}

function partRow(plan: RowPlan, row: InsertRow): Intent['parts'][number] {
	for (const [column, value] of Object.entries(row.values)) {
		if (!isRowId(value)) continue;
		const parent = plan.inserts.find((one) => one.handle === value.idOf);
		if (parent?.mark) return { table: row.table, column, of: parent.table };
	}
	throw new Error('A planned row could not be found again');
}

/**
 * The ids that the marked rows got, and what the plans change in them: they get it as they become visible.
 * @throws Error where such a change is of another row, or adds to what the row holds
 */
export function* shownLater(
	marked: Intent['marked'],
	inserted: readonly InsertedRows[],
	changes: readonly ResolvedChange[],
): Steps<Ready['shown']> {
	const changed = new Map<string, MarkedRows['rows'][number]['complete']>();
	yield* each(changes, ({ table, key, set, add }) => {
		if (add.length > 0) throw new Error('A planned row cannot be added to');
		const row = rowName(table, key[0]?.[1]);
		changed.set(row, { ...changed.get(row), ...Object.fromEntries(set) });
	});
	const idsOf = new Map<string, string[]>();
	for (const { table, planned, ids } of inserted)
		yield* each(planned, ({ row }, index) => {
			if (!row.mark) return;
			const name = rowName(table, markOf(row));
			idsOf.set(name, [...(idsOf.get(name) ?? []), ids[index] ?? '']);
		});
	const shown: Ready['shown'] = [];
	for (const { table, rows } of marked) {
		const more: Ready['shown'][number]['more'] = {};
		const ids = yield* each(rows, ({ mark }) => {
			const id = idsOf.get(rowName(table, mark))?.shift() ?? '';
			const change = changed.get(rowName(table, id));
			if (change) more[id] = change;
			changed.delete(rowName(table, id));
			return id;
		});
		shown.push({ ids, more });
	}
	if (changed.size > 0) throw new Error('A planned row could not be found again');
	return shown;
}

const rowName = (table: string, value: SqlValue | undefined): string => `${table} ${value}`;

/** The plan with the changes of its own rows only. */
export const changingOwnRows = (plan: RowPlan): RowPlan => ({
	...plan,
	changes: plan.changes.filter(isOfPlannedRow).map(loggable),
});

/** The plan with the changes of rows that the shop has already. */
export const changingOtherRows = (plan: RowPlan): RowPlan => ({
	...plan,
	changes: plan.changes.filter((change) => !isOfPlannedRow(change)),
});

const isOfPlannedRow = ({ key }: RowChange): boolean => Object.values(key satisfies Values).some(isRowId);

const loggable = ({ set = {}, ...change }: RowChange): RowChange => ({
	...change,
	set: Object.fromEntries(
		Object.entries(set).map(([column, value]) => [column, isRowId(value) ? value : plain(value)]),
	),
});
