import type { sourceStateProblems } from '../problems/sourceStateProblems.js';
import type { DecimalSign } from './values/decimal.js';

/**
 * An order as a source tells it: our field names, the source's values. Anything may be missing or of the
 * wrong kind; `draft.ts` makes typed values of it, and the checks say what is wrong.
 */
export interface IncomingOrder {
	readonly number?: unknown;
	readonly date?: unknown;
	readonly currency?: unknown;
	/** Decimal places that the source rounds amounts to, where it may be fewer than the currency has. */
	readonly places?: number;
	/** `net` or `gross`, or a boolean: whether tax is included. */
	readonly prices?: unknown;
	readonly customer?: IncomingCustomer;
	readonly billTo?: IncomingAddress;
	readonly shipTo?: IncomingAddress;
	/** Undefined when the source has no list of lines at all. */
	readonly lines?: readonly unknown[];
	readonly shipping?: Fields<'amount' | 'code' | 'title' | 'taxRate'>;
	readonly discounts?: readonly Fields<'title' | 'amount' | 'code'>[];
	readonly payment?: Fields<'code' | 'title' | 'transactionId'>;
	readonly totals?: Fields<'lines' | 'discount' | 'shipping' | 'tax' | 'total'>;
	/** Fees of the source that are part of its total and are not sent. */
	readonly fees?: unknown;
	readonly comment?: unknown;
	/** Who delivers lines that name nobody: a code, or an object with code, name, email, language. */
	readonly supplier?: unknown;
}

export type Fields<Name extends string> = { readonly [K in Name]?: unknown };

export type IncomingCustomer = Fields<
	'email' | 'number' | 'account' | 'vatId' | 'gender' | 'phone' | 'language'
>;

/** `name` is a person's whole name, for sources that do not divide it. */
export type IncomingAddress = Fields<
	| 'company'
	| 'name'
	| 'firstName'
	| 'lastName'
	| 'street'
	| 'street2'
	| 'postalCode'
	| 'city'
	| 'region'
	| 'country'
	| 'phone'
>;

/** `discountPercent` is percent off the whole line, for sources that give no amount. */
export type IncomingLine = Fields<
	| 'id'
	| 'sku'
	| 'name'
	| 'quantity'
	| 'unitPrice'
	| 'discount'
	| 'discountPercent'
	| 'taxRate'
	| 'total'
	| 'options'
	| 'supplier'
	| 'supplierSku'
>;

/** What a source itself knows against an order: state, not values. */
export interface SourceFinding {
	readonly code:
		| keyof typeof sourceStateProblems
		| 'order.unreadable'
		| 'order.columns.undivided'
		| 'order.shipTo.unread'
		| 'order.field.invalid'
		| 'order.rows.conflict'
		| 'order.rows.differ'
		| 'order.rows.numberMissing'
		| 'order.rows.repeated'
		| 'order.discounts.fraction';
	readonly field?: string;
	readonly value?: unknown;
	/** What is wrong with the field, for `order.field.invalid`; which rows, for the findings about rows. */
	readonly what?: string;
}

/** One order found in the input. */
export interface FoundOrder {
	/** Positions of the input items it came from. */
	readonly items: readonly number[];
	/** As it came in; goes out unchanged when the order is rejected. */
	readonly original: unknown;
	readonly order: IncomingOrder;
	readonly findings: readonly SourceFinding[];
	/** Whether its source documents what it writes; the columns of rows and the fields of mapped items may hold anything. */
	readonly documented: boolean;
	/** How numbers such as 1.234 are to be read; undefined where nothing tells. */
	readonly decimalSign?: DecimalSign | undefined;
}

/** Whether nothing was found that could be judged as an order. */
export const isNoOrder = ({ findings }: FoundOrder): boolean =>
	findings.some(({ code }) => code === 'order.unreadable' || code === 'order.columns.undivided');
