import { codedFault } from '../../../nodes/OrderExchange/database/faults.js';
import { refusedRows, type Refused } from '../../../nodes/OrderExchange/exchange/rows/refusedRows.js';

const dataRefused = Object.assign(new Error('refused'), { errno: 1644 });
const rows = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A shop that takes all rows but these, and says which one it came to, or not. */
function shopRefusing(bad: readonly number[], { names = true } = {}) {
	const sent: (readonly number[])[] = [];
	const send = async (some: readonly number[]): Promise<Refused | undefined> => {
		sent.push(some);
		const at = some.findIndex((row) => bad.includes(row));
		return at < 0 ? undefined : { error: dataRefused, at: names ? at : undefined };
	};
	return { sent, send };
}

const found = async (count: number, send: Parameters<typeof refusedRows<number>>[1]) =>
	[...(await refusedRows(rows(count), send)).keys()].sort((a, b) => a - b);

test('one bad row among 250 is found in two statements', async () => {
	const { sent, send } = shopRefusing([137]);
	expect(await found(250, send)).toEqual([137]);
	expect(sent.map((some) => some.length)).toEqual([250, 112]);
});

test('each further bad row costs one statement more', async () => {
	const { sent, send } = shopRefusing([0, 4, 5, 249]);
	expect(await found(250, send)).toEqual([0, 4, 5, 249]);
	expect(sent).toHaveLength(4);
});

test.each([[[3]], [[0, 1]], [[7, 12, 19]], [rows(20)]])(
	'bad rows are found in halves where the shop does not say which they are: %j',
	async (bad) => {
		const { send } = shopRefusing(bad, { names: false });
		expect(await found(20, send)).toEqual(bad);
	},
);

test('nothing is found when the shop takes the rows this time', async () => {
	expect(await found(20, shopRefusing([]).send)).toEqual([]);
});

test('a fault that speaks against no row is passed on', async () => {
	const lost = codedFault('ECONNRESET');
	await expect(refusedRows(rows(3), async () => ({ error: lost, at: undefined }))).rejects.toBe(lost);
});
