/** What may be bound to a statement. Money and dates travel as text, so that nothing is rounded. */
export type SqlValue = string | number | null;

/** What one `?` stands for: a value, a list for `IN (?)`, or rows for `VALUES ?`. */
export type BoundValue = SqlValue | readonly SqlValue[] | readonly (readonly SqlValue[])[];

/** A row as the database gives it: every value as text, NULL as null. */
export type Row = Readonly<Record<string, string | null>>;

/**
 * A column of a read by its name, `quantity` or `p.quantity`, which is also its name in the row; or an alias with the
 * SQL expression behind it.
 */
export type ReadColumn = string | readonly [alias: string, expression: string];

/**
 * One SELECT, in parts so that several can travel as one statement (see `combinedReads`). `{order_product}` in the SQL stands for
 * that table with the shop's prefix, quoted; each `?` binds the value at its place, those of the columns first, a list
 * for `IN (?)`. A read with an empty list is not sent and gives no rows.
 */
export interface Read<Name extends string = string> {
	readonly name: Name;
	readonly columns: readonly ReadColumn[];
	/** From FROM on, without ORDER BY; empty where the columns need no table. */
	readonly from: string;
	/** What follows ORDER BY. */
	readonly orderBy?: string;
	readonly values?: readonly BoundValue[];
}

/** A row's values in the order of the read's columns; others may follow. */
export type RowList = readonly (string | null)[];

/** What a set of reads gave, by their names, as lists. */
export type ReadLists = Readonly<Record<string, readonly RowList[]>>;

/** What a set of reads gave, by their names. */
export type ReadRows = Readonly<Record<string, readonly Row[]>>;
