import type { Read, ReadRows, Row } from '../../database/read.js';
import type { SchemaView } from '../../database/schemaView.js';
import type { FoundShop, NearMiss, TableUse } from '../platform.js';
import type { RowChange, RowPlan, Value, Values } from '../rowPlan.js';
import type { Customer } from './customer.js';
import type { FactTables, OpenCartFacts } from './facts.js';
import type { Frame } from './frame.js';
import type { Method } from './methods.js';
import type { ConfigName } from './reference.js';
import type { Shipping } from './totals.js';

/** All that differs between versions of OpenCart; whatever else is in this folder is the same in every version. */
export interface Dialect {
	/** E.g. `opencart-4.1`. */
	readonly id: string;
	/** E.g. `OpenCart 4.1`. */
	readonly title: string;
	readonly tables: readonly TableUse[];
	recognise(schema: SchemaView): readonly FoundShop[];
	/** Shops of versions beside this one that no orders go into. */
	nearMisses?(schema: SchemaView): readonly NearMiss[];

	readonly referenceReads: readonly Read[];
	readonly factTables: FactTables;
	readFacts(rows: ReadRows): OpenCartFacts;

	/** A payment method with its code as this version keeps it: `cod` or `cod.cod`. */
	asPayment(method: Method): Method;
	/** Whether a checkout has an invoice address besides the delivery address; `config` gives settings of the store. */
	hasPaymentAddress(config: (key: ConfigName) => string): boolean;
	/** Whether this version takes a tax that is a fixed sum once for each line, instead of once for each piece. */
	fixedTaxByLine(version: string): boolean;
	/** Whether the shop counts orders in process and complete ones, besides the sum of its sales. */
	readonly countsByStatus: boolean;

	/** What the extra fields of a person hold where there are none: in an account, and in the order of such a customer. */
	personFields(customer: RowPlan['customer']): string;
	/** The same of an address in the address book. */
	readonly addressFields: string;
	/** Columns of a new account that not every version has, or that versions fill otherwise. */
	accountColumns(exchangeKey: string): Values;
	/** How an account's default address is told: by a column of the address, or by a change of the account. */
	defaultColumn(isDefault: boolean): Values;
	defaultChange(customer: Value, address: Value): readonly RowChange[];

	/** Columns of an order that not every version has: methods, references, ids of addresses. */
	orderColumns(frame: Frame, customer: Customer, shipping: Shipping): Values;
	lineColumns(product: Row): Values;
	readonly totalColumns: Values;
}
