import { fitCheck } from '../../../nodes/OrderExchange/shops/fit.js';
import type { RowPlan, Value } from '../../../nodes/OrderExchange/shops/rowPlan.js';
import type { ColumnView } from '../../../nodes/OrderExchange/database/schemaView.js';
import { columnView } from '../../support/columnView.js';

function findings(type: string, value: Value, text: Partial<ColumnView> = {}) {
	const column = columnView({ type, ...text });
	const plan: RowPlan = {
		inserts: [{ table: 't', values: { c: value } }],
		changes: [],
		orderRow: 'order',
		customer: 'guest',
		stockTaken: [],
	};
	const schema = new Map([['x_t', { name: 'x_t', engine: 'InnoDB', columns: new Map([['c', column]]) }]]);
	return fitCheck(schema, 'x_')(plan, '1001');
}
const utf8mb4 = { charset: 'utf8mb4', maxLength: 5 };

test('a text too long names the field of the order, the column and its limit', () => {
	const [found] = findings('varchar(5)', { text: 'Müßige', field: 'billTo.lastName' }, utf8mb4);
	expect(found).toMatchObject({ code: 'shop.text.tooLong', order: '1001', field: 'billTo.lastName' });
	expect(found?.message).toContain('t.c');
	expect(found?.message).toContain('5');
});

test('length counts characters, not bytes', () => {
	expect(findings('varchar(5)', 'Größe', utf8mb4)).toEqual([]);
	expect(findings('varchar(5)', '😀😀😀😀😀', utf8mb4)).toEqual([]);
});

test('a column of a text type counts bytes', () => {
	const text = { charset: 'utf8mb4', maxLength: 6 };
	expect(findings('tinytext', 'Grosse', text)).toEqual([]);
	expect(findings('tinytext', 'Größe', text)).toMatchObject([{ code: 'shop.text.tooLong' }]);
});

test('half a character fits into no column', () => {
	const [found] = findings('varchar(50)', 'a\ud83d', { charset: 'utf8mb4', maxLength: 50 });
	expect(found?.code).toBe('shop.text.characters');
});

test.each([
	['utf8mb3', '😀', '😀'],
	['latin1', '漢', '漢'],
	['ascii', 'ä', 'ä'],
])('a column in %s refuses %s', (charset, text, character) => {
	const [found] = findings('varchar(50)', text, { charset, maxLength: 50 });
	expect(found?.code).toBe('shop.text.characters');
	expect(found?.message).toContain(character);
});

test('umlauts and the euro sign fit into latin1, emoji into utf8mb4', () => {
	expect(findings('varchar(50)', 'Größe 5 €', { charset: 'latin1', maxLength: 50 })).toEqual([]);
	expect(findings('varchar(50)', '😀', { charset: 'utf8mb4', maxLength: 50 })).toEqual([]);
});

test.each([
	['tinyint(4)', '127', '128'],
	['int(11)', '-2147483648', '-2147483649'],
	['int(10) unsigned', '4294967295', '-1'],
	['bigint(20)', '9223372036854775807', '9223372036854775808'],
	['bigint(20) unsigned', '18446744073709551615', '18446744073709551616'],
	['smallint(6)', 1, 1.5],
	['decimal(15,4)', '99999999999.9999', '100000000000'],
	['decimal(5,2)', '-999.99', '-1000'],
])('%s holds %p and not %p', (type, fits, fails) => {
	expect(findings(type, fits)).toEqual([]);
	expect(findings(type, fails).map(({ code }) => code)).toEqual(['shop.number.outOfRange']);
});
