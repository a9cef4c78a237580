import { combinedReads, namedRows, readLists } from '../../../nodes/OrderExchange/database/combinedReads.js';
import type { Read } from '../../../nodes/OrderExchange/database/read.js';

const read = (name: string, values: readonly string[]): Read => ({
	name,
	columns: ['a', 't.b'],
	from: 'FROM {table} t WHERE a IN (?)',
	values: [values],
});

test('reads share a statement as long as it fits the server, and keep their order', () => {
	const reads = ['one', 'two', 'three', 'four'].map((name) => read(name, ['x'.repeat(1000)]));
	const names = (longest: number) =>
		combinedReads(reads, '', longest).map(({ reads: together }) => together.map(({ name }) => name));
	expect(names(1e6)).toEqual([['one', 'two', 'three', 'four']]);
	expect(names(5000)).toEqual([
		['one', 'two'],
		['three', 'four'],
	]);
	expect(names(10)).toEqual([['one'], ['two'], ['three'], ['four']]);
});

test('a read with an empty list is left out of the statement', () => {
	const [statement] = combinedReads([read('empty', []), read('full', ['x'])], '', 1e6);
	expect(statement?.reads.map(({ name }) => name)).toEqual(['full']);
	expect(statement?.values).toEqual([['x']]);
});

test('rows go to the read that the last column numbers, without the padding of wider neighbours', () => {
	const reads: Read[] = [
		{ name: 'narrow', columns: ['t.a'], from: '' },
		{ name: 'wide', columns: ['a', ['b', 'NOW()']], from: '' },
		{ name: 'silent', columns: ['a'], from: '' },
	];
	expect(
		namedRows(
			reads,
			readLists(reads, [
				['x', null, '0'],
				['y', null, '1'],
				[null, 'z', '1'],
			]),
		),
	).toEqual({
		narrow: [{ a: 'x' }],
		wide: [
			{ a: 'y', b: null },
			{ a: null, b: 'z' },
		],
		silent: [],
	});
});
