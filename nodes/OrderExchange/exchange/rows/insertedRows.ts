import type { SqlValue } from '../../database/read.js';
import type { PlannedRow } from './plannedRows.js';

/** The rows of one INSERT; lists of the same length. */
export interface InsertedRows {
	readonly table: string;
	readonly columns: readonly string[];
	/** What each row holds, in the order of the columns. */
	readonly values: readonly (readonly SqlValue[])[];
	readonly planned: readonly PlannedRow[];
	/** The column that the database filled with `ids`; undefined where the rows brought their own. */
	readonly idColumn: string | undefined;
	readonly ids: readonly string[];
}
