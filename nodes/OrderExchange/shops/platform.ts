import type { Read, ReadRows } from '../database/read.js';
import type { Amount, Decimal } from '../orders/money.js';
import type { Distributor, SupplierCustomerOrder } from '../orders/supplierOrder.js';
import type { Problem } from '../problems/problem.js';
import type { RowPlan } from './rowPlan.js';
import type { SchemaView } from '../database/schemaView.js';

/** One shop found in a database: its platform and the prefix of its tables (may be empty). */
export interface FoundShop {
	readonly prefix: string;
	/** As exactly as the tables tell, e.g. `4.1`. */
	readonly version: string;
	/** Tables that not all shops of the platform have, such as one per customer group: those that this one has; only read. */
	readonly ownTables?: readonly TableUse[];
}

/** A shop of a known software that cannot be pushed to, and why. */
export interface NearMiss {
	readonly prefix: string;
	readonly problem: Problem;
}

/** What the user decides about writing; everything else follows the shop. */
export interface ShopSettings {
	/** Customers the shop does not know: an account with an unusable password, or a guest order. */
	readonly unknownCustomers: 'account' | 'guest';
	/** `followShop`: refuse what the shop's own checkout would refuse. */
	readonly shortStock: 'followShop' | 'accept';
	/** Ids or codes of the shop; left out, the shop's own defaults. */
	readonly store?: string;
	readonly language?: string;
	readonly orderStatus?: string;
	/** Used where the order names none of the shop's methods. */
	readonly payment?: { readonly code: string; readonly title?: string };
	readonly shipping?: { readonly code: string; readonly title?: string };
}

/** Where nobody decided anything; also for work that writes no order. */
export const shopDefaults: ShopSettings = { unknownCustomers: 'account', shortStock: 'followShop' };

/** What an order is planned from, besides the shop. */
export interface PlanInput {
	readonly order: SupplierCustomerOrder;
	readonly distributor: Distributor;
	readonly supplierOrderNumber: string;
	/** 64 hex digits; stable for this order at this supplier. Also the seed of what a shop draws at random and need not hide. */
	readonly exchangeKey: string;
	/** Drawn for this run: what a shop draws so that nobody guesses it is made of this. */
	readonly secret: string;
	/** Set when the order is sent on purpose although it was sent before with other content. */
	readonly replaces?: ReplacedOrder;
}

/** The shop order that a changed order takes the place of. */
export interface ReplacedOrder {
	/** Exchange key of the order's first version. */
	readonly orderKey: string;
	/** 1 for an order that was sent once. */
	readonly version: number;
	readonly shopOrderId: string;
	/** What changed since, in words without a customer's data. */
	readonly difference: string;
}

/** What the orders planned before this one in the same batch have already claimed. */
export interface BatchView {
	stockTaken(stock: string): Decimal;
	createsCustomer(email: string): boolean;
}

/** What the `factReads` of a batch depend on. */
export interface ShopToRead<Reference> {
	readonly found: FoundShop;
	readonly reference: Reference;
	readonly settings: ShopSettings;
	/** What `searchReads` read; left out, whatever is looked up is found by article numbers and e-mails. */
	readonly seen?: ReadRows | undefined;
}

/** The facts a plan may use: all read, nothing asked for while planning. */
export interface Shop<Reference, Facts> {
	readonly found: FoundShop;
	readonly settings: ShopSettings;
	readonly reference: Reference;
	readonly facts: Facts;
	readonly batch: BatchView;
	/** The moment of writing; the platform turns it into the shop's own zone. */
	readonly now: Date;
}

export type Planned =
	| { readonly ok: true; readonly plan: RowPlan; readonly warnings: readonly Problem[] }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** A shop order as its own tables show it after the commit. */
export interface ShopOrderState {
	readonly shopOrderId: string;
	/** What the shop's staff call the order. */
	readonly shopOrderNumber: string;
	readonly status: string;
	readonly currency: string;
	/** Gross total in that currency, as the shop shows it. */
	readonly total: Amount;
	readonly lines: number;
	readonly quantity: Amount;
}

/** One entry of a drop-down: `value` as the settings take it, `name` as the shop's staff know it. */
export interface ShopChoice {
	readonly value: string;
	readonly name: string;
}

/** What a user can choose from in this shop, in the shop's order; empty where its software knows no such choice. */
export interface ShopChoices {
	readonly stores: readonly ShopChoice[];
	readonly languages: readonly ShopChoice[];
	readonly orderStatuses: readonly ShopChoice[];
	readonly paymentMethods: readonly ShopChoice[];
	readonly shippingMethods: readonly ShopChoice[];
}

/** What the shop's own checkout starts from; empty where the shop has not set it. */
export interface ShopHome {
	readonly name: string;
	/** ISO 3166-1 alpha-2. */
	readonly country: string;
	/** As an order's address names it; left out where taxes do not ask for it. */
	readonly region?: string;
	/** ISO 4217. */
	readonly currency: string;
}

/** What a made-up order is made of, for rehearsing in a shop that nobody has told us about. */
export interface ShopSample<Reference> {
	/** Rows with `sku`: a few articles that are switched on, in stock and sold without a choice. */
	readonly articles: Read;
	home(reference: Reference): ShopHome;
}

export interface TableUse {
	/** Without prefix. */
	readonly table: string;
	readonly rights: readonly ('SELECT' | 'INSERT' | 'UPDATE')[];
	/** Columns that are written and never read: password hashes, salts, tokens. The user of an invitation may not read them. */
	readonly secret?: readonly string[];
	/**
	 * Goes with `secret`: all columns that are read or written. The user of an invitation gets no right on another, but for those
	 * of plug-ins that must be written.
	 */
	readonly columns?: readonly string[];
	/** The columns that changes of existing rows touch; left out, UPDATE is for the whole table. */
	readonly changed?: readonly string[];
	/** The shop's settings: passwords and keys of other services may stand among them, in rows that no right can leave out. */
	readonly holdsSettings?: true;
}

/**
 * One shop software. A platform is pure: it says what to read and turns orders into row plans; it never
 * talks to a database itself.
 */
export interface ShopPlatform<Reference = unknown, Facts = unknown> {
	/** E.g. `opencart-4.1`. */
	readonly id: string;
	/** E.g. `OpenCart 4.1`. */
	readonly title: string;
	/** Every table that is read or written, parents before children: the order of writing. */
	readonly tables: readonly TableUse[];
	/** About so many rows become of an order of three lines: says how many orders are written at once. */
	readonly rowsPerOrder: number;

	/**
	 * Shops of this software may have tables that know no transactions (MyISAM), and its plans say how to write them then:
	 * `mark` and `draft` of the rows.
	 */
	readonly plansForTablesWithoutTransactions?: true;

	/** Every shop of this platform in the database; several when prefixes separate them. */
	recognise(schema: SchemaView): readonly FoundShop[];

	/**
	 * Rows with `table`: the names, without prefix, of those `FoundShop.ownTables` that the shop's settings speak of. A user
	 * without a right on a table does not see it.
	 */
	readonly ownTablesRead?: Read;

	/** Asked when no shop is recognised, so that the user learns what stands in the way. */
	nearMisses?(schema: SchemaView): readonly NearMiss[];

	/** Read once per run: settings, languages, currencies, countries, statuses, tax rates. */
	readonly referenceReads: readonly Read[];
	readReference(rows: ReadRows): Reference;
	/** What the node's drop-downs offer for this shop; each value is one that `ShopSettings` takes. */
	choices(reference: Reference): ShopChoices;
	readonly sample: ShopSample<Reference>;

	/** About how many rows the server reads to find an article or a customer; left out, indexes find them. */
	rowsToSearch?(reference: Reference): number;
	/** Finds the articles that the orders name, for `factReads`, which would search for them in one read after the other. */
	searchReads(orders: readonly SupplierCustomerOrder[]): readonly Read[];
	/** What a batch needs besides: products by SKU, customers by e-mail. Sent again once new customers are claimed. */
	factReads(orders: readonly SupplierCustomerOrder[], shop: ShopToRead<Reference>): readonly Read[];
	readFacts(rows: ReadRows, reference: Reference): Facts;
	/** Whether the shop has an article of that number at all, from the facts read for a line with it. */
	hasArticle(sku: string, facts: Facts): boolean;

	plan(input: PlanInput, shop: Shop<Reference, Facts>): Planned;

	/** Reads the given shop orders back, for receipts and Look Up. */
	orderStates(shopOrderIds: readonly string[], reference: Reference): readonly Read[];
	readOrderStates(rows: ReadRows, reference: Reference): readonly ShopOrderState[];
}
