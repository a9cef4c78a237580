import { speaksAgainstOrder } from '../../database/faults.js';

/** A statement that the shop refused. */
export interface Refused {
	readonly error: unknown;
	/** The place of the row that it was refused for; undefined where the server came to none. */
	readonly at: number | undefined;
}

/**
 * Which of the rows of a refused statement the shop does not take, and what it says of each: those before a bad row are
 * taken, those behind it are sent once more. Where the statement is refused before its first row, halves are sent until a
 * bad row stands alone. Rows that the shop takes meanwhile stay, maybe twice, so this is for batches that are taken back.
 * @throws what speaks against no row
 */
export async function refusedRows<Row>(
	rows: readonly Row[],
	send: (rows: readonly Row[]) => Promise<Refused | undefined>,
): Promise<ReadonlyMap<Row, unknown>> {
	const found = new Map<Row, unknown>();
	let rest = rows;
	while (rest.length > 0) {
		const refused = await send(rest);
		if (!refused) break;
		if (!speaksAgainstOrder(refused.error)) throw refused.error;
		const at = rest.length === 1 ? 0 : refused.at;
		if (at === undefined) {
			const middle = Math.ceil(rest.length / 2);
			for (const half of [rest.slice(0, middle), rest.slice(middle)])
				for (const [row, cause] of await refusedRows(half, send)) found.set(row, cause);
			break;
		}
		found.set(rest[at] as Row, refused.error);
		rest = rest.slice(at + 1);
	}
	return found;
}
