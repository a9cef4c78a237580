import { mergedByRow, type ResolvedChange } from '../../../nodes/OrderExchange/exchange/rows/rowChanges.js';
import { decimal } from '../../../nodes/OrderExchange/orders/money.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';

const stock = (id: string, more: string): ResolvedChange => ({
	table: 'product',
	key: [['product_id', id]],
	set: [],
	add: [['quantity', decimal(more)]],
});
const status = (id: string, value: string): ResolvedChange => ({
	table: 'product',
	key: [['product_id', id]],
	set: [['status', value]],
	add: [],
});
const merged = (changes: readonly ResolvedChange[]) =>
	atOnce(mergedByRow(changes)).map(({ key, set, add }) => [
		key[0]?.[1],
		Object.fromEntries(set),
		Object.fromEntries(add.map(([column, value]) => [column, value.toFixed()])),
	]);

test('what several orders take from one stock is taken once, as their sum', () => {
	expect(merged([stock('28', '-2'), stock('30', '-1'), stock('28', '-3')])).toEqual([
		['28', {}, { quantity: '-5' }],
		['30', {}, { quantity: '-1' }],
	]);
});

test('a row that is counted down and switched off is changed once', () => {
	expect(merged([stock('28', '-2'), status('28', '1'), status('28', '0')])).toEqual([
		['28', { status: '0' }, { quantity: '-2' }],
	]);
});

test('two runs change the same rows in the same order, so that they wait for each other once', () => {
	const changes = [stock('30', '-1'), stock('28', '-1'), stock('29', '-1')];
	expect(merged(changes)).toEqual(merged([...changes].reverse()));
});
