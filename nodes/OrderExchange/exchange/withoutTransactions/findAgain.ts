import type { InsertRow, RowChange, RowPlan, Value, Values } from '../../shops/rowPlan.js';
import type { OpenShop } from '../openShop.js';
import type { Intent, MarkedRows } from './intent.js';

type Found = Pick<Intent, 'marked' | 'parts'>;

/** By what the rows of these plans are found again, marked ones in the order in which they are written. */
export async function findAgain(shop: OpenShop, plans: readonly RowPlan[]): Promise<Found> {
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
	return { marked: await withHighestIds(shop, plans, marked), parts: [...parts.values()] };
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

async function withHighestIds(
	{ platform, schema, database, found }: OpenShop,
	plans: readonly RowPlan[],
	marked: ReadonlyMap<string, MarkedRows['rows']>,
): Promise<Intent['marked']> {
	const tables = platform.tables.map(({ table }) => table).filter((table) => marked.has(table));
	const idColumn = (table: string) =>
		[...(schema.get(found.prefix + table)?.columns.values() ?? [])].find(({ autoIncrement }) => autoIncrement)
			?.name ?? '';
	const highest = await database.readAll(
		tables.map((table) => ({
			name: table,
			columns: [['highest', `COALESCE(MAX(\`${idColumn(table)}\`), 0)`] as const],
			from: `FROM {${table}}`,
		})),
		found.prefix,
	);
	return tables.map((table) => ({
		table,
		idColumn: idColumn(table),
		markColumn: markColumn(plans, table),
		above: highest[table]?.[0]?.highest ?? '0',
		rows: marked.get(table) ?? [],
	}));
}

const markColumn = (plans: readonly RowPlan[], table: string): string =>
	plans.flatMap(({ inserts }) => inserts).find((row) => row.table === table && row.mark)?.mark ?? '';

/** The plan with the changes of its own rows only, which are made while they are hidden. */
export const changedAtOnce = (plan: RowPlan): RowPlan => ({
	...plan,
	changes: plan.changes.filter(isOfPlannedRow),
});

/** Changes of rows that the shop has already, for the time when all of the batch is written. */
export const laterChanges = (plan: RowPlan): readonly RowChange[] =>
	plan.changes.filter((change) => !isOfPlannedRow(change));

const isOfPlannedRow = ({ key }: RowChange): boolean => Object.values(key satisfies Values).some(isId);
const isId = (value: Value): boolean => typeof value === 'object' && value !== null && 'idOf' in value;
