import {
	insertBlock,
	insertStatement,
	isEmpty,
	quoted,
	withTables,
	withValues,
} from '../../../nodes/OrderExchange/database/statement.js';

test('a table in braces gets the shop’s prefix and quotes', () => {
	expect(withTables('SELECT * FROM {order_product} WHERE a = ?', 'oc_')).toBe(
		'SELECT * FROM `oc_order_product` WHERE a = ?',
	);
});

test('a name that is none of ours is never put into a statement', () => {
	expect(() => quoted('orders`; DROP TABLE x')).toThrow();
});

test('a read with an empty list is not worth sending', () => {
	const read = { name: 'a', columns: ['b'], from: 'FROM {c} WHERE ? IN (?)' };
	expect(isEmpty({ ...read, values: ['x', []] })).toBe(true);
	expect(isEmpty({ ...read, values: ['x', ['y']] })).toBe(false);
	expect(isEmpty({ name: 'a', columns: ['b'], from: 'FROM {c}' })).toBe(false);
});

test('rows of one table go out in one statement, their values bound in order', () => {
	const rows = [
		[1, "a'b"],
		[2, null],
	];
	const { sql, values } = insertStatement('orders', ['id', 'name'], rows);
	expect(withValues(sql, values)).toBe("INSERT INTO `orders` (`id`, `name`) VALUES (1, 'a\\'b'), (2, NULL)");
});

test('rows of several tables go out in one statement, which gives the first id of each', () => {
	const inserts = [
		insertStatement('orders', ['name'], [['a; b'], ["'; DROP TABLE x"]]),
		insertStatement('goods', ['amount'], [[2]]),
	];
	const { sql, values } = insertBlock(inserts, 'before');
	expect(withValues(sql, values)).toBe(
		'BEGIN NOT ATOMIC DECLARE first_id_0, first_id_1 BIGINT UNSIGNED; SAVEPOINT `before`; ' +
			"INSERT INTO `orders` (`name`) VALUES ('a; b'), ('\\'; DROP TABLE x'); SET first_id_0 = LAST_INSERT_ID(); " +
			'INSERT INTO `goods` (`amount`) VALUES (2); SET first_id_1 = LAST_INSERT_ID(); ' +
			'SELECT first_id_0, first_id_1; END',
	);
});
