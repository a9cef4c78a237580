import { speaksAgainstOrder } from './outcomeUnknown.js';

/**
 * Which of the rows of a refused statement the shop does not take, and what it says of each: sends halves until a bad row
 * stands alone. Rows that it takes meanwhile stay, so this is for transactions that are taken back. Empty when each half
 * went through.
 * @throws what `send` throws, unless it speaks against a row
 */
export async function refusedRows<Row>(
	rows: readonly Row[],
	refusal: unknown,
	send: (rows: readonly Row[]) => Promise<unknown>,
): Promise<ReadonlyMap<Row, unknown>> {
	const [only] = rows;
	if (only === undefined || rows.length === 1) return new Map(only === undefined ? [] : [[only, refusal]]);
	const middle = Math.ceil(rows.length / 2);
	const found = new Map<Row, unknown>();
	for (const half of [rows.slice(0, middle), rows.slice(middle)]) {
		const refused = await send(half).then(
			() => undefined,
			(error: unknown) => ({ error }),
		);
		if (!refused) continue;
		if (!speaksAgainstOrder(refused.error)) throw refused.error;
		for (const [row, cause] of await refusedRows(half, refused.error, send)) found.set(row, cause);
	}
	return found;
}
