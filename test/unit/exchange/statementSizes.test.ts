import type { BoundValue } from '../../../nodes/OrderExchange/database/read.js';
import { claim } from '../../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import { statementsOf } from '../../../nodes/OrderExchange/exchange/rows/changeRows.js';
import type { ResolvedChange } from '../../../nodes/OrderExchange/exchange/rows/rowChanges.js';
import { insertPlans } from '../../../nodes/OrderExchange/exchange/rows/writeRows.js';
import type { OpenShop } from '../../../nodes/OrderExchange/exchange/shop/openShop.js';
import { decimal } from '../../../nodes/OrderExchange/orders/money.js';
import type { RowPlan } from '../../../nodes/OrderExchange/shops/rowPlan.js';
import { columnView } from '../../support/columnView.js';

type Limits = Partial<Pick<OpenShop['database'], 'longestStatement' | 'idStep' | 'takesRowLists'>>;

/** A shop of one table, whose database keeps what it is sent and numbers rows from 101 on. */
function shopWithNotes(limits: Limits = {}) {
	const sent: (readonly BoundValue[])[] = [];
	const columns = [
		columnView({ name: 'note_id', type: 'int(11)', autoIncrement: true }),
		columnView({ name: 'text', type: 'text', charset: 'utf8mb4' }),
	];
	const table = {
		name: 'x_notes',
		engine: 'InnoDB',
		columns: new Map(columns.map((one) => [one.name, one])),
	};
	let nextId = 101;
	const database = {
		...{ longestStatement: 1_000_000, idStep: 1, takesRowLists: true, takesBlocks: false, ...limits },
		write: async (_sql: string, values: readonly BoundValue[]) => {
			sent.push(values);
			const insertId = String(nextId);
			nextId += (values[0] as readonly unknown[]).length * (limits.idStep ?? 1);
			return { insertId, affectedRows: 1 };
		},
	};
	const shop = {
		platform: { tables: [{ table: 'notes', rights: ['INSERT'] }] },
		found: { prefix: 'x_' },
		schema: new Map([[table.name, table]]),
		withoutTransactions: false,
		database,
	} as unknown as OpenShop;
	return { shop, sent };
}

const noting = (text: string): RowPlan => ({
	inserts: [{ table: 'notes', handle: 'order', values: { text } }],
	changes: [],
	orderRow: 'order',
	customer: 'guest',
	stockTaken: [],
});

test('rows go in with statements of at most half the length that the server takes, and none is left out', async () => {
	const texts = Array.from({ length: 10 }, (_, index) => `${index}`.repeat(100));
	const { shop, sent } = shopWithNotes({ longestStatement: 1_400 });
	await insertPlans(shop, texts.map(noting));
	const rows = sent.map(([list]) => list as readonly (readonly string[])[]);
	expect(rows.map((list) => list.length)).toEqual([3, 3, 3, 1]);
	expect(rows.flat(2)).toEqual(texts);
});

test('a row that is too long by itself goes alone, so that the server says what it thinks of it', async () => {
	const { shop, sent } = shopWithNotes({ longestStatement: 100 });
	await insertPlans(shop, ['a', 'b'.repeat(500), 'c'].map(noting));
	expect(sent.map(([list]) => (list as readonly unknown[]).length)).toEqual([1, 1, 1]);
});

test('ids of one statement lie as far apart as the server says, those of the next one behind them', async () => {
	const { shop } = shopWithNotes({ longestStatement: 1_400, idStep: 3 });
	const { inserted } = await insertPlans(
		shop,
		Array.from({ length: 4 }, () => noting('x'.repeat(100))),
	);
	expect(inserted.map(({ ids }) => ids)).toEqual([['101', '104', '107'], ['110']]);
});

const stockTaken = (id: string): ResolvedChange => ({
	table: 'product',
	key: [['sku', id]],
	set: [],
	add: [['quantity', decimal(-1)]],
});

test('changes are divided into statements that the server takes, and keep their order', () => {
	const changes = Array.from({ length: 7 }, (_, index) => stockTaken(`${index}`.repeat(100)));
	const { shop } = shopWithNotes({ longestStatement: 2_000 });
	const statements = statementsOf(shop, changes);
	expect(statements.map((some) => some.length)).toEqual([3, 3, 1]);
	expect(statements.flat()).toEqual(changes);
});

test('a server that knows no lists of rows gets two thousand changes at a time', () => {
	const changes = Array.from({ length: 2_001 }, (_, index) => stockTaken(String(index)));
	const counts = (takesRowLists: boolean) =>
		statementsOf(shopWithNotes({ takesRowLists, longestStatement: 16_777_216 }).shop, changes).map(
			(some) => some.length,
		);
	expect(counts(false)).toEqual([2_000, 1]);
	expect(counts(true)).toEqual([2_001]);
});

test('two workers claim orders and customers in the same order, so that they wait for each other once', async () => {
	const { shop, sent } = shopWithNotes();
	const entry = {
		orderKey: '',
		version: 1,
		contentHash: '',
		distributor: '',
		orderNumber: '',
		supplierOrder: '',
	};
	const orders = ['c', 'a'].map((exchangeKey) => ({ ...entry, exchangeKey, platform: '', content: '{}' }));
	await claim(shop.database, 'x_', { orders, customerKeys: ['d', 'b'] }, new Date(0));
	const [rows] = sent.flat() as [readonly (readonly string[])[]];
	expect(rows.map(([exchangeKey]) => exchangeKey)).toEqual(['a', 'b', 'c', 'd']);
});
