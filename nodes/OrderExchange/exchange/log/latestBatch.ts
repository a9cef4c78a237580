import { createHash } from 'node:crypto';
import type { Read, ReadRows, Row } from '../../database/read.js';
import { logTable } from './exchangeLog.js';

/** The key of the note of what a batch without transactions is about to do. The shop's lock allows one at a time. */
export const intentKey = createHash('sha256').update('batch').digest('hex');
/** The row's kind between two batches. */
export const over = 'over';

/** The shop's latest batch, which somebody may have begun and not ended. */
export const latestBatch: Read = {
	name: 'latestBatch',
	columns: ['kind', 'content'],
	from: `FROM {${logTable}} WHERE exchange_key = ?`,
	values: [intentKey],
};

/** The row of a batch that is not over; `rows`: those of `latestBatch`. */
export function leftRow(rows: ReadRows): Row | undefined {
	const [row] = rows[latestBatch.name] ?? [];
	return row && row['kind'] !== over ? row : undefined;
}
