import type { Amount } from '../orders/money.js';

/**
 * Stands for the auto-increment id that a planned row will get. `row` is the handle of that row;
 * handles are unique in a plan, and shared ones (see InsertRow) in a batch.
 */
export interface RowId {
	readonly idOf: string;
}

/** A text that the order itself supplied: `field` is its path there, for a finding about it. */
export interface OrderText {
	readonly text: string;
	readonly field: string;
	readonly line?: string;
}

/** Text made of pieces, ids of rows among them, e.g. the guid of a WordPress post. */
export interface Joined {
	readonly join: readonly (string | RowId)[];
}

export type Value = string | number | null | RowId | OrderText | Joined;
export type Values = Readonly<Record<string, Value>>;

/** Whether the value is the id of a planned row. */
export const isRowId = (value: Value | undefined): value is RowId =>
	typeof value === 'object' && value !== null && 'idOf' in value;

/** One row to insert. Tables are named without the shop's prefix. */
export interface InsertRow {
	readonly table: string;
	/** Needed when another value refers to this row's id. */
	readonly handle?: string;
	/** Other orders of the batch may plan the same row under the same handle; it is written once. */
	readonly shared?: boolean;
	/**
	 * Only where tables know no transactions. Column whose value no other row has, since it comes from the exchange key: by
	 * it, what a broken-off write left is found and removed, with all rows that hold this row's id. Rows without a mark
	 * refer directly to a row that has one.
	 */
	readonly mark?: string;
	/**
	 * Only where tables know no transactions: what these columns hold instead until the order is complete, so that the
	 * shop's staff do not see it before.
	 */
	readonly draft?: Values;
	readonly values: Values;
}

/**
 * A change of one existing or just planned row: `set` replaces, `add` adds a number (stock down is
 * negative). Changes of a batch with the same table, key and columns go out as one UPDATE.
 */
export interface RowChange {
	readonly table: string;
	readonly key: Values;
	readonly set?: Values;
	readonly add?: Readonly<Record<string, Amount>>;
	/**
	 * What the row must hold once the batch has changed it, for the plan to be right: somebody else may have sold since it was
	 * read. Otherwise the batch is planned anew; only where tables know transactions. Of several changes of a row the last counts.
	 */
	readonly leaves?: Readonly<Record<string, Bounds>>;
}

export interface Bounds {
	readonly atLeast?: Amount;
	readonly below?: Amount;
}

/** All that one customer order becomes in one shop. Column names come from the platform's own code only. */
export interface RowPlan {
	readonly inserts: readonly InsertRow[];
	readonly changes: readonly RowChange[];
	/** Handle of the row whose id is the shop's order id. */
	readonly orderRow: string;
	readonly customer: 'new' | 'regular' | 'guest';
	/** E-mail of the customer that the plan creates; the exchange claims it, so that two workers do not. */
	readonly newCustomer?: string;
	/** The login name of that customer, where no other may have it; claimed likewise. */
	readonly newLogin?: string;
	/** What the order takes from stock, for later orders of the batch. */
	readonly stockTaken: readonly StockTake[];
}

export interface StockTake {
	/** Names one stock figure, e.g. `product:28` or `option:13`. */
	readonly stock: string;
	readonly quantity: Amount;
}
