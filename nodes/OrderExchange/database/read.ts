/** What may be bound to a statement. Money and dates travel as text, so that nothing is rounded. */
export type SqlValue = string | number | null;

/** A row as the database gives it: every value as text, NULL as null. */
export type Row = Readonly<Record<string, string | null>>;

/**
 * One SELECT. `{order_product}` in the SQL stands for that table with the shop's prefix, quoted;
 * each `?` binds the value at its place, a list for `IN (?)`. A read with an empty list is not sent
 * and gives no rows.
 */
export interface Read<Name extends string = string> {
	readonly name: Name;
	readonly sql: string;
	readonly values?: readonly (SqlValue | readonly SqlValue[])[];
}

/** What a set of reads gave, by their names. */
export type ReadRows = Readonly<Record<string, readonly Row[]>>;
