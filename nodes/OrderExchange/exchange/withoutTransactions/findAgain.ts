import type { Read, ReadRows } from '../../database/read.js';
import type { InsertRow, RowChange, RowPlan, Value, Values } from '../../shops/rowPlan.js';
import { quoted } from '../../database/statement.js';
import type { OpenShop } from '../openShop.js';
import type { Intent, MarkedRows } from './intent.js';

type Found = Pick<Intent, 'marked' | 'parts'>;

/** By what the rows of these plans are found again, marked ones in the order in which they are written; `ids`: see `highestIds`. */
export function findAgain(shop: OpenShop, plans: readonly RowPlan[], ids: ReadRows): Found {
	const rows = plans.flatMap((plan) => plan.inserts.map((row) => ({ plan, row })));
	const seen = new Set<string>();
	const marked = new Map<string, MarkedRows['rows'][number][]>();
	const parts = new Map<string, Found['parts'][number]>();
	for (const { plan, row } of rows) {
		if (row.shared && row.handle) {
			if (seen.has(row.handle)) continue;
			seen.add(row.handle);
		}
		if (row.mark) marked.set(row.table, [...(marked.get(row.table) ?? []), markedRow(row)]);
		else parts.set(row.table, partRow(plan, row));
	}
	const inOrder = shop.platform.tables.flatMap(({ table }): MarkedRows[] => {
		const rows = marked.get(table);
		if (!rows) return [];
		const above = ids[highest(table)]?.[0]?.['highest'] ?? '0';
		return [{ table, idColumn: idColumn(shop, table), markColumn: markColumn(plans, table), above, rows }];
	});
	return { marked: inOrder, parts: [...parts.values()] };
}

function markedRow({ mark = '', draft = {}, values }: InsertRow): MarkedRows['rows'][number] {
	// The mark is taken off last: an UPDATE sees what it has set before.
	const columns = [...Object.keys(draft).filter((column) => column !== mark), mark];
	const complete = columns.map((column) => [column, plain(values[column] ?? null)] as const);
	return { mark: String(plain(draft[mark] ?? values[mark] ?? null)), complete: Object.fromEntries(complete) };
}

/** Drafts cover states, references and what is empty otherwise; nothing that a customer said, nor an id yet to come. */
function plain(value: Value): string | number | null {
	if (typeof value !== 'object' || value === null) return value;
	if ('text' in value && value.field === 'number') return value.text;
	throw new Error('A draft covers a value that the exchange log must not keep');
}

function partRow(plan: RowPlan, row: InsertRow): Found['parts'][number] {
	for (const [column, value] of Object.entries(row.values)) {
		if (typeof value !== 'object' || value === null || !('idOf' in value)) continue;
		const parent = plan.inserts.find((one) => one.handle === value.idOf);
		if (parent?.mark) return { table: row.table, column, of: parent.table };
	}
	throw new Error('A planned row could not be found again');
}

/** The highest ids before the plans' marked rows are written. */
export const highestIds = (shop: OpenShop, plans: readonly RowPlan[]): readonly Read[] =>
	shop.platform.tables
		.filter(({ table }) => markColumn(plans, table) !== '')
		.map(({ table }) => ({
			name: highest(table),
			columns: [['highest', `COALESCE(MAX(${quoted(idColumn(shop, table))}), 0)`]],
			from: `FROM {${table}}`,
		}));

const highest = (table: string): string => `highest ${table}`;

const idColumn = ({ schema, found }: OpenShop, table: string): string =>
	[...(schema.get(found.prefix + table)?.columns.values() ?? [])].find(({ autoIncrement }) => autoIncrement)
		?.name ?? '';

const markColumn = (plans: readonly RowPlan[], table: string): string =>
	plans.flatMap(({ inserts }) => inserts).find((row) => row.table === table && row.mark)?.mark ?? '';

/** The plan with the changes of its own rows only, which are made while they are hidden. */
export const changedAtOnce = (plan: RowPlan): RowPlan => ({
	...plan,
	changes: plan.changes.filter(isOfPlannedRow),
});

/** The plan with the changes of rows that the shop has already, for the time when all of the batch is written. */
export const changedLater = (plan: RowPlan): RowPlan => ({
	...plan,
	changes: plan.changes.filter((change) => !isOfPlannedRow(change)),
});

const isOfPlannedRow = ({ key }: RowChange): boolean => Object.values(key satisfies Values).some(isId);
const isId = (value: Value): boolean => typeof value === 'object' && value !== null && 'idOf' in value;
