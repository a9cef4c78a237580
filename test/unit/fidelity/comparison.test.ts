import { compareOrder } from '../../fidelity/compareOrder.js';
import { fitsGolden, valueComparison } from '../../fidelity/masks.js';
import { reasonFor } from '../../fidelity/meantDifferences.js';
import { momentOf } from '../../fidelity/moment.js';
import type { TableChanges } from '../../fidelity/tableChanges.js';
import type { GoldenOrder } from '../../support/goldenOrders.js';
import type { DataRow } from '../../../sandbox/shops/shopData.js';
import type { ShopSchema } from '../../../sandbox/shops/shopTables.js';

const order = { date: '2026-11-23T17:00:00Z' } as GoldenOrder['order'];
const golden = (tables: GoldenOrder['tables'], notes: readonly string[] = []): GoldenOrder => ({
	case: 'checkout-new',
	tables,
	notes,
	order,
	given: {},
});

describe('A golden value', () => {
	it.each([
		['<hash bcrypt $2y$10.. len 60 #1>', `$2y$10$${'a'.repeat(53)}`],
		['<md5 hex32 #1>', 'd41d8cd98f00b204e9800998ecf8427e'],
		['<secret len 5 #1>', 'abcde'],
		['<order key wc_order_ + 13 chars #1>', 'wc_order_aB3dE6gH9jK2m'],
		['Long text [...]', 'Long text, and more'],
		['2026-11-23 17:00:00', '2026-11-23 17:00:09'],
	])('%s takes %s', (wanted, got) => {
		expect(fitsGolden(wanted, got)).toBe(true);
	});

	it.each([
		['<hash bcrypt $2y$10.. len 60 #1>', 'plain'],
		['<md5 hex32 #1>', 'd41d8cd98f00b204e9800998ecf8427'],
		['<secret len 5 #1>', 'abcd'],
		['<some new mask #1>', 'anything'],
		['1.0000', '1'],
		['2026-11-23 17:00:00', '2026-11-23 18:00:00'],
		['', null],
	])('%s does not take %s', (wanted, got) => {
		expect(fitsGolden(wanted, got)).toBe(false);
	});

	it('drawn at random is the same wherever its number is the same', () => {
		const fits = valueComparison();
		expect(fits('<secret len 2 #1>', 'ab')).toBe(true);
		expect(fits('<secret len 2 #2>', 'cd')).toBe(true);
		expect(fits('<secret len 2 #1>', 'xy')).toBe(false);
	});
});

describe('The moment of a golden order', () => {
	const at = (row: DataRow, notes: readonly string[] = []) =>
		momentOf(golden({ orders: { inserted: [row] } }, notes)).toISOString();

	it('is its GMT column where it has one', () => {
		const row = { date: '2026-11-23 18:00:05', date_gmt: '2026-11-23 17:00:05' };
		expect(at(row)).toBe('2026-11-23T17:00:05.000Z');
	});

	it('is in the zone that agrees with the order', () => {
		expect(at({ date: '2026-11-23 18:00:05' })).toBe('2026-11-23T17:00:05.000Z');
		expect(at({ date: '2026-11-23 17:00:05' })).toBe('2026-11-23T17:00:05.000Z');
	});

	it('is in the zone of the notes where nothing agrees', () => {
		expect(at({ date: '2026-11-20 18:00:05' }, ['PHP runs in Europe/Vienna'])).toBe(
			'2026-11-20T17:00:05.000Z',
		);
	});
});

describe('The comparison with a golden order', () => {
	const column = (name: string, extra?: string) => ({ name, type: 'text', nullable: false, extra });
	const table = (numbered: string, ...columns: string[]) => ({
		engine: 'InnoDB',
		collation: 'utf8mb4_bin',
		columns: [column(numbered, 'auto_increment'), ...columns.map((name) => column(name))],
		indexes: { PRIMARY: { unique: true, columns: [numbered] } },
	});
	const schema = {
		lines: table('line_id', 'name', 'price'),
		extras: table('extra_id', 'line_id', 'colour'),
	} as ShopSchema;
	const inserted = (...rows: DataRow[]): TableChanges => ({
		inserted: rows,
		updated: [],
		deleted: [],
		after: new Map(rows.map((row) => [JSON.stringify(row), row])),
	});
	const checkout = golden({
		lines: {
			inserted: [
				{ line_id: '7', name: 'Beer', price: '2' },
				{ line_id: '8', name: 'Wine', price: '9' },
			],
		},
		extras: { inserted: [{ extra_id: '3', line_id: '8', colour: 'red' }] },
	});

	it('follows ids that the database drew into other tables', () => {
		const ours = {
			lines: inserted(
				{ line_id: '21', name: 'Wine', price: '9' },
				{ line_id: '22', name: 'Beer', price: '2' },
			),
			extras: inserted({ extra_id: '1', line_id: '21', colour: 'red' }),
		};
		expect(compareOrder(checkout, ours, schema)).toEqual({ equal: 6, differences: [] });
	});

	it('finds a row that hangs on the wrong one', () => {
		const ours = {
			lines: inserted(
				{ line_id: '21', name: 'Wine', price: '9' },
				{ line_id: '22', name: 'Beer', price: '2' },
			),
			extras: inserted({ extra_id: '1', line_id: '22', colour: 'red' }),
		};
		expect(compareOrder(checkout, ours, schema).differences).not.toEqual([]);
	});

	it('says table, column, wanted and got', () => {
		const ours = {
			lines: inserted(
				{ line_id: '7', name: 'Beer', price: '2' },
				{ line_id: '8', name: 'Wine', price: '9.5' },
			),
			extras: inserted({ extra_id: '3', line_id: '8', colour: 'red' }),
		};
		expect(compareOrder(checkout, ours, schema).differences).toEqual([
			expect.objectContaining({ table: 'lines', column: 'price', wanted: '9', got: '9.5' }),
		]);
	});

	it('finds what is missing and what is too much', () => {
		const { differences } = compareOrder(checkout, { extras: inserted() }, schema);
		expect(differences.map((one) => one.table)).toEqual(['lines', 'lines', 'extras']);
	});
});

describe('A difference is meant', () => {
	const difference = {
		table: 'wp_notes',
		row: { kind: 'mail', text: 'Email "New order" sent' },
		column: 'text',
		wanted: 'a',
		got: 'b',
	};
	const reason = (meant: object) =>
		reasonFor(
			difference,
			[difference],
			[{ table: 'notes', reason: 'Because', ...meant }],
			'checkout-new',
			'wp_',
		);

	it.each([
		[{}, 'Because'],
		[{ column: 'text' }, 'Because'],
		[{ column: 'kind' }, undefined],
		[{ where: { text: 'Email*' } }, 'Because'],
		[{ where: { kind: 'stock' } }, undefined],
		[{ cases: ['checkout-guest'] }, undefined],
		[{ table: 'other' }, undefined],
	])('as %j says', (meant, wanted) => {
		expect(reason(meant)).toBe(wanted);
	});
});
